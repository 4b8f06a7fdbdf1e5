/* The register of machines, nearly complete: some computers nobody registered, some whose address nobody wrote down; notes of which
 * some have run out; how fast the rooms' lines are.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jz-demo"
#include "config.h"

#include "jz-demo-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-machine.h"
#include "jz-net-address.h"
#include "jz-network-note.h"
#include "jz-ratio.h"

#define NOT_REGISTERED_EVERY 29 /* of so many computers one */
#define NO_MAC_EVERY         23
#define NO_HOST_EVERY        41
#define NO_USER_EVERY        19
#define NOT_SIGNED_EVERY     9  /* of so many people one never signed */
#define RUN_OUT_EVERY        7  /* and one long ago */
#define LINE_NOT_KNOWN_EVERY 11
#define SLOW_EVERY           13

/* A computer in the school, and where. */
typedef struct
{
  gint64 asset, room;
  char  *code, *spec, *purpose;
  int    of_room; /* how many of its room stand before it */
} Computer;

static void
computer_free (gpointer data)
{
  Computer *self = data;

  g_free (self->code);
  g_free (self->spec);
  g_free (self->purpose);
  g_free (self);
}

static GPtrArray *
read_computers (Demo *demo, GError **error)
{
  g_autoptr (GPtrArray) computers = g_ptr_array_new_with_free_func (computer_free);
  JzStatement *rows = jz_connection_query (
    demo->connection, error,
    "SELECT asset.id, place.id, item.code, item.spec, place.purpose, row_number () OVER (PARTITION BY place.id ORDER "
    "BY asset.number) FROM device "
    "JOIN asset ON asset.item = device.item AND asset.voided IS NULL JOIN item ON item.id = asset.item JOIN position "
    "ON position.asset = asset.id "
    "JOIN place ON place.id = position.place WHERE device.computer ORDER BY asset.number", "");

  while (jz_statement_next (rows))
    {
      Computer *self = g_new0 (Computer, 1);

      self->asset = jz_statement_int64 (rows, 0);
      self->room = jz_statement_int64 (rows, 1);
      self->code = jz_statement_dup (rows, 2);
      self->spec = jz_statement_dup (rows, 3);
      self->purpose = jz_statement_dup (rows, 4);
      self->of_room = (int) jz_statement_int64 (rows, 5);
      g_ptr_array_add (computers, self);
    }
  return jz_statement_finish (rows, error) ? g_steal_pointer (&computers) : NULL;
}

static const char *
use_of (const Computer *self, guint n)
{
  if (g_str_has_prefix (self->code, "2010103"))
    return "server";
  if (g_str_has_prefix (self->code, "2010107") || strstr (self->spec, "学生机") != NULL)
    return "pupil";
  return n % 8 == 5 && strstr (self->spec, "办公") != NULL ? "office" : "teacher";
}

static gboolean
add_machine (Demo *demo, JzOperation *operation, const Computer *self, guint n, GError **error)
{
  const char      *use = use_of (self, n);
  gboolean         is_lab = g_str_equal (use, "pupil") && strstr (self->purpose, "计算机") != NULL;
  gboolean         fixed = (is_lab && self->of_room < 254) || g_str_equal (use, "server");
  gboolean         is_tablet = g_str_has_prefix (self->code, "2010107");
  g_autofree char *mac = g_strdup_printf ("A4-BB-6D-%02X-%02X-%02X", n >> 16 & 255, n >> 8 & 255, n & 255);
  g_autofree char *host = g_strdup_printf ("%s-%04u",
                                           is_lab ? "JSJ" : is_tablet ? "PAD" : g_str_equal (use, "server") ? "SRV" :
                                           "PC", n);
  g_autofree char *ipv4 = g_strdup_printf ("10.%d.%d.%d", g_str_equal (use, "server") ? 1 : 20,
                                           (int) (self->room & 255), self->of_room);
  Staff           *person = g_ptr_array_index (demo->staff, n % demo->staff->len);
  JzMachineData    data = { .asset = self->asset, .use = use, .networked = TRUE, .fixed = fixed };

  data.host = n % NO_HOST_EVERY == 0 ? NULL : host;
  data.mac = n % NO_MAC_EVERY == 0 ? NULL : mac;
  data.ipv4 = fixed ? ipv4 : NULL;
  data.os = is_tablet ? "Android 12" : g_str_equal (use, "server") ? "Windows Server 2019" : n % 5 == 0 ? "Windows 7" :
            "Windows 10";
  if (!g_str_equal (use, "pupil") && n % NO_USER_EVERY != 0)
    {
      data.person = person->id;
      data.department = person->subject;
    }
  return jz_machine_add (operation, &data, NULL, error);
}

