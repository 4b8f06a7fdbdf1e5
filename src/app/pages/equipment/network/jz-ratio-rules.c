/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include <glib/gi18n-lib.h>

#include "jz-money.h"
#include "jz-network-dialogs.h"
#include "jz-ratio.h"
#include "jz-row-field.h"

static const char *const conditions[] = { "use", "sound", "life", "networked" };
static const char *const targets[] = { "pupil", "teacher", "class", "room", "fast", "interactive", "mbps" };
static const char *const stages[] = { "primary", "junior", "senior" };
static const char *const stage_titles[] = { N_("Primary"), N_("Junior"), N_("Senior") };

#define N_CONDITIONS G_N_ELEMENTS (conditions)
#define N_TARGETS    G_N_ELEMENTS (targets)
#define N_STAGES     G_N_ELEMENTS (stages)

/* As read, and as written. */
typedef struct
{
  gboolean used[N_CONDITIONS];
  gint64   targets[N_TARGETS], weights[N_STAGES];
  gboolean changed_used[N_CONDITIONS], changed_target[N_TARGETS], changed_weight[N_STAGES];
} Values;

typedef struct
{
  GWeakRef      parent;
  JzSession    *session;
  Values        values;
  JzEditDialog *dialog;
  GtkWidget    *used[N_CONDITIONS], *targets[N_TARGETS], *weights[N_STAGES];
} Rules;

static void
rules_free (gpointer data)
{
  Rules *self = data;

  g_weak_ref_clear (&self->parent);
  g_object_unref (self->session);
  g_free (self);
}

static gboolean
read_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Values *values = &((Rules *) data)->values;

  for (guint i = 0; i < N_CONDITIONS; i++)
    if (!jz_ratio_get_rule (connection, conditions[i], &values->used[i], error))
      return FALSE;
  for (guint i = 0; i < N_TARGETS; i++)
    if (!jz_ratio_get_target (connection, targets[i], &values->targets[i], error))
      return FALSE;
  for (guint i = 0; i < N_STAGES; i++)
    if (!jz_ratio_get_weight (connection, stages[i], &values->weights[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
write_cb (JzOperation *operation, gpointer data, GError **error)
{
  const Values *values = data;

  for (guint i = 0; i < N_CONDITIONS; i++)
    if (values->changed_used[i] && !jz_ratio_set_rule (operation, conditions[i], values->used[i], error))
      return FALSE;
  for (guint i = 0; i < N_TARGETS; i++)
    if (values->changed_target[i] && !jz_ratio_set_target (operation, targets[i], values->targets[i],
                                                           _("set by the school"), error))
      return FALSE;
  for (guint i = 0; i < N_STAGES; i++)
    if (values->changed_weight[i] && !jz_ratio_set_weight (operation, stages[i], values->weights[i], error))
      return FALSE;
  jz_operation_describe (operation, _("Changed what the ratios are judged by"));
  return TRUE;
}

static gboolean
take_number (GtkWidget *field, gint64 before, gint64 *value, gboolean *changed)
{
  gint64 read = 0;

  if (!jz_money_parse (jz_row_field_get_text (field), &read) || read <= 0)
    {
      jz_row_field_set_error (field, _("Write a number, such as 5 or 1.32"));
      jz_row_field_focus (field);
      return FALSE;
    }
  *value = read;
  *changed = read != before;
  return TRUE;
}

static void
go_cb (Rules *self)
{
  g_autofree Values *values = g_memdup2 (&self->values, sizeof (Values));

  for (guint i = 0; i < N_CONDITIONS; i++)
    {
      values->used[i] = jz_row_field_get_switch (self->used[i]);
      values->changed_used[i] = values->used[i] != self->values.used[i];
    }
  for (guint i = 0; i < N_TARGETS; i++)
    if (!take_number (self->targets[i], self->values.targets[i], &values->targets[i], &values->changed_target[i]))
      return;
  for (guint i = 0; i < N_STAGES; i++)
    if (!take_number (self->weights[i], self->values.weights[i], &values->weights[i], &values->changed_weight[i]))
      return;
  jz_edit_dialog_write (self->dialog, self->session, &jz_action_ratio, write_cb, g_steal_pointer (&values), g_free,
                        NULL, NULL);
}

static GtkWidget *
make_number (AdwPreferencesGroup *group, const char *title, gint64 value)
{
  g_autofree char *text = jz_money_format (value);

  return jz_row_field_entry (group, title, text);
}

static void
make_form (Rules *self)
{
  AdwPreferencesGroup *group = jz_edit_dialog_add_group (self->dialog, _("A machine counts as effective when it"),
                                                         _("How long a computer is used is told by its code. Starting "
                                                           "values; check them against your county's rules."));

  for (guint i = 0; i < N_CONDITIONS; i++)
    self->used[i] = jz_row_field_switch (group, jz_ratio_condition_words (conditions[i]), NULL, self->values.used[i]);
  group = jz_edit_dialog_add_group (self->dialog, _("Targets"),
                                    _("x of x:1 at most, percent at least. Starting values from public rules; check "
                                      "them."));
  for (guint i = 0; i < N_TARGETS; i++)
    self->targets[i] = make_number (group, jz_ratio_words (targets[i]), self->values.targets[i]);
  group = jz_edit_dialog_add_group (self->dialog, _("How stages share"), _("How much a pupil of each stage counts"));
  for (guint i = 0; i < N_STAGES; i++)
    self->weights[i] = make_number (group, g_dgettext (GETTEXT_PACKAGE, stage_titles[i]), self->values.weights[i]);
}

static void
read_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Rules                *self = data;
  g_autoptr (GError)    error = NULL;
  g_autoptr (GtkWindow) parent = g_weak_ref_get (&self->parent);

  if (!jz_store_read_finish (JZ_STORE (source), result, &error) || parent == NULL)
    {
      if (error != NULL)
        jz_session_say_trouble (self->session, error->message);
      rules_free (self);
      return;
    }
  self->dialog = jz_edit_dialog_new (GTK_WIDGET (parent), _("What the ratios are judged by"), _("Save"), 600, 620);
  g_object_set_data_full (G_OBJECT (self->dialog), "jz-ratio-rules", self, rules_free);
  make_form (self);
  g_signal_connect_swapped (self->dialog, "go", G_CALLBACK (go_cb), self);
  gtk_window_present (GTK_WINDOW (self->dialog));
}

void
jz_ratio_rules_dialog_present (GtkWindow *parent, JzSession *session)
{
  Rules *self = g_new0 (Rules, 1);

  g_weak_ref_init (&self->parent, parent);
  self->session = g_object_ref (session);
  jz_store_read (jz_session_get_store (session), read_cb, self, NULL, NULL, read_done_cb, self);
}
