/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-network-views.h"

#include <glib/gi18n-lib.h>

#include "jz-machine-import.h"
#include "jz-machine.h"
#include "jz-net-address.h"
#include "jz-network-form.h"
#include "jz-network-note.h"

/* Machines. */

static const JzStatusWord use_words[] = {
  { "pupil", N_("○ Pupils") }, { "teacher", N_("○ Teachers") }, { "office", N_("○ Office") },
  { "server", N_("○ Server") }, { NULL }
};

static const JzStatusWord line_words[] = {
  { "fixed", N_("○ Fixed IP") }, { "automatic", N_("○ Automatic") }, { "offline", N_("⊘ Not networked") }, { NULL }
};

static const JzStatusWord state_words[] = {
  { "ok", N_("✓ Complete") },      { "mac", N_("! No MAC address") },   { "ipv4", N_("! No IP address") },
  { "person", N_("! No user") },   { "host", N_("! No host name") },    { "many", N_("! Much is missing") },
  { "gone", N_("⊘ Not here any more") }, { "broken", N_("! To repair") }, { NULL }
};

#define STATE_SQL \
  "CASE WHEN position.asset IS NULL THEN 'gone' WHEN asset.condition IN ('broken', 'missing') THEN 'broken' " \
  "WHEN " JZ_MACHINE_MISSING_SQL " = '' THEN 'ok' WHEN instr (" JZ_MACHINE_MISSING_SQL ", ' ') > 0 THEN 'many' ELSE " JZ_MACHINE_MISSING_SQL " END"

static const JzListColumn machine_columns[] = {
  { "asset", N_("Asset number"), JZ_COLUMN_CODE, "asset.number", .width = 86 },
  { "name", N_("Name"), JZ_COLUMN_TEXT, "item.name", .sort = "item.sort_key", .width = 84 },
  { "place", N_("Place"), JZ_COLUMN_TEXT, "place.path", .sort = "place.sort_key", .width = 84, .expand = TRUE },
  { "use", N_("Used by"), JZ_COLUMN_STATUS, "machine.use", .words = use_words, .width = 86 },
  { "user", N_("User"), JZ_COLUMN_TEXT, "person.name", .width = 60 },
  { "host", N_("Host name"), JZ_COLUMN_CODE, "machine.host", .width = 78 },
  { "ipv4", N_("IP address"), JZ_COLUMN_CODE, JZ_IPV4_SQL ("machine.ipv4"), .sort = "machine.ipv4", .width = 92 },
  { "mac", N_("MAC address"), JZ_COLUMN_CODE, "machine.mac", .width = 134 },
  { "state", N_("Registration"), JZ_COLUMN_STATUS, STATE_SQL, .words = state_words, .width = 96 },
  { "line", N_("Network"), JZ_COLUMN_STATUS,
    "CASE WHEN machine.fixed THEN 'fixed' WHEN machine.networked THEN 'automatic' ELSE 'offline' END",
    .words = line_words, .width = 80, .hidden = TRUE },
  { "os", N_("Operating system"), JZ_COLUMN_TEXT, "machine.os", .width = 90, .hidden = TRUE },
  { "department", N_("Department"), JZ_COLUMN_TEXT, "machine.department", .width = 80, .hidden = TRUE },
  { "spec", N_("Specification"), JZ_COLUMN_TEXT, "item.spec", .width = 110, .quiet = TRUE, .hidden = TRUE },
  { "ipv6", N_("IPv6 address"), JZ_COLUMN_CODE, "machine.ipv6", .width = 120, .hidden = TRUE },
  { "phone", N_("Phone"), JZ_COLUMN_CODE, "machine.phone", .width = 90, .hidden = TRUE },
  { "acquired", N_("Acquired"), JZ_COLUMN_DATE, "asset.acquired", .width = 88, .hidden = TRUE },
  { "note", N_("Note"), JZ_COLUMN_TEXT, "machine.note", .width = 90, .hidden = TRUE },
  { NULL }
};

static const JzListTotal machine_totals[] = {
  { "pupil", N_("%s for pupils"), JZ_COLUMN_NUMBER, "sum (machine.use = 'pupil')" },
  { "teacher", N_("%s for teachers"), JZ_COLUMN_NUMBER, "sum (machine.use = 'teacher')" },
  { "incomplete", N_("! %s incomplete"), JZ_COLUMN_NUMBER, "sum (" JZ_MACHINE_MISSING_SQL " <> '')" },
  { NULL }
};