static gboolean
register_machines (Demo *demo, GError **error)
{
  g_autoptr (GPtrArray)   computers = read_computers (demo, error);
  g_autoptr (JzOperation) operation = computers != NULL &&
  computers->len > 0 ? demo_begin (demo, &jz_action_machine, demo->keeper, error) : NULL;
  guint registered = 0;

  if (operation == NULL)
    return computers != NULL && computers->len == 0;
  for (guint i = 0; i < computers->len; i++)
    {
      if (i % NOT_REGISTERED_EVERY == NOT_REGISTERED_EVERY - 1)
        continue;
      if (!add_machine (demo, operation, g_ptr_array_index (computers, i), i + 1, error))
        return FALSE;
      registered++;
    }
  jz_operation_describe (operation, g_dngettext (GETTEXT_PACKAGE, "Registered %u machine", "Registered %u machines",
                                                 registered), registered);
  return jz_operation_commit (g_steal_pointer (&operation), NULL, error);
}

/* Those who answer for a machine, but for some, as of @day. */
static gboolean
sign (Demo *demo, JzDate day, gboolean long_ago, GError **error)
{
  g_autoptr (GPtrArray)   notes = jz_network_note_list (demo->connection, NULL, error);
  g_autoptr (GArray)      persons = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (JzOperation) operation = NULL;
  char                    iso[JZ_DATE_LENGTH];

  for (guint i = 0; notes != NULL && i < notes->len; i++)
    {
      const JzNetworkNote *note = g_ptr_array_index (notes, i);
      gboolean             ran_out = i % RUN_OUT_EVERY == 3;

      if (i % NOT_SIGNED_EVERY != 4 && (long_ago ? ran_out : !ran_out))
        g_array_append_val (persons, note->person);
    }
  if (notes == NULL || persons->len == 0)
    return notes != NULL;
  operation = demo_begin (demo, &jz_action_network_note, demo->keeper, error);
  return operation != NULL &&
         jz_network_note_sign (operation, (const gint64 *) (gpointer) persons->data, persons->len,
                               jz_date_to_iso (day, iso), NULL, NULL, error) &&
         jz_operation_commit (g_steal_pointer (&operation), NULL, error);
}

static gboolean
tell_lines (Demo *demo, GError **error)
{
  g_autoptr (JzOperation) operation = demo_begin (demo, &jz_action_ratio, demo->head, error);

  if (operation == NULL)
    return FALSE;
  for (guint i = 0; i < demo->rooms->len; i++)
    {
      const Room *room = g_ptr_array_index (demo->rooms, i);

      if (i % LINE_NOT_KNOWN_EVERY != 6 && !jz_ratio_set_room (operation, room->id, 0, -1,
                                                               i % SLOW_EVERY == 8 ? 10 : 1000, error))
        return FALSE;
    }
  jz_operation_describe (operation, _("Noted how fast the lines of the rooms are"));
  return jz_operation_commit (g_steal_pointer (&operation), NULL, error);
}

gboolean
demo_make_network (Demo *demo, GError **error)
{
  return register_machines (demo, error) && sign (demo, demo->source.today - 400, TRUE, error) &&
         sign (demo, demo->source.today - 60, FALSE, error) &&
         tell_lines (demo, error);
}
