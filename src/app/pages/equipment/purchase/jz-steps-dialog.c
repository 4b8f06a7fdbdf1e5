/* Who approves purchases: one line for each role of the school, in the order in which they sign.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include <glib/gi18n-lib.h>

#include "jz-card.h"
#include "jz-compat.h"
#include "jz-grid-field.h"
#include "jz-money.h"
#include "jz-purchase-dialogs.h"
#include "jz-purchase-step.h"

#define STEPS_MOST 5

typedef struct
{
  JzCard     card;
  GtkWidget *roles[STEPS_MOST], *over[STEPS_MOST];
  GtkWidget *starter;
  GPtrArray *steps; /* of JzPurchaseStep */
  GPtrArray *names, *titles; /* of the roles that there are */
} StepsCard;

typedef struct
{
  JzCardWork card;
  GPtrArray *steps;
} StepsWork;

static gboolean
read_row (JzConnection *connection, JzCard *card, GError **error)
{
  StepsCard   *self = (StepsCard *) card;
  JzStatement *rows;

  self->steps = jz_purchase_steps (connection, error);
  rows = self->steps != NULL ? jz_connection_query (connection, error, "SELECT name, title FROM role ORDER BY id", "") :
         NULL;
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->titles = g_ptr_array_new_with_free_func (g_free);
  while (jz_statement_next (rows))
    {
      g_ptr_array_add (self->names, jz_statement_dup (rows, 0));
      g_ptr_array_add (self->titles, jz_statement_dup (rows, 1));
    }
  return rows != NULL && jz_statement_finish (rows, error);
}

static void
fill (JzCard *card)
{
  StepsCard *self = (StepsCard *) card;
  gboolean   starter = FALSE;

  for (guint i = 0; i < STEPS_MOST; i++)
    {
      GtkStringList        *list = gtk_string_list_new ((const char *const[]){ _("Nobody"), NULL });
      const JzPurchaseStep *step = i < self->steps->len ? g_ptr_array_index (self->steps, i) : NULL;
      guint                 chosen = 0;

      for (guint r = 0; r < self->titles->len; r++)
        {
          gtk_string_list_append (list, g_ptr_array_index (self->titles, r));
          if (step != NULL && g_str_equal (step->role, g_ptr_array_index (self->names, r)))
            chosen = r + 1;
        }
      gtk_drop_down_set_model (GTK_DROP_DOWN (self->roles[i]), G_LIST_MODEL (list));
      g_object_unref (list);
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->roles[i]), chosen);
      if (step != NULL)
        {
          g_autofree char *over = jz_money_format (step->over);

          gtk_editable_set_text (GTK_EDITABLE (self->over[i]), over);
          starter = starter || step->starter;
        }
    }
  gtk_widget_set_visible (self->starter, starter);
}

static void
clear (JzCard *card)
{
  StepsCard *self = (StepsCard *) card;

  g_clear_pointer (&self->steps, g_ptr_array_unref);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->titles, g_ptr_array_unref);
}

static void
work_free (gpointer data)
{
  StepsWork *self = data;

  g_ptr_array_unref (self->steps);
  g_free (self);
}

static gboolean
write_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_purchase_set_steps (operation, ((StepsWork *) data)->steps, error);
}

static void
save_cb (JzCard *card)
{
  StepsCard *self = (StepsCard *) card;
  StepsWork *work = g_new0 (StepsWork, 1);

  work->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_purchase_step_free);
  for (guint i = 0; i < STEPS_MOST; i++)
    {
      guint            chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->roles[i]));
      g_autofree char *over = jz_grid_field_text (self->over[i]);
      JzPurchaseStep  *step;
      gboolean         ok;

      if (chosen == 0 || chosen == GTK_INVALID_LIST_POSITION)
        continue;
      step = g_new0 (JzPurchaseStep, 1);
      g_ptr_array_add (work->steps, step);
      step->role = g_strdup (g_ptr_array_index (self->names, chosen - 1));
      ok = over[0] == '\0' || (jz_money_parse (over, &step->over) && step->over >= 0);
      jz_grid_field_say (self->over[i], ok ? NULL : _("The amount is no amount of money"));
      if (!ok)
        {
          work_free (work);
          return;
        }
    }
  jz_card_write (card, &jz_action_purchase_steps, write_cb, &work->card, work_free);
}

static const JzCardKind card_kind = { N_("Who approves purchases"), N_("Who approves purchases"), 520, read_row, fill,
                                      clear, save_cb };

void
jz_steps_dialog_present (GtkWindow *parent, JzSession *session)
{
  StepsCard *self = g_new0 (StepsCard, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *grid = jz_grid_field_grid ();

  jz_card_init (&self->card, &card_kind, parent, session, 1, NULL, NULL); /* 1: the one table that there is */
  self->starter = gtk_label_new (_("! These are starting values: put them right by the school's own rules on "
                                   "purchasing."));
  gtk_label_set_wrap (GTK_LABEL (self->starter), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->starter), 0);
  for (guint i = 0; i < STEPS_MOST; i++)
    {
      g_autofree char *step = g_strdup_printf (_("Step %u"), i + 1),
                              *over = g_strdup_printf (_("Step %u: for estimates over, yuan"), i + 1);

      self->roles[i] = gtk_drop_down_new (NULL, NULL);
      self->over[i] = jz_grid_field_entry (NULL);
      jz_grid_field_attach (grid, step, self->roles[i], 0, (int) i, 1);
      jz_grid_field_attach (grid, over, self->over[i], 1, (int) i, 1);
      jz_compat_name (self->roles[i], step);
    }
  gtk_box_append (GTK_BOX (box), self->starter);
  gtk_box_append (GTK_BOX (box), grid);
  jz_edit_dialog_set_body (self->card.dialog, box, TRUE);
  jz_card_open (&self->card);
}
