/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-catalogue-policy.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-paper.h"
#include "jz-text.h"

const JzAction jz_action_catalogue_policy = { "library.catalogue.policy", "library" };

#define SPOT    4 /* characters of a field with its subfield: 200a */
#define READING 5 /* with the subfield of the reading behind: 200a9 */

void
jz_catalogue_policy_clear (JzCataloguePolicy *self)
{
  g_clear_pointer (&self->agency, g_free);
  g_clear_pointer (&self->prefix, g_free);
  g_clear_pointer (&self->readings, g_free);
}

gboolean
jz_catalogue_policy_read (JzConnection *connection, JzCataloguePolicy *policy, GError **error)
{
  JzStatement *row = jz_connection_query (connection, error,
                                          "SELECT level = 'full', agency, prefix, digits, readings FROM catalogue_rule",
                                          "");

  *policy = (JzCataloguePolicy){ 0 };
  if (!jz_statement_first (row, _("The rules of cataloguing are missing"), error))
    return FALSE;
  policy->full = jz_statement_int64 (row, 0) != 0;
  policy->agency = jz_statement_dup (row, 1);
  policy->prefix = jz_statement_dup (row, 2);
  policy->digits = (int) jz_statement_int64 (row, 3);
  policy->readings = jz_statement_dup (row, 4);
  jz_statement_reset (row);
  return TRUE;
}

/* A field of three digits and @n letters or digits behind. */
static gboolean
is_spot (const char *text, gsize length)
{
  if (strlen (text) != length)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (i < 3 ? !g_ascii_isdigit (text[i]) : !g_ascii_islower (text[i]) && !g_ascii_isdigit (text[i]))
      return FALSE;
  return TRUE;
}

static gboolean
are_readings (const char *text)
{
  g_auto (GStrv) spots = g_strsplit (text, " ", -1);

  for (char **spot = spots; *spot != NULL; spot++)
    if ((*spot)[0] != '\0' && !is_spot (*spot, READING))
      return FALSE;
  return TRUE;
}

gboolean
jz_catalogue_policy_set (JzOperation *operation, const JzCataloguePolicy *policy, GError **error)
{
  g_autofree char *agency = jz_text_tidy (policy->agency), *prefix = jz_text_tidy (policy->prefix),
                  *readings = jz_text_tidy (policy->readings);

  if (strpbrk (prefix, "0123456789") != NULL || policy->digits < 4 || policy->digits > 12)
    return jz_paper_fail (error, JZ_ERROR_INVALID,
                          _("An accession number has 4 to 12 digits, and none in what stands before them"));
  if (!are_readings (readings))
    return jz_paper_fail (error, JZ_ERROR_INVALID,
                          _("Readings are written as 200a9: field, subfield, subfield of the reading"));
  jz_operation_describe (operation, _("Changed the rules of cataloguing"));
  return jz_connection_run (jz_operation_get_connection (operation), error,
                            "UPDATE catalogue_rule SET level = ?, agency = ?, prefix = ?, digits = ?, readings = ?, "
                            "changed = jz_operation ()",
                            "sssis", policy->full ? "full" : "brief", agency, prefix, policy->digits, readings);
}

/* What a record must say. */

static gboolean
need_is_sound (JzConnection *connection, gint64 id, const JzCatalogueNeed *need, const char *name, GError **error)
{
  gint64 same;

  if (name[0] == '\0' || need->cnmarc == NULL || !is_spot (need->cnmarc, SPOT) ||
      (need->marc21 != NULL && need->marc21[0] != '\0' && !is_spot (need->marc21, SPOT)))
    return jz_paper_fail (error, JZ_ERROR_INVALID,
                          _("What is asked for has a name, and a field with its subfield, as 200a"));
  if (!jz_connection_number (connection, &same, 0, error, "SELECT id FROM catalogue_need WHERE cnmarc = ? AND id <> ?",
                             "sl", need->cnmarc, id))
    return FALSE;
  return same == 0 || jz_paper_fail (error, JZ_ERROR_CONFLICT, _("%s is asked for already"), need->cnmarc);
}

gboolean
jz_catalogue_need_set (JzOperation *operation, gint64 id, const JzCatalogueNeed *need, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *name = jz_text_tidy (need->name);
  const char      *level = need->full ? "full" : "brief", *marc21 = need->marc21 != NULL ? need->marc21 : "";

  if (!need_is_sound (connection, id, need, name, error))
    return FALSE;
  jz_operation_describe (operation, _("What a record must say: %s"), name);
  if (id == 0)
    return jz_connection_run (connection, error,
                              "INSERT INTO catalogue_need (level, cnmarc, marc21, name, strict, position, changed) "
                              "SELECT ?, ?, ?, ?, ?, ifnull (max (position), 0) + 1, jz_operation () "
                              "FROM catalogue_need",
                              "ssssi", level, need->cnmarc, marc21, name, need->strict);
  if (!jz_connection_run (connection, error,
                          "UPDATE catalogue_need SET level = ?, cnmarc = ?, marc21 = ?, name = ?, strict = ?, "
                          "changed = jz_operation () WHERE id = ?",
                          "ssssil", level, need->cnmarc, marc21, name, need->strict, id))
    return FALSE;
  return jz_connection_n_changed (connection) > 0 ||
         jz_paper_fail (error, JZ_ERROR_NOT_FOUND, _("That is not asked for"));
}

gboolean
jz_catalogue_need_remove (JzOperation *operation, gint64 id, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);

  if (!jz_connection_run (connection, error, "DELETE FROM catalogue_need WHERE id = ?", "l", id))
    return FALSE;
  if (jz_connection_n_changed (connection) == 0)
    return jz_paper_fail (error, JZ_ERROR_NOT_FOUND, _("That is not asked for"));
  jz_operation_describe (operation, _("A record need not say something any more"));
  return TRUE;
}
