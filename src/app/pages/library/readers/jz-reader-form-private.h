/* Between the files of the dialogs about readers only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-read-form.h"
#include "jz-reader.h"

G_BEGIN_DECLS

/* What a form is about, and the rows that a person chooses from. */
typedef struct
{
  JzReadForm form;
  gint64     reader;
  JzReader  *read;
  GArray    *ids;      /* of the choices: groups, classes */
  GPtrArray *titles;   /* what they, or the copies, are called, NULL-terminated */
  GPtrArray *codes;    /* of copies: their barcodes */
  GArray    *rule_ids;
  GPtrArray *rules;
  GtkWidget *fields[4];
} JzReaderForm;

/* What is written. */
typedef struct
{
  gint64   reader, id, rule, amount;
  char    *text, *note;
  gboolean other;
} JzReaderWork;

void     jz_reader_work_free         (gpointer data);

/* A JzReadFormKind's. */
void     jz_reader_form_clear        (JzReadForm *form);

void     jz_reader_form_open         (GtkWidget *over, JzSession *session, const JzReadFormKind *kind, gint64 reader);

/* Presents it, with the focus in its first field. */
void     jz_reader_form_show         (JzReaderForm *self);

/* Rows of (id, title). @ids, @titles: (out) (transfer full): the titles NULL-terminated */
gboolean jz_reader_form_read_choices (JzConnection *connection, const char *sql, GArray **ids, GPtrArray **titles,
                                      GError **error);

/* 0: nothing is chosen. */
gint64   jz_reader_form_chosen       (GtkWidget *field, const GArray *ids);

G_END_DECLS
