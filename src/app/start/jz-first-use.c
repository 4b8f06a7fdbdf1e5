/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-first-use.h"

#include <glib/gi18n-lib.h>

#include "jz-backup.h"
#include "jz-calendar.h"
#include "jz-compat.h"
#include "jz-school-words.h"

/* The ways to begin. */

static const struct
{
  const char *icon, *title, *subtitle, *button; /* msgids */
  const char *action;
  const char *target; /* text, or NULL */
} ways[] = {
  { "jz-table-file-symbolic", N_("Import an Excel ledger"),
    N_("Knows the county's form and common forms of schools; each row is checked first"), N_("Choose a file…"),
    "win.import-ledger", "" },
  { "jz-receive-symbolic", N_("Accept a delivery"),
    N_("Item by item from the invoice, numbered on the spot, labels printed"), N_("Begin"), "page.receive" },
  { "jz-folder-symbolic", N_("Take in what the county sent"), N_("Standards and code tables"), N_("Open a file…"),
    "win.import-standard" },
  { "jz-demo-symbolic", N_("Load a demo school"), N_("A made-up school in a file of its own"), N_("Load"),
    "win.demo-school" },
};

static GtkWidget *
make_way (guint i)
{
  GtkWidget       *row = adw_action_row_new ();
  GtkWidget       *button = gtk_button_new_with_label (g_dgettext (GETTEXT_PACKAGE, ways[i].button));
  const char      *title = g_dgettext (GETTEXT_PACKAGE, ways[i].title);
  g_autofree char *name = g_strdup_printf ("%s: %s", title, g_dgettext (GETTEXT_PACKAGE, ways[i].button));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), g_dgettext (GETTEXT_PACKAGE, ways[i].subtitle));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name (ways[i].icon));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (button, 104, -1);
  if (i == 0)
    gtk_widget_add_css_class (button, "suggested-action");
  jz_compat_name (button, name);
  if (ways[i].target != NULL)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", ways[i].target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), ways[i].action);
  g_object_bind_property (button, "sensitive", row, "visible", G_BINDING_SYNC_CREATE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  return row;
}

/* An empty card is no card. */
static void
way_shown_cb (GtkWidget *group)
{
  GtkWidget **rows = g_object_get_data (G_OBJECT (group), "jz-ways");
  gboolean    any = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    any = any || gtk_widget_get_visible (rows[i]);
  gtk_widget_set_visible (group, any);
}

GtkWidget *
jz_first_use_new (void)
{
  GtkWidget *page = adw_status_page_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget **rows = g_new (GtkWidget *, G_N_ELEMENTS (ways));

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "jz-equipment-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _("No ledger yet"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page),
                                   _("Choose a way to bring in what there is. It can be undone, and done again."));
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      rows[i] = make_way (i);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), rows[i]);
    }
  g_object_set_data_full (G_OBJECT (group), "jz-ways", rows, g_free);
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    g_signal_connect_object (rows[i], "notify::visible", G_CALLBACK (way_shown_cb), group, G_CONNECT_SWAPPED);
  way_shown_cb (group);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 612);
  adw_clamp_set_child (ADW_CLAMP (clamp), group);
  adw_status_page_set_child (ADW_STATUS_PAGE (page), clamp);
  return page;
}

/* The first steps. */

enum { SCHOOL, TERM, LEDGER, ACCOUNTS, CLASSES, BACKUP, N_STEPS };

static const struct
{
  const char *title, *what; /* msgids */
  const char *view;         /* of the settings; NULL: this very page */
} steps[N_STEPS] = {
  [SCHOOL] = { N_("School and stage"), N_("What stands on every form"), "school" },
  [TERM] = { N_("Term and calendar"), N_("First and last day, holidays"), "calendar" },
  [LEDGER] = { N_("Equipment ledger"), N_("Bring in the old ledger"), NULL },
  [ACCOUNTS] = { N_("People and permissions"), N_("Who keeps, who approves"), "accounts" },
  [CLASSES] = { N_("Classes and pupils"), N_("From the pupil register"), "people" },
  [BACKUP] = { N_("Backup"), N_("A USB stick or another disk"), "backup" },
};

struct _JzFirstRun
{
  AdwBin     parent_instance;
  JzSession *session;
  JzStore   *store;
  gulong     changed_id;
  GtkWidget *count;
  GtkWidget *dots[N_STEPS], *titles[N_STEPS], *whats[N_STEPS];
};

