/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-school-view.h"

#include <glib/gi18n-lib.h>

#include "jz-field.h"
#include "jz-numbering-form.h"
#include "jz-numbering.h"
#include "jz-row-field.h"
#include "jz-school-words.h"
#include "jz-school.h"
#include "jz-settings-papers.h"

struct _JzSchoolView
{
  JzSettingsView parent_instance;
  JzSchool      *school; /* as it stands in the file */
  GtkWidget     *name, *code, *stage, *county;
  GtkWidget     *save;
  GtkWidget     *file;
  GtkWidget     *numbers; /* the group of asset numbers */
  GtkWidget     *files;   /* the group of attachments */
};

G_DEFINE_FINAL_TYPE (JzSchoolView, jz_school_view, JZ_TYPE_SETTINGS_VIEW)

static guint
index_of (const char *stage)
{
  const char *const *stages = jz_school_stages ();
  guint              i = 0;

  while (stages[i] != NULL && g_strcmp0 (stages[i], stage) != 0)
    i++;
  return i;
}

static gboolean
is_changed (JzSchoolView *self)
{
  return self->school != NULL && (g_strcmp0 (jz_row_field_get_text (self->name), self->school->name) != 0 ||
                                  g_strcmp0 (jz_row_field_get_text (self->code), self->school->code) != 0 ||
                                  g_strcmp0 (jz_row_field_get_text (self->county), self->school->county) != 0 ||
                                  jz_row_field_get_choice (self->stage) != index_of (self->school->stage));
}

static void
show_save (JzSchoolView *self)
{
  gtk_widget_set_sensitive (self->save, is_changed (self));
}

/* Reading. */

static gboolean
read_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  JzSchool **school = data;

  *school = jz_school_read (connection, error);
  return *school != NULL;
}

static void
holder_free (gpointer data)
{
  JzSchool **holder = data;

  jz_school_free (*holder);
  g_free (holder);
}

/* What a person has typed meanwhile stays. */
static void
read_done (JzSettingsView *view, gpointer data)
{
  JzSchoolView *self = JZ_SCHOOL_VIEW (view);
  JzSchool    **holder = data;
  gboolean      typed = is_changed (self);

  g_clear_pointer (&self->school, jz_school_free);
  self->school = g_steal_pointer (holder);
  if (!typed)
    {
      jz_row_field_set_text (self->name, self->school->name);
      jz_row_field_set_text (self->code, self->school->code);
      jz_row_field_set_text (self->county, self->school->county);
      adw_combo_row_set_selected (ADW_COMBO_ROW (self->stage), index_of (self->school->stage));
    }
  show_save (self);
}

static void
refresh (JzSettingsView *view)
{
  jz_settings_view_read (view, read_cb, g_new0 (JzSchool *, 1), holder_free, read_done);
}

static void
entered (JzSettingsView *view)
{
  JzSchoolView *self = JZ_SCHOOL_VIEW (view);
  JzSession    *session = jz_settings_view_get_session (view);
  gboolean      may = session != NULL && jz_session_may (session, jz_action_school.permission);
  GtkWidget    *fields[] = { self->name, self->code, self->stage, self->county };

  g_clear_pointer (&self->school, jz_school_free);
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    gtk_widget_set_sensitive (fields[i], may);
  gtk_widget_set_visible (self->save, may);
  gtk_widget_set_visible (self->files, may);
  gtk_widget_set_visible (self->numbers, session != NULL && jz_session_may (session, jz_action_numbering.permission));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->file), session != NULL ? jz_session_get_path (session) : "");
}

/* Saving. */

static gboolean
write_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_school_update (operation, data, error);
}

static void
school_free (gpointer data)
{
  jz_school_free (data);
}

static gboolean
is_sound (JzSchoolView *self, const JzSchool *school)
{
  JzSchoolStart start = {
    .name = school->name, .code = "0", .stage = school->stage, .first_day = JZ_DATE_NONE, .last_day = JZ_DATE_NONE
  };
  g_autoptr (GError) error = NULL;
  GtkWidget *field = self->name;

  if (jz_school_start_is_sound (&start, &error))
    {
      start.code = school->code;
      field = self->code;
      if (jz_school_start_is_sound (&start, &error))
        return TRUE;
    }
  jz_row_field_set_error (field, error->message);
  jz_row_field_focus (field);
  return FALSE;
}

static void
save_cb (JzSchoolView *self)
{
  g_autoptr (JzSchool) school = g_new0 (JzSchool, 1);

  if (!gtk_widget_get_sensitive (self->save))
    return;
  school->name = g_strstrip (g_strdup (jz_row_field_get_text (self->name)));
  school->code = g_strstrip (g_strdup (jz_row_field_get_text (self->code)));
  school->county = g_strstrip (g_strdup (jz_row_field_get_text (self->county)));
  school->stage = g_strdup (jz_school_stages ()[jz_row_field_get_choice (self->stage)]);
  if (is_sound (self, school))
    jz_session_write (jz_settings_view_get_session (JZ_SETTINGS_VIEW (self)), &jz_action_school, write_cb,
                      g_steal_pointer (&school), school_free);
}

