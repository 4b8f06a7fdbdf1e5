/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-desk-deed.h"

#include <glib/gi18n-lib.h>

void
jz_desk_line_free (JzDeskLine *self)
{
  char *const texts[] = { self->act, self->code, self->title, self->reader, self->result, self->time };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
  g_free (self);
}

JzDeskDeedWork *
jz_desk_deed_new (JzDeskAsk ask, JzScanThere *there, const char *code, gint64 reader)
{
  JzDeskDeedWork *self = g_new0 (JzDeskDeedWork, 1);

  self->ask = ask;
  self->there = jz_scan_there_ref (there);
  self->code = g_strdup (code);
  self->reader = reader;
  return self;
}

void
jz_desk_deed_free (gpointer data)
{
  JzDeskDeedWork *self = data;

  jz_desk_scan_clear (&self->scan);
  g_clear_pointer (&self->answers, g_ptr_array_unref);
  jz_reader_free (self->who);
  jz_scan_there_unref (self->there);
  g_free (self->code);
  g_free (self);
}

static gboolean
renew (JzOperation *operation, JzDeskDeedWork *self, GError **error)
{
  JzLendingAnswer *answer;

  if (self->ask == JZ_DESK_ASK_RENEW_ALL)
    {
      self->answers = jz_renew_all (operation, self->reader, error);
      return self->answers != NULL;
    }
  self->answers = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_lending_answer_free);
  answer = g_new0 (JzLendingAnswer, 1);
  g_ptr_array_add (self->answers, answer);
  return jz_renew (operation, self->code, answer, error);
}

gboolean
jz_desk_deed_write_cb (JzOperation *operation, gpointer data, GError **error)
{
  JzDeskDeedWork *self = data;
  gboolean        scans = self->ask == JZ_DESK_ASK_SCAN || self->ask == JZ_DESK_ASK_TYPED;
  gint64          shown;

  if (self->reader == 0)
    self->reader = jz_scan_there_get (self->there);
  self->scan.deed = JZ_DESK_READER;
  if (scans && !jz_desk_scan (operation, self->reader, self->code, self->ask == JZ_DESK_ASK_TYPED, &self->scan, error))
    return FALSE;
  if (!scans && self->ask != JZ_DESK_ASK_READER && !renew (operation, self, error))
    return FALSE;
  if (scans)
    self->reader = self->scan.reader;
  jz_scan_there_set (self->there, self->reader);
  shown = self->reader != 0 ? self->reader : self->scan.answer.reader;
  self->who = shown != 0 ? jz_reader_read (jz_operation_get_connection (operation), shown, error) : NULL;
  return shown == 0 || self->who != NULL;
}

/* Words. */

static JzDeskTone
tone_of (const JzLendingAnswer *answer)
{
  if (answer->reason != JZ_LENDING_OK)
    return JZ_DESK_ERROR;
  return answer->held_for != NULL || answer->late > 0 ? JZ_DESK_WARN : JZ_DESK_OK;
}

static const char *
act_words (JzDeskDeed deed, const JzLendingAnswer *answer)
{
  if (answer->reason != JZ_LENDING_OK)
    return _("✗ Refused");
  if (deed == JZ_DESK_RENEWED)
    return _("↻ Renewed");
  if (deed == JZ_DESK_LENT)
    return _("↗ Lent");
  return answer->held_for != NULL ? _("! Returned") : _("↙ Returned");
}

static char *
who_words (const char *name, const char *class_name)
{
  return g_strdup_printf ("%s%s%s", name, class_name[0] != '\0' && g_strcmp0 (name, class_name) != 0 ? " " : "",
                          g_strcmp0 (name, class_name) != 0 ? class_name : "");
}

static JzDeskLine *
line_of (JzDeskDeed deed, const JzLendingAnswer *answer, gint64 operation)
{
  JzDeskLine *line = g_new0 (JzDeskLine, 1);

  line->act = g_strdup (act_words (deed, answer));
  line->code = g_strdup (answer->code);
  line->title = g_strdup (answer->title_text);
  line->reader = who_words (answer->reader_name, answer->class_name);
  line->result = g_strdup (answer->sentence);
  line->tone = tone_of (answer);
  line->operation = operation;
  return line;
}

/* It stands in the log, so that a scan that was misread in a hurry is missed by nobody. */
static JzDeskLine *
unknown_line (const char *code)
{
  JzLendingAnswer answer = { .reason = JZ_LENDING_UNKNOWN_COPY, .code = (char *) code, .title_text = (char *) "",
                             .reader_name = (char *) "", .class_name = (char *) "",
                             .sentence = (char *) _("Neither a reader nor a copy of the library") };

  return line_of (JZ_DESK_UNKNOWN, &answer, 0);
}

