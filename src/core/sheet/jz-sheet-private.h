/* jz-sheet-private: what the readers of the formats share. Not for other folders.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-sheet-file.h"
#include "jz-xml-input.h"
#include "jz-zip-input.h"

G_BEGIN_DECLS

/* How numbers of a cell style are shown, as far as it changes what they mean. */
typedef enum
{
  JZ_NUMBER_PLAIN,
  JZ_NUMBER_DATE,
  JZ_NUMBER_DATE_TIME,
  JZ_NUMBER_TIME,
  JZ_NUMBER_PADDED, /* "000000": zeros in front belong to the value */
} JzNumberKind;

typedef struct
{
  JzNumberKind kind;
  guint        width; /* of JZ_NUMBER_PADDED */
} JzNumberStyle;

/* @code NULL: the built-in format @id. */
JzNumberStyle jz_number_style (guint id, const char *code);

/* Writes @value with all its digits and without exponent. */
#define JZ_NUMBER_TEXT 352
char         *jz_number_text  (double value, char buffer[JZ_NUMBER_TEXT]);

/* A row under construction. Texts are copied, except by add_static(). */
typedef struct
{
  JzSheetRow row;
  GArray    *cells;   /* JzSheetCell */
  GArray    *offsets; /* gsize into @text, G_MAXSIZE for a static text */
  GString   *text;
} JzRowBuffer;

JzRowBuffer      *jz_row_buffer_new        (void);
void              jz_row_buffer_free       (JzRowBuffer *buffer);
void              jz_row_buffer_begin      (JzRowBuffer *buffer, guint number, gboolean hidden);
void              jz_row_buffer_add        (JzRowBuffer *buffer, int column, JzCellKind kind, const char *text,
                                            gsize length, double number);
/* @text must outlive the row. */
void              jz_row_buffer_add_static (JzRowBuffer *buffer, int column, JzCellKind kind, const char *text,
                                            double number);
/* A number as @style shows it: a number, a date, or a time as text. */
void              jz_row_buffer_add_number (JzRowBuffer *buffer, int column, double number, JzNumberStyle style,
                                            gboolean date_1904);
const JzSheetRow *jz_row_buffer_end        (JzRowBuffer *buffer);

typedef struct
{
  char    *name;
  gboolean hidden;
  GArray  *merges; /* JzSheetRange; NULL until asked for */
} JzSheetInfo;

typedef struct
{
  JzSheetReader *(*read) (JzSheetFile *file, guint sheet, GCancellable *cancellable, GError **error);
  GArray        *(*merges) (JzSheetFile *file, guint sheet, GCancellable *cancellable, GError **error);
  void           (*free) (JzSheetFile *file);
} JzSheetBackend;

/* Backends embed it as their first member. */
struct _JzSheetFile
{
  const JzSheetBackend *backend;
  char                 *path, *name;
  JzSheetFormat         format;
  GPtrArray            *sheets; /* JzSheetInfo */
  const char           *encoding;
  char                  delimiter;
  gboolean              date_1904;
};

typedef struct
{
  const JzSheetRow *(*next) (JzSheetReader *reader, GError **error);
  gboolean          (*column_hidden) (JzSheetReader *reader, int column);
  void              (*free) (JzSheetReader *reader);
} JzSheetReaderClass;

struct _JzSheetReader
{
  const JzSheetReaderClass *class;
  JzSheetFile              *file;
  GCancellable             *cancellable;
};

gpointer       jz_sheet_file_alloc     (gsize size, const JzSheetBackend *backend, JzSheetFormat format,
                                        const char *path);
JzSheetInfo   *jz_sheet_file_add_sheet (JzSheetFile *file, const char *name, gboolean hidden);
gpointer       jz_sheet_reader_alloc   (gsize size, const JzSheetReaderClass *class, JzSheetFile *file,
                                        GCancellable *cancellable);

JzSheetFile   *jz_xlsx_open (const char *path, GCancellable *cancellable, GError **error);
JzSheetFile   *jz_xls_open  (const char *path, GCancellable *cancellable, GError **error);
JzSheetFile   *jz_csv_open  (const char *path, GCancellable *cancellable, GError **error);
JzSheetFile   *jz_county_open (const char *path, GCancellable *cancellable, GError **error);

#define JZ_COUNTY_NAMESPACE "urn:jiaozhuang:county:1"

/* What a file is by its first bytes and, for OLE containers, the streams in it. */
typedef enum
{
  JZ_CONTENT_XLSX, /* any zip */
  JZ_CONTENT_XLS,
  JZ_CONTENT_TEXT,
  JZ_CONTENT_COUNTY,
} JzContent;

/* FALSE with @error, one line naming what it is, for everything that is none of these. */
gboolean       jz_sheet_detect (const char *path, JzContent *content, GError **error);

G_END_DECLS
