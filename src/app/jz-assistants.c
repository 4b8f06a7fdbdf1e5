/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-assistants.h"

#include "jz-import-window.h"
#include "jz-label-window.h"

static JzSession *
session_of (GtkWindow *window)
{
  return g_object_get_data (G_OBJECT (window), "jz-assistants-session");
}

static void
import_cb (GSimpleAction *action, GVariant *path, gpointer window)
{
  jz_import_window_present (window, session_of (window), g_variant_get_string (path, NULL));
}

static void
labels_cb (GSimpleAction *action, GVariant *what, gpointer window)
{
  static const char *const subjects[] = { "assets", "rooms", "shelf-cards" };
  const char         *subject;
  gboolean            missing;
  g_autoptr (GVariant) ids = NULL;

  g_variant_get (what, "(&sb@ax)", &subject, &missing, &ids);
  for (guint i = 0; i < G_N_ELEMENTS (subjects); i++)
    if (g_str_equal (subject, subjects[i]))
      jz_label_window_present (window, session_of (window), (JzLabelSubject) i, missing, ids);
}

static const GActionEntry actions[] = {
  { .name = "import-ledger", .activate = import_cb, .parameter_type = "s" },
  { .name = "print-labels", .activate = labels_cb, .parameter_type = "(sbax)" },
};

static void
signed_cb (GtkWindow *window)
{
  static const char *const permissions[] = { "import", "label" };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (window), actions[i].name)),
                                 jz_session_may (session_of (window), permissions[i]));
}

/* What else is dropped is not for us. */
static gboolean
dropped_cb (GtkWindow *window, const GValue *value)
{
  static const char *const suffixes[] = { ".xlsx", ".xls", ".csv" };
  g_autofree char *path = G_VALUE_HOLDS (value, G_TYPE_FILE) ? g_file_get_path (g_value_get_object (value)) : NULL;
  g_autofree char *folded = path != NULL ? g_ascii_strdown (path, -1) : NULL;

  for (guint i = 0; folded != NULL && i < G_N_ELEMENTS (suffixes); i++)
    if (g_str_has_suffix (folded, suffixes[i]) && jz_session_may (session_of (window), "import"))
      {
        jz_import_window_present (window, session_of (window), path);
        return TRUE;
      }
  return FALSE;
}

void
jz_assistants_attach (GtkWindow *window, JzSession *session)
{
  GtkDropTarget *drop = gtk_drop_target_new (G_TYPE_FILE, GDK_ACTION_COPY);

  g_object_set_data_full (G_OBJECT (window), "jz-assistants-session", g_object_ref (session), g_object_unref);
  g_action_map_add_action_entries (G_ACTION_MAP (window), actions, G_N_ELEMENTS (actions), window);
  g_signal_connect_object (session, "signed-in", G_CALLBACK (signed_cb), window, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "signed-out", G_CALLBACK (signed_cb), window, G_CONNECT_SWAPPED);
  g_signal_connect_object (drop, "drop", G_CALLBACK (dropped_cb), window, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (window), GTK_EVENT_CONTROLLER (drop));
  signed_cb (window);
}