G_DEFINE_FINAL_TYPE (JzFirstRun, jz_first_run, ADW_TYPE_BIN)

typedef struct
{
  JzFirstRun *page;
  gboolean    done[N_STEPS];
  char       *what[N_STEPS]; /* or NULL */
} Reading;

static gboolean
exists (JzConnection *connection, const char *sql, gboolean *is, GError **error)
{
  gint64   n = 0;
  gboolean ok = jz_connection_number (connection, &n, 0, error, sql, "");

  *is = n != 0;
  return ok;
}

static gboolean
read_texts (Reading *self, JzConnection *connection, GError **error)
{
  g_autofree char *stage = jz_connection_text (connection, NULL, "SELECT stage FROM school", "");
  g_autofree char *name = jz_connection_text (connection, NULL, "SELECT name FROM school", "");
  gint64           year = 0, ordinal = 0;

  if (!jz_connection_number (connection, &year, 0, error,
                             "SELECT school_year FROM term ORDER BY first_day DESC LIMIT 1", "") ||
      !jz_connection_number (connection, &ordinal, 0, error, "SELECT ordinal FROM term ORDER BY first_day DESC LIMIT 1",
                             ""))
    return FALSE;
  self->done[SCHOOL] = stage != NULL;
  self->what[SCHOOL] = stage != NULL ? g_strdup_printf ("%s·%s", name, jz_stage_title (stage)) : NULL;
  self->done[TERM] = year != 0;
  self->what[TERM] = year != 0 ? jz_term_title ((int) year, (int) ordinal) : NULL;
  return TRUE;
}

static gboolean
read_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Reading *self = data;
  g_autoptr (GPtrArray) backups = jz_backup_list (jz_connection_get_path (connection));

  self->done[BACKUP] = backups->len > 0;
  return read_texts (self, connection, error) &&
         exists (connection, "SELECT EXISTS (SELECT 1 FROM item WHERE voided IS NULL)", &self->done[LEDGER], error) &&
         exists (connection, "SELECT count(*) > 1 FROM account", &self->done[ACCOUNTS], error) &&
         exists (connection, "SELECT EXISTS (SELECT 1 FROM person WHERE kind = 'pupil' AND voided IS NULL)",
                 &self->done[CLASSES], error);
}

static void
show_step (JzFirstRun *self, guint i, gboolean done, gboolean now, const char *what)
{
  g_autofree char *number = g_strdup_printf ("%u", i + 1);
  static const char *const classes[] = { "done", "now" };

  for (guint n = 0; n < G_N_ELEMENTS (classes); n++)
    gtk_widget_remove_css_class (self->dots[i], classes[n]);
  gtk_label_set_text (GTK_LABEL (self->dots[i]), done ? "✓" : number);
  if (done || now)
    gtk_widget_add_css_class (self->dots[i], done ? "done" : "now");
  if (now)
    gtk_widget_add_css_class (self->titles[i], "jz-group");
  else
    gtk_widget_remove_css_class (self->titles[i], "jz-group");
  gtk_label_set_text (GTK_LABEL (self->whats[i]), what != NULL ? what : g_dgettext (GETTEXT_PACKAGE, steps[i].what));
}

static void
read_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Reading    *reading = data;
  JzFirstRun *self = reading->page;
  guint       n = 0;
  gboolean    now = FALSE;
  g_autofree char *count = NULL;

  if (jz_store_read_finish (JZ_STORE (source), result, NULL) && self->store == JZ_STORE (source))
    {
      for (guint i = 0; i < N_STEPS; i++)
        {
          gboolean is_now = !reading->done[i] && !now;

          show_step (self, i, reading->done[i], is_now, reading->what[i]);
          now = now || is_now;
          n += reading->done[i];
        }
      count = g_strdup_printf (_("%u of %u steps, stop whenever you like"), n, N_STEPS);
      gtk_label_set_text (GTK_LABEL (self->count), count);
    }
  for (guint i = 0; i < N_STEPS; i++)
    g_free (reading->what[i]);
  g_object_unref (self);
  g_free (reading);
}

static void
refresh (JzFirstRun *self)
{
  Reading *reading;

  if (self->store == NULL)
    return;
  reading = g_new0 (Reading, 1);
  reading->page = g_object_ref (self);
  jz_store_read (self->store, read_cb, reading, NULL, NULL, read_done_cb, reading);
}

