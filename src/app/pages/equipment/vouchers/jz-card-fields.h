/* jz-card-fields: what is asked of the cards that come in with a line: their numbers (the next free ones are shown),
 * the makers' numbers, maker, warranty, and of software its licence.
 *
 * Of a single card each number has its field. Of several the makers' numbers stand one below the other: a column is
 * pasted, or one is scanned after the other, see jz_card_fields_scan().
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "jz-voucher.h"

G_BEGIN_DECLS

/* As it was typed; texts are its own, NULL where nothing was. */
typedef struct
{
  char     *number;
  GStrv     serials; /* in the order of the cards, not more than there are */
  char     *maker, *warranty;
  gboolean  is_software;
  JzLicence licence; /* of software; its texts are: */
  char     *key, *valid_until;
} JzCardDraft;

void          jz_card_draft_free   (JzCardDraft *self);
/* Into @line, which @self outlives. */
void          jz_card_draft_apply  (const JzCardDraft *self, JzLine *line);

#define JZ_TYPE_CARD_FIELDS (jz_card_fields_get_type ())
G_DECLARE_FINAL_TYPE (JzCardFields, jz_card_fields, JZ, CARD_FIELDS, GtkBox)

/* @name: of the thing. What is called software is taken for it at first. */
JzCardFields *jz_card_fields_new          (const char *name);
void          jz_card_fields_set_quantity (JzCardFields *self, gint64 quantity);

/* The numbers that will be given; NULL: not known. */
void          jz_card_fields_show_numbers (JzCardFields *self, const char *first, const char *last);

/* Takes a scanned number where the cursor stands among the makers' numbers. */
gboolean      jz_card_fields_scan         (JzCardFields *self, const char *code);

/* Returns: (transfer full); NULL with the field marked and @why (out) (transfer full) saying what is wrong. */
JzCardDraft  *jz_card_fields_read         (JzCardFields *self, char **why);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzCardDraft, jz_card_draft_free)

G_END_DECLS
