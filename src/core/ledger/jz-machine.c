/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include "jz-machine.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-net-address.h"
#include "jz-source.h"
#include "jz-text.h"

const JzAction jz_action_machine = { "network.machine", "ledger" };

/* What is written: every text tidied, every address in its one form. */
typedef struct
{
  char    *department, *host, *ipv6, *mac, *os, *phone, *note;
  gboolean has_ipv4;
  guint32  ipv4;
} Written;

static void
written_clear (Written *self)
{
  g_free (self->department);
  g_free (self->host);
  g_free (self->ipv6);
  g_free (self->mac);
  g_free (self->os);
  g_free (self->phone);
  g_free (self->note);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Written, written_clear)

static gboolean refuse (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

static gboolean
refuse (GError **error, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_propagate_error (error, g_error_new_valist (JZ_ERROR, JZ_ERROR_INVALID, format, args));
  va_end (args);
  return FALSE;
}

static gboolean
is_use (const char *use)
{
  static const char *const uses[] = { "pupil", "teacher", "office", "server", NULL };

  return use != NULL && g_strv_contains (uses, use);
}

static gboolean
is_given (const char *text)
{
  return text != NULL && !jz_text_is_blank (text);
}

static char *
tidy (const char *text)
{
  return text != NULL ? jz_text_tidy (text) : g_strdup ("");
}

static gboolean
write_down (const JzMachineData *data, Written *written, GError **error)
{
  if (!is_use (data->use))
    return refuse (error, _("%s: nobody uses a machine in this way"), data->use != NULL ? data->use : "");
  if (is_given (data->ipv4) && !jz_ipv4_parse (data->ipv4, &written->ipv4))
    return refuse (error, _("%s: this is no IPv4 address, such as 192.168.1.20"), data->ipv4);
  written->has_ipv4 = is_given (data->ipv4);
  if (is_given (data->ipv6) && (written->ipv6 = jz_ipv6_normalise (data->ipv6)) == NULL)
    return refuse (error, _("%s: this is no IPv6 address"), data->ipv6);
  if (is_given (data->mac) && (written->mac = jz_mac_normalise (data->mac)) == NULL)
    return refuse (error, _("%s: this is no MAC address; it has 12 digits or letters A to F"), data->mac);
  if (data->fixed && !data->networked)
    return refuse (error, "%s", _("A machine that is not networked has no fixed address"));
  written->department = tidy (data->department);
  written->host = tidy (data->host);
  written->os = tidy (data->os);
  written->phone = tidy (data->phone);
  written->note = tidy (data->note);
  return TRUE;
}

/* Who has it already, in words. */
static gboolean
is_free (JzConnection *connection, const char *column, const char *shown, const char *bound, gint64 number, gint64 id,
         GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT asset.number || ifnull (' ' || place.path, '') FROM machine JOIN "
                                          "asset ON asset.id = machine.asset "
                                          "LEFT JOIN position ON position.asset = asset.id LEFT JOIN place ON "
                                          "place.id = position.place "
                                          "WHERE machine.%s = ? AND machine.id <> ? AND machine.voided IS NULL",
                                          column);
  g_autoptr (GError) failure = NULL;
  g_autofree char   *other = bound != NULL ? jz_connection_text (connection, &failure, sql, "sl", bound, id) :
                                             jz_connection_text (connection, &failure, sql, "ll", number, id);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (other != NULL)
    g_set_error (error, JZ_ERROR, JZ_ERROR_CONFLICT, _("%s is the address of machine %s already"), shown, other);
  return other == NULL;
}

static gboolean
are_free (JzConnection *connection, const Written *written, gint64 id, GError **error)
{
  g_autofree char *ipv4 = jz_ipv4_format (written->ipv4);

  return (!written->has_ipv4 || is_free (connection, "ipv4", ipv4, NULL, written->ipv4, id, error)) &&
         (written->ipv6 == NULL || is_free (connection, "ipv6", written->ipv6, written->ipv6, 0, id, error)) &&
         (written->mac == NULL || is_free (connection, "mac", written->mac, written->mac, 0, id, error));
}

/* As the view "device" has it, for one item: the view looks at all of them. */
#define IS_COMPUTER \
  "ifnull ((SELECT computer FROM item_device WHERE item_device.item = item.id), EXISTS (SELECT 1 FROM device_code c JOIN code_scheme s " \
  "ON s.name = c.scheme AND s.edition = c.edition WHERE c.kind = 'computer' AND s.id = item.scheme " \
  "AND substr (item.code, 1, length (c.prefix)) = c.prefix))"

/* A card of something that is a computer, in the school, and not registered yet. @number: (out) (transfer full) */
static gboolean
may_register (JzConnection *connection, gint64 asset, char **number, GError **error)
{
  JzStatement *row = jz_connection_query (
    connection, error,
    "SELECT asset.number, " IS_COMPUTER ", position.asset IS NOT NULL, "
    "EXISTS (SELECT 1 FROM machine WHERE machine.asset = asset.id AND machine.voided IS NULL) FROM asset "
    "JOIN item ON item.id = asset.item LEFT JOIN position ON position.asset = asset.id "
    "WHERE asset.id = ? AND asset.voided IS NULL", "l", asset);
  gboolean     computer, here, registered;

  if (!jz_statement_first (row, _("There is no such asset"), error))
    return FALSE;
  *number = jz_statement_dup (row, 0);
  computer = jz_statement_int64 (row, 1) != 0;
  here = jz_statement_int64 (row, 2) != 0;
  registered = jz_statement_int64 (row, 3) != 0;
  jz_statement_reset (row);
  if (registered)
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_CONFLICT, _("%s is in the register of machines already"), *number);
      return FALSE;
    }
  if (!computer)
    return refuse (error, _("%s is no computer by its code; say that it is one first"), *number);
  return here || refuse (error, _("%s is not in the school any more"), *number);
}

