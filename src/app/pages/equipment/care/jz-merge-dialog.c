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
  const char     *title;
  const char     *words; /* what comes of it */
  const char     *sql;   /* title, detail, unit, decimals, quantity, entries of one */
  const JzAction *action;
  gboolean (*merge) (JzOperation *operation, gint64 kept, const gint64 *gone, guint n, GError **error);
} Kind;

typedef struct
{
  JzReadForm  form;
  const Kind *kind;
  GArray     *ids;
  GArray     *rows; /* of Row */
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

static const Kind kinds[] = {
  [JZ_DUPLICATE_ITEMS] = {
    N_("Merge items"),
    N_("What there is of the others comes under this one, with an entry for each; their codes and names lead here from "
       "then on."),
    "SELECT code || '  ' || name, spec, unit, decimals, ifnull ((SELECT sum (quantity) FROM balance WHERE item = "
    "item.id), 0), (SELECT count(*) FROM entry WHERE entry.item = item.id) FROM item WHERE id = ? AND voided IS NULL",
    &jz_action_merge_items, jz_items_merge },
  [JZ_DUPLICATE_PLACES] = {
    N_("Merge places"),
    N_("What stands at the others is transferred here; their codes and names lead here from then on."),
    "SELECT code || '  ' || path, purpose, '', 0, (WITH RECURSIVE inside (id) AS (SELECT place.id UNION ALL "
    "SELECT p.id FROM inside JOIN place p ON p.parent = inside.id AND p.voided IS NULL) SELECT count (DISTINCT item) "
    "FROM balance JOIN inside ON inside.id = balance.place WHERE quantity > 0), 0 FROM place WHERE id = ? AND voided "
    "IS NULL",
    &jz_action_merge_places, jz_places_merge },
  [JZ_DUPLICATE_PEOPLE] = {
    N_("Merge people"),
    N_("What the others have borrowed or in use, keep and signed goes to this one; their numbers and names lead here "
       "from then on."),
    "SELECT trim (ifnull (person.number, '') || '  ' || person.name), ifnull (class.name, post), '', 0, (SELECT count "
    "(DISTINCT item) FROM balance WHERE holder = person.id AND holder <> 0 AND quantity > 0), EXISTS (SELECT 1 FROM "
    "account WHERE account.person = person.id) FROM person LEFT JOIN class ON class.id = person.class WHERE person.id "
    "= ? AND person.voided IS NULL",
    &jz_action_merge_people, jz_people_merge },
};

static char *
detail_of (const Kind *kind, JzStatement *row)
{
  g_autofree char *quantity = jz_quantity_format (jz_statement_int64 (row, 4), (int) jz_statement_int64 (row, 3));

  if (kind == &kinds[JZ_DUPLICATE_PLACES])
    return g_strstrip (
        g_strdup_printf (_("%s  %s kinds of things stand there"), jz_statement_text (row, 1), quantity));
  if (kind == &kinds[JZ_DUPLICATE_PEOPLE])
    return g_strstrip (g_strdup_printf (jz_statement_int64 (row, 5) ? _("%s  has %s kinds of things, and an account") :
                                                                      _("%s  has %s kinds of things"),
                                        jz_statement_text (row, 1), quantity));
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
      JzStatement *row = jz_connection_query (connection, error, self->kind->sql, "l", id);
      Row          read = { id, NULL, NULL, NULL };

      if (jz_statement_next (row))
        {
          read.title = jz_statement_dup (row, 0);
          read.detail = detail_of (self->kind, row);
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

  jz_read_form_make_dialog (form, g_dgettext (GETTEXT_PACKAGE, self->kind->title));
  jz_edit_dialog_set_go (form->dialog, _("Merge"), self->rows->len > 1);
  group = jz_edit_dialog_add_group (form->dialog, _("Which one stays"),
                                    g_dgettext (GETTEXT_PACKAGE, self->kind->words));
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
  const Kind *kind;
  gint64      kept;
  GArray     *gone;
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

  return self->kind->merge (operation, self->kept, (const gint64 *) (gpointer) self->gone->data, self->gone->len,
                            error);
}

static void
go (JzReadForm *form)
{
  Merge *self = (Merge *) form;
  Work  *work = g_new0 (Work, 1);

  work->kind = self->kind;
  work->gone = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = &g_array_index (self->rows, Row, i);

      if (gtk_check_button_get_active (GTK_CHECK_BUTTON (row->stays)))
        work->kept = row->id;
      else
        g_array_append_val (work->gone, row->id);
    }
  jz_edit_dialog_write (form->dialog, form->session, self->kind->action, write_cb, work, work_free, NULL, NULL);
}

void
jz_merge_dialog_present (GtkWindow *parent, JzSession *session, JzDuplicateKind kind, GArray *ids)
{
  static const JzReadFormKind form_kind = { read_rows, show, go, clear };
  Merge                      *self;

  if (parent == NULL || session == NULL || ids->len < 2)
    return;
  g_return_if_fail (kind < G_N_ELEMENTS (kinds) && kinds[kind].merge != NULL);
  self = g_new0 (Merge, 1);
  self->kind = &kinds[kind];
  self->ids = g_array_ref (ids);
  self->rows = g_array_new (FALSE, TRUE, sizeof (Row));
  g_array_set_clear_func (self->rows, row_clear);
  jz_read_form_open (&self->form, &form_kind, GTK_WIDGET (parent), session);
}
