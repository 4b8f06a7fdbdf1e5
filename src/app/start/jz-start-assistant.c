/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-start-assistant.h"

#include <glib/gi18n-lib.h>

#include "jz-edit-dialog.h"
#include "jz-field.h"
#include "jz-page.h"
#include "jz-row-field.h"
#include "jz-stack.h"
#include "jz-start-steps.h"

typedef struct
{
  JzEditDialog *form;
  JzStartFields fields;
  guint         step;
  GtkStack     *stack;
  GtkWidget    *dots[JZ_START_STEPS];
  GtkWidget    *names[JZ_START_STEPS];
  GtkWidget    *back;
  JzStartMade   made;
  gpointer      data;
} Assistant;

static void
assistant_free (gpointer data)
{
  Assistant *self = data;

  jz_start_plan_free (self->fields.plan);
  g_free (self);
}

/* The step shown. */

static void
show_dots (Assistant *self)
{
  for (guint i = 0; i < JZ_START_STEPS; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i + 1);

      gtk_label_set_text (GTK_LABEL (self->dots[i]), i < self->step ? "✓" : number);
      gtk_widget_remove_css_class (self->dots[i], "done");
      gtk_widget_remove_css_class (self->dots[i], "now");
      gtk_widget_remove_css_class (self->names[i], "now");
      if (i <= self->step)
        gtk_widget_add_css_class (self->dots[i], i < self->step ? "done" : "now");
      if (i == self->step)
        gtk_widget_add_css_class (self->names[i], "now");
    }
}

static void
show_step (Assistant *self)
{
  const JzStartStep *step = &jz_start_steps[self->step];
  g_autofree char   *name = g_strdup_printf ("%u", self->step);
  g_autofree char *title = g_strdup_printf (_("New School File: %s (%u of %u)"),
                                            g_dgettext (GETTEXT_PACKAGE, step->title), self->step + 1, JZ_START_STEPS);

  if (step->show != NULL)
    step->show (&self->fields);
  gtk_stack_set_visible_child_name (self->stack, name);
  jz_edit_dialog_set_title (self->form, title, NULL);
  gtk_widget_set_visible (self->back, self->step > 0);
  jz_edit_dialog_say (self->form, NULL);
  jz_edit_dialog_set_go (self->form, self->step + 1 < JZ_START_STEPS ? _("Next") : _("Make the file"), TRUE);
  show_dots (self);
  /* The stack has moved the focus already, to where it was on that page before. */
  gtk_window_set_focus (GTK_WINDOW (self->form), NULL);
  gtk_widget_child_focus (gtk_stack_get_visible_child (self->stack), GTK_DIR_TAB_FORWARD);
}

static void
back_cb (GtkWidget *button, gpointer data)
{
  Assistant *self = data;

  if (self->step == 0)
    return;
  self->step--;
  show_step (self);
}

static gboolean
back_key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  back_cb (widget, data);
  return TRUE;
}

/* Making the file. */

static void
make_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (jz_start_plan_make (data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  JzEditDialog *form = JZ_EDIT_DIALOG (source);
  Assistant    *self = data;
  g_autoptr (GError) error = NULL;

  jz_edit_dialog_set_busy (form, FALSE);
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      jz_row_field_set_error (self->fields.path, error->message);
      return;
    }
  self->made (self->fields.plan->path, self->data);
  gtk_window_destroy (GTK_WINDOW (form));
}

static void
go_cb (JzEditDialog *form, gpointer data)
{
  Assistant *self = data;

  if (!jz_start_steps[self->step].take (&self->fields))
    return;
  if (self->step + 1 < JZ_START_STEPS)
    {
      self->step++;
      show_step (self);
    }
  else
    {
      g_autoptr (GTask) task = g_task_new (form, NULL, made_cb, self);

      jz_edit_dialog_set_busy (form, TRUE);
      g_task_set_task_data (task, self->fields.plan, NULL);
      g_task_run_in_thread (task, make_thread);
    }
}

/* Building it. */

static GtkWidget *
make_dots (Assistant *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);

  gtk_widget_set_halign (row, GTK_ALIGN_CENTER);
  for (guint i = 0; i < JZ_START_STEPS; i++)
    {
      GtkWidget *one = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

      self->dots[i] = gtk_label_new (NULL);
      self->names[i] = gtk_label_new (g_dgettext (GETTEXT_PACKAGE, jz_start_steps[i].title));
      gtk_widget_add_css_class (self->dots[i], "jz-dot");
      gtk_widget_add_css_class (self->names[i], "jz-step");
      gtk_widget_set_valign (self->dots[i], GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (one), self->dots[i]);
      gtk_box_append (GTK_BOX (one), self->names[i]);
      gtk_box_append (GTK_BOX (row), one);
    }
  return row;
}

static void
add_steps (Assistant *self)
{
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  for (guint i = 0; i < JZ_START_STEPS; i++)
    {
      GtkWidget       *group = adw_preferences_group_new ();
      g_autofree char *name = g_strdup_printf ("%u", i);

      adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group),
                                       g_dgettext (GETTEXT_PACKAGE, jz_start_steps[i].title));
      adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                             g_dgettext (GETTEXT_PACKAGE, jz_start_steps[i].lead));
      jz_field_set_form (group);
      jz_start_steps[i].build (&self->fields, ADW_PREFERENCES_GROUP (group));
      gtk_stack_add_named (self->stack, group, name);
    }
  jz_stack_hide_others (self->stack);
}

static void
add_back (Assistant *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  self->back = gtk_button_new_with_label (_("Back (Alt+←)"));
  gtk_widget_set_halign (self->back, GTK_ALIGN_START);
  g_signal_connect (self->back, "clicked", G_CALLBACK (back_cb), self);
  jz_edit_dialog_add (self->form, self->back);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Left, GDK_ALT_MASK),
                                                          gtk_callback_action_new (back_key_cb, self, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->form), keys);
}

void
jz_start_assistant_present (GtkWindow *parent, JzStartMade made, gpointer data)
{
  Assistant *self = g_new0 (Assistant, 1);

  self->fields.plan = jz_start_plan_new ();
  self->made = made;
  self->data = data;
  self->form = jz_edit_dialog_new (GTK_WIDGET (parent), _("New School File"), _("Next"), 680, 660);
  jz_edit_dialog_add (self->form, make_dots (self));
  add_steps (self);
  jz_edit_dialog_add (self->form, GTK_WIDGET (self->stack));
  add_back (self);
  g_object_set_data_full (G_OBJECT (self->form), "jz-assistant", self, assistant_free);
  g_signal_connect (self->form, "go", G_CALLBACK (go_cb), self);
  gtk_window_present (GTK_WINDOW (self->form));
  show_step (self);
}
