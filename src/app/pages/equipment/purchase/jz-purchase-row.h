/* jz-purchase-row: one line of a request, of an order, or of a delivery that is being written.
 *
 * Enter goes from field to field, Ctrl+Delete removes the line. A line of a delivery asks what of it is good, what is sent back and
 * why, and where it is put; of cards the maker, the warranty, and of a single one its numbers.
 *
 * Signals: "changed" (), "remove" ().
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "jz-card-fields.h"
#include "jz-purchase-read.h"
#include "jz-store.h"

G_BEGIN_DECLS

#define JZ_TYPE_PURCHASE_ROW (jz_purchase_row_get_type ())
G_DECLARE_FINAL_TYPE (JzPurchaseRow, jz_purchase_row, JZ, PURCHASE_ROW, GtkBox)

typedef enum
{
  JZ_ROW_REQUEST,  /* quantity, estimate, reason */
  JZ_ROW_ORDER,    /* quantity, price */
  JZ_ROW_DELIVERY, /* accepted, sent back, fault, place */
} JzRowKind;

/* What was typed; texts are its own, "" where nothing was. */
typedef struct
{
  gint64 quantity, rejected, price, place;
  char  *reason; /* or the fault */
  JzCardDraft *cards; /* of a delivery that has cards; NULL: nothing of the kind */
} JzRowDraft;

void                  jz_row_draft_free (JzRowDraft *self);

/* The titles over the lines. Returns: (transfer floating) */
GtkWidget            *jz_purchase_row_head (JzRowKind kind);

/* Takes @line; its quantity is what stands there first. */
JzPurchaseRow        *jz_purchase_row_new (JzRowKind kind, JzPurchaseLine *line, JzStore *store);

const JzPurchaseLine *jz_purchase_row_get_line (JzPurchaseRow *self);

/* Where typing begins. */
void                  jz_purchase_row_start (JzPurchaseRow *self);

/* What it comes to now, as far as it can be read, in fen. */
gint64                jz_purchase_row_sum (JzPurchaseRow *self);

/* The place that is chosen, for the lines that have none; and one of those. */
gint64                jz_purchase_row_get_place (JzPurchaseRow *self, char **path);
void                  jz_purchase_row_set_place (JzPurchaseRow *self, gint64 place, const char *path);

/* How many cards it will make; their numbers as they will be given (NULL: not known); and a number that was scanned, where the
 * cursor stands among the makers' numbers: whether it was taken. */
gint64                jz_purchase_row_get_cards (JzPurchaseRow *self);
void                  jz_purchase_row_show_numbers (JzPurchaseRow *self, const char *first, const char *last);
gboolean              jz_purchase_row_scan (JzPurchaseRow *self, const char *code);

/* Returns: (transfer full); NULL with the field marked and @sentence (out) (transfer full) saying what is wrong. */
JzRowDraft           *jz_purchase_row_read (JzPurchaseRow *self, char **sentence);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzRowDraft, jz_row_draft_free)

G_END_DECLS