static const JzListSpec machines = {
  .name = "machines", .table = "machine", .id_sql = "machine.id",
  .joins = "LEFT JOIN asset ON asset.id = machine.asset LEFT JOIN item ON item.id = asset.item LEFT JOIN position ON "
           "position.asset = machine.asset "
           "LEFT JOIN place ON place.id = position.place LEFT JOIN person ON person.id = machine.person",
  .where = "machine.voided IS NULL", .columns = machine_columns, .totals = machine_totals,
  .search = "SELECT machine.id FROM machine JOIN asset ON asset.id = machine.asset LEFT JOIN position ON "
            "position.asset = asset.id "
            "LEFT JOIN place ON place.id = position.place WHERE machine.person IN (SELECT rowid FROM person_search "
            "WHERE person_search MATCH ?1) "
            "OR asset.item IN (SELECT rowid FROM item_search WHERE item_search MATCH ?1) "
            "OR instr (jz_fold (asset.number || char (10) || host || char (10) || ifnull (mac, '') || char (10) || "
            "replace (ifnull (mac, ''), '-', ':') "
            "|| char (10) || ifnull (" JZ_IPV4_SQL ("ipv4") ", '') || char (10) || department || char (10) || ifnull "
                                                            "(place.path, '')), ?2) > 0",
  .order = "asset",
};

static void
tell_network (JzTold *told, const JzMachine *machine)
{
  jz_told_add_group (told, _("Network"), machine->networked ? NULL : _("not networked"));
  jz_told_add_fact (told, _("Host name"), machine->host);
  jz_told_add_fact (told, _("IP address"), machine->ipv4[0] == '\0' && machine->networked &&
                    !machine->fixed ? _("automatic") : machine->ipv4);
  jz_told_add_fact (told, _("IPv6 address"), machine->ipv6);
  jz_told_add_fact (told, _("MAC address"), machine->mac);
  jz_told_add_fact (told, _("Operating system"), machine->os);
  jz_told_add_fact (told, _("Fixed IP"), machine->fixed ? _("yes") : NULL);
}

/* What lacks, a line each, so that it is seen what to ask for. */
static void
tell_missing (JzTold *told, const JzMachine *machine)
{
  static const struct
  {
    const char *name, *words;
  } all[] = {
    { "mac", N_("! No MAC address") }, { "ipv4", N_("! No IP address") }, { "person", N_("! No user") },
    { "host", N_("! No host name") },
  };
  g_auto (GStrv) missing = g_strsplit (machine->missing, " ", -1);

  if (machine->missing[0] == '\0')
    return;
  jz_told_add_group (told, _("What is missing"), NULL);
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (g_strv_contains ((const char *const *) missing, all[i].name))
      jz_told_add_entry (told, "", g_dgettext (GETTEXT_PACKAGE, all[i].words), NULL);
}

static gboolean
tell_note (JzTold *told, JzConnection *connection, const JzMachine *machine, GError **error)
{
  g_autofree char *state = NULL;

  if (machine->person == 0)
    return TRUE;
  state = jz_connection_text (connection, error, "SELECT " JZ_NOTE_STATE_SQL " FROM person WHERE id = ?", "l",
                              machine->person);
  jz_told_add_fact (told, _("Signed note"), jz_network_note_state_words (state));
  return state != NULL;
}

static JzTold *
tell_machine (JzConnection *connection, gint64 id, GError **error)
{
  g_autoptr (JzMachine) machine = jz_machine_read (connection, id, error);
  g_autofree char      *subtitle = NULL;
  g_autoptr (JzTold)    told = NULL;

  if (machine == NULL)
    return NULL;
  subtitle = g_strdup_printf ("%s · %s", machine->number, machine->spec);
  told = jz_told_new (machine->host[0] != '\0' ? machine->host : machine->name, subtitle,
                      machine->here ? NULL : _("⊘ Not here any more"));
  jz_told_add_action (told, _("Edit"), "network.edit", g_variant_new_int64 (id));
  jz_told_add_action (told, _("Card"), "network.card", g_variant_new_int64 (machine->asset));
  jz_told_add_action (told, _("Take off"), "network.remove", g_variant_new_int64 (id));
  tell_missing (told, machine);
  jz_told_add_group (told, _("Facts"), NULL);
  jz_told_add_fact (told, _("Place"), machine->place);
  jz_told_add_fact (told, _("Used by"), jz_machine_use_words (machine->use));
  jz_told_add_fact (told, _("User"), machine->user);
  jz_told_add_fact (told, _("Department"), machine->department);
  jz_told_add_fact (told, _("Phone"), machine->phone);
  jz_told_add_fact (told, _("Belongs"), machine->is_private ? _("private") : _("public"));
  if (!tell_note (told, connection, machine, error))
    return NULL;
  jz_told_add_fact (told, _("Note"), machine->note);
  tell_network (told, machine);
  return jz_told_add_history (told, connection, "machine", id, error) ? g_steal_pointer (&told) : NULL;
}

const JzListView jz_machines_view = {
  "machine", N_("Computers"), N_("Search number, host name, IP, MAC, user"), &machines,
  N_("Choose a row to see all about it"), tell_machine,
};

/* Notes. */

static const JzStatusWord note_words[] = {
  { "signed", N_("✓ Signed") }, { "soon", N_("! Runs out soon") }, { "expired", N_("✗ Run out") },
  { "none", N_("✗ Not signed") }, { NULL }
};

