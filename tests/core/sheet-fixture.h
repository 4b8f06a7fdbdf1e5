/* sheet-fixture: spreadsheets made on the spot, and what the program reads in them as one text.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-sheet-file.h"

/* A new folder for one test; removed with all in it by fixture_remove(). */
char       *fixture_folder    (void);
void        fixture_remove    (const char *folder);
void        fixture_write     (const char *path, const void *bytes, gssize length);

/* A folder with the path of a file in it, for g_test_add(); the test's data is its name. */
typedef struct
{
  char *folder, *path;
} FixtureFile;

void        fixture_file_set_up    (FixtureFile *self, gconstpointer name);
void        fixture_file_tear_down (FixtureFile *self, gconstpointer name);

/* A zip of the entries name, content, name, content, …, NULL. */
void        fixture_zip       (const char *path, ...) G_GNUC_NULL_TERMINATED;

#define FIXTURE_STRICT   1 /* the namespaces of Strict OOXML */
#define FIXTURE_ODD_NAME 2 /* parts with other names, as other programs make them */
#define FIXTURE_1904     4

/* A workbook of one sheet: @sheet is what stands in <worksheet>, @strings in <sst>, @styles in <styleSheet>
 * (NULL for none). */
void        fixture_xlsx      (const char *path, const char *sheet, const char *strings, const char *styles,
                               guint flags);

/* The outside of an OLE container with one stream, and nothing inside. */
void        fixture_ole       (const char *path, const char *stream);

/* What is read, one line a row: "2h|A=text|B#12|C@2019-09-01|D?TRUE|E!#N/A"; "error: message" at the end
 * when there is one. */
char       *fixture_dump      (const char *path, guint sheet);
char       *fixture_dump_open (JzSheetFile *file, guint sheet);

/* Why a file is not read. */
char       *fixture_refusal   (const char *path);

/* One line, with @part in it. */
void        fixture_assert_refused (const char *path, const char *part);

/* Converts with gnumeric's ssconvert; @type may be NULL. FALSE, and the test is skipped, without it. */
gboolean    fixture_convert   (const char *from, const char *to, const char *type);
