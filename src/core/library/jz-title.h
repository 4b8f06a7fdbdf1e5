/* jz-title: a title (种) in the catalogue, and its record.
 *
 * The record is the truth; the columns of the table `title` are read out of it whenever it is written. What came from
 * outside is kept byte for byte beside what is edited.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-bib.h"
#include "jz-isbn.h"
#include "jz-marc-reader.h"
#include "jz-operation.h"

G_BEGIN_DECLS

#define JZ_MATERIAL_BOOK 1 /* material.id of what nothing else is said of */

/* What the columns say of a record. */
typedef struct
{
  JzBib  bib;
  char   isbn[JZ_ISBN_SIZE]; /* "": none, or one that is none */
  char  *volume;    /* number and title of the part, one behind the other */
  char  *sort_key;
  char  *same_key;  /* what two records of one title agree in, see jz_title_key() */
  GPtrArray *further; /* ISBNs besides `isbn`, each once, as jz_isbn_parse(); empty: none */
  int    year;      /* 0: unknown */
  gint64 price;     /* fen; 0: unknown */
} JzTitleFacts;

/* @facts: (out): to be cleared. */
void     jz_title_facts_read  (const JzMarc *record, JzTitleFacts *facts);
void     jz_title_facts_clear (JzTitleFacts *facts);

/* How a record came; all NULL and 0 when it was typed here. */
typedef struct
{
  const char     *source;   /* the file's name, the target's */
  const guint8   *bytes;    /* as they came */
  gsize           n_bytes;
  JzMarcEncoding  encoding;
  JzMarcMended    mended;
  gint64          material; /* 0: a book */
} JzTitleOrigin;

/* JZ_ERROR_INVALID for a record without a title. @id: (out) */
gboolean jz_title_add    (JzOperation *operation, const JzMarc *record, const JzTitleOrigin *origin, gint64 *id,
                          GError **error);

/* The record as it is now; what came from outside stays what it was. JZ_ERROR_NOT_FOUND, JZ_ERROR_INVALID. */
gboolean jz_title_update (JzOperation *operation, gint64 id, const JzMarc *record, GError **error);

/* JZ_ERROR_NOT_FOUND. */
gboolean jz_title_read   (JzConnection *connection, gint64 id, JzMarc *record, GError **error);

/* The record byte for byte as it came. Returns: (transfer full) (nullable): NULL without @error: it was typed here. */
GBytes  *jz_title_read_original (JzConnection *connection, gint64 id, GError **error);

/* A title with the same ISBN, title, volume and year; without ISBN, with the same title, volume, author, publisher and year.
 * An ISBN alone is no key: volumes of a set share one. @id: (out): 0: there is none. */
gboolean jz_title_find_same (JzConnection *connection, const JzTitleFacts *facts, gint64 *id, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JzTitleFacts, jz_title_facts_clear)

G_END_DECLS
