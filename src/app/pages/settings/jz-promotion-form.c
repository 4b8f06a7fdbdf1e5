/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-promotion-form.h"

#include <glib/gi18n-lib.h>

#include "jz-calendar.h"
#include "jz-promotion.h"
#include "jz-read-form.h"
#include "jz-row-field.h"
#include "jz-school-words.h"
#include "jz-school.h"

#define MONTH_EARLY 6 /* from then on the year that comes can be begun */

typedef struct
{
  guint classes, pupils;
  int   next; /* 0: they leave */
} Grade;

typedef struct
{
  JzReadForm  form;
  JzPromotion promotion;
  int         lowest, highest;
  Grade       parts[JZ_GRADE_HIGHEST + 1], goes_on[JZ_GRADE_HIGHEST + 1]; /* where who ends a stage leaves, and where not */
  gint64      books;                                                      /* that are lent to those who leave */
  GtkWidget  *rows[JZ_GRADE_HIGHEST + 1], *fresh[JZ_GRADE_HIGHEST + 1], *stay;
} Form;

static gboolean
write_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_promotion_apply (operation, data, error);
}

static void
go (JzReadForm *form)
{
  Form        *self = (Form *) form;
  JzPromotion *promotion = g_memdup2 (&self->promotion, sizeof self->promotion);

  promotion->goes_on = self->stay != NULL && jz_row_field_get_switch (self->stay);
  for (int grade = 1; grade <= JZ_GRADE_HIGHEST; grade++)
    promotion->fresh[grade] = self->fresh[grade] != NULL ? jz_row_field_get_number (self->fresh[grade]) : 0;
  jz_edit_dialog_write (form->dialog, form->session, &jz_action_promote, write_cb, promotion, g_free, NULL, NULL);
}

/* What is read. */

static gboolean
read_grades (JzConnection *connection, const JzPromotion *promotion, Grade *grades, GError **error)
{
  g_autoptr (GPtrArray) plan = jz_promotion_plan (connection, promotion, error);

  for (guint i = 0; plan != NULL && i < plan->len; i++)
    {
      const JzPromotionClass *class = g_ptr_array_index (plan, i);
      Grade                  *grade = &grades[class->grade];

      grade->classes++;
      grade->pupils += (guint) class->pupils;
      grade->next = class->next;
    }
  return plan != NULL;
}

/* Where all stand as they do this year, the next one can be begun in the summer before it. */
static gboolean
choose_year (JzConnection *connection, Form *self, GError **error)
{
  JzDate today = jz_date_today ();
  int    year, month, day;
  g_autoptr (GPtrArray) plan = NULL;

  jz_date_get (today, &year, &month, &day);
  self->promotion.school_year = jz_school_year (today);
  plan = jz_promotion_plan (connection, &self->promotion, error);
  if (plan != NULL && plan->len == 0 && month >= MONTH_EARLY && month < 9)
    self->promotion.school_year++;
  return plan != NULL;
}

static gboolean
read_form (JzConnection *connection, JzReadForm *form, GError **error)
{
  Form       *self = (Form *) form;
  JzPromotion stays;
  g_autoptr (JzSchool) school = jz_school_read (connection, error);

  if (school == NULL || !choose_year (connection, self, error))
    return FALSE;
  if (!jz_school_grades (school->stage, &self->lowest, &self->highest))
    self->lowest = 1, self->highest = JZ_GRADE_HIGHEST;
  stays = self->promotion;
  stays.goes_on = TRUE;
  return read_grades (connection, &self->promotion, self->parts, error) &&
         read_grades (connection, &stays, self->goes_on, error) &&
         jz_connection_number (connection, &self->books, 0, error,
                               "SELECT count(*) FROM lending JOIN reader_now r ON r.id = lending.reader WHERE returned IS "
                               "NULL AND r.grade IN (6, 9, 12) AND r.holder = 'pupil'", "");
}

/* What is shown. */

static void
tell_grade (Form *self, int grade, const Grade *of)
{
  GtkWidget       *row = self->rows[grade];
  g_autofree char *classes = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u class", "%u classes", of->classes), of->classes);
  g_autofree char *pupils = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u pupil", "%u pupils", of->pupils), of->pupils);
  g_autofree char *becomes = of->next == 0 ? g_strdup (_("leaves the school"))
                                           : g_strdup_printf (_("becomes %s"), jz_grade_title (of->next));
  /* TRANSLATORS: "4 classes, 180 pupils: becomes grade 8" */
  g_autofree char *words = g_strdup_printf (_("%s, %s: %s"), classes, pupils, becomes);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
}

