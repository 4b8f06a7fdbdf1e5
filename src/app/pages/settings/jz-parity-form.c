/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-parity-form.h"

#include <glib/gi18n-lib.h>

#include "jz-follower.h"
#include "jz-parity.h"
#include "jz-read-form.h"
#include "jz-row-field.h"
#include "jz-term-days.h"

#define WEEKS 30
#define SHOWN 8 /* lessons that are named, of those that move */

static const char *const parities[] = { "odd", "even" };

typedef struct
{
  JzReadForm  form;
  gint64      term;
  int         week, weeks;           /* the present one, and the last */
  char        parity[WEEKS + 1][5];  /* by week: "odd", "even"; "": neither */
  GtkWidget  *week_field, *parity_field;
  GtkWidget  *foot;                  /* a reference */
  JzFollower *follower;
} Form;

/* What is asked: one of these is read for the preview and one is written. */
typedef struct
{
  gint64      term;
  int         week;
  const char *parity;
  GPtrArray  *moves;
} Change;

static void
change_free (gpointer data)
{
  Change *self = data;

  g_clear_pointer (&self->moves, g_ptr_array_unref);
  g_free (self);
}

static Change *
change_of (Form *self)
{
  Change *change = g_new0 (Change, 1);

  change->term = self->term;
  change->week = jz_row_field_get_number (self->week_field);
  change->parity = parities[jz_row_field_get_choice (self->parity_field)];
  return change;
}

/* What would move. */

#define FORM "jz-parity-form"

static gpointer
ask (GtkWidget *foot)
{
  return change_of (g_object_get_data (G_OBJECT (foot), FORM));
}

static gboolean
plan_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Change *self = data;

  self->moves = jz_parity_plan (connection, self->term, self->week, self->parity, error);
  return self->moves != NULL;
}

static void
say_move (GString *lines, const JzParityMove *move)
{
  char from[JZ_DATE_LENGTH], to[JZ_DATE_LENGTH];

  g_string_append_c (lines, '\n');
  jz_date_to_iso (move->from, from);
  if (move->to == JZ_DATE_NONE)
    g_string_append_printf (lines, _("✗ %s, %s: no week is left for it, it is cancelled"), move->words, from);
  else if (move->clash != NULL)
    g_string_append_printf (lines, _("✗ %s, %s: %s"), move->words, jz_date_to_iso (move->to, to), move->clash);
  else
    g_string_append_printf (lines, _("○ %s: from %s to %s"), move->words, from, jz_date_to_iso (move->to, to));
}

static void
take (GtkWidget *foot, gpointer data)
{
  const Change *change = data;
  guint         n = change->moves->len;
  g_autoptr (GString) lines = g_string_new (NULL);

  if (n == 0)
    g_string_append (lines, _("✓ No lesson moves"));
  else
    g_string_append_printf (lines, g_dngettext (GETTEXT_PACKAGE, "! %u lesson moves along", "! %u lessons move along", n), n);
  for (guint i = 0; i < MIN (n, SHOWN); i++)
    say_move (lines, g_ptr_array_index (change->moves, i));
  if (n > SHOWN)
    g_string_append (lines, "\n…");
  gtk_label_set_text (GTK_LABEL (foot), lines->str);
}

static const JzFollowerKind following = { ask, plan_cb, take, change_free, 100 };

static void
changed_cb (Form *self)
{
  jz_follower_refresh (self->follower);
}

/* What the week is not yet. */
static void
week_cb (Form *self)
{
  int week = jz_row_field_get_number (self->week_field);

  adw_combo_row_set_selected (ADW_COMBO_ROW (self->parity_field), g_str_equal (self->parity[week], "odd"));
  changed_cb (self);
}

/* The form. */

static gboolean
write_cb (JzOperation *operation, gpointer data, GError **error)
{
  const Change *self = data;

  return jz_parity_set (operation, self->term, self->week, self->parity, NULL, error);
}

static void
go (JzReadForm *form)
{
  Form *self = (Form *) form;

  jz_edit_dialog_write (form->dialog, form->session, &jz_action_parity, write_cb, change_of (self), change_free, NULL, NULL);
}

static void
add_foot (Form *self)
{
  GtkWidget *foot = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (foot), 0);
  gtk_label_set_wrap (GTK_LABEL (foot), TRUE);
  g_object_set_data (G_OBJECT (foot), FORM, self);
  self->foot = g_object_ref (foot);
  jz_edit_dialog_set_foot (self->form.dialog, foot);
  self->follower = jz_follower_new (foot, &following);
}

static void
show (JzReadForm *form)
{
  Form                *self = (Form *) form;
  const char          *titles[] = { _("Odd week"), _("Even week"), NULL };
  AdwPreferencesGroup *group;

  jz_read_form_make_dialog (form, _("Odd and Even Weeks"));
  group = jz_edit_dialog_add_group (form->dialog, NULL, _("The weeks after it alternate. What was booked for odd or even weeks "
                                                          "moves along."));
  self->week_field = jz_row_field_number (group, _("From this week on"), NULL, 1, self->weeks, self->week);
  self->parity_field = jz_row_field_choice (group, _("That week is"), titles, g_str_equal (self->parity[self->week], "odd"));
  add_foot (self);
  g_signal_connect_swapped (jz_row_field_get_control (self->week_field), "value-changed", G_CALLBACK (week_cb), self);
  g_signal_connect_swapped (self->parity_field, "notify::selected", G_CALLBACK (changed_cb), self);
  gtk_window_present (GTK_WINDOW (form->dialog));
  jz_follower_set_session (self->follower, form->session);
}

static gboolean
read_weeks (JzConnection *connection, Form *self, GError **error)
{
  JzStatement *row = jz_connection_query (
    connection, error,
    "SELECT week, max (ifnull (parity, '')), max (date <= jz_today ()) FROM calendar_day WHERE term = ? AND week BETWEEN 1 AND ? "
    "GROUP BY week ORDER BY week", "li", self->term, WEEKS);

  self->week = 1;
  while (jz_statement_next (row))
    {
      int week = (int) jz_statement_int64 (row, 0);

      self->weeks = week;
      g_strlcpy (self->parity[week], jz_statement_text (row, 1), sizeof self->parity[week]);
      if (jz_statement_int64 (row, 2))
        self->week = week;
    }
  return jz_statement_finish (row, error);
}

static gboolean
read_form (JzConnection *connection, JzReadForm *form, GError **error)
{
  Form *self = (Form *) form;

  if (!jz_term_meant (connection, NULL, &self->term, error) || !read_weeks (connection, self, error))
    return FALSE;
  if (self->weeks > 0)
    return TRUE;
  g_set_error_literal (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("The calendar has no weeks yet"));
  return FALSE;
}

static void
clear (JzReadForm *form)
{
  Form *self = (Form *) form;

  jz_follower_stop (&self->follower);
  g_clear_object (&self->foot);
}

static const JzReadFormKind form_kind = { read_form, show, go, clear };

void
jz_parity_form_present (GtkWidget *over, JzSession *session)
{
  Form *self = g_new0 (Form, 1);

  jz_read_form_open (&self->form, &form_kind, over, session);
}
