/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-settings-papers.h"

#include <glib/gi18n-lib.h>

#include "jz-attachment.h"
#include "jz-ratio.h"
#include "jz-school.h"

/* Attachments. */

#define MEGABYTE (1024 * 1024)

static const JzPaperField attachment_fields[] = {
  { JZ_PAPER_NUMBER, N_("Largest file, MB"), 0, 0, 3, N_("Say how large a file may be"), NULL, NULL, NULL },
  { JZ_PAPER_NUMBER, N_("Longest side of a photo, pixels"), 3, 0, 3, N_("Say how wide a photo may be"), NULL, NULL,
    NULL },
  { 0, NULL, 0, 0, 0, NULL, NULL, NULL, NULL },
};

static gboolean
attachments_read (JzConnection *connection, JzPaperValues *values, GError **error)
{
  JzAttachmentLimits limits;

  if (!jz_attachment_limits (connection, &limits, error))
    return FALSE;
  values->numbers[0] = MAX (limits.max_bytes / MEGABYTE, 1);
  values->numbers[1] = limits.photo_side;
  values->warning = g_strdup (_("Larger photos are made smaller when they are attached. What is attached already "
                                "stays as it is."));
  return TRUE;
}

static gboolean
attachments_write (JzOperation *operation, const JzPaperValues *values, GError **error)
{
  JzAttachmentLimits limits = { values->numbers[0] * MEGABYTE, (guint) values->numbers[1] };

  return jz_attachment_set_limits (operation, &limits, error);
}

const JzPaperKind jz_paper_attachments = {
  N_("Attachments"), N_("Save"), &jz_action_school, attachment_fields, 520, attachments_read, attachments_write, NULL,
};

/* Which codes are computers and multimedia. */

static const char *const device_titles[] = { N_("Computers"), N_("Multimedia sets"), N_("Interactive ones"), NULL };
static const char *const device_kinds[] = { "computer", "multimedia", "interactive" };

static const JzPaperField device_fields[] = {
  { JZ_PAPER_CHOICE, N_("What it is"), 0, 0, 3, NULL, NULL, device_titles, NULL },
  { JZ_PAPER_CHOICE, N_("Code table"), 3, 0, 3, NULL, NULL, NULL, NULL },
  { JZ_PAPER_TEXT, N_("The code begins with"), 0, 1, 3, N_("Say how the code begins"), NULL, NULL, NULL },
  { JZ_PAPER_NUMBER, N_("Years that it is used"), 3, 1, 3, NULL, N_("Without end"), NULL, NULL },
  { 0, NULL, 0, 0, 0, NULL, NULL, NULL, NULL },
};

/* In the order of the choice. A row may be of a table that was never loaded: it has the last place. */
#define SCHEMES "SELECT name, edition FROM code_scheme UNION SELECT scheme, edition FROM device_code ORDER BY 1, 2 DESC"

static gboolean
read_schemes (JzConnection *connection, JzPaperValues *values, const char *scheme, const char *edition, GError **error)
{
  g_autoptr (GPtrArray) titles = g_ptr_array_new_with_free_func (g_free);
  JzStatement          *rows = jz_connection_query (connection, error, SCHEMES, "");

  values->numbers[1] = 0;
  while (jz_statement_next (rows))
    {
      if (g_strcmp0 (jz_statement_text (rows, 0), scheme) == 0 && g_strcmp0 (jz_statement_text (rows, 1), edition) == 0)
        values->numbers[1] = titles->len;
      g_ptr_array_add (titles, g_strchomp (g_strdup_printf ("%s %s", jz_statement_text (rows, 0),
                                                            jz_statement_text (rows, 1))));
    }
  g_ptr_array_add (titles, NULL);
  values->choices[1] = (char **) g_ptr_array_free (g_steal_pointer (&titles), FALSE);
  return jz_statement_finish (rows, error);
}

static gboolean
device_read (JzConnection *connection, JzPaperValues *values, GError **error)
{
  g_autofree char *scheme = NULL, *edition = NULL;
  JzStatement     *row;

  values->numbers[0] = 0;
  if (values->id == 0)
    return read_schemes (connection, values, NULL, NULL, error);
  row = jz_connection_query (connection, error,
                             "SELECT kind, scheme, edition, prefix, ifnull (years, -1), starter FROM device_code "
                             "WHERE id = ?", "l",
                             values->id);
  if (!jz_statement_first (row, _("This row has been deleted"), error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (device_kinds); i++)
    if (g_str_equal (device_kinds[i], jz_statement_text (row, 0)))
      values->numbers[0] = i;
  scheme = jz_statement_dup (row, 1);
  edition = jz_statement_dup (row, 2);
  values->texts[2] = jz_statement_dup (row, 3);
  values->numbers[3] = jz_statement_int64 (row, 4);
  values->warning = jz_statement_int64 (row, 5) ?
                    g_strdup (_("! A starter value: compare it with the school's own rules")) : NULL;
  jz_statement_reset (row);
  return read_schemes (connection, values, scheme, edition, error);
}

static gboolean
device_write (JzOperation *operation, const JzPaperValues *values, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  JzStatement     *row = jz_connection_query (connection, error, SCHEMES " LIMIT 1 OFFSET ?", "l", values->numbers[1]);
  g_autofree char *scheme = NULL, *edition = NULL;

  if (!jz_statement_first (row, _("This row has been deleted"), error))
    return FALSE;
  scheme = jz_statement_dup (row, 0);
  edition = jz_statement_dup (row, 1);
  jz_statement_reset (row);
  /* The kind and the code are what a row is known by: with others it is another row. */
  return (values->id == 0 || jz_ratio_remove_code (operation, values->id, error)) &&
         jz_ratio_put_code (operation, device_kinds[CLAMP (values->numbers[0], 0, 2)], scheme, edition,
                            values->texts[2], (int) values->numbers[3], error);
}

const JzPaperKind jz_paper_device = {
  N_("What counts as a computer or multimedia"), N_("Save"), &jz_action_ratio, device_fields, 620, device_read,
  device_write, NULL,
};

/* Words. */

static const JzPaperField word_fields[] = {
  { JZ_PAPER_TEXT, N_("Staff whose post has one of these words don't teach"), 0, 0, 6, NULL, NULL, NULL, NULL },
  { JZ_PAPER_TEXT, N_("Rooms with one of these purposes are no function rooms"), 0, 1, 6, NULL, NULL, NULL, NULL },
  { 0, NULL, 0, 0, 0, NULL, NULL, NULL, NULL },
};

static gboolean
words_read (JzConnection *connection, JzPaperValues *values, GError **error)
{
  JzRatioWords words;
  gboolean     ok = jz_ratio_get_words (connection, &words, error);

  values->texts[0] = g_steal_pointer (&words.not_teaching);
  values->texts[1] = g_steal_pointer (&words.plain_rooms);
  values->warning = g_strdup (_("Words with spaces between them"));
  return ok;
}

static gboolean
words_write (JzOperation *operation, const JzPaperValues *values, GError **error)
{
  JzRatioWords words = { values->texts[0], values->texts[1] };

  return jz_ratio_set_words (operation, &words, error);
}

const JzPaperKind jz_paper_network_words = {
  N_("Words for counting"), N_("Save"), &jz_action_ratio, word_fields, 720, words_read, words_write, NULL,
};
