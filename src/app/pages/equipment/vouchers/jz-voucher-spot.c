/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-voucher-spot.h"

#include <glib/gi18n-lib.h>

#include "jz-quantity.h"

#define SPOTS_KEY "jz-spots"

static void
spot_free (gpointer data)
{
  JzVoucherSpot *self = data;

  g_free (self->words);
  g_free (self);
}

/* Reading. */

static char *
words_of (const char *path, const char *state, const char *holder, const char *quantity, const char *unit)
{
  gboolean is_held = holder != NULL;

  if (g_str_equal (state, "loan"))
    return g_strdup_printf (_("%s · lent to %s · %s %s"), path, is_held ? holder : "?", quantity, unit);
  if (g_str_equal (state, "use") && is_held)
    return g_strdup_printf (_("%s · in use by %s · %s %s"), path, holder, quantity, unit);
  if (g_str_equal (state, "use"))
    return g_strdup_printf (_("%s · in use · %s %s"), path, quantity, unit);
  return g_strdup_printf (_("%s · in store · %s %s"), path, quantity, unit);
}

static JzVoucherSpot *
take (JzStatement *row)
{
  static const char *const states[] = { "stock", "use", "loan" };
  JzVoucherSpot   *spot = g_new0 (JzVoucherSpot, 1);
  g_autofree char *quantity = jz_quantity_format (jz_statement_int64 (row, 5), (int) jz_statement_int64 (row, 7));

  spot->place = jz_statement_int64 (row, 0);
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_str_equal (states[i], jz_statement_text (row, 2)))
      spot->state = states[i];
  spot->holder = jz_statement_int64 (row, 3);
  spot->words = words_of (jz_statement_text (row, 1), spot->state, jz_statement_text (row, 4), quantity,
                          jz_statement_text (row, 6));
  return spot;
}

GPtrArray *
jz_voucher_spots_read (JzConnection *connection, gint64 item, GError **error)
{
  g_autoptr (GPtrArray) spots = g_ptr_array_new_with_free_func (spot_free);
  JzStatement *rows = jz_connection_query (
    connection, error,
    "SELECT place.id, place.path, balance.state, balance.holder, person.name, balance.quantity, item.unit, "
    "item.decimals FROM balance JOIN item ON item.id = balance.item JOIN place ON place.id = balance.place "
    "LEFT JOIN person ON person.id = balance.holder WHERE balance.item = ? AND balance.quantity > 0 "
    "ORDER BY balance.state = 'stock' DESC, balance.quantity DESC, place.path, balance.holder", "l", item);

  while (jz_statement_next (rows))
    g_ptr_array_add (spots, take (rows));
  return jz_statement_finish (rows, error) ? g_steal_pointer (&spots) : NULL;
}

/* Choosing. */

static gboolean
fits (const JzVoucherKind *kind, const JzVoucherSpot *spot, const char *tracking)
{
  gboolean is_back = g_str_equal (kind->name, "return"), is_stock = g_str_equal (spot->state, "stock");

  if (is_back)
    return !is_stock;
  /* A number of cards is a number of those in stock: which of them, the ledger chooses. */
  if (g_strcmp0 (tracking, "card") == 0)
    return is_stock;
  return !g_str_equal (spot->state, "loan");
}

static GPtrArray *
offered (GtkWidget *choice)
{
  return g_object_get_data (G_OBJECT (choice), SPOTS_KEY);
}

static JzVoucherSpot *
copy (const JzVoucherSpot *spot, const char *words)
{
  JzVoucherSpot *same = g_memdup2 (spot, sizeof *spot);

  same->words = g_strdup (words);
  return same;
}

/* The only one in stock: where everything is taken from unless it is said otherwise. */
static guint
chosen_at_first (GPtrArray *here)
{
  guint n = 0, at = 0;

  for (guint i = 0; i < here->len; i++)
    {
      const JzVoucherSpot *spot = g_ptr_array_index (here, i);

      if (spot->place != 0 && g_str_equal (spot->state, "stock"))
        {
          n++;
          at = i;
        }
    }
  return n == 1 ? at : 0;
}

GtkWidget *
jz_voucher_spot_choice_new (const JzVoucherKind *kind, GPtrArray *spots, const char *tracking)
{
  static const JzVoucherSpot nothing = { 0 }, elsewhere = { .state = "stock" };
  g_autoptr (GtkStringList)  titles = gtk_string_list_new (NULL);
  GPtrArray *here = g_ptr_array_new_with_free_func (spot_free);
  GtkWidget *choice;

  for (guint i = 0; i < spots->len; i++)
    {
      const JzVoucherSpot *spot = g_ptr_array_index (spots, i);

      if (fits (kind, spot, tracking))
        g_ptr_array_add (here, copy (spot, spot->words));
    }
  if (here->len > 1)
    g_ptr_array_insert (here, 0, copy (&nothing, _("Choose from where")));
  if (kind->is_signed)
    g_ptr_array_add (here, copy (&elsewhere, _("Elsewhere…")));
  for (guint i = 0; i < here->len; i++)
    gtk_string_list_append (titles, ((JzVoucherSpot *) g_ptr_array_index (here, i))->words);
  choice = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&titles)), NULL);
  g_object_set_data_full (G_OBJECT (choice), SPOTS_KEY, here, (GDestroyNotify) g_ptr_array_unref);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), chosen_at_first (here));
  return choice;
}

const JzVoucherSpot *
jz_voucher_spot_choice_get (GtkWidget *choice)
{
  GPtrArray *here = offered (choice);
  guint      at = gtk_drop_down_get_selected (GTK_DROP_DOWN (choice));
  const JzVoucherSpot *spot = at < here->len ? g_ptr_array_index (here, at) : NULL;

  return spot != NULL && spot->state != NULL ? spot : NULL;
}

gboolean
jz_voucher_spot_choice_set_place (GtkWidget *choice, gint64 place)
{
  GPtrArray *here = offered (choice);
  guint      found = 0, at = 0;

  for (guint i = 0; i < here->len; i++)
    if (place != 0 && ((JzVoucherSpot *) g_ptr_array_index (here, i))->place == place)
      {
        found++;
        at = i;
      }
  if (found == 1)
    gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), at);
  return found == 1;
}
