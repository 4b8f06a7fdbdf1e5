/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-count-line.h"

#include <glib/gi18n-lib.h>

#include "jz-edit-dialog.h"
#include "jz-grid-field.h"
#include "jz-quantity.h"
#include "jz-stocktake.h"
#include "jz-text.h"

#define CAUSES_IN_ROW 4

/* What a school's stock-takes mostly find. */
static const char *const usual_causes[] = {
  N_("Lent without being written down"),     N_("Moved without being written down"),
  N_("Broken by a pupil, not written down"), N_("Written off, still in the books"),
  N_("Used up, not written down"),           N_("Lost"),
  N_("Received without being entered"),      N_("Miscounted before"),
};

typedef struct
{
  JzSession    *session;
  JzEditDialog *dialog;  /* owns this once it is there */
  GtkWindow    *parent;  /* weak */
  GtkWidget    *count, *cause;
  gint64        line, expected, counted;
  int           decimals;
  char         *name, *place, *unit, *words, *state;
} CountLine;

static void
count_line_free (gpointer data)
{
  CountLine   *self = data;
  char *const  texts[] = { self->name, self->place, self->unit, self->words, self->state };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
  g_clear_weak_pointer (&self->parent);
  g_object_unref (self->session);
  g_free (self);
}

static gboolean
read_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  CountLine   *self = data;
  JzStatement *row = jz_connection_query (
    connection, error,
    "SELECT l.expected, ifnull (l.counted, -1), item.decimals, item.name || ifnull (' ' || asset.number, ''), "
    "place.path, item.unit, l.cause, s.state FROM stocktake_line l JOIN stocktake s ON s.id = l.stocktake "
    "JOIN item ON item.id = l.item JOIN place ON place.id = l.place LEFT JOIN asset ON asset.id = l.asset "
    "WHERE l.id = ?",
    "l", self->line);

  if (!jz_statement_first (row, _("That line of the stock-take is not there"), error))
    return FALSE;
  self->expected = jz_statement_int64 (row, 0);
  self->counted = jz_statement_int64 (row, 1);
  self->decimals = (int) jz_statement_int64 (row, 2);
  self->name = jz_statement_dup (row, 3);
  self->place = jz_statement_dup (row, 4);
  self->unit = jz_statement_dup (row, 5);
  self->words = jz_statement_dup (row, 6);
  self->state = jz_statement_dup (row, 7);
  jz_statement_reset (row);
  return TRUE;
}

/* Saving: the count where it was changed, and the cause where it was. */

typedef struct
{
  gint64   line, counted;
  gboolean count;
  char    *cause; /* NULL: as it was */
} Work;

static void
work_free (gpointer data)
{
  Work *self = data;

  g_free (self->cause);
  g_free (self);
}

static gboolean
write_cb (JzOperation *operation, gpointer data, GError **error)
{
  Work *self = data;

  return (self->cause == NULL || jz_stocktake_cause (operation, self->line, self->cause, error)) &&
         (!self->count || jz_stocktake_count (operation, self->line, self->counted, error));
}

static gboolean
read_count (CountLine *self, gint64 *counted)
{
  g_autofree char *text = jz_grid_field_text (self->count);
  gboolean         ok;

  *counted = -1;
  ok = text[0] == '\0' || (jz_quantity_parse (text, self->decimals, counted) && *counted >= 0);
  jz_grid_field_say (self->count, ok ? NULL : _("This is no quantity"));
  if (!ok)
    gtk_widget_grab_focus (self->count);
  return ok;
}

static void
go_cb (CountLine *self)
{
  g_autofree char *cause = jz_grid_field_text (self->cause);
  gint64           counted;
  Work            *work;

  if (!read_count (self, &counted))
    return;
  work = g_new0 (Work, 1);
  *work = (Work){ self->line, counted, counted != self->counted,
                  g_str_equal (cause, self->words) ? NULL : g_strdup (cause) };
  jz_edit_dialog_write (self->dialog, self->session, &jz_action_stocktake, write_cb, work, work_free, NULL, NULL);
}

/* The form. */

static void
usual_cb (GtkButton *button, gpointer data)
{
  CountLine *self = data;

  gtk_editable_set_text (GTK_EDITABLE (self->cause), gtk_button_get_label (button));
  gtk_widget_grab_focus (self->cause);
}

static GtkWidget *
make_usual (CountLine *self)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 8);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 8);
  for (int i = 0; i < (int) G_N_ELEMENTS (usual_causes); i++)
    {
      GtkWidget *button = gtk_button_new_with_label (g_dgettext (GETTEXT_PACKAGE, usual_causes[i]));

      gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), PANGO_ELLIPSIZE_END);
      gtk_widget_add_css_class (button, "jz-key-button");
      g_signal_connect (button, "clicked", G_CALLBACK (usual_cb), self);
      gtk_grid_attach (GTK_GRID (grid), button, i % CAUSES_IN_ROW, i / CAUSES_IN_ROW, 1, 1);
    }
  return grid;
}

static GtkWidget *
make_form (CountLine *self)
{
  GtkWidget       *grid = jz_grid_field_grid ();
  g_autofree char *counted = self->counted >= 0 ? jz_quantity_format (self->counted, self->decimals) : g_strdup ("");
  g_autofree char *expected = jz_quantity_format (self->expected, self->decimals);
  g_autofree char *books = g_strdup_printf ("%s %s", expected, self->unit);
  GtkWidget       *label = gtk_label_new (books);

  self->count = jz_grid_field_entry (counted);
  self->cause = jz_grid_field_entry (self->words);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_size_request (label, -1, 30);
  gtk_widget_set_sensitive (self->count, g_str_equal (self->state, "open"));
  jz_grid_field_attach (grid, _("Counted"), self->count, 0, 0, 1);
  jz_grid_field_attach (grid, _("In the books"), label, 1, 0, 2);
  jz_grid_field_attach (grid, _("Cause of the difference"), self->cause, 0, 1, 3);
  jz_grid_field_attach (grid, _("Usual causes"), make_usual (self), 0, 2, 3);
  return grid;
}

static void
read_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CountLine         *self = data;
  g_autoptr (GError) error = NULL;
  gboolean           ok = jz_store_read_finish (JZ_STORE (source), result, &error);

  if (!ok)
    jz_session_say_trouble (self->session, error->message);
  if (!ok || self->parent == NULL)
    {
      count_line_free (self);
      return;
    }
  self->dialog = jz_edit_dialog_new (GTK_WIDGET (self->parent), _("Count and cause"), _("Save"), 640, -1);
  jz_edit_dialog_set_title (self->dialog, self->name, self->place);
  jz_edit_dialog_set_body (self->dialog, make_form (self), TRUE);
  g_object_set_data_full (G_OBJECT (self->dialog), "jz-count-line", self, count_line_free);
  g_signal_connect_swapped (self->dialog, "go", G_CALLBACK (go_cb), self);
  gtk_window_present (GTK_WINDOW (self->dialog));
  gtk_widget_grab_focus (gtk_widget_get_sensitive (self->count) ? self->count : self->cause);
}

void
jz_count_line_present (GtkWindow *parent, JzSession *session, gint64 line)
{
  CountLine *self;

  if (jz_session_get_store (session) == NULL)
    return;
  self = g_new0 (CountLine, 1);
  self->session = g_object_ref (session);
  self->line = line;
  g_set_weak_pointer (&self->parent, parent);
  jz_store_read (jz_session_get_store (session), read_cb, self, NULL, NULL, read_done_cb, self);
}
