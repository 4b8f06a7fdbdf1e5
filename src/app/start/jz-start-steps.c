/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-start-steps.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-calendar.h"
#include "jz-compat-file.h"
#include "jz-school-words.h"
#include "jz-text.h"

#define CLASSES_MOST      60
#define PUPILS_USUAL      45 /* what the rules allow a class at most */
#define SHORTEST_PASSWORD 6

static void
take_text (char **into, GtkWidget *field)
{
  g_free (*into);
  *into = jz_text_tidy (jz_row_field_get_text (field));
}

/* Marks the field and goes there: FALSE, for the caller to hand on. */
static gboolean
blame (GtkWidget *field, const char *sentence)
{
  jz_row_field_set_error (field, sentence);
  jz_row_field_focus (field);
  return FALSE;
}

/* School. */

static void
build_school (JzStartFields *fields, AdwPreferencesGroup *group)
{
  g_auto (GStrv) titles = jz_stage_titles ();

  fields->name = jz_row_field_entry (group, _("Name of the school"), NULL);
  fields->code = jz_row_field_entry (group, _("School code, as the county has it"), NULL);
  fields->stage = jz_row_field_choice (group, _("Stage"), (const char *const *) titles, 0);
  fields->county = jz_row_field_entry (group, _("County that it reports to (may be left out)"), NULL);
}

static gboolean
take_school (JzStartFields *fields)
{
  JzStartPlan       *plan = fields->plan;
  JzSchoolStart      start = { .name = "-", .code = "0", .first_day = JZ_DATE_NONE, .last_day = JZ_DATE_NONE };
  g_autoptr (GError) error = NULL;

  take_text (&plan->name, fields->name);
  take_text (&plan->code, fields->code);
  take_text (&plan->county, fields->county);
  g_free (plan->stage);
  plan->stage = g_strdup (jz_school_stages ()[jz_row_field_get_choice (fields->stage)]);
  start.stage = plan->stage;
  start.name = plan->name;
  if (!jz_school_start_is_sound (&start, &error))
    return blame (fields->name, error->message);
  start.code = plan->code;
  if (!jz_school_start_is_sound (&start, &error))
    return blame (fields->code, error->message);
  return TRUE;
}

/* Classes. */

static void
sum_up (JzStartFields *fields)
{
  int lowest, highest, classes = 0, pupils = 0;
  g_autofree char *words = NULL;

  if (fields->plan->stage == NULL || !jz_school_grades (fields->plan->stage, &lowest, &highest))
    {
      gtk_label_set_text (GTK_LABEL (fields->sum), _("A kindergarten has no grades; there is nothing to say here."));
      return;
    }
  for (int grade = lowest; grade <= highest; grade++)
    {
      int n = jz_row_field_get_number (fields->grades[grade]);

      classes += n;
      pupils += n * gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (fields->pupils[grade]));
    }
  words = g_strdup_printf (_("%d classes, %d pupils"), classes, pupils);
  gtk_label_set_text (GTK_LABEL (fields->sum), words);
}

static void
build_grade (JzStartFields *fields, AdwPreferencesGroup *group, int grade)
{
  GtkWidget       *field = jz_row_field_number (group, jz_grade_title (grade), NULL, 0, CLASSES_MOST, 0);
  g_autofree char *name = g_strdup_printf (_("%s: pupils in each class"), jz_grade_title (grade));
  GtkWidget       *unit = gtk_label_new (_("classes of"));
  GtkWidget       *pupils = gtk_label_new (_("pupils"));

  adw_action_row_add_suffix (ADW_ACTION_ROW (field), unit);
  fields->grades[grade] = field;
  fields->pupils[grade] = jz_row_field_add_number (field, name, 0, 200, PUPILS_USUAL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (field), pupils);
  gtk_widget_add_css_class (unit, "jz-caption");
  gtk_widget_add_css_class (pupils, "jz-caption");
}

static void
build_classes (JzStartFields *fields, AdwPreferencesGroup *group)
{
  for (int grade = 1; grade <= JZ_START_GRADES; grade++)
    build_grade (fields, group, grade);
  fields->sum = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (fields->sum), 0);
  gtk_label_set_wrap (GTK_LABEL (fields->sum), TRUE);
  gtk_widget_add_css_class (fields->sum, "jz-dim");
  gtk_widget_set_margin_top (fields->sum, 12);
  adw_preferences_group_add (group, fields->sum);
}

static void
counted_cb (GtkWidget *spin, gpointer fields)
{
  sum_up (fields);
}

static void
show_classes (JzStartFields *fields)
{
  int lowest = 0, highest = -1;

  jz_school_grades (fields->plan->stage, &lowest, &highest);
  for (int grade = 1; grade <= JZ_START_GRADES; grade++)
    {
      GtkWidget *spin = adw_action_row_get_activatable_widget (ADW_ACTION_ROW (fields->grades[grade]));

      gtk_widget_set_visible (fields->grades[grade], grade >= lowest && grade <= highest);
      g_signal_handlers_disconnect_by_func (spin, counted_cb, fields);
      g_signal_handlers_disconnect_by_func (fields->pupils[grade], counted_cb, fields);
      g_signal_connect (spin, "value-changed", G_CALLBACK (counted_cb), fields);
      g_signal_connect (fields->pupils[grade], "value-changed", G_CALLBACK (counted_cb), fields);
    }
  sum_up (fields);
}

