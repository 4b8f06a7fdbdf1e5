/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "jz-care-dialogs.h"
#include "jz-read-form.h"

#define GROUPS_MOST 100 /* shown; the next ones once these are settled */

typedef struct
{
  JzReadForm      form;
  JzPage         *page;
  JzDuplicateKind kind;
  GPtrArray      *groups;
  GPtrArray      *choices; /* of GtkCheckButton, one a group; owned by the rows */
} Duplicates;

static void
clear (JzReadForm *form)
{
  Duplicates *self = (Duplicates *) form;

  g_clear_weak_pointer (&self->page);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_ptr_array_unref (self->choices);
}

static gboolean
read_groups (JzConnection *connection, JzReadForm *form, GError **error)
{
  Duplicates *self = (Duplicates *) form;

  self->groups = jz_duplicates_find (connection, self->kind, error);
  return self->groups != NULL;
}

static const char *
reason_words (const Duplicates *self, const JzDuplicateGroup *group)
{
  if (self->kind == JZ_DUPLICATE_ASSETS)
    return _("The same maker's number, of the same item");
  if (self->kind == JZ_DUPLICATE_PLACES)
    return _("Names alike but for spaces, width and numerals");
  return g_str_equal (group->reason, "same") ? _("Name, specification and unit alike") :
                                               _("Only the names are alike");
}

static void
add_group (Duplicates *self, const JzDuplicateGroup *found)
{
  AdwPreferencesGroup *group = jz_edit_dialog_add_group (self->form.dialog, NULL, reason_words (self, found));
  GtkWidget           *choice = gtk_check_button_new ();

  gtk_widget_set_valign (choice, GTK_ALIGN_CENTER);
  if (self->choices->len > 0)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (choice), g_ptr_array_index (self->choices, 0));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (choice), self->choices->len == 0);
  g_ptr_array_add (self->choices, choice);
  for (guint i = 0; i < found->rows->len; i++)
    {
      const JzDuplicateRow *row = g_ptr_array_index (found->rows, i);
      GtkWidget            *line = adw_action_row_new ();
      g_autofree char      *title = g_strdup_printf ("%s  %s", row->code, row->title);

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (line), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (line), title);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (line), row->detail);
      if (i == 0)
        {
          adw_action_row_add_prefix (ADW_ACTION_ROW (line), choice);
          gtk_widget_set_visible (choice, self->groups->len > 1); /* one needs no choice */
        }
      adw_action_row_set_activatable_widget (ADW_ACTION_ROW (line), choice);
      adw_preferences_group_add (group, line);
    }
}

static void
show (JzReadForm *form)
{
  Duplicates      *self = (Duplicates *) form;
  guint            n = self->groups->len;
  GtkWidget       *words = NULL;
  g_autofree char *said = n == 0 ?
                              g_strdup (_("✓ Nothing looks as if it stood here twice")) :
                              g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u group of rows looks as if it were one",
                                                            "%u groups of rows look as if they were one", n),
                                               n);

  jz_read_form_make_dialog (form, _("Duplicates"));
  jz_edit_dialog_set_go (form->dialog, self->kind == JZ_DUPLICATE_ASSETS ? _("Show") : _("Merge…"), n > 0);
  words = gtk_label_new (said);
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  jz_edit_dialog_add (form->dialog, words);
  for (guint i = 0; i < n && i < GROUPS_MOST; i++)
    add_group (self, g_ptr_array_index (self->groups, i));
  gtk_window_present (GTK_WINDOW (form->dialog));
}

/* The group goes on into the dialog that merges; this one has done its part. */
static void
go (JzReadForm *form)
{
  Duplicates *self = (Duplicates *) form;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GtkWindow) parent = NULL;
  g_autoptr (JzSession) session = g_object_ref (form->session);
  JzDuplicateKind         kind = self->kind;
  JzPage                 *page = self->page;
  const JzDuplicateGroup *group = NULL;

  for (guint i = 0; i < self->choices->len; i++)
    if (gtk_check_button_get_active (g_ptr_array_index (self->choices, i)))
      group = g_ptr_array_index (self->groups, i);
  for (guint i = 0; group != NULL && i < group->rows->len; i++)
    g_array_append_vals (ids, &((JzDuplicateRow *) g_ptr_array_index (group->rows, i))->id, 1);
  if (gtk_window_get_transient_for (GTK_WINDOW (form->dialog)) != NULL)
    parent = g_object_ref (gtk_window_get_transient_for (GTK_WINDOW (form->dialog)));
  gtk_window_close (GTK_WINDOW (form->dialog));
  if (ids->len == 0)
    return;
  if (kind == JZ_DUPLICATE_ASSETS && page != NULL)
    jz_page_show (page, "asset", g_array_index (ids, gint64, 0));
  else
    jz_merge_dialog_present (parent, session, kind == JZ_DUPLICATE_PLACES, ids);
}

void
jz_duplicates_present (GtkWindow *parent, JzSession *session, JzPage *page, JzDuplicateKind kind)
{
  static const JzReadFormKind form_kind = { read_groups, show, go, clear };
  Duplicates                 *self;

  if (parent == NULL || session == NULL)
    return;
  self = g_new0 (Duplicates, 1);
  g_set_weak_pointer (&self->page, page);
  self->kind = kind;
  self->choices = g_ptr_array_new ();
  jz_read_form_open (&self->form, &form_kind, GTK_WIDGET (parent), session);
}