static const JzListColumn note_columns[] = {
  { "name", N_("Name"), JZ_COLUMN_TEXT, "person.name", .sort = "jz_sort_key (person.name)", .width = 90 },
  { "post", N_("Post"), JZ_COLUMN_TEXT, "person.post", .width = 120, .expand = TRUE, .quiet = TRUE },
  { "machines", N_("Machines"), JZ_COLUMN_NUMBER, JZ_NOTE_MACHINES_SQL, .width = 80 },
  { "state", N_("State"), JZ_COLUMN_STATUS, JZ_NOTE_STATE_SQL, .words = note_words, .width = 110 },
  { "signed", N_("Signed on"), JZ_COLUMN_DATE, JZ_NOTE_NEWEST_SQL ("signed"), .width = 100 },
  { "expires", N_("Holds until"), JZ_COLUMN_DATE, JZ_NOTE_NEWEST_SQL ("expires"), .width = 100 },
  { NULL }
};

static const JzListTotal note_totals[] = {
  { "due", N_("! %s to be signed"), JZ_COLUMN_NUMBER, "sum (" JZ_NOTE_STATE_SQL " <> 'signed')" },
  { NULL }
};

static const JzListSpec notes = {
  .name = "network-notes", .table = "person", .id_sql = "person.id", .where = JZ_NOTE_PERSON_SQL,
          .columns = note_columns, .totals = note_totals,
  .search = "SELECT rowid FROM person_search WHERE person_search MATCH ?1", .order = "state",
};

static gboolean
tell_notes_of (JzTold *told, JzConnection *connection, gint64 person, GError **error)
{
  JzStatement *rows = jz_connection_query (connection, error,
                                           "SELECT signed, expires, note FROM network_note WHERE person = ? AND "
                                           "voided IS NULL ORDER BY signed DESC, id DESC",
                                           "l", person);
  gboolean     any = FALSE;

  while (jz_statement_next (rows))
    {
      g_autofree char *until = g_strdup_printf (_("until %s"), jz_statement_text (rows, 1));

      if (!any)
        jz_told_add_group (told, _("Signed"), NULL);
      any = TRUE;
      jz_told_add_entry (told, jz_statement_text (rows, 0), until, jz_statement_text (rows, 2));
    }
  return jz_statement_finish (rows, error);
}

static gboolean
tell_machines_of (JzTold *told, JzConnection *connection, gint64 person, GError **error)
{
  JzStatement *rows = jz_connection_query (connection, error,
                                           "SELECT asset.number, place.path, " JZ_IPV4_SQL ("machine.ipv4") " FROM machine JOIN asset ON asset.id = machine.asset "
                                           "LEFT JOIN position ON position.asset = asset.id LEFT JOIN place ON "
                                           "place.id = position.place "
                                           "WHERE machine.person = ? AND machine.voided IS NULL ORDER BY asset.number "
                                           "LIMIT 20", "l", person);

  jz_told_add_group (told, _("Computers"), NULL);
  while (jz_statement_next (rows))
    jz_told_add_entry (told, jz_statement_text (rows, 0),
                       jz_statement_is_null (rows, 1) ? _("⊘ Not here any more") : jz_statement_text (rows, 1),
                       jz_statement_text (rows, 2));
  return jz_statement_finish (rows, error);
}

/* The files and the history are those of the newest note: a person's row tells of other things. */
static JzTold *
tell_person (JzConnection *connection, gint64 id, GError **error)
{
  JzStatement *row = jz_connection_query (connection, error,
                                          "SELECT person.name, person.post, " JZ_NOTE_STATE_SQL
                                          ", ifnull (" JZ_NOTE_NEWEST_SQL ("id") ", 0) FROM person WHERE id = ?",
                                          "l", id);
  g_autoptr (JzTold) told = NULL;
  gint64             note;

  if (!jz_statement_first (row, _("This row has been deleted"), error))
    return NULL;
  told = jz_told_new (jz_statement_text (row, 0), jz_statement_text (row, 1),
                      jz_network_note_state_words (jz_statement_text (row, 2)));
  note = jz_statement_int64 (row, 3);
  jz_statement_reset (row);
  jz_told_add_action (told, _("Note signature…"), "network.sign", NULL);
  jz_told_add_action (told, _("Print note…"), "network.print-notes", NULL);
  if (note != 0)
    jz_told_add_action (told, _("Take back signature"), "network.unsign", g_variant_new_int64 (id));
  if (tell_notes_of (told, connection, id, error) && tell_machines_of (told, connection, id, error) &&
      (note == 0 || (jz_told_add_files (told, connection, "network_note", note, error) &&
                     jz_told_add_history (told, connection, "network_note", note, error))))
    return g_steal_pointer (&told);
  return NULL;
}

const JzListView jz_notes_view = {
  "network-note", N_("Signed notes"), N_("Search name, pinyin initials"), &notes,
  N_("Choose a row to see all about it"), tell_person,
};
