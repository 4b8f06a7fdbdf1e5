/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-bells-form.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-bells.h"
#include "jz-read-form.h"
#include "jz-row-field.h"
#include "jz-text.h"

#define PERIODS 20 /* all that a day can have: what a form does not show it would drop */

/* The list. */

static const JzStatusWord sources[] = { { "1", N_("! Starter value") }, { "0", N_("✓ The school's own") }, { NULL } };
static const JzStatusWord stages[] = { { "", N_("○ All stages") },      { "kindergarten", N_("○ Kindergarten") },
                                       { "primary", N_("○ Primary") },  { "junior", N_("○ Junior") },
                                       { "senior", N_("○ Senior") },    { NULL } };

static const JzListColumn columns[] = {
  { "name", N_("Timetable of bells"), JZ_COLUMN_TEXT, "bell_schedule.name", .width = 180, .expand = TRUE },
  { "stage", N_("Stage"), JZ_COLUMN_STATUS, "bell_schedule.stage", .words = stages, .width = 110 },
  { "first", N_("Season begins"), JZ_COLUMN_CODE, "bell_schedule.first", .width = 110 },
  { "last", N_("Season ends"), JZ_COLUMN_CODE, "bell_schedule.last", .width = 110 },
  { "periods", N_("Periods"), JZ_COLUMN_NUMBER, "(SELECT count (*) FROM bell WHERE bell.schedule = bell_schedule.id)",
    .width = 70 },
  { "source", N_("Whose it is"), JZ_COLUMN_STATUS, "CAST (bell_schedule.starter AS TEXT)", .words = sources, .width = 120 },
  { NULL }
};

static const JzListSpec spec = {
  .name = "bells", .table = "bell_schedule", .id_sql = "bell_schedule.id", .where = "bell_schedule.voided IS NULL",
  .columns = columns, .search = "SELECT id FROM bell_schedule WHERE instr (jz_fold (name), ?2) > 0", .order = "first",
};

static gboolean
tell_bells (JzTold *told, JzConnection *connection, gint64 id, GError **error)
{
  JzStatement *row =
    jz_connection_query (connection, error, "SELECT period, begins, ends FROM bell WHERE schedule = ? ORDER BY period", "l", id);

  jz_told_add_group (told, _("Periods"), NULL);
  while (jz_statement_next (row))
    {
      g_autofree char *number = g_strdup_printf ("%d", (int) jz_statement_int64 (row, 0));
      g_autofree char *times = g_strdup_printf ("%s–%s", jz_statement_text (row, 1), jz_statement_text (row, 2));

      jz_told_add_entry (told, number, times, NULL);
    }
  return jz_statement_finish (row, error);
}

static JzTold *
tell (JzConnection *connection, gint64 id, GError **error)
{
  JzStatement       *row = jz_connection_query (connection, error,
                                                "SELECT name, first || ' … ' || last, starter FROM bell_schedule WHERE id = ? AND "
                                                      "voided IS NULL", "l", id);
  g_autoptr (JzTold) told = NULL;

  if (!jz_statement_first (row, _("This row has been deleted"), error))
    return NULL;
  told = jz_told_new (jz_statement_text (row, 0), jz_statement_text (row, 1),
                      jz_statement_int64 (row, 2) ? _("! Starter value") : _("✓ The school's own"));
  jz_statement_reset (row);
  jz_told_add_action (told, _("Change…"), "page.change-bells", g_variant_new_int64 (id));
  jz_told_add_action (told, _("Remove"), "page.remove-bells", g_variant_new_int64 (id));
  return tell_bells (told, connection, id, error) && jz_told_add_history (told, connection, "bell_schedule", id, error) ?
           g_steal_pointer (&told) : NULL;
}

const JzListView jz_bells_view = {
  "bells", N_("Bells"), N_("Search the timetable of bells"), &spec, N_("Choose a row to see all about it"), tell,
};

gboolean
jz_bells_remove_write (JzOperation *operation, gpointer data, GError **error)
{
  return jz_bells_remove (operation, *(gint64 *) data, error);
}

/* The form. */

typedef struct
{
  JzReadForm form;
  gint64     id;
  char      *name, *first, *last;
  guint      stage;
  JzBell     bells[PERIODS];
  guint      n_bells;
  GtkWidget *name_field, *stage_field, *first_field, *last_field, *times[PERIODS], *afternoon, *evening, *outside;
} Form;

