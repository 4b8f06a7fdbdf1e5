/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-catalogue-pane.h"

#include <glib/gi18n-lib.h>

#include "jz-told.h"

#define JUST_MOST "14"
#define OPEN_MOST "20"

struct _JzCataloguePane
{
  GtkWidget         parent_instance;
  GtkWidget        *inspector;
  JzSession        *session;
  JzStore          *store;  /* that it listens to; weak */
  gint64            chosen; /* 0: the one that is worked on */
  guint             asked;  /* answers to older questions are dropped */
  gint64            id;
  JzAccessionState *state;
  GArray           *ids;
  GPtrArray        *names;
};

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (JzCataloguePane, jz_catalogue_pane, GTK_TYPE_WIDGET)

/* What is read. */
typedef struct
{
  JzCataloguePane  *self; /* a reference */
  guint             number;
  gint64            id;
  JzAccessionState *state;
  JzTold           *told;
  GArray           *ids;
  GPtrArray        *names;
} Reading;

static void
state_free (JzAccessionState *state)
{
  if (state == NULL)
    return;
  jz_accession_state_clear (state);
  g_free (state);
}

static void
reading_free (Reading *reading)
{
  g_object_unref (reading->self);
  state_free (reading->state);
  g_clear_pointer (&reading->told, jz_told_free);
  g_clear_pointer (&reading->ids, g_array_unref);
  g_clear_pointer (&reading->names, g_ptr_array_unref);
  g_free (reading);
}

static gboolean
read_open (JzConnection *connection, Reading *reading, GError **error)
{
  JzStatement *rows = jz_connection_query (connection, error,
                                           "SELECT id, number FROM accession WHERE open AND voided IS NULL ORDER BY id "
                                           "DESC LIMIT " OPEN_MOST,
                                           "");

  reading->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  reading->names = g_ptr_array_new_with_free_func (g_free);
  while (jz_statement_next (rows))
    {
      gint64 id = jz_statement_int64 (rows, 0);

      g_array_append_val (reading->ids, id);
      g_ptr_array_add (reading->names, jz_statement_dup (rows, 1));
    }
  return jz_statement_finish (rows, error);
}

static void
tell_state (Reading *reading)
{
  const JzAccessionState *state = reading->state;
  g_autofree char *title = g_strdup_printf (_("Batch %s"), state->number),
                  *discount = g_strdup_printf (_("discount %.2f"), (double) state->discount / JZ_DISCOUNT_WHOLE);
  g_autofree char *run = state->copies > 0 ? g_strdup_printf ("%s–%s", state->first, state->last) : NULL, *come = NULL,
                  *lacking = NULL;
  const char *parts[] = { state->supplier, state->invoice, state->discount != JZ_DISCOUNT_WHOLE ? discount : "", NULL };
  g_autoptr (GString)     subtitle = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    if (parts[i][0] != '\0')
      g_string_append_printf (subtitle, "%s%s", subtitle->len > 0 ? "·" : "", parts[i]);
  reading->told = jz_told_new (title, subtitle->str, NULL);
  jz_told_add_group (reading->told, _("This batch"), NULL);
  jz_told_add_fact (reading->told, _("Accession numbers"), run);
  come = state->due_copies > 0
           ? g_strdup_printf (_("%d of %d copies"), (int) state->copies, (int) state->due_copies)
           : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d copy", "%d copies", (gulong) state->copies),
                              (int) state->copies);
  jz_told_add_fact (reading->told, _("Checked in"), come);
  if (state->due_copies > state->copies)
    lacking = g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%d copy", "%d copies", (gulong) (state->due_copies - state->copies)),
        (int) (state->due_copies - state->copies));
  jz_told_add_fact (reading->told, _("Still lacking"), lacking);
  jz_told_add_fact (reading->told, _("Expected"), state->expected);
  jz_told_add_fact (reading->told, _("Shelved at"), state->place);
}

static gboolean
tell_just (JzConnection *connection, Reading *reading, GError **error)
{
  JzStatement *rows = jz_connection_query (connection, error,
                                           "SELECT min (c.number), trim (t.title || ' ' || t.volume), count (*), sum "
                                           "(c.barcode <> c.barcode_printed OR "
                                           "c.call <> c.call_printed) FROM copy c JOIN title t ON t.id = c.title WHERE "
                                           "c.accession = ? AND c.voided IS NULL "
                                           "GROUP BY c.title, c.changed ORDER BY max (c.id) DESC LIMIT " JUST_MOST,
                                           "l", reading->id);

  jz_told_add_group (reading->told, _("Just catalogued"), NULL);
  while (jz_statement_next (rows))
    {
      gint64           n = jz_statement_int64 (rows, 2), lacks = jz_statement_int64 (rows, 3);
      g_autofree char *copies =
          g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d copy", "%d copies", (gulong) n), (int) n);
      g_autofree char *words = g_strdup_printf ("%s  %s", copies, lacks > 0 ? _("○ Label to print") : _("✓ Printed"));

      jz_told_add_entry (reading->told, jz_statement_text (rows, 0), jz_statement_text (rows, 1), words);
    }
  return jz_statement_finish (rows, error);
}

