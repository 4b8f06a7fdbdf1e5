/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include <glib/gi18n-lib.h>

#include "jz-machine.h"
#include "jz-net-address.h"

/* @id is among those that are filled: its own address is given away. */
static gboolean
is_taken (JzConnection *connection, guint32 address, GHashTable *chosen, gboolean *taken, GError **error)
{
  gint64 id;

  if (!jz_connection_number (connection, &id, 0, error, "SELECT id FROM machine WHERE ipv4 = ? AND voided IS NULL", "l",
                             (gint64) address))
    return FALSE;
  *taken = id != 0 && !g_hash_table_contains (chosen, &id);
  return TRUE;
}

static gboolean
is_for_hosts (guint32 address)
{
  return (address & 255) != 0 && (address & 255) != 255;
}

/* As many free addresses as there are machines. */
static gboolean
find_addresses (JzConnection *connection, guint32 first, guint32 last, guint n, GHashTable *chosen, GArray *found,
                GError **error)
{
  for (guint64 address = first; address <= last && found->len < n; address++)
    {
      guint32  one = (guint32) address;
      gboolean taken = TRUE;

      if (is_for_hosts (one) && !is_taken (connection, one, chosen, &taken, error))
        return FALSE;
      if (!taken)
        g_array_append_val (found, one);
    }
  if (found->len == n)
    return TRUE;
  g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID,
               g_dngettext (GETTEXT_PACKAGE, "Only %u address is free there, for %u machines",
                            "Only %u addresses are free there, for %u machines", found->len),
               found->len, n);
  return FALSE;
}

static gboolean
parse_range (const JzMachineFill *fill, guint32 *first, guint32 *last, GError **error)
{
  const char *wrong = NULL;

  if (!jz_ipv4_parse (fill->first, first))
    wrong = fill->first;
  *last = *first | 255;
  if (wrong == NULL && fill->last != NULL && !jz_ipv4_parse (fill->last, last))
    wrong = fill->last;
  if (wrong != NULL)
    g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, _("%s: this is no IPv4 address, such as 192.168.1.20"), wrong);
  else if (*last < *first || *last - *first > 65535)
    g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID,
                         _("The last address must come after the first, at most 65,536 of them"));
  else
    return TRUE;
  return FALSE;
}

/* In the order of the cards' numbers. */
static gboolean
sort_ids (JzConnection *connection, const gint64 *ids, guint n, GArray *sorted, GHashTable *chosen, GError **error)
{
  JzStatement *rows;

  for (guint i = 0; i < n; i++)
    g_hash_table_add (chosen, g_memdup2 (&ids[i], sizeof ids[i]));
  rows = jz_connection_query (connection, error,
                              "SELECT machine.id FROM machine JOIN asset ON asset.id = machine.asset WHERE "
                              "machine.voided IS NULL ORDER BY asset.number", "");
  while (jz_statement_next (rows))
    {
      gint64 id = jz_statement_int64 (rows, 0);

      if (g_hash_table_contains (chosen, &id))
        g_array_append_val (sorted, id);
    }
  if (!jz_statement_finish (rows, error))
    return FALSE;
  if (sorted->len == g_hash_table_size (chosen) && n > 0)
    return TRUE;
  g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID,
                       n == 0 ? _("Choose the machines first") : _("There is no such machine"));
  return FALSE;
}

/* All are taken away first, so that machines may change addresses among each other. */
static gboolean
write_addresses (JzConnection *connection, const GArray *ids, const GArray *addresses, GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    if (!jz_connection_run (connection, error, "UPDATE machine SET ipv4 = NULL WHERE id = ?", "l",
                            g_array_index (ids, gint64, i)))
      return FALSE;
  for (guint i = 0; i < ids->len; i++)
    if (!jz_connection_run (connection, error,
                            "UPDATE machine SET ipv4 = ?, networked = 1, changed = jz_operation () WHERE id = ?", "ll",
                            (gint64) g_array_index (addresses, guint32, i), g_array_index (ids, gint64, i)))
      return FALSE;
  return TRUE;
}

static gboolean
write_values (JzConnection *connection, const GArray *ids, const JzMachineFill *fill, GError **error)
{
  if (fill->fixed == 1 && fill->networked == 0)
    {
      g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID,
                           _("A machine that is not networked has no fixed address"));
      return FALSE;
    }
  for (guint i = 0; i < ids->len; i++)
    if (!jz_connection_run (connection, error,
                            "UPDATE machine SET use = ifnull (?1, use), os = ifnull (?2, os), department = ifnull "
                            "(?3, department), "
                            "networked = CASE WHEN ?5 = 1 THEN 1 WHEN ?4 >= 0 THEN ?4 ELSE networked END, "
                            "fixed = CASE WHEN ?4 = 0 THEN 0 WHEN ?5 >= 0 THEN ?5 ELSE fixed END, changed = "
                            "jz_operation () WHERE id = ?6",
                            "sssiil", fill->use, fill->os, fill->department, fill->networked, fill->fixed,
                            g_array_index (ids, gint64, i)))
      return FALSE;
  return TRUE;
}

gboolean
jz_machine_fill (JzOperation *operation, const gint64 *ids, guint n, const JzMachineFill *fill, GError **error)
{
  JzConnection          *connection = jz_operation_get_connection (operation);
  g_autoptr (GArray)     sorted = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray)     addresses = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GHashTable) chosen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  guint32                first = 0, last = 0;

  if (!sort_ids (connection, ids, n, sorted, chosen, error))
    return FALSE;
  if (fill->first != NULL &&
      (!parse_range (fill, &first, &last, error) ||
       !find_addresses (connection, first, last, sorted->len, chosen, addresses, error) ||
       !write_addresses (connection, sorted, addresses, error)))
    return FALSE;
  if (!write_values (connection, sorted, fill, error))
    return FALSE;
  jz_operation_describe (operation, g_dngettext (GETTEXT_PACKAGE, "Filled in %u machine", "Filled in %u machines",
                                                 sorted->len), sorted->len);
  return TRUE;
}
