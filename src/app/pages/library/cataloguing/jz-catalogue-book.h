/* jz-catalogue-book: the book that is being catalogued, before it is saved; and what the file says of it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-catalogue.h"
#include "jz-lookup.h"
#include "jz-session.h"

G_BEGIN_DECLS

typedef struct
{
  JzMarc        *record;
  GBytes        *bytes;    /* as it came; NULL: it was typed here, or came as XML */
  JzMarcEncoding encoding;
  JzMarcMended   mended;
  char          *source;   /* "": typed here, or the own catalogue */
  gint64         title;    /* one that is there: its copies are added to; 0: a new one */
  gboolean       touched;  /* the record was changed here */
} JzCatalogueBook;

/* All return: (transfer full) */
JzCatalogueBook *jz_catalogue_book_new  (const char *isbn, const char *title);
JzCatalogueBook *jz_catalogue_book_from (const JzLookupRecord *record, const char *source);
void             jz_catalogue_book_free (JzCatalogueBook *self);

/* What the file says to it: asked on a reader thread whenever the form changes, and true only until somebody else
 * saves. */
typedef struct
{
  /* The question. */
  JzMarc  *record;
  gint64   title, accession, place;
  char    *class_;
  /* The answer. */
  char    *number;    /* that it has or would get; "": none */
  char    *class_name;
  char    *first;     /* accession number that comes next */
  char    *freed;     /* numbers that are free again, "" for none */
  char    *same;      /* a title that is the same; NULL: none */
  char    *fault;     /* the first thing that it lacks; NULL: nothing */
  gint64   discount;
} JzCatalogueGlance;

void               jz_catalogue_glance_free   (JzCatalogueGlance *self);
/* @question: (transfer full) */
void               jz_catalogue_glance        (JzStore *store, JzCatalogueGlance *question, GCancellable *cancellable,
                                               GAsyncReadyCallback callback, gpointer data);
/* Returns: (transfer full), NULL when it can't be told */
JzCatalogueGlance *jz_catalogue_glance_finish (GAsyncResult *result);

/* Saves on the writer's thread. @number: NULL: as offered. @run: its texts are copied. @done is told with @error NULL,
 * or why not; @words and @operation as in jz_store_write_finish(). */
typedef void (*JzCatalogueSaved) (const JzCatalogued *saved, const char *words, gint64 operation, const GError *error,
                                  gpointer data);
void jz_catalogue_book_save (const JzCatalogueBook *self, JzSession *session, const char *number, const JzCopyRun *run,
                             JzCatalogueSaved done, gpointer data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzCatalogueBook, jz_catalogue_book_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzCatalogueGlance, jz_catalogue_glance_free)

G_END_DECLS
