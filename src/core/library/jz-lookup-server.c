/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "jz-helper.h"
#include "jz-isbn.h"
#include "jz-lookup-private.h"
#include "jz-lookup-wire.h"
#include "jz-text.h"

#define HELPER     "jiaozhuang-lookup"
#define Z3950_PORT 210
#define WORDS_MOST 1024 /* bytes of what went wrong */

typedef struct
{
  const JzTarget *target;
  const char     *isbn;
  JzLookupAnswer *answer;
  GCancellable   *cancellable;
  GByteArray     *bytes; /* of the frame that is coming */
  gint64          deadline;
  gboolean        told;  /* it said how many there are */
} Asking;

static void
say (Asking *self, const char *words)
{
  if (self->answer->trouble == NULL)
    self->answer->trouble = g_strdup (words);
}

static void
say_silent (Asking *self)
{
  if (self->answer->trouble == NULL)
    self->answer->trouble = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "No answer within %d second",
                                                          "No answer within %d seconds", (gulong) self->target->seconds),
                                             self->target->seconds);
}

/* The question. */

static char *
address (const JzTarget *target)
{
  gboolean is_sru = target->kind == JZ_TARGET_SRU;

  if (is_sru && target->port == 0)
    return g_strdup_printf ("%s%s/%s", strstr (target->host, "://") != NULL ? "" : "http://", target->host,
                            target->database);
  if (is_sru)
    return g_strdup_printf ("%s%s:%d/%s", strstr (target->host, "://") != NULL ? "" : "http://", target->host,
                            target->port, target->database);
  return g_strdup_printf ("tcp:%s:%d/%s", target->host, target->port > 0 ? target->port : Z3950_PORT, target->database);
}

static void
append (GByteArray *question, const char *text)
{
  g_byte_array_append (question, (const guint8 *)(text != NULL ? text : ""),
                       (guint) (text != NULL ? strlen (text) : 0) + 1);
}

static GByteArray *
question_of (const JzTarget *target, const char *isbn)
{
  GByteArray      *question = g_byte_array_new ();
  g_autofree char *where = address (target), *seconds = g_strdup_printf ("%d", target->seconds);
  char             ten[11];
  gboolean         is_usual = target->search == NULL || target->search[0] == '\0';

  append (question, jz_target_kind_name (target->kind));
  append (question, where);
  append (question, target->syntax);
  append (question, !is_usual ? target->search : target->kind == JZ_TARGET_SRU ? "bath.isbn" : "1=7");
  append (question, target->user);
  append (question, target->password);
  append (question, seconds);
  append (question, isbn);
  if (jz_isbn_to_ten (isbn, ten))
    append (question, ten);
  return question;
}

/* The answer. */

/* What the server itself says, on one line. */
static void
say_its_words (Asking *self, const guint8 *bytes, gsize n)
{
  g_autofree char *raw = g_strndup ((const char *) bytes, MIN (n, WORDS_MOST)), *words = jz_text_tidy (raw);

  if (self->answer->trouble == NULL)
    self->answer->trouble = g_strdup_printf (_("It refused: %s"), words);
}

static void
take_frame (Asking *self, JzLookupFrame frame, const guint8 *bytes, gsize n)
{
  g_autofree char   *digits = NULL;
  g_autoptr (GBytes) record = NULL;

  switch (frame)
    {
    case JZ_LOOKUP_HITS:
      digits = g_strndup ((const char *) bytes, MIN (n, 20));
      self->answer->hits += g_ascii_strtoll (digits, NULL, 10);
      self->told = TRUE;
      break;
    case JZ_LOOKUP_RECORD:
      record = g_bytes_new (bytes, n);
      jz_lookup_answer_take (self->answer, record, self->target->encoding, self->isbn);
      break;
    case JZ_LOOKUP_SILENT: say_silent (self); break;
    case JZ_LOOKUP_UNREACHABLE: say (self, _("Nobody answers there")); break;
    case JZ_LOOKUP_REFUSED: say_its_words (self, bytes, n); break;
    case JZ_LOOKUP_LEFT_OUT:
    default: self->answer->left_out++; break;
    }
}