gboolean
jz_machine_add (JzOperation *operation, const JzMachineData *data, gint64 *id, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_auto (Written) written = { 0 };
  g_autofree char *number = NULL, *uuid = jz_source_uuid (connection);

  if (!may_register (connection, data->asset, &number, error) || !write_down (data, &written, error) ||
      !are_free (connection, &written, 0, error) ||
      !jz_connection_run (connection, error,
                          "INSERT INTO machine (uuid, asset, use, person, department, host, ipv4, ipv6, mac, os, "
                          "private, networked, fixed, phone, "
                          "note, changed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, jz_operation ())",
                          "slsrssrsssiiiss",
                          uuid, data->asset, data->use, data->person, written.department, written.host,
                          (gint64) written.ipv4, written.ipv6,
                          written.mac, written.os, data->is_private, data->networked, data->fixed, written.phone,
                          written.note))
    return FALSE;
  if (id != NULL)
    *id = jz_connection_last_id (connection);
  jz_operation_describe (operation, _("Registered machine %s"), number);
  return TRUE;
}

/* The number of its card. NULL with @error for a row that is not there (any more). */
static char *
number_of (JzConnection *connection, gint64 id, GError **error)
{
  JzStatement *row = jz_connection_query (connection, error,
                                          "SELECT asset.number FROM machine JOIN asset ON asset.id = machine.asset "
                                          "WHERE machine.id = ? "
                                          "AND machine.voided IS NULL", "l", id);
  char        *number;

  if (!jz_statement_first (row, _("There is no such machine"), error))
    return NULL;
  number = jz_statement_dup (row, 0);
  jz_statement_reset (row);
  return number;
}

gboolean
jz_machine_update (JzOperation *operation, gint64 id, const JzMachineData *data, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_auto (Written) written = { 0 };
  g_autofree char *number = number_of (connection, id, error);

  if (number == NULL || !write_down (data, &written, error) || !are_free (connection, &written, id, error) ||
      !jz_connection_run (connection, error,
                          "UPDATE machine SET use = ?, person = ?, department = ?, host = ?, ipv4 = ?, ipv6 = ?, mac "
                          "= ?, os = ?, private = ?, "
                          "networked = ?, fixed = ?, phone = ?, note = ?, changed = jz_operation () WHERE id = ?",
                          "srssrsssiiissl",
                          data->use, data->person, written.department, written.host, (gint64) written.ipv4,
                          written.ipv6, written.mac,
                          written.os, data->is_private, data->networked, data->fixed, written.phone, written.note, id))
    return FALSE;
  jz_operation_describe (operation, _("Changed the registration of machine %s"), number);
  return TRUE;
}

gboolean
jz_machine_remove (JzOperation *operation, const gint64 *ids, guint n, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *number = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_free (number);
      number = number_of (connection, ids[i], error);
      if (number == NULL || !jz_connection_run (connection, error,
                                                "UPDATE machine SET voided = jz_operation (), changed = jz_operation "
                                                "() WHERE id = ?", "l", ids[i]))
        return FALSE;
    }
  if (n == 1)
    jz_operation_describe (operation, _("Took machine %s off the register"), number);
  else
    jz_operation_describe (operation, g_dngettext (GETTEXT_PACKAGE, "Took %u machine off the register",
                                                   "Took %u machines off the register", n), n);
  return TRUE;
}

gboolean
jz_machine_add_all (JzOperation *operation, gint64 place, const char *use, gboolean networked, guint *n, GError **error)
{
  JzConnection      *connection = jz_operation_get_connection (operation);
  g_autoptr (GArray) assets = g_array_new (FALSE, FALSE, sizeof (gint64));
  JzStatement       *rows = jz_connection_query (
    connection, error,
    "WITH RECURSIVE inside (id) AS (SELECT id FROM place WHERE id = ?1 OR (?1 = 0 AND parent IS NULL) UNION "
    "SELECT place.id FROM place JOIN inside ON place.parent = inside.id) "
    "SELECT asset.id FROM device JOIN asset ON asset.item = device.item AND asset.voided IS NULL JOIN position ON "
    "position.asset = asset.id "
    "JOIN inside ON inside.id = position.place WHERE device.computer "
    "AND NOT EXISTS (SELECT 1 FROM machine WHERE machine.asset = asset.id AND machine.voided IS NULL) ORDER BY "
    "asset.number", "l", place);

  while (jz_statement_next (rows))
    {
      gint64 asset = jz_statement_int64 (rows, 0);

      g_array_append_val (assets, asset);
    }
  if (!jz_statement_finish (rows, error))
    return FALSE;
  if (assets->len == 0)
    return refuse (error, "%s", _("Every computer there is in the register already"));
  for (guint i = 0; i < assets->len; i++)
    {
      JzMachineData data = { .asset = g_array_index (assets, gint64, i), .use = use, .networked = networked };

      if (!jz_machine_add (operation, &data, NULL, error))
        return FALSE;
    }
  *n = assets->len;
  jz_operation_describe (operation, g_dngettext (GETTEXT_PACKAGE, "Registered %u machine", "Registered %u machines",
                                                 *n), *n);
  return TRUE;
}
