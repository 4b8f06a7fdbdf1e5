/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-day-form.h"

#include <glib/gi18n-lib.h>

#include "jz-calendar.h"
#include "jz-edit-dialog.h"
#include "jz-row-field.h"
#include "jz-school.h"

static const struct
{
  const char *kind;
  const char *title; /* msgid */
  gboolean    lessons;
} kinds[] = {
  { "school", N_("School day"), TRUE }, { "weekend", N_("Weekend"), FALSE }, { "holiday", N_("Holiday"), FALSE },
  { "make-up", N_("Make-up day"), TRUE },
};

void
jz_day_clear (JzDay *self)
{
  g_clear_pointer (&self->kind, g_free);
  g_clear_pointer (&self->parity, g_free);
  g_clear_pointer (&self->note, g_free);
}

const char *
jz_day_kind_title (const char *kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].kind, kind) == 0)
      return g_dgettext (GETTEXT_PACKAGE, kinds[i].title);
  return "";
}

const char *
jz_weekday_title (int weekday)
{
  static const char *const titles[] = { N_("Monday"), N_("Tuesday"),  N_("Wednesday"), N_("Thursday"),
                                        N_("Friday"), N_("Saturday"), N_("Sunday") };

  g_return_val_if_fail (weekday >= 1 && weekday <= 7, "");

  return g_dgettext (GETTEXT_PACKAGE, titles[weekday - 1]);
}

/* A day. */

typedef struct
{
  JzSession *session;
  JzDate     date;
  GtkWidget *kind, *follows, *parity, *note;
} DayForm;

static void
day_form_free (gpointer data)
{
  g_object_unref (((DayForm *) data)->session);
  g_free (data);
}

static void
day_free (gpointer data)
{
  jz_day_clear (data);
  g_free (data);
}

static gboolean
write_day_cb (JzOperation *operation, gpointer data, GError **error)
{
  JzDay *day = data;
  char   iso[JZ_DATE_LENGTH];

  if (!jz_calendar_set (operation, day->date, day->kind, day->follows, day->parity, day->note, error))
    return FALSE;
  jz_operation_describe (operation, _("%s: %s"), jz_date_to_iso (day->date, iso), jz_day_kind_title (day->kind));
  return TRUE;
}

static void
kind_cb (DayForm *self)
{
  gtk_widget_set_visible (self->follows, kinds[jz_row_field_get_choice (self->kind)].lessons);
}

static void
go_day_cb (JzEditDialog *window, gpointer data)
{
  static const char *const parities[] = { NULL, "odd", "even" };
  DayForm *self = data;
  guint    kind = jz_row_field_get_choice (self->kind);
  JzDay   *day = g_new0 (JzDay, 1);

  day->date = self->date;
  day->kind = g_strdup (kinds[kind].kind);
  day->follows = kinds[kind].lessons ? (int) jz_row_field_get_choice (self->follows) + 1 : 0;
  day->parity = g_strdup (parities[jz_row_field_get_choice (self->parity)]);
  day->note = g_strdup (jz_row_field_get_text (self->note));
  jz_edit_dialog_write (window, self->session, &jz_action_calendar, write_day_cb, day, day_free, NULL, NULL);
}

static guint
kind_index (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].kind, kind) == 0)
      return i;
  return 0;
}

