/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-row-field.h"

#include <glib/gi18n-lib.h>

#include "jz-compat.h"
#include "jz-field.h"

#define KEY_ERROR   "jz-error"   /* the row below that says what is wrong */
#define KEY_CONTROL "jz-control" /* the spin button or switch of a row */

/* What is wrong. */

static GtkWidget *
error_row_of (GtkWidget *field)
{
  return g_object_get_data (G_OBJECT (field), KEY_ERROR);
}

gboolean
jz_row_field_has_error (GtkWidget *field)
{
  return gtk_widget_get_visible (error_row_of (field));
}

void
jz_row_field_set_error (GtkWidget *field, const char *sentence)
{
  GtkWidget *row = error_row_of (field);

  jz_field_refuse (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row)), sentence);
  gtk_widget_set_visible (row, sentence != NULL);
  if (sentence == NULL)
    gtk_widget_remove_css_class (field, "error");
  else
    gtk_widget_add_css_class (field, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_STATE_INVALID,
                               sentence != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static void
well_cb (GtkWidget *field)
{
  if (jz_row_field_has_error (field))
    jz_row_field_set_error (field, NULL);
}

static GtkWidget *
add (AdwPreferencesGroup *group, GtkWidget *field, const char *title)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *label = jz_field_refusal_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (field), title);
  adw_preferences_group_add (group, field);
  gtk_widget_add_css_class (label, "jz-caption");
  gtk_widget_add_css_class (row, "jz-row-error");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_widget_set_visible (row, FALSE);
  adw_preferences_group_add (group, row);
  g_object_set_data (G_OBJECT (field), KEY_ERROR, row);
  return field;
}

/* Kinds of fields. */

GtkWidget *
jz_row_field_entry (AdwPreferencesGroup *group, const char *title, const char *text)
{
  GtkWidget *field = add (group, adw_entry_row_new (), title);

  if (text != NULL)
    gtk_editable_set_text (GTK_EDITABLE (field), text);
  g_signal_connect (field, "changed", G_CALLBACK (well_cb), NULL);
  g_signal_connect (field, "entry-activated", G_CALLBACK (jz_field_go_on), NULL);
  return field;
}

GtkWidget *
jz_row_field_password (AdwPreferencesGroup *group, const char *title)
{
  GtkWidget *field = add (group, adw_password_entry_row_new (), title);

  g_signal_connect (field, "changed", G_CALLBACK (well_cb), NULL);
  g_signal_connect (field, "entry-activated", G_CALLBACK (jz_field_go_on), NULL);
  return field;
}

static void
day_cb (GtkCalendar *calendar, gpointer data)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (calendar);
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (calendar), GTK_TYPE_POPOVER);

  jz_row_field_set_date (data, jz_date_new (g_date_time_get_year (day), g_date_time_get_month (day),
                                            g_date_time_get_day_of_month (day)));
  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
}

/* The month opens at what is typed; only a day that is clicked is taken. */
static void
month_cb (GtkWidget *calendar, gpointer data)
{
  JzDate date = jz_row_field_get_date (data);
  int    year, month, day;
  g_autoptr (GDateTime) shown = NULL;

  jz_date_get (date != JZ_DATE_NONE ? date : jz_date_today (), &year, &month, &day);
  shown = g_date_time_new_local (year, month, day, 0, 0, 0);
  g_signal_handlers_block_by_func (calendar, day_cb, data);
  gtk_calendar_select_day (GTK_CALENDAR (calendar), shown);
  g_signal_handlers_unblock_by_func (calendar, day_cb, data);
}

GtkWidget *
jz_row_field_date (AdwPreferencesGroup *group, const char *title, JzDate date)
{
  GtkWidget *field = jz_row_field_entry (group, title, NULL);
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *calendar = gtk_calendar_new ();
  g_autofree char *name = g_strdup_printf (_("%s: choose a day"), title);

  gtk_popover_set_child (GTK_POPOVER (popover), calendar);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "jz-month-symbolic");
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (button), FALSE);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, name);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (field), button);
  g_signal_connect (calendar, "day-selected", G_CALLBACK (day_cb), field);
  g_signal_connect (calendar, "map", G_CALLBACK (month_cb), field);
  jz_row_field_set_date (field, date);
  return field;
}

GtkWidget *
jz_row_field_choice (AdwPreferencesGroup *group, const char *title, const char *const *titles, guint chosen)
{
  GtkWidget *field = add (group, adw_combo_row_new (), title);
  g_autoptr (GtkStringList) names = gtk_string_list_new (titles);

  adw_combo_row_set_model (ADW_COMBO_ROW (field), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (field), chosen);
  g_signal_connect (field, "notify::selected", G_CALLBACK (well_cb), NULL);
  return field;
}

