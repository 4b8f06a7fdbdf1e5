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
  GPtrArray      *shown; /* of AdwPreferencesGroup, one a group; owned by the dialog */
} Duplicates;

static void
clear (JzReadForm *form)
{
  Duplicates *self = (Duplicates *) form;

  g_clear_weak_pointer (&self->page);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_ptr_array_unref (self->shown);
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
  if (self->kind == JZ_DUPLICATE_PEOPLE)
    return _("The same name, of the same class or post");
  if (self->kind == JZ_DUPLICATE_PLACES)
    return _("Names alike but for spaces, width and numerals");
  return g_str_equal (group->reason, "same") ? _("Name, specification and unit alike") :
                                               _("Only the names are alike");
}

/* Assets are not merged, but looked at. */
static gboolean
is_merged (JzDuplicateKind kind)
{
  return kind != JZ_DUPLICATE_ASSETS;
}

static const char *
words_of_go (const Duplicates *self)
{
  return is_merged (self->kind) ? _("Merge…") : _("Show");
}

static void settle (Duplicates *self, const JzDuplicateGroup *group);

static void
settle_cb (Duplicates *self, GtkButton *button)
{
  for (guint i = 0; i < self->shown->len; i++)
    if (gtk_widget_is_ancestor (GTK_WIDGET (button), g_ptr_array_index (self->shown, i)))
      {
        settle (self, g_ptr_array_index (self->groups, i));
        return;
      }
}

static GtkWidget *
make_button (Duplicates *self)
{
  GtkWidget *button = gtk_button_new_with_label (words_of_go (self));

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (settle_cb), self);
  return button;
}

static void
add_group (Duplicates *self, const JzDuplicateGroup *found)
{
  AdwPreferencesGroup *group = jz_edit_dialog_add_group (self->form.dialog, NULL, reason_words (self, found));

  g_ptr_array_add (self->shown, group);
  if (self->groups->len > 1) /* one has the button of the dialog */
    adw_preferences_group_set_header_suffix (group, make_button (self));
  for (guint i = 0; i < found->rows->len; i++)
    {
      const JzDuplicateRow *row = g_ptr_array_index (found->rows, i);
      GtkWidget            *line = adw_action_row_new ();
      g_autofree char      *title = g_strdup_printf ("%s  %s", row->code, row->title);

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (line), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (line), g_strstrip (title));
      adw_action_row_set_subtitle (ADW_ACTION_ROW (line), row->detail);
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
  jz_edit_dialog_set_go (form->dialog, words_of_go (self), n > 0);
  words = gtk_label_new (said);
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  jz_edit_dialog_add (form->dialog, words);
  for (guint i = 0; i < n && i < GROUPS_MOST; i++)
    add_group (self, g_ptr_array_index (self->groups, i));
  gtk_window_present (GTK_WINDOW (form->dialog));
}

/* The group goes on into the dialog that merges, or to its rows; this one has done its part. */
static void
settle (Duplicates *self, const JzDuplicateGroup *group)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GtkWindow) parent = NULL;
  g_autoptr (JzSession) session = g_object_ref (self->form.session);
  GtkWindow      *dialog = GTK_WINDOW (self->form.dialog);
  JzDuplicateKind kind = self->kind;
  JzPage         *page = self->page;

  for (guint i = 0; i < group->rows->len; i++)
    g_array_append_vals (ids, &((JzDuplicateRow *) g_ptr_array_index (group->rows, i))->id, 1);
  if (gtk_window_get_transient_for (dialog) != NULL)
    parent = g_object_ref (gtk_window_get_transient_for (dialog));
  gtk_window_close (dialog);
  if (is_merged (kind))
    jz_merge_dialog_present (parent, session, kind, ids);
  else if (page != NULL)
    jz_page_show (page, "asset", g_array_index (ids, gint64, 0));
}

/* The group that has the focus, else the first. */
static void
go (JzReadForm *form)
{
  Duplicates *self = (Duplicates *) form;
  GtkWidget  *focus = gtk_window_get_focus (GTK_WINDOW (form->dialog));
  guint       at = 0;

  for (guint i = 0; focus != NULL && i < self->shown->len; i++)
    if (gtk_widget_is_ancestor (focus, g_ptr_array_index (self->shown, i)))
      at = i;
  if (at < self->groups->len)
    settle (self, g_ptr_array_index (self->groups, at));
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
  self->shown = g_ptr_array_new ();
  jz_read_form_open (&self->form, &form_kind, GTK_WIDGET (parent), session);
}