#define PREFERENCE "first-run"

static void
show_all (JzFirstRun *self)
{
  const char *wanted = self->session != NULL ? jz_session_get_preference (self->session, PREFERENCE) : NULL;
  gboolean    shown = g_strcmp0 (wanted, "hidden") != 0;

  gtk_widget_set_visible (gtk_widget_get_first_child (GTK_WIDGET (self)), shown);
  if (shown)
    gtk_widget_add_css_class (GTK_WIDGET (self), "jz-first-run");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "jz-first-run");
}

static void
hide_cb (JzFirstRun *self)
{
  if (self->session != NULL)
    jz_session_set_preference (self->session, PREFERENCE, "hidden");
  show_all (self);
}

static void
leave (JzFirstRun *self)
{
  if (self->store != NULL)
    g_signal_handler_disconnect (self->store, self->changed_id);
  g_clear_object (&self->store);
  g_clear_object (&self->session);
}

void
jz_first_run_set_session (JzFirstRun *self, JzSession *session)
{
  leave (self);
  if (session != NULL && jz_session_get_store (session) != NULL)
    {
      self->session = g_object_ref (session);
      self->store = g_object_ref (jz_session_get_store (session));
      self->changed_id = g_signal_connect_swapped (self->store, "changed", G_CALLBACK (refresh), self);
    }
  show_all (self);
  refresh (self);
}

/* Building it. */

static GtkWidget *
make_label (const char *text, const char *class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 24);
  if (class != NULL)
    gtk_widget_add_css_class (label, class);
  return label;
}

static GtkWidget *
make_step (JzFirstRun *self, guint i)
{
  GtkWidget  *button = gtk_button_new ();
  GtkWidget  *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  const char *title = g_dgettext (GETTEXT_PACKAGE, steps[i].title);

  self->dots[i] = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->dots[i], "jz-dot");
  gtk_widget_set_valign (self->dots[i], GTK_ALIGN_CENTER);
  self->titles[i] = make_label (title, NULL);
  self->whats[i] = make_label (g_dgettext (GETTEXT_PACKAGE, steps[i].what), "jz-caption");
  gtk_box_append (GTK_BOX (words), self->titles[i]);
  gtk_box_append (GTK_BOX (words), self->whats[i]);
  gtk_box_append (GTK_BOX (row), self->dots[i]);
  gtk_box_append (GTK_BOX (row), words);
  gtk_button_set_child (GTK_BUTTON (button), row);
  gtk_widget_add_css_class (button, "jz-first-step");
  jz_compat_name (button, title);
  if (steps[i].view != NULL)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", steps[i].view);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), steps[i].view != NULL ? "win.settings" : NULL);
  return button;
}

static void
jz_first_run_dispose (GObject *object)
{
  leave (JZ_FIRST_RUN (object));
  G_OBJECT_CLASS (jz_first_run_parent_class)->dispose (object);
}

static void
jz_first_run_class_init (JzFirstRunClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = jz_first_run_dispose;
}

static void
jz_first_run_init (JzFirstRun *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *hide = gtk_button_new_with_label (_("Don't show this again"));
  GtkWidget *space = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->count = make_label (NULL, "jz-caption");
  gtk_box_append (GTK_BOX (box), make_label (_("First use"), "jz-title"));
  gtk_box_append (GTK_BOX (box), self->count);
  for (guint i = 0; i < N_STEPS; i++)
    {
      gtk_box_append (GTK_BOX (box), make_step (self, i));
      show_step (self, i, FALSE, FALSE, NULL);
    }
  gtk_widget_set_vexpand (space, TRUE);
  gtk_box_append (GTK_BOX (box), space);
  gtk_widget_add_css_class (hide, "jz-link");
  gtk_widget_set_halign (hide, GTK_ALIGN_START);
  g_signal_connect_swapped (hide, "clicked", G_CALLBACK (hide_cb), self);
  gtk_box_append (GTK_BOX (box), hide);
  gtk_widget_set_hexpand (GTK_WIDGET (self), FALSE);
  adw_bin_set_child (ADW_BIN (self), box);
  show_all (self);
}

JzFirstRun *
jz_first_run_new (void)
{
  return g_object_new (JZ_TYPE_FIRST_RUN, NULL);
}
