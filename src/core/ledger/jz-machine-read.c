/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include <glib/gi18n-lib.h>

#include "jz-machine.h"
#include "jz-net-address.h"

void
jz_machine_free (JzMachine *self)
{
  char **const texts[] = { &self->number, &self->name, &self->spec, &self->place, &self->use, &self->user,
                           &self->department, &self->host,
                           &self->ipv4, &self->ipv6, &self->mac, &self->os, &self->phone, &self->note, &self->missing };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (*texts[i]);
  g_free (self);
}

#define COLUMNS \
  "SELECT machine.id, machine.asset, machine.person, asset.number, item.name, item.spec, place.path, machine.use, person.name, machine.department, " \
  "machine.host, " JZ_IPV4_SQL ("machine.ipv4") ", machine.ipv6, machine.mac, machine.os, machine.phone, machine.note, machine.private, " \
  "machine.networked, machine.fixed, position.asset IS NOT NULL, " JZ_MACHINE_MISSING_SQL " FROM machine JOIN asset ON asset.id = machine.asset " \
  "JOIN item ON item.id = asset.item LEFT JOIN position ON position.asset = asset.id LEFT JOIN place ON place.id = position.place " \
  "LEFT JOIN person ON person.id = machine.person WHERE machine.voided IS NULL"

static JzMachine *
take (JzStatement *row)
{
  JzMachine    *self = g_new0 (JzMachine, 1);
  char **const  texts[] = { &self->number, &self->name, &self->spec, &self->place, &self->use, &self->user,
                            &self->department, &self->host,
                            &self->ipv4, &self->ipv6, &self->mac, &self->os, &self->phone, &self->note };

  self->id = jz_statement_int64 (row, 0);
  self->asset = jz_statement_int64 (row, 1);
  self->person = jz_statement_int64 (row, 2);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    *texts[i] = g_strdup (jz_statement_is_null (row, (int) i + 3) ? "" : jz_statement_text (row, (int) i + 3));
  self->is_private = jz_statement_int64 (row, 17) != 0;
  self->networked = jz_statement_int64 (row, 18) != 0;
  self->fixed = jz_statement_int64 (row, 19) != 0;
  self->here = jz_statement_int64 (row, 20) != 0;
  self->missing = jz_statement_dup (row, 21);
  return self;
}

GPtrArray *
jz_machine_list (JzConnection *connection, int fixed, GError **error)
{
  g_autoptr (GPtrArray) machines = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_machine_free);
  JzStatement *rows = jz_connection_query (connection, error,
                                           COLUMNS " AND (?1 < 0 OR machine.fixed = ?1) "
                                           "ORDER BY iif (?1 = 1, machine.ipv4, NULL), place.sort_key, asset.number",
                                           "i", fixed);

  while (jz_statement_next (rows))
    g_ptr_array_add (machines, take (rows));
  return jz_statement_finish (rows, error) ? g_steal_pointer (&machines) : NULL;
}

JzMachine *
jz_machine_read (JzConnection *connection, gint64 id, GError **error)
{
  JzStatement *row = jz_connection_query (connection, error, COLUMNS " AND machine.id = ?", "l", id);
  JzMachine   *self;

  if (!jz_statement_first (row, _("There is no such machine"), error))
    return NULL;
  self = take (row);
  jz_statement_reset (row);
  return self;
}

gboolean
jz_machine_find (JzConnection *connection, const char *text, gint64 *id, GError **error)
{
  g_autofree char *mac = jz_mac_normalise (text), *ipv6 = jz_ipv6_normalise (text);
  guint32          ipv4 = 0;

  if (!jz_ipv4_parse (text, &ipv4))
    ipv4 = 0;
  if (!jz_connection_number (connection, id, 0, error,
                             "SELECT machine.id FROM machine JOIN asset ON asset.id = machine.asset WHERE "
                             "machine.voided IS NULL AND "
                             "(asset.number = ?1 OR mac = ?2 OR ipv6 = ?3 OR (?4 <> 0 AND ipv4 = ?4) OR host = ?1) "
                             "ORDER BY asset.number = ?1 DESC LIMIT 1", "sssl", text, mac, ipv6, (gint64) ipv4))
    return FALSE;
  if (*id != 0)
    return TRUE;
  g_set_error (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("%s: there is no such machine"), text);
  return FALSE;
}
