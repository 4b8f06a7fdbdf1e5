/* jz-voucher-line: one line of a voucher that is being written: what, how much, at what price, where.
 *
 * Enter goes from field to field, Ctrl+Delete removes the line.
 *
 * Signals: "changed" (), "remove" ().
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "jz-card-fields.h"
#include "jz-item-form.h"
#include "jz-store.h"
#include "jz-voucher-kind.h"
#include "jz-voucher-thing.h"

G_BEGIN_DECLS

#define JZ_TYPE_VOUCHER_LINE (jz_voucher_line_get_type ())
G_DECLARE_FINAL_TYPE (JzVoucherLine, jz_voucher_line, JZ, VOUCHER_LINE, GtkBox)

/* What is given from line to line: that of the batch at hand. */
typedef struct
{
  gint64 place;
  char  *place_path;
} JzLineDefaults;

void            jz_line_defaults_clear (JzLineDefaults *self);

/* A line as it was typed; texts are its own. */
typedef struct
{
  JzLine       line;
  JzItemDraft *draft;  /* a new item; NULL: that of the line */
  JzCardDraft *cards;  /* of what comes in and has cards; NULL: nothing of the kind */
  const char  *condition; /* of what comes back: see JzReturned; NULL: not asked */
  char        *note;      /* and a remark; NULL: none */
} JzLineDraft;

void            jz_line_draft_free (JzLineDraft *self);

/* The titles over the lines. Returns: (transfer floating) */
GtkWidget      *jz_voucher_line_head (const JzVoucherKind *kind);

/* Takes @thing, and @draft (or NULL), which describes a new item. */
JzVoucherLine *jz_voucher_line_new (const JzVoucherKind *kind, JzVoucherThing *thing, JzItemDraft *draft,
                                    JzStore *store, const JzLineDefaults *defaults);

const JzVoucherThing *jz_voucher_line_get_thing (JzVoucherLine *self);

/* Where typing begins; FALSE when there is nothing to be typed. */
gboolean        jz_voucher_line_start (JzVoucherLine *self);

/* What it comes to now, as far as it can be read: @quantity in the smallest unit, @amount in fen. */
void            jz_voucher_line_sum   (JzVoucherLine *self, gint64 *quantity, gint64 *amount);

/* Keeps what was typed for the lines to come. */
void            jz_voucher_line_remember (JzVoucherLine *self, JzLineDefaults *defaults);

/* A scanned place. */
void            jz_voucher_line_set_place (JzVoucherLine *self, gint64 place, const char *path);

/* A scanned number, where the cursor stands among the makers' numbers. Returns: whether it was taken. */
gboolean        jz_voucher_line_scan (JzVoucherLine *self, const char *code);

/* Returns: (transfer full); NULL with the field marked and @sentence (out) (transfer full) saying what is wrong. */
JzLineDraft    *jz_voucher_line_read  (JzVoucherLine *self, char **sentence);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzLineDraft, jz_line_draft_free)

G_END_DECLS