static void
go_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  save_cb (JZ_SCHOOL_VIEW (widget));
}

/* The form. */

static void
numbers_cb (JzSchoolView *self)
{
  jz_numbering_form_present (GTK_WIDGET (self), jz_settings_view_get_session (JZ_SETTINGS_VIEW (self)));
}

static GtkWidget *
make_numbers (JzSchoolView *self)
{
  GtkWidget *button;

  self->numbers = adw_preferences_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->numbers), _("Asset numbers"));
  jz_row_field_action (ADW_PREFERENCES_GROUP (self->numbers), _("How they are made"), _("Year, place, class, serial, check digit: as the school has it."),
                       _("Change…"), &button);
  g_signal_connect_object (button, "clicked", G_CALLBACK (numbers_cb), self, G_CONNECT_SWAPPED);
  return self->numbers;
}

static void
files_cb (JzSchoolView *self)
{
  jz_paper_dialog_present (GTK_WIDGET (self), jz_settings_view_get_session (JZ_SETTINGS_VIEW (self)), &jz_paper_attachments, 0, NULL, FALSE);
}

static GtkWidget *
make_files (JzSchoolView *self)
{
  GtkWidget *button;

  self->files = adw_preferences_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->files), _("Attachments"));
  jz_row_field_action (ADW_PREFERENCES_GROUP (self->files), _("How large they may be"), _("Photos that are larger are made smaller."), _("Change…"), &button);
  g_signal_connect_object (button, "clicked", G_CALLBACK (files_cb), self, G_CONNECT_SWAPPED);
  return self->files;
}

static GtkWidget *
make_form (JzSchoolView *self)
{
  GtkWidget     *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget     *group = adw_preferences_group_new (), *file = adw_preferences_group_new ();
  g_auto (GStrv) titles = jz_stage_titles ();
  GtkWidget     *watched[] = { NULL, NULL, NULL };

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("School"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                         _("What stands on every form and in every package."));
  watched[0] = self->name = jz_row_field_entry (ADW_PREFERENCES_GROUP (group), _("Name of the school"), NULL);
  watched[1] = self->code =
    jz_row_field_entry (ADW_PREFERENCES_GROUP (group), _("School code, as the county has it"), NULL);
  self->stage = jz_row_field_choice (ADW_PREFERENCES_GROUP (group), _("Stage"), (const char *const *) titles, 0);
  watched[2] = self->county =
    jz_row_field_entry (ADW_PREFERENCES_GROUP (group), _("County that it reports to (may be left out)"), NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (watched); i++)
    g_signal_connect_object (watched[i], "changed", G_CALLBACK (show_save), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->stage, "notify::selected", G_CALLBACK (show_save), self, G_CONNECT_SWAPPED);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (file), _("School file"));
  self->file = adw_action_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->file), _("Path"));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->file), FALSE);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self->file), 2);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (file), self->file);
  self->save = gtk_button_new_with_label (_("Save"));
  gtk_widget_add_css_class (self->save, "suggested-action");
  gtk_widget_set_halign (self->save, GTK_ALIGN_END);
  g_signal_connect_object (self->save, "clicked", G_CALLBACK (save_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), group);
  gtk_box_append (GTK_BOX (box), self->save);
  gtk_box_append (GTK_BOX (box), make_numbers (self));
  gtk_box_append (GTK_BOX (box), make_files (self));
  gtk_box_append (GTK_BOX (box), file);
  jz_field_set_form (box);
  return box;
}

static void
jz_school_view_finalize (GObject *object)
{
  g_clear_pointer (&JZ_SCHOOL_VIEW (object)->school, jz_school_free);
  G_OBJECT_CLASS (jz_school_view_parent_class)->finalize (object);
}

static void
jz_school_view_class_init (JzSchoolViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = jz_school_view_finalize;
  JZ_SETTINGS_VIEW_CLASS (klass)->entered = entered;
  JZ_SETTINGS_VIEW_CLASS (klass)->refresh = refresh;
  gtk_widget_class_install_action (widget_class, "form.go", NULL, go_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "form.go", NULL);
}

static void
jz_school_view_init (JzSchoolView *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 640);
  adw_clamp_set_child (ADW_CLAMP (clamp), make_form (self));
  gtk_widget_add_css_class (clamp, "jz-settings-page");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  adw_bin_set_child (ADW_BIN (self), scroller);
}

GtkWidget *
jz_school_view_new (void)
{
  return g_object_new (JZ_TYPE_SCHOOL_VIEW, NULL);
}