GtkWidget *
jz_row_field_widget (AdwPreferencesGroup *group, const char *title, const char *subtitle, GtkWidget *control)
{
  GtkWidget *field = add (group, adw_action_row_new (), title);

  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (field), subtitle);
  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  jz_compat_name (control, title);
  adw_action_row_add_suffix (ADW_ACTION_ROW (field), control);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (field), control);
  /* Tab stops at the control alone. */
  gtk_widget_set_focusable (field, FALSE);
  g_object_set_data (G_OBJECT (field), KEY_CONTROL, control);
  return field;
}

static GtkWidget *
make_spin (int least, int most, int value)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (least, most, 1);

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), value);
  gtk_spin_button_set_numeric (GTK_SPIN_BUTTON (spin), TRUE);
  gtk_editable_set_alignment (GTK_EDITABLE (spin), 1);
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  return spin;
}

static void
follow_spin (GtkWidget *field, GtkWidget *spin)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (spin));

  g_signal_connect_object (spin, "value-changed", G_CALLBACK (well_cb), field, G_CONNECT_SWAPPED);
  if (text != NULL)
    g_signal_connect_object (text, "activate", G_CALLBACK (jz_field_go_on), field, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

GtkWidget *
jz_row_field_number (AdwPreferencesGroup *group, const char *title, const char *subtitle, int least, int most,
                     int value)
{
  GtkWidget *spin = make_spin (least, most, value);
  GtkWidget *field = jz_row_field_widget (group, title, subtitle, spin);

  follow_spin (field, spin);
  return field;
}

GtkWidget *
jz_row_field_add_number (GtkWidget *field, const char *name, int least, int most, int value)
{
  GtkWidget *spin = make_spin (least, most, value);

  jz_compat_name (spin, name);
  adw_action_row_add_suffix (ADW_ACTION_ROW (field), spin);
  follow_spin (field, spin);
  return spin;
}

GtkWidget *
jz_row_field_switch (AdwPreferencesGroup *group, const char *title, const char *subtitle, gboolean on)
{
  GtkWidget *control = gtk_switch_new ();

  gtk_switch_set_active (GTK_SWITCH (control), on);
  return jz_row_field_widget (group, title, subtitle, control);
}

GtkWidget *
jz_row_field_action (AdwPreferencesGroup *group, const char *title, const char *subtitle, const char *label,
                     GtkWidget **button)
{
  GtkWidget *control = gtk_button_new_with_label (label);
  GtkWidget *field = jz_row_field_widget (group, title, subtitle, control);
  g_autofree char *name = g_strdup_printf ("%s: %s", title, label);

  gtk_widget_set_size_request (control, 104, -1);
  jz_compat_name (control, name);
  if (button != NULL)
    *button = control;
  return field;
}

/* Their values. */

const char *
jz_row_field_get_text (GtkWidget *field)
{
  return gtk_editable_get_text (GTK_EDITABLE (field));
}

void
jz_row_field_set_text (GtkWidget *field, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (field), text);
}

JzDate
jz_row_field_get_date (GtkWidget *field)
{
  return jz_date_parse (jz_row_field_get_text (field));
}

void
jz_row_field_set_date (GtkWidget *field, JzDate date)
{
  char iso[JZ_DATE_LENGTH];

  jz_row_field_set_text (field, jz_date_to_iso (date, iso));
}

guint
jz_row_field_get_choice (GtkWidget *field)
{
  return adw_combo_row_get_selected (ADW_COMBO_ROW (field));
}

/* What is typed and not yet left counts too. */
int
jz_row_field_get_number (GtkWidget *field)
{
  GtkSpinButton *spin = g_object_get_data (G_OBJECT (field), KEY_CONTROL);

  gtk_spin_button_update (spin);
  return gtk_spin_button_get_value_as_int (spin);
}

gboolean
jz_row_field_get_switch (GtkWidget *field)
{
  return gtk_switch_get_active (g_object_get_data (G_OBJECT (field), KEY_CONTROL));
}

void
jz_row_field_focus (GtkWidget *field)
{
  GtkWidget *control = g_object_get_data (G_OBJECT (field), KEY_CONTROL);

  gtk_widget_grab_focus (control != NULL ? control : field);
}

GtkWidget *
jz_row_field_get_control (GtkWidget *field)
{
  return g_object_get_data (G_OBJECT (field), KEY_CONTROL);
}
