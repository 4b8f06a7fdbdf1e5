/* jz-paper-dialog: the dialog of a paper, declared: its fields, what is read before it is shown, and what is written.
 *
 * A kind of paper is a constant: fields in a grid of six columns, which are checked as far as a field can be by itself; what remains is
 * said by the core. Values are texts and numbers, one of each for a field.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "jz-session.h"

G_BEGIN_DECLS

typedef enum
{
  JZ_PAPER_TEXT,
  JZ_PAPER_DATE,   /* text: ISO, NULL for nothing */
  JZ_PAPER_MONEY,  /* number: fen, -1 for nothing */
  JZ_PAPER_NUMBER, /* number: 0 … 9999 */
  JZ_PAPER_CHOICE, /* number: which */
  JZ_PAPER_PICKER, /* number: id, 0 for nothing; text: what kind of thing */
} JzPaperFieldKind;

#define JZ_PAPER_FIELDS 14

typedef struct
{
  JzPaperFieldKind   kind;
  const char        *title;   /* msgid; NULL ends the fields */
  int                column, row, width;
  const char        *lacks;   /* msgid: what is said when nothing is typed; NULL: it may be empty */
  const char        *hint;    /* msgid, in the empty field; or NULL */
  const char *const *choices; /* msgids; ends with NULL */
  const char        *pick;    /* kinds of jz_find() */
} JzPaperField;

typedef struct
{
  gint64     id;                       /* the row that it is about; 0: none */
  GArray    *ids;                      /* of gint64: chosen rows; NULL: none */
  gboolean   may_spend;                /* the account may note what is spent */
  gboolean   assets;                   /* they are rows of asset, else of item */
  char      *texts[JZ_PAPER_FIELDS];
  gint64     numbers[JZ_PAPER_FIELDS];
  char      *about;                    /* under the title: what it is about; NULL: nothing */
  char      *warning;                  /* above the foot; NULL: nothing */
  gboolean   hidden[JZ_PAPER_FIELDS];  /* fields that don't apply here */
  char     **choices[JZ_PAPER_FIELDS]; /* read from the file, instead of the field's; NULL */
} JzPaperValues;

typedef struct
{
  const char         *title; /* msgid */
  const char         *go;    /* msgid of the button */
  const JzAction     *action;
  const JzPaperField *fields;
  int                 width; /* px */

  /* On a reader thread, before it is shown: what stands in the fields at first. NULL: nothing. */
  gboolean (*read)  (JzConnection *connection, JzPaperValues *values, GError **error);
  gboolean (*write) (JzOperation *operation, const JzPaperValues *values, GError **error);
  /* On a reader thread, whenever a choice, an amount or a number is changed: a sentence about it, (transfer full),
   * or NULL.
   * What can't be read is -1. */
  char    *(*watch) (JzConnection *connection, const JzPaperValues *values);
} JzPaperKind;

/* @kind lives for ever. @ids may be NULL. */
void jz_paper_dialog_present (GtkWidget *over, JzSession *session, const JzPaperKind *kind, gint64 id, GArray *ids,
                              gboolean assets);

G_END_DECLS
