/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "jz-care-dialogs.h"
#include "jz-merge.h"
#include "jz-quantity.h"
#include "jz-read-form.h"

/* A row to be merged. */
typedef struct
{
  gint64     id;
  char      *title, *detail;
  GtkWidget *stays;
} Row;

typedef struct
{
  JzReadForm form;
  gboolean   places;
  GArray    *ids;
  GArray    *rows; /* of Row */
} Merge;

static void
row_clear (gpointer data)
{
  Row *self = data;

  g_free (self->title);
  g_free (self->detail);
}

static void
clear (JzReadForm *form)
{
  g_array_unref (((Merge *) form)->ids);
  g_array_unref (((Merge *) form)->rows);
}

static const char *const item_sql =
    "SELECT code || '  ' || name, spec, unit, decimals, ifnull ((SELECT sum (quantity) FROM balance WHERE item = "
    "item.id), 0), "
    "(SELECT count(*) FROM entry WHERE entry.item = item.id) FROM item WHERE id = ? AND voided IS NULL";
static const char *const place_sql =
    "SELECT code || '  ' || path, purpose, '', 0, (WITH RECURSIVE inside (id) AS (SELECT place.id UNION ALL "
    "SELECT p.id FROM inside JOIN place p ON p.parent = inside.id AND p.voided IS NULL) SELECT count (DISTINCT item) "
    "FROM balance "
    "JOIN inside ON inside.id = balance.place WHERE quantity > 0), 0 FROM place WHERE id = ? AND voided IS NULL";

static char *
detail_of (gboolean places, JzStatement *row)
{
  g_autofree char *quantity = jz_quantity_format (jz_statement_int64 (row, 4), (int) jz_statement_int64 (row, 3));

  if (places)
    return g_strstrip (
        g_strdup_printf (_("%s  %s kinds of things stand there"), jz_statement_text (row, 1), quantity));
  return g_strstrip (g_strdup_printf (_("%s  %s %s, %d entries"), jz_statement_text (row, 1), quantity,
                                      jz_statement_text (row, 2), (int) jz_statement_int64 (row, 5)));
}

static gboolean
read_rows (JzConnection *connection, JzReadForm *form, GError **error)
{
  Merge *self = (Merge *) form;

  for (guint i = 0; i < self->ids->len; i++)
    {
      gint64       id = g_array_index (self->ids, gint64, i);
      JzStatement *row = jz_connection_query (connection, error, self->places ? place_sql : item_sql, "l", id);
      Row          read = { id, NULL, NULL, NULL };

      if (jz_statement_next (row))
        {
          read.title = jz_statement_dup (row, 0);
          read.detail = detail_of (self->places, row);
          g_array_append_val (self->rows, read);
        }
      if (!jz_statement_finish (row, error))
        return FALSE;
    }
  return TRUE;
}

/* Which one stays. */
static void
show (JzReadForm *form)
{
  Merge               *self = (Merge *) form;
  AdwPreferencesGroup *group;

  jz_read_form_make_dialog (form, self->places ? _("Merge places") : _("Merge items"));
  jz_edit_dialog_set_go (form->dialog, _("Merge"), self->rows->len > 1);
  group = jz_edit_dialog_add_group (
      form->dialog, _("Which one stays"),
      self->places ?
          _("What stands at the others is transferred here; their codes and names lead here from then on.") :
          _("What there is of the others comes under this one, with an entry for each; their codes and names lead "
             "here from then on."));
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row       *row = &g_array_index (self->rows, Row, i);
      GtkWidget *line = adw_action_row_new ();

      row->stays = gtk_check_button_new ();
      gtk_widget_set_valign (row->stays, GTK_ALIGN_CENTER);
      if (i > 0)
        gtk_check_button_set_group (GTK_CHECK_BUTTON (row->stays),
                                    GTK_CHECK_BUTTON (g_array_index (self->rows, Row, 0).stays));
      gtk_check_button_set_active (GTK_CHECK_BUTTON (row->stays), i == 0);
      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (line), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (line), row->title);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (line), row->detail);
      adw_action_row_add_prefix (ADW_ACTION_ROW (line), row->stays);
      adw_action_row_set_activatable_widget (ADW_ACTION_ROW (line), row->stays);
      adw_preferences_group_add (group, line);
    }
  gtk_window_present (GTK_WINDOW (form->dialog));
}

typedef struct
{
  gboolean places;
  gint64   kept;
  GArray  *gone;
} Work;

static void
work_free (gpointer data)
{
  g_array_unref (((Work *) data)->gone);
  g_free (data);
}

static gboolean
write_cb (JzOperation *operation, gpointer data, GError **error)
{
  Work *self = data;

  return (self->places ? jz_places_merge : jz_items_merge) (
      operation, self->kept, (const gint64 *) (gpointer) self->gone->data, self->gone->len, error);
}

static void
go (JzReadForm *form)
{
  Merge *self = (Merge *) form;
  Work  *work = g_new0 (Work, 1);

  work->places = self->places;
  work->gone = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = &g_array_index (self->rows, Row, i);

      if (gtk_check_button_get_active (GTK_CHECK_BUTTON (row->stays)))
        work->kept = row->id;
      else
        g_array_append_val (work->gone, row->id);
    }
  jz_edit_dialog_write (form->dialog, form->session, self->places ? &jz_action_merge_places : &jz_action_merge_items,
                        write_cb, work, work_free, NULL, NULL);
}

void
jz_merge_dialog_present (GtkWindow *parent, JzSession *session, gboolean places, GArray *ids)
{
  static const JzReadFormKind kind = { read_rows, show, go, clear };
  Merge                      *self;

  if (parent == NULL || session == NULL || ids->len < 2)
    return;
  self = g_new0 (Merge, 1);
  self->places = places;
  self->ids = g_array_ref (ids);
  self->rows = g_array_new (FALSE, TRUE, sizeof (Row));
  g_array_set_clear_func (self->rows, row_clear);
  jz_read_form_open (&self->form, &kind, GTK_WIDGET (parent), session);
}