/* What is written. */
typedef struct
{
  JzBellSchedule schedule;
  char          *name, *first, *last;
  JzBell         bells[PERIODS];
} Work;

static void
work_free (gpointer data)
{
  Work *self = data;

  g_free (self->name);
  g_free (self->first);
  g_free (self->last);
  g_free (self);
}

static gboolean
write_cb (JzOperation *operation, gpointer data, GError **error)
{
  Work *self = data;

  return jz_bells_put (operation, &self->schedule, NULL, error);
}

/* "8:20-9:00", however the dash is typed. */
static gboolean
read_times (const char *text, JzBell *bell)
{
  g_autofree char *narrow = jz_text_narrow (text);
  int              hours[2], minutes[2], n = 0;

  g_strdelimit (narrow, "~", '-');
  for (char *dash; (dash = strstr (narrow, "–")) != NULL || (dash = strstr (narrow, "—")) != NULL;)
    memcpy (dash, "-  ", 3);
  if (sscanf (narrow, " %2d:%2d - %2d:%2d %n", &hours[0], &minutes[0], &hours[1], &minutes[1], &n) != 4 || narrow[n] != '\0')
    return FALSE;
  for (int i = 0; i < 2; i++)
    if (hours[i] < 0 || hours[i] > 23 || minutes[i] < 0 || minutes[i] > 59)
      return FALSE;
  g_snprintf (bell->begins, sizeof bell->begins, "%02d:%02d", hours[0] % 24, minutes[0] % 60);
  g_snprintf (bell->ends, sizeof bell->ends, "%02d:%02d", hours[1] % 24, minutes[1] % 60);
  return TRUE;
}

static const char *
part_of (const Form *self, int period)
{
  int outside = jz_row_field_get_number (self->outside), evening = jz_row_field_get_number (self->evening),
      afternoon = jz_row_field_get_number (self->afternoon);

  if (evening > 0 && period >= evening)
    return "evening";
  if (outside > 0 && period >= outside)
    return "outside";
  return afternoon > 0 && period >= afternoon ? "afternoon" : "morning";
}

/* FALSE where something can't be read, which is said at its field. */
static gboolean
read_bells (Form *self, Work *work)
{
  for (int i = 0; i < PERIODS; i++)
    {
      const char *text = jz_row_field_get_text (self->times[i]);
      JzBell     *bell = &work->bells[work->schedule.n_bells];

      if (jz_text_is_blank (text))
        continue;
      if (!read_times (text, bell))
        {
          jz_row_field_set_error (self->times[i], _("Write it like 08:20-09:00"));
          jz_row_field_focus (self->times[i]);
          return FALSE;
        }
      bell->period = i + 1;
      g_strlcpy (bell->part, part_of (self, i + 1), sizeof bell->part);
      work->schedule.n_bells++;
    }
  return TRUE;
}

static void
go (JzReadForm *form)
{
  Form *self = (Form *) form;
  Work *work = g_new0 (Work, 1);

  work->name = g_strdup (jz_row_field_get_text (self->name_field));
  work->first = jz_text_tidy (jz_row_field_get_text (self->first_field));
  work->last = jz_text_tidy (jz_row_field_get_text (self->last_field));
  work->schedule = (JzBellSchedule){ .id = self->id,
                                     .name = work->name,
                                     .stage = stages[jz_row_field_get_choice (self->stage_field)].key,
                                     .first = work->first,
                                     .last = work->last,
                                     .bells = work->bells };
  if (!read_bells (self, work))
    {
      work_free (work);
      return;
    }
  jz_edit_dialog_set_blamed (form->dialog, self->first_field);
  jz_edit_dialog_write (form->dialog, form->session, &jz_action_bells, write_cb, work, work_free, NULL, NULL);
}

static int
first_of (const Form *self, const char *part)
{
  for (guint i = 0; i < self->n_bells; i++)
    if (g_str_equal (self->bells[i].part, part))
      return self->bells[i].period;
  return 0;
}

static void
add_head (Form *self)
{
  AdwPreferencesGroup *group = jz_edit_dialog_add_group (self->form.dialog, NULL, NULL);
  const char          *titles[G_N_ELEMENTS (stages)] = { NULL };

  for (guint i = 0; stages[i].key != NULL; i++)
    titles[i] = strchr (g_dgettext (GETTEXT_PACKAGE, stages[i].words), ' ') + 1; /* without its sign */
  self->name_field = jz_row_field_entry (group, _("Timetable of bells"), self->name);
  self->stage_field = jz_row_field_choice (group, _("Stage"), titles, self->stage);
  self->first_field = jz_row_field_entry (group, _("From this day of each year, such as 05-01"), self->first);
  self->last_field = jz_row_field_entry (group, _("To this day"), self->last);
}