static void
tell_grades (Form *self)
{
  gboolean stays = self->stay != NULL && jz_row_field_get_switch (self->stay);

  for (int grade = 1; grade <= JZ_GRADE_HIGHEST; grade++)
    if (self->rows[grade] != NULL)
      tell_grade (self, grade, stays ? &self->goes_on[grade] : &self->parts[grade]);
}

static void
stay_cb (Form *self)
{
  gboolean stays = jz_row_field_get_switch (self->stay);

  tell_grades (self);
  for (int grade = self->lowest + 1; grade <= JZ_GRADE_HIGHEST; grade++)
    if (self->fresh[grade] != NULL)
      gtk_spin_button_set_value (GTK_SPIN_BUTTON (jz_row_field_get_control (self->fresh[grade])),
                                 stays ? 0 : self->parts[grade].classes);
}

static gboolean
can_stay (Form *self)
{
  for (int grade = 1; grade <= JZ_GRADE_HIGHEST; grade++)
    if (self->parts[grade].next != self->goes_on[grade].next)
      return TRUE;
  return FALSE;
}

static void
add_grades (Form *self)
{
  g_autofree char *books = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "%u book is still lent to pupils who end a stage; it stays on their cards until they bring it",
                 "%u books are still lent to pupils who end a stage; they stay on their cards until they bring them",
                 (gulong) self->books), (guint) self->books);
  AdwPreferencesGroup *group =
    jz_edit_dialog_add_group (self->form.dialog, _("What becomes of the classes"), self->books > 0 ? books : NULL);

  for (int grade = 1; grade <= JZ_GRADE_HIGHEST; grade++)
    if (self->parts[grade].classes > 0)
      {
        self->rows[grade] = adw_action_row_new ();
        adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->rows[grade]), jz_grade_title (grade));
        adw_preferences_group_add (group, self->rows[grade]);
      }
  if (!can_stay (self))
    return;
  self->stay = jz_row_field_switch (group, _("Who ends a stage stays in this school"),
                                    _("The classes go on into the next stage as they are"), FALSE);
  g_signal_connect_swapped (jz_row_field_get_control (self->stay), "notify::active", G_CALLBACK (stay_cb), self);
}

static gboolean
begins_stage (const Form *self, int grade)
{
  return grade == self->lowest || ((grade == 7 || grade == 10) && grade > self->lowest && grade <= self->highest);
}

static void
add_fresh (Form *self)
{
  AdwPreferencesGroup *group =
    jz_edit_dialog_add_group (self->form.dialog, _("New classes"), _("Their pupils come with the import of people"));

  for (int grade = self->lowest; grade <= self->highest; grade++)
    if (begins_stage (self, grade))
      self->fresh[grade] =
        jz_row_field_number (group, jz_grade_title (grade), NULL, 0, 99, (int) self->parts[grade].classes);
}

static gboolean
is_due (const Form *self)
{
  for (int grade = 1; grade <= JZ_GRADE_HIGHEST; grade++)
    if (self->parts[grade].classes > 0)
      return TRUE;
  return FALSE;
}

static void
show (JzReadForm *form)
{
  Form            *self = (Form *) form;
  g_autofree char *year = g_strdup_printf (_("School year %d–%d"), self->promotion.school_year,
                                           self->promotion.school_year + 1);

  jz_read_form_make_dialog (form, _("Begin a School Year"));
  jz_edit_dialog_set_title (form->dialog, _("Begin a School Year"), year);
  jz_edit_dialog_set_go (form->dialog, _("Begin the Year"), is_due (self));
  if (is_due (self))
    {
      add_grades (self);
      add_fresh (self);
      tell_grades (self);
    }
  else
    jz_edit_dialog_add_group (form->dialog, _("All classes stand as they do in this school year"),
                              _("The next one can be begun from June on"));
  gtk_window_present (GTK_WINDOW (form->dialog));
}

static const JzReadFormKind form_kind = { read_form, show, go, NULL };

void
jz_promotion_form_present (GtkWidget *over, JzSession *session)
{
  Form *self = g_new0 (Form, 1);

  jz_read_form_open (&self->form, &form_kind, over, session);
}
