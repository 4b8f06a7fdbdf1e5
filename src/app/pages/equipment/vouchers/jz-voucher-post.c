/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "jz-voucher-post.h"

#include "jz-loan-desk.h"

JzVoucherPost *
jz_voucher_post_new (const JzVoucherKind *kind)
{
  JzVoucherPost *self = g_new0 (JzVoucherPost, 1);

  self->posted.kind = kind;
  self->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_line_draft_free);
  return self;
}

void
jz_voucher_post_free (JzVoucherPost *self)
{
  if (self == NULL)
    return;
  jz_done_clear (&self->posted.done);
  g_free (self->posted.words);
  g_free (self->date);
  g_free (self->due);
  g_free (self->supplier);
  g_free (self->invoice);
  g_free (self->fund);
  g_free (self->origin);
  g_free (self->reason);
  g_ptr_array_unref (self->lines);
  g_free (self);
}

/* What comes back is looked at, and what is broken reported, in the same operation. */
static gboolean
post (JzOperation *operation, JzVoucherPost *self, const JzLine *lines, GError **error)
{
  g_autofree JzReturned *returned = g_new0 (JzReturned, MAX (self->lines->len, 1));
  gboolean               is_looked_at = FALSE;

  for (guint i = 0; i < self->lines->len; i++)
    {
      const JzLineDraft *draft = g_ptr_array_index (self->lines, i);

      returned[i] = (JzReturned){ draft->condition, draft->note };
      is_looked_at = is_looked_at || returned[i].condition != NULL;
    }
  if (is_looked_at)
    return jz_loan_return (operation, &self->terms, lines, returned, self->lines->len, &self->posted.done, error);
  return self->posted.kind->post (operation, &self->terms, lines, self->lines->len, &self->posted.done, error);
}

gboolean
jz_voucher_post_write (JzOperation *operation, gpointer data, GError **error)
{
  JzVoucherPost     *self = data;
  g_autofree JzLine *lines = g_new0 (JzLine, MAX (self->lines->len, 1));

  for (guint i = 0; i < self->lines->len; i++)
    {
      JzLineDraft *draft = g_ptr_array_index (self->lines, i);

      lines[i] = draft->line;
      if (draft->cards != NULL)
        jz_card_draft_apply (draft->cards, &lines[i]);
      if (draft->draft != NULL)
        {
          JzItemData item = jz_item_draft_data (draft->draft);

          if (!jz_item_ensure (operation, &item, &lines[i].item, NULL, error))
            return FALSE;
        }
    }
  self->terms.date = self->date;
  self->terms.due = self->due;
  self->terms.supplier = self->supplier;
  self->terms.invoice = self->invoice;
  self->terms.fund = self->fund;
  self->terms.origin = self->origin;
  self->terms.reason = self->reason;
  jz_done_clear (&self->posted.done);
  if (!post (operation, self, lines, error))
    return FALSE;
  self->posted.item = lines[0].item;
  g_free (self->posted.words);
  self->posted.words = g_strdup (jz_operation_get_words (operation));
  return TRUE;
}
