/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-room-paper.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-compat-file.h"
#include "jz-lesson-ics.h"
#include "jz-paper-job.h"
#include "jz-room-form.h"
#include "jz-week-page.h"

typedef struct
{
  JzDate       date;
  JzWeekFilter filter;
} Asked;

static JzReport *
week_report (JzConnection *connection, gconstpointer data, GError **error)
{
  const Asked *asked = data;

  return jz_week_form_new (connection, asked->date, &asked->filter, error);
}

static JzPages *
make_pages (JzConnection *connection, const Asked *asked, gboolean door, GError **error)
{
  JzWeekPage *page = jz_week_page_new (connection, asked->date, &asked->filter, door, error);
  JzPdf       pdf;

  if (page == NULL)
    return NULL;
  pdf = jz_week_page_pdf (page);
  return jz_pages_new (&pdf, door ? _("Plan for the door") : _("Week of lessons"), (GDestroyNotify) jz_week_page_free);
}

static JzPages *
week_pages (JzConnection *connection, gconstpointer data, GError **error)
{
  return make_pages (connection, data, FALSE, error);
}

static JzPages *
door_pages (JzConnection *connection, gconstpointer data, GError **error)
{
  return make_pages (connection, data, TRUE, error);
}

static JzPages *
use_pages (JzConnection *connection, gconstpointer data, GError **error)
{
  const Asked *asked = data;
  int          year, month, day;
  JzReport    *report;

  jz_date_get (asked->date, &year, &month, &day);
  report = jz_room_use_form_new (connection, asked->filter.room, jz_date_new (year, month, 1),
                                 jz_date_new (month < 12 ? year : year + 1, month % 12 + 1, 1) - 1, error);
  return report != NULL ? jz_pages_from_report (report, _("Use records"), error) : NULL;
}

void
jz_room_paper_make (GtkWindow *parent, JzSession *session, const char *which, JzDate date, const JzWeekFilter *filter)
{
  Asked *asked = g_new (Asked, 1);

  *asked = (Asked){ date, *filter };
  if (g_str_equal (which, "week.xlsx"))
    jz_paper_job_save (parent, session, _("Week of lessons"), week_report, asked, g_free);
  else
    jz_paper_job_show (parent, session, g_str_equal (which, "door") ? door_pages : g_str_equal (which,
                                                                                          "uses") ? use_pages : week_pages,
                       asked, g_free);
}

/* The calendar file. */

typedef struct
{
  JzSession   *session;
  JzDate       date;
  JzWeekFilter filter;
  char        *path, *ics;
  guint        n;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *self = data;

  g_object_unref (self->session);
  g_free (self->path);
  g_free (self->ics);
  g_free (self);
}

/* Read and written on a reader thread: the file may stand on a slow disk. */
static gboolean
write_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Saving           *self = data;
  g_autofree char  *first = NULL, *last = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (self->path);
  char              iso[JZ_DATE_LENGTH];

  jz_date_to_iso (self->date, iso);
  if (!jz_connection_find_text (connection, &first, error, "SELECT first_day FROM term WHERE ? BETWEEN first_day AND last_day", "s", iso) ||
      !jz_connection_find_text (connection, &last, error, "SELECT last_day FROM term WHERE ? BETWEEN first_day AND last_day", "s", iso))
    return FALSE;
  if (last == NULL)
    {
      g_set_error_literal (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("The day is in no term"));
      return FALSE;
    }
  self->ics = jz_lesson_ics (connection, jz_date_from_iso (first), jz_date_from_iso (last), &self->filter, &self->n,
                             error);
  return self->ics != NULL && g_file_replace_contents (file, self->ics, strlen (self->ics), NULL, FALSE,
                                                       G_FILE_CREATE_REPLACE_DESTINATION,
                                                       NULL, cancellable, error);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Saving            *self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char   *words = NULL;

  if (!jz_store_read_finish (JZ_STORE (source), result, &error))
    jz_session_say_trouble (self->session, error->message);
  else
    {
      words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u lesson in %s", "%u lessons in %s", self->n), self->n,
                               self->path);
      jz_session_say_done (self->session, words, 0);
    }
  saving_free (self);
}

static void
chosen_cb (const char *path, gpointer data)
{
  const Saving *asked = data;
  JzStore      *store = jz_session_get_store (asked->session);
  Saving       *self;

  if (store == NULL)
    return;
  self = g_new0 (Saving, 1);
  *self = (Saving){ g_object_ref (asked->session), asked->date, asked->filter, g_strdup (path), NULL, 0 };
  jz_store_read (store, write_cb, self, NULL, NULL, written_cb, self);
}

void
jz_room_paper_save_ics (GtkWindow *parent, JzSession *session, JzDate date, const JzWeekFilter *filter)
{
  static const char *const patterns[] = { "*.ics", NULL };
  JzCompatFileChoice choice = { JZ_CHOOSE_SAVE, _("Save lessons as a calendar file"), _("Lessons"),
                                _("Calendar files"), patterns };
  Saving            *self;

  if (parent == NULL || session == NULL)
    return;
  self = g_new0 (Saving, 1);
  *self = (Saving){ g_object_ref (session), date, *filter, NULL, NULL, 0 };
  jz_compat_choose_file (parent, &choice, chosen_cb, self, saving_free);
}