/* Said as it was then, as far as the file still knows. */
JzDeskLine *
jz_desk_line_of_done (const JzDeskDone *done)
{
  JzLendingAnswer answer = { .code = done->code,
                             .title_text = done->title,
                             .reader_name = done->name,
                             .class_name = done->class_name,
                             .late = done->deed == JZ_DESK_RETURNED ? done->late : 0 };
  g_autofree char *result =
    done->deed != JZ_DESK_RETURNED ? g_strdup_printf (_("Due %s"), done->due) :
    done->late > 0 ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u day late", "%u days late", (gulong) done->late),
                                      (guint) done->late) :
                     g_strdup (_("In time"));
  JzDeskLine *line;

  answer.sentence = result;
  line = line_of (done->deed, &answer, done->operation);
  line->time = g_strdup (done->time);
  line->undone = done->undone;
  return line;
}

GPtrArray *
jz_desk_deed_lines (const JzDeskDeedWork *self, gint64 operation)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_desk_line_free);

  for (guint i = 0; self->answers != NULL && i < self->answers->len; i++)
    {
      const JzLendingAnswer *answer = g_ptr_array_index (self->answers, i);

      g_ptr_array_add (lines, line_of (JZ_DESK_RENEWED, answer, answer->reason == JZ_LENDING_OK ? operation : 0));
    }
  if (self->answers != NULL)
    return lines;
  if (self->scan.deed == JZ_DESK_LENT || self->scan.deed == JZ_DESK_RETURNED)
    g_ptr_array_add (lines, line_of (self->scan.deed, &self->scan.answer, operation));
  if (self->scan.deed == JZ_DESK_UNKNOWN)
    g_ptr_array_add (lines, unknown_line (self->code));
  return lines;
}

static char *
answer_words (JzDeskDeed deed, const JzLendingAnswer *answer, char **second)
{
  g_autofree char *who = who_words (answer->reader_name, answer->class_name);

  *second = g_strdup_printf ("%s%s%s · %s", answer->code, who[0] != '\0' ? " · " : "", who, answer->sentence);
  if (answer->reason != JZ_LENDING_OK)
    return answer->title_text[0] != '\0' ? g_strdup_printf (_("Not done: %s"), answer->title_text) :
                                           g_strdup (_("Not done"));
  if (deed == JZ_DESK_RENEWED)
    return g_strdup_printf (_("Renewed: %s"), answer->title_text);
  return deed == JZ_DESK_LENT ? g_strdup_printf (_("Lent: %s"), answer->title_text) :
                                g_strdup_printf (_("Came back: %s"), answer->title_text);
}

static char *
renewal_words (const GPtrArray *answers, JzDeskTone *tone, char **second)
{
  guint n = 0;

  if (answers->len == 1)
    {
      *tone = tone_of (g_ptr_array_index (answers, 0));
      return answer_words (JZ_DESK_RENEWED, g_ptr_array_index (answers, 0), second);
    }
  for (guint i = 0; i < answers->len; i++)
    n += ((JzLendingAnswer *) g_ptr_array_index (answers, i))->reason == JZ_LENDING_OK;
  *tone = n == answers->len && n > 0 ? JZ_DESK_OK : JZ_DESK_WARN;
  *second = g_strdup (answers->len == 0 ? _("The reader has nothing") :
                      n < answers->len  ? _("Why not stands in the list") :
                                          "");
  return g_strdup_printf (_("Renewed %u of %u"), n, answers->len);
}

/* What stands in the reader's way is said at once, not with the first book. */
static char *
reader_words (const JzReader *who, JzDeskTone *tone, char **second)
{
  *tone = JZ_DESK_OK;
  if (g_str_equal (who->state, "lost"))
    *second = g_strdup (_("This card was reported lost: keep it"));
  else if (g_str_equal (who->state, "left") || who->is_gone)
    *second = g_strdup (_("This reader has left the school"));
  else if (who->stopped != NULL)
    *second = g_strdup_printf (_("Brought books back late: borrows again after %s"), who->stopped);
  else if (who->late > 0)
    *second = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u book is overdue: it must come back first",
                                            "%u books are overdue: they must come back first", who->late), who->late);
  if (*second != NULL)
    *tone = JZ_DESK_WARN;
  else
    *second = g_strdup (_("Scan the books, one after the other"));
  return who_words (who->name, who->class_name);
}

char *
jz_desk_deed_words (const JzDeskDeedWork *self, JzDeskTone *tone, char **second)
{
  *second = NULL;
  if (self->answers != NULL)
    return renewal_words (self->answers, tone, second);
  switch (self->scan.deed)
    {
    case JZ_DESK_READER:
      return reader_words (self->who, tone, second);
    case JZ_DESK_SEVERAL:
      *tone = JZ_DESK_WARN;
      *second = g_strdup (_("Choose one of them"));
      return g_strdup_printf (_("Several readers: %s"), self->code);
    case JZ_DESK_UNKNOWN:
      *tone = JZ_DESK_ERROR;
      *second = g_strdup (_("Neither a reader nor a copy of the library"));
      return g_strdup_printf (_("Unknown: %s"), self->code);
    case JZ_DESK_LENT:
    case JZ_DESK_RETURNED:
    case JZ_DESK_RENEWED:
    default:
      *tone = tone_of (&self->scan.answer);
      return answer_words (self->scan.deed, &self->scan.answer, second);
    }
}