/* Takes the frames that are whole. FALSE: what comes is none. */
static gboolean
take_frames (Asking *self)
{
  JzLookupHead head;

  while (self->bytes->len >= sizeof head)
    {
      memcpy (&head, self->bytes->data, sizeof head);
      if (head.length > JZ_LOOKUP_RECORD_MOST)
        return FALSE;
      if (self->bytes->len < sizeof head + head.length)
        return TRUE;
      take_frame (self, (JzLookupFrame) head.frame, self->bytes->data + sizeof head, head.length);
      g_byte_array_remove_range (self->bytes, 0, (guint) sizeof head + head.length);
    }
  return TRUE;
}

/* Waits until there is something to read. FALSE: time is up, or nobody wants to know any more. */
static gboolean
wait_for (Asking *self, int fd)
{
  GPollFD  polls[2] = { { fd, G_IO_IN | G_IO_HUP | G_IO_ERR, 0 }, { 0 } };
  gboolean has_second = self->cancellable != NULL && g_cancellable_make_pollfd (self->cancellable, &polls[1]);
  gint64   left = (self->deadline - g_get_monotonic_time ()) / 1000;
  int      n = left > 0 ? g_poll (polls, has_second ? 2 : 1, (int) left) : 0;

  if (has_second)
    g_cancellable_release_fd (self->cancellable);
  if (g_cancellable_is_cancelled (self->cancellable))
    return FALSE;
  if (n == 0)
    say_silent (self);
  return n > 0 || (n < 0 && errno == EINTR);
}

static void
read_answer (Asking *self, int fd)
{
  guint8 buffer[16384];
  gssize n = 1;

  while (n > 0 && wait_for (self, fd))
    {
      n = read (fd, buffer, sizeof buffer);
      if (n > 0)
        g_byte_array_append (self->bytes, buffer, (guint) n);
      if (n > 0 && !take_frames (self))
        break;
      n = n < 0 && errno == EINTR ? 1 : n;
    }
}

/* The helper that crashed on what it was sent, or was ended by its limits. */
static void
see_off (Asking *self, GPid helper)
{
  int status = 0;

  if (self->answer->trouble != NULL || g_cancellable_is_cancelled (self->cancellable))
    kill (helper, SIGKILL);
  while (waitpid (helper, &status, 0) < 0 && errno == EINTR)
    ;
  g_spawn_close_pid (helper);
  if (!WIFEXITED (status) || WEXITSTATUS (status) != 0 || !self->told)
    say (self, _("What it answers makes no sense, or has no end"));
}

static gboolean
write_all (int fd, const guint8 *bytes, gsize n)
{
  gssize done = 1;

  for (; n > 0 && done > 0; bytes += done, n -= (gsize) done)
    done = write (fd, bytes, n);
  return n == 0;
}

void
jz_lookup_server (const JzTarget *target, const char *isbn, JzLookupAnswer *answer, GCancellable *cancellable)
{
  g_autofree char       *helper = jz_helper_path (HELPER, JZ_LIBEXECDIR);
  g_autoptr (GByteArray) question = question_of (target, isbn), bytes = g_byte_array_new ();
  Asking self = { .target = target, .isbn = isbn, .answer = answer, .cancellable = cancellable, .bytes = bytes };
  char                  *argv[] = { helper, NULL };
  GPid                   pid;
  int                    to, from;

  self.deadline = g_get_monotonic_time () + target->seconds * G_USEC_PER_SEC + G_USEC_PER_SEC / 2;
  if (!g_spawn_async_with_pipes (NULL, argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL,
                                 &pid, &to, &from, NULL, NULL))
    {
      say (&self, _("The program that asks servers is missing"));
      return;
    }
  /* A question fits into the pipe: nobody waits here. */
  write_all (to, question->data, question->len);
  close (to);
  read_answer (&self, from);
  close (from);
  see_off (&self, pid);
}
