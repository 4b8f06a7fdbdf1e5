/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-numbering-form.h"

#include <glib/gi18n-lib.h>

#include "jz-numbering.h"
#include "jz-read-form.h"
#include "jz-row-field.h"

/* A code table, or (id 0) all others. */
typedef struct
{
  gint64 id;
  char  *name;
  char *template; /* NULL: none of its own */
} Rule;

typedef struct
{
  JzReadForm    form;
  GArray       *rules; /* of Rule */
  GtkWidget    *table, *template, *example;
  GCancellable *cancellable;
} Numbering;

static void
rule_clear (gpointer data)
{
  Rule *self = data;

  g_free (self->name);
  g_free (self->template);
}

static void
stop (Numbering *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
clear (JzReadForm *form)
{
  stop ((Numbering *) form);
  g_array_unref (((Numbering *) form)->rules);
}

static gboolean
read_rules (JzConnection *connection, JzReadForm *form, GError **error)
{
  Numbering   *self = (Numbering *) form;
  JzStatement *rows = jz_connection_query (connection, error,
                                           "SELECT 0, '', (SELECT template FROM numbering WHERE scheme IS NULL), 0 AS "
                                           "rank UNION ALL SELECT id, name || ' ' || edition, "
                                           "(SELECT template FROM numbering WHERE scheme = code_scheme.id), 1 FROM "
                                           "code_scheme WHERE kind IN ('asset', 'instrument', 'own') ORDER BY rank, 1",
                                           "");

  while (jz_statement_next (rows))
    {
      Rule rule = { jz_statement_int64 (rows, 0), jz_statement_dup (rows, 1), jz_statement_dup (rows, 2) };

      g_array_append_val (self->rules, rule);
    }
  return jz_statement_finish (rows, error);
}

/* The example. */

typedef struct
{
  Numbering *form; /* alive unless it was cancelled */
  char *template, *example;
} Trial;

static void
trial_free (gpointer data)
{
  Trial *self = data;

  g_free (self->template);
  g_free (self->example);
  g_free (self);
}

static gboolean
trial_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Trial *self = data;

  self->example = jz_numbering_example (connection, self->template, error);
  return self->example != NULL;
}

static void
tried_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Trial *trial = data;
  g_autoptr (GError) error = NULL;
  gboolean ok = jz_store_read_finish (JZ_STORE (source), result, &error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      adw_action_row_set_subtitle (ADW_ACTION_ROW (trial->form->example), ok ? trial->example : "–");
      jz_row_field_set_error (trial->form->template, ok ? NULL : error->message);
      jz_edit_dialog_set_go (trial->form->form.dialog, _("Save"), ok);
    }
  trial_free (trial);
}

static gboolean
takes_away (Numbering *self)
{
  return *jz_row_field_get_text (self->template) == '\0' && jz_row_field_get_choice (self->table) > 0;
}

static void
typed_cb (Numbering *self)
{
  JzStore *store = jz_session_get_store (self->form.session);
  Trial   *trial;

  stop (self);
  if (store == NULL)
    return;
  if (takes_away (self))
    {
      adw_action_row_set_subtitle (ADW_ACTION_ROW (self->example), _("As all others"));
      jz_edit_dialog_set_go (self->form.dialog, _("Save"), TRUE);
      return;
    }
  trial = g_new0 (Trial, 1);
  trial->form = self;
  trial->template = g_strdup (jz_row_field_get_text (self->template));
  self->cancellable = g_cancellable_new ();
  jz_store_read (store, trial_cb, trial, NULL, self->cancellable, tried_cb, trial);
}

static void
chosen_cb (Numbering *self)
{
  const Rule *rule =
      &g_array_index (self->rules, Rule, MIN (jz_row_field_get_choice (self->table), self->rules->len - 1));

  jz_row_field_set_text (self->template, rule->template != NULL ? rule->template : "");
  typed_cb (self);
}

static void
show (JzReadForm *form)
{
  Numbering *self = (Numbering *) form;
  g_autoptr (GPtrArray) titles = g_ptr_array_new ();
  AdwPreferencesGroup *group;

  for (guint i = 0; i < self->rules->len; i++)
    {
      const Rule *rule = &g_array_index (self->rules, Rule, i);

      g_ptr_array_add (titles, rule->id != 0 ? rule->name : (char *) _("All that have no rule of their own"));
    }
  g_ptr_array_add (titles, NULL);
  jz_read_form_make_dialog (form, _("Asset numbers"));
  group = jz_edit_dialog_add_group (form->dialog, NULL,
                                    _("Text, and in braces: {serial:6} counts, {year} or {year:2} of acquisition, "
                                       "{class:4} and {code} of the item, {place:4} the room, "
                                       "{check} a check digit (ISO 7064), {check:10} one as on EAN bars."));
  self->table = jz_row_field_choice (group, _("Items of"), (const char *const *) titles->pdata, 0);
  self->template = jz_row_field_entry (group, _("Rule"), g_array_index (self->rules, Rule, 0).template);
  self->example = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->example), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->example), _("The next number would be"));
  adw_preferences_group_add (group, self->example);
  g_signal_connect_swapped (self->template, "changed", G_CALLBACK (typed_cb), self);
  g_signal_connect_swapped (self->table, "notify::selected", G_CALLBACK (chosen_cb), self);
  jz_edit_dialog_set_blamed (form->dialog, self->template);
  typed_cb (self);
  gtk_window_present (GTK_WINDOW (form->dialog));
}

typedef struct
{
  gint64 scheme;
  char *template; /* NULL: taken away */
} Work;

static void
work_free (gpointer data)
{
  g_free (((Work *) data)->template);
  g_free (data);
}

static gboolean
write_cb (JzOperation *operation, gpointer data, GError **error)
{
  Work *self = data;

  return jz_numbering_set (operation, self->scheme, self->template, error);
}

static void
go (JzReadForm *form)
{
  Numbering *self = (Numbering *) form;
  Work      *work = g_new0 (Work, 1);

  work->scheme =
      g_array_index (self->rules, Rule, MIN (jz_row_field_get_choice (self->table), self->rules->len - 1)).id;
  work->template = takes_away (self) ? NULL : g_strdup (jz_row_field_get_text (self->template));
  jz_edit_dialog_write (form->dialog, form->session, &jz_action_numbering, write_cb, work, work_free, NULL, NULL);
}

void
jz_numbering_form_present (GtkWidget *over, JzSession *session)
{
  static const JzReadFormKind kind = { read_rules, show, go, clear };
  Numbering                  *self;

  if (session == NULL)
    return;
  self = g_new0 (Numbering, 1);
  self->rules = g_array_new (FALSE, FALSE, sizeof (Rule));
  g_array_set_clear_func (self->rules, rule_clear);
  jz_read_form_open (&self->form, &kind, over, session);
}