static void
add_times (Form *self)
{
  AdwPreferencesGroup *group = jz_edit_dialog_add_group (self->form.dialog, _("Periods"), _("Leave empty what there is not"));

  for (int i = 0; i < PERIODS; i++)
    {
      g_autofree char *title = g_strdup_printf (_("Period %d"), i + 1), *times = NULL;

      for (guint n = 0; n < self->n_bells; n++)
        if (self->bells[n].period == i + 1)
          times = g_strdup_printf ("%s-%s", self->bells[n].begins, self->bells[n].ends);
      self->times[i] = jz_row_field_entry (group, title, times);
    }
}

static void
show (JzReadForm *form)
{
  Form                *self = (Form *) form;
  AdwPreferencesGroup *group;

  jz_read_form_make_dialog (form, self->id == 0 ? _("New Bells") : _("Change Bells"));
  add_head (self);
  add_times (self);
  group = jz_edit_dialog_add_group (form->dialog, _("Parts of the day"), _("0: there is none"));
  self->afternoon = jz_row_field_number (group, _("The afternoon begins with period"), NULL, 0, PERIODS, first_of (self, "afternoon"));
  self->outside = jz_row_field_number (group, _("After lessons, from period"), NULL, 0, PERIODS, first_of (self, "outside"));
  self->evening = jz_row_field_number (group, _("The evening begins with period"), NULL, 0, PERIODS, first_of (self, "evening"));
  gtk_window_present (GTK_WINDOW (form->dialog));
  jz_row_field_focus (self->name_field);
}

static gboolean
read_head (JzConnection *connection, Form *self, gint64 id, GError **error)
{
  JzStatement *row = jz_connection_query (
    connection, error, "SELECT name, stage, first, last FROM bell_schedule WHERE id = ? AND voided IS NULL", "l", id);

  if (!jz_statement_first (row, _("This row has been deleted"), error))
    return FALSE;
  self->name = jz_statement_dup (row, 0);
  for (guint i = 0; stages[i].key != NULL; i++)
    if (g_str_equal (stages[i].key, jz_statement_text (row, 1)))
      self->stage = i;
  self->first = jz_statement_dup (row, 2);
  self->last = jz_statement_dup (row, 3);
  jz_statement_reset (row);
  return TRUE;
}

static gboolean
read_periods (JzConnection *connection, Form *self, gint64 id, GError **error)
{
  JzStatement *row = jz_connection_query (
    connection, error, "SELECT period, begins, ends, part FROM bell WHERE schedule = ? ORDER BY period LIMIT ?", "li", id, PERIODS);

  while (jz_statement_next (row))
    {
      JzBell *bell = &self->bells[self->n_bells++];

      bell->period = (int) jz_statement_int64 (row, 0);
      g_strlcpy (bell->begins, jz_statement_text (row, 1), sizeof bell->begins);
      g_strlcpy (bell->ends, jz_statement_text (row, 2), sizeof bell->ends);
      g_strlcpy (bell->part, jz_statement_text (row, 3), sizeof bell->part);
    }
  return jz_statement_finish (row, error);
}

static gboolean
read_form (JzConnection *connection, JzReadForm *form, GError **error)
{
  Form  *self = (Form *) form;
  gint64 like = self->id;

  if (like == 0 && !jz_connection_number (connection, &like, 0, error,
                                          "SELECT min (id) FROM bell_schedule WHERE voided IS NULL", ""))
    return FALSE;
  return (self->id == 0 || read_head (connection, self, self->id, error)) && read_periods (connection, self, like, error);
}

static void
clear (JzReadForm *form)
{
  Form *self = (Form *) form;

  g_free (self->name);
  g_free (self->first);
  g_free (self->last);
}

static const JzReadFormKind form_kind = { read_form, show, go, clear };

void
jz_bells_form_present (GtkWidget *over, JzSession *session, gint64 id)
{
  Form *self = g_new0 (Form, 1);

  self->id = id;
  jz_read_form_open (&self->form, &form_kind, over, session);
}