static gboolean
take_classes (JzStartFields *fields)
{
  for (int grade = 1; grade <= JZ_START_GRADES; grade++)
    {
      gtk_spin_button_update (GTK_SPIN_BUTTON (fields->pupils[grade]));
      fields->plan->classes[grade] = jz_row_field_get_number (fields->grades[grade]);
      fields->plan->pupils[grade] = gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (fields->pupils[grade]));
    }
  return TRUE;
}

/* Term. */

static void
build_term (JzStartFields *fields, AdwPreferencesGroup *group)
{
  fields->first_day = jz_row_field_date (group, _("First day of the term"), fields->plan->first_day);
  fields->last_day = jz_row_field_date (group, _("Last day of the term"), fields->plan->last_day);
}

static gboolean
take_term (JzStartFields *fields)
{
  JzStartPlan *plan = fields->plan;

  plan->first_day = jz_row_field_get_date (fields->first_day);
  plan->last_day = jz_row_field_get_date (fields->last_day);
  if (plan->first_day == JZ_DATE_NONE)
    return blame (fields->first_day, _("This is no date; write it as 2026-09-01"));
  if (plan->last_day == JZ_DATE_NONE)
    return blame (fields->last_day, _("This is no date; write it as 2026-09-01"));
  if (plan->last_day - plan->first_day < 20 || plan->last_day - plan->first_day > 200)
    return blame (fields->last_day, _("A term has a first and a last day, 20 to 200 days apart"));
  return TRUE;
}

/* Who looks after it. */

static void
build_owner (JzStartFields *fields, AdwPreferencesGroup *group)
{
  fields->person = jz_row_field_entry (group, _("Your name"), NULL);
  fields->login = jz_row_field_entry (group, _("Sign-in name"), "admin");
  fields->password = jz_row_field_password (group, _("Password (may be left out)"));
  fields->again = jz_row_field_password (group, _("The password once more"));
}

static gboolean
take_owner (JzStartFields *fields)
{
  JzStartPlan *plan = fields->plan;
  const char  *password = jz_row_field_get_text (fields->password);

  take_text (&plan->person, fields->person);
  take_text (&plan->login, fields->login);
  if (plan->person[0] == '\0')
    return blame (fields->person, _("The name stands on vouchers and in the history"));
  if (plan->login[0] == '\0')
    return blame (fields->login, _("An account needs a sign-in name"));
  if (password[0] != '\0' && g_utf8_strlen (password, -1) < SHORTEST_PASSWORD)
    return blame (fields->password, _("A password has at least 6 characters"));
  if (strcmp (password, jz_row_field_get_text (fields->again)) != 0)
    return blame (fields->again, _("This is not the same password"));
  g_free (plan->password);
  plan->password = g_strdup (password);
  return TRUE;
}

/* Where it is kept. */

static void
folder_cb (const char *folder, gpointer field)
{
  g_autofree char *base = g_path_get_basename (jz_row_field_get_text (field));
  g_autofree char *path = g_build_filename (folder, base, NULL);

  jz_row_field_set_text (field, path);
}

static void
choose_cb (GtkWidget *button, gpointer field)
{
  const JzCompatFileChoice choice = { JZ_CHOOSE_FOLDER, _("Choose a Folder"), NULL, NULL, NULL };

  jz_compat_choose_file (GTK_WINDOW (gtk_widget_get_root (button)), &choice, folder_cb, g_object_ref (field),
                         g_object_unref);
}

static void
build_place (JzStartFields *fields, AdwPreferencesGroup *group)
{
  GtkWidget *button;

  fields->path = jz_row_field_entry (group, _("School file"), fields->plan->path);
  jz_row_field_action (group, _("Another folder"), _("A disk of this computer, not a network or synchronised drive"),
                       _("Choose…"), &button);
  g_signal_connect (button, "clicked", G_CALLBACK (choose_cb), fields->path);
}

static gboolean
take_place (JzStartFields *fields)
{
  take_text (&fields->plan->path, fields->path);
  if (fields->plan->path[0] == '\0')
    return blame (fields->path, _("The file needs a name"));
  return TRUE;
}

const JzStartStep jz_start_steps[JZ_START_STEPS] = {
  { N_("School"), N_("What stands on every form and in every package."), build_school, take_school, NULL },
  { N_("Classes"),
    N_("How many classes there are in each grade. Standards and ratios count with them; all can be changed later."),
    build_classes, take_classes, show_classes },
  { N_("Term"), N_("The days of the present term. The holidays and make-up days of the State Council are filled in."),
    build_term, take_term, NULL },
  { N_("Keeper"),
    N_("Who looks after this file, and may do everything in it. Without a password whoever sits at this computer works as this "
      "person. A password protects responsibility, not secrecy: whoever can copy the file can read it."),
    build_owner, take_owner, NULL },
  { N_("School file"), N_("Everything of the school is in this one file. Backups are kept in a folder beside it."),
    build_place, take_place, NULL },
};