static gboolean
read_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Reading *reading = data;

  if (!read_open (connection, reading, error) ||
      (reading->id == 0 && !jz_accession_current (connection, &reading->id, error)))
    return FALSE;
  if (reading->id == 0)
    return TRUE;
  reading->state = g_new0 (JzAccessionState, 1);
  if (!jz_accession_read (connection, reading->id, reading->state, error))
    return FALSE;
  tell_state (reading);
  return tell_just (connection, reading, error);
}

static void
read_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Reading         *reading = data;
  JzCataloguePane *self = reading->self;
  gboolean         ok = jz_store_read_finish (JZ_STORE (source), result, NULL);

  if (self->session != NULL && self->inspector != NULL && reading->number == self->asked)
    {
      self->id = ok ? reading->id : 0;
      state_free (self->state);
      self->state = ok ? g_steal_pointer (&reading->state) : NULL;
      g_clear_pointer (&self->ids, g_array_unref);
      g_clear_pointer (&self->names, g_ptr_array_unref);
      self->ids = g_steal_pointer (&reading->ids);
      self->names = g_steal_pointer (&reading->names);
      if (ok && reading->told != NULL)
        jz_told_fill (reading->told, JZ_INSPECTOR (self->inspector));
      else
        jz_inspector_clear (JZ_INSPECTOR (self->inspector), _("Begin a batch, and books come with its supplier, its "
                                                               "discount and its place"));
      g_signal_emit (self, signals[CHANGED], 0);
    }
  reading_free (reading);
}

void
jz_catalogue_pane_refresh (JzCataloguePane *self)
{
  Reading *reading;

  if (self->session == NULL)
    return;
  reading = g_new0 (Reading, 1);
  reading->self = g_object_ref (self);
  reading->number = ++self->asked;
  reading->id = self->chosen;
  jz_store_read (jz_session_get_store (self->session), read_cb, reading, NULL, NULL, read_done_cb, reading);
}

void
jz_catalogue_pane_choose (JzCataloguePane *self, gint64 accession)
{
  self->chosen = accession;
  jz_catalogue_pane_refresh (self);
}

void
jz_catalogue_pane_set_session (JzCataloguePane *self, JzSession *session)
{
  JzStore *store = session != NULL ? jz_session_get_store (session) : NULL;

  if (self->session == session)
    return;
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_set_weak_pointer (&self->store, store);
  g_set_object (&self->session, session);
  self->chosen = 0;
  if (session != NULL)
    g_signal_connect_object (self->store, "changed", G_CALLBACK (jz_catalogue_pane_refresh), self, G_CONNECT_SWAPPED);
  jz_catalogue_pane_refresh (self);
}

gint64
jz_catalogue_pane_get_id (JzCataloguePane *self)
{
  return self->id;
}

const JzAccessionState *
jz_catalogue_pane_get_state (JzCataloguePane *self)
{
  return self->state;
}

GArray *
jz_catalogue_pane_get_ids (JzCataloguePane *self)
{
  return self->ids;
}

GPtrArray *
jz_catalogue_pane_get_names (JzCataloguePane *self)
{
  return self->names;
}

static void
jz_catalogue_pane_dispose (GObject *object)
{
  JzCataloguePane *self = JZ_CATALOGUE_PANE (object);

  g_clear_object (&self->session);
  g_clear_weak_pointer (&self->store);
  g_clear_pointer (&self->state, state_free);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->inspector, gtk_widget_unparent);
  G_OBJECT_CLASS (jz_catalogue_pane_parent_class)->dispose (object);
}

static void
jz_catalogue_pane_class_init (JzCataloguePaneClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = jz_catalogue_pane_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[CHANGED] =
      g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
jz_catalogue_pane_init (JzCataloguePane *self)
{
  self->inspector = GTK_WIDGET (jz_inspector_new ());
  gtk_widget_set_parent (self->inspector, GTK_WIDGET (self));
}

JzCataloguePane *
jz_catalogue_pane_new (void)
{
  return g_object_new (JZ_TYPE_CATALOGUE_PANE, NULL);
}