void
jz_day_form_present (GtkWidget *over, JzSession *session, const JzDay *day)
{
  const char          *kind_titles[5] = { NULL }, *weekdays[8] = { NULL };
  const char *const    parities[] = { _("As it is"), _("Odd week"), _("Even week"), NULL };
  char                 iso[JZ_DATE_LENGTH];
  int                  weekday = jz_date_weekday (day->date);
  g_autofree char     *title = g_strdup_printf ("%s %s", jz_date_to_iso (day->date, iso), jz_weekday_title (weekday));
  JzEditDialog        *window = jz_edit_dialog_new (over, title, _("Save"), 560, -1);
  AdwPreferencesGroup *group = jz_edit_dialog_add_group (window, NULL, NULL);
  DayForm             *self = g_new0 (DayForm, 1);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    kind_titles[i] = g_dgettext (GETTEXT_PACKAGE, kinds[i].title);
  for (int i = 1; i <= 7; i++)
    weekdays[i - 1] = jz_weekday_title (i);
  self->session = g_object_ref (session);
  self->date = day->date;
  self->kind = jz_row_field_choice (group, _("Kind of day"), kind_titles, kind_index (day->kind));
  self->follows = jz_row_field_choice (group, _("Lessons of"), weekdays,
                                       (guint) (day->follows > 0 ? day->follows : MIN (weekday, 5)) - 1);
  self->parity = jz_row_field_choice (group, _("Odd or even week"), parities,
                                      g_strcmp0 (day->parity, "odd") == 0  ? 1 :
                                      g_strcmp0 (day->parity, "even") == 0 ? 2 :
                                                                             0);
  self->note = jz_row_field_entry (group, _("Note"), day->note);
  g_signal_connect_swapped (self->kind, "notify::selected", G_CALLBACK (kind_cb), self);
  kind_cb (self);
  g_object_set_data_full (G_OBJECT (window), "jz-form-data", self, day_form_free);
  g_signal_connect (window, "go", G_CALLBACK (go_day_cb), self);
  gtk_window_present (GTK_WINDOW (window));
  jz_row_field_focus (self->kind);
}

/* A term. */

typedef struct
{
  JzSession *session;
  GtkWidget *year, *ordinal, *first, *last;
} TermForm;

typedef struct
{
  int    year, ordinal;
  JzDate first, last;
} Term;

static void
term_form_free (gpointer data)
{
  g_object_unref (((TermForm *) data)->session);
  g_free (data);
}

static gboolean
write_term_cb (JzOperation *operation, gpointer data, GError **error)
{
  Term *term = data;

  return jz_term_add (operation, term->year, term->ordinal, term->first, term->last, NULL, error);
}

static void
go_term_cb (JzEditDialog *window, gpointer data)
{
  TermForm *self = data;
  Term     *term;
  GtkWidget *wrong = jz_row_field_get_date (self->first) == JZ_DATE_NONE ? self->first
                     : jz_row_field_get_date (self->last) == JZ_DATE_NONE ? self->last : NULL;

  if (wrong != NULL)
    {
      jz_row_field_set_error (wrong, _("This is no date; write it as 2026-09-01"));
      jz_row_field_focus (wrong);
      return;
    }
  term = g_new0 (Term, 1);
  *term = (Term){ jz_row_field_get_number (self->year), (int) jz_row_field_get_choice (self->ordinal) + 1,
                  jz_row_field_get_date (self->first), jz_row_field_get_date (self->last) };
  jz_edit_dialog_set_blamed (window, self->last);
  jz_edit_dialog_write (window, self->session, &jz_action_calendar, write_term_cb, term, g_free, NULL, NULL);
}

void
jz_term_form_present (GtkWidget *over, JzSession *session)
{
  const char *const    ordinals[] = { _("First term"), _("Second term"), NULL };
  JzEditDialog        *window = jz_edit_dialog_new (over, _("New Term"), _("Save"), 560, -1);
  AdwPreferencesGroup *group =
    jz_edit_dialog_add_group (window, NULL, _("The holidays and make-up days of the State Council are filled in."));
  TermForm            *self = g_new0 (TermForm, 1);
  JzDate               first, last;
  int                  month;

  /* The one after the present one. */
  jz_school_usual_term (jz_date_today (), &first, &last);
  jz_school_usual_term (last + 45, &first, &last);
  jz_date_get (first, &(int){ 0 }, &month, &(int){ 0 });
  self->session = g_object_ref (session);
  self->year = jz_row_field_number (group, _("School year"), _("2026 is the year 2026–2027"), 1990, 2198,
                                    jz_school_year (first));
  self->ordinal = jz_row_field_choice (group, _("Which term"), ordinals, month >= 2 && month <= 7);
  self->first = jz_row_field_date (group, _("First day of the term"), first);
  self->last = jz_row_field_date (group, _("Last day of the term"), last);
  g_object_set_data_full (G_OBJECT (window), "jz-form-data", self, term_form_free);
  g_signal_connect (window, "go", G_CALLBACK (go_term_cb), self);
  gtk_window_present (GTK_WINDOW (window));
  jz_row_field_focus (self->first);
}
