/* jiaozhuang-lookup: asks one server for an ISBN over Z39.50 or SRU, in a process of its own, so that a server that
 * lies or floods can at worst end this process. Question and answer are described in jz-lookup-wire.h. Records are
 * handed on as they came: YAZ's own conversion empties a subfield that has one bad byte.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <yaz/zoom.h>

#include "jz-confine.h"
#include "jz-lookup-wire.h"
#include "jz-target.h"

#define MEMORY_MAX   (512UL * 1024 * 1024)
#define QUESTION_MAX 16384
#define FORMS_MOST   4

static void
put (JzLookupFrame frame, const void *bytes, gsize length)
{
  const JzLookupHead head = { frame, (guint32) length };

  if (fwrite (&head, sizeof head, 1, stdout) != 1 || (length > 0 && fwrite (bytes, length, 1, stdout) != 1) ||
      fflush (stdout) != 0)
    exit (EXIT_FAILURE); /* nobody listens any more */
}

static void
put_text (JzLookupFrame frame, const char *text)
{
  put (frame, text, strnlen (text, 1000));
}

/* Says what went wrong, if anything did. */
static gboolean
is_well (ZOOM_connection connection)
{
  const char      *message, *more, *set;
  int              code = ZOOM_connection_error_x (connection, &message, &more, &set);
  g_autofree char *said = NULL;

  if (code == ZOOM_ERROR_NONE)
    return TRUE;
  said = g_strdup_printf ("%s%s%s", message, more != NULL && more[0] != '\0' ? ": " : "", more != NULL ? more : "");
  put_text (code == ZOOM_ERROR_TIMEOUT                                       ? JZ_LOOKUP_SILENT :
            code == ZOOM_ERROR_CONNECT || code == ZOOM_ERROR_CONNECTION_LOST ? JZ_LOOKUP_UNREACHABLE :
                                                                               JZ_LOOKUP_REFUSED, said);
  return FALSE;
}

static ZOOM_connection
open_connection (char **words)
{
  ZOOM_connection connection = ZOOM_connection_create (NULL);

  ZOOM_connection_option_set (connection, "timeout", words[JZ_LOOKUP_SECONDS]);
  ZOOM_connection_option_set (connection, "preferredRecordSyntax", words[JZ_LOOKUP_SYNTAX]);
  ZOOM_connection_option_set (connection, "presentChunk", "5");
  ZOOM_connection_option_set (connection, "implementationName", "Jiaozhuang");
  if (g_str_equal (words[JZ_LOOKUP_KIND], jz_target_kind_name (JZ_TARGET_SRU)))
    {
      ZOOM_connection_option_set (connection, "sru", "get");
      ZOOM_connection_option_set (connection, "sru_version", "1.1");
      ZOOM_connection_option_set (connection, "schema", words[JZ_LOOKUP_SYNTAX]);
    }
  if (words[JZ_LOOKUP_USER][0] != '\0')
    {
      ZOOM_connection_option_set (connection, "user", words[JZ_LOOKUP_USER]);
      ZOOM_connection_option_set (connection, "password", words[JZ_LOOKUP_PASSWORD]);
    }
  ZOOM_connection_connect (connection, words[JZ_LOOKUP_ADDRESS], 0);
  return connection;
}

/* "1=7 4=1" is @attr 1=7 @attr 4=1; of SRU the name of an index. */
static ZOOM_query
make_query (char **words, const char *isbn)
{
  ZOOM_query          query = ZOOM_query_create ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_auto (GStrv)      attributes = g_strsplit (words[JZ_LOOKUP_SEARCH], " ", -1);

  if (g_str_equal (words[JZ_LOOKUP_KIND], jz_target_kind_name (JZ_TARGET_SRU)))
    {
      g_string_printf (text, "%s=%s", words[JZ_LOOKUP_SEARCH], isbn);
      ZOOM_query_cql (query, text->str);
      return query;
    }
  for (guint i = 0; attributes[i] != NULL; i++)
    if (attributes[i][0] != '\0')
      g_string_append_printf (text, "@attr %s ", attributes[i]);
  g_string_append (text, isbn);
  ZOOM_query_prefix (query, text->str);
  return query;
}

static void
put_record (ZOOM_record record)
{
  int         length = 0;
  const char *raw;

  if (record == NULL || ZOOM_record_error (record, NULL, NULL, NULL) != 0)
    {
      put (JZ_LOOKUP_LEFT_OUT, NULL, 0);
      return;
    }
  raw = ZOOM_record_get (record, "raw", &length);
  if (raw == NULL || length <= 0 || length > JZ_LOOKUP_RECORD_MOST)
    put (JZ_LOOKUP_LEFT_OUT, NULL, 0);
  else
    put (JZ_LOOKUP_RECORD, raw, (gsize) length);
}

/* Returns: whether another form of the ISBN may be tried. */
static gboolean
ask (ZOOM_connection connection, char **words, const char *isbn)
{
  ZOOM_query       query = make_query (words, isbn);
  ZOOM_resultset   set = ZOOM_connection_search (connection, query);
  gsize            hits = ZOOM_resultset_size (set), n = MIN (hits, JZ_LOOKUP_RECORDS_MOST);
  gboolean         well = is_well (connection);
  g_autofree char *digits = g_strdup_printf ("%zu", hits);

  if (well)
    put_text (JZ_LOOKUP_HITS, digits);
  for (gsize i = 0; well && i < n; i++)
    {
      ZOOM_record record = ZOOM_resultset_record (set, i);

      well = is_well (connection);
      if (well)
        put_record (record);
    }
  ZOOM_resultset_destroy (set);
  ZOOM_query_destroy (query);
  return well && hits == 0;
}

int
main (void)
{
  static char     question[QUESTION_MAX + 1];
  char           *words[JZ_LOOKUP_N_WORDS + FORMS_MOST], *end;
  guint           n = 0;
  int             seconds;
  ZOOM_connection connection;

  end = question + fread (question, 1, QUESTION_MAX, stdin);
  for (char *word = question; word < end && n < G_N_ELEMENTS (words); word += strlen (word) + 1)
    words[n++] = word;
  if (n <= JZ_LOOKUP_N_WORDS)
    return EXIT_FAILURE;
  seconds = CLAMP (atoi (words[JZ_LOOKUP_SECONDS]), 1, JZ_TARGET_SECONDS_MOST);
  jz_confine (MEMORY_MAX, (guint) seconds);
  alarm ((guint) seconds + 1); /* should nobody be there any more to end it */
  connection = open_connection (words);
  for (guint i = JZ_LOOKUP_N_WORDS; i < n && is_well (connection); i++)
    if (!ask (connection, words, words[i]))
      break;
  ZOOM_connection_destroy (connection);
  return EXIT_SUCCESS;
}
