/* duplicates, item edit|merge|split, asset edit|renumber, place merge, person merge.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jiaozhuang-cli"
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cli.h"
#include "jz-bulk-edit.h"
#include "jz-date.h"
#include "jz-duplicates.h"
#include "jz-find.h"
#include "jz-item.h"
#include "jz-merge.h"
#include "jz-people.h"
#include "jz-quantity.h"
#include "jz-renumber.h"
#include "jz-split.h"

static int run_duplicates (Cli *cli, int argc, char **argv, GError **error);
static int run_item_edit (Cli *cli, int argc, char **argv, GError **error);
static int run_asset_edit (Cli *cli, int argc, char **argv, GError **error);
static int run_item_merge (Cli *cli, int argc, char **argv, GError **error);
static int run_place_merge (Cli *cli, int argc, char **argv, GError **error);
static int run_person_merge (Cli *cli, int argc, char **argv, GError **error);
static int run_item_split (Cli *cli, int argc, char **argv, GError **error);
static int run_renumber (Cli *cli, int argc, char **argv, GError **error);

enum { DUPLICATES, ITEM_EDIT, ASSET_EDIT, ITEM_MERGE, PLACE_MERGE, PERSON_MERGE, ITEM_SPLIT, RENUMBER };

const CliCommand cli_care_commands[] = {
  [DUPLICATES] = { "duplicates", "items|assets|places|people", N_("Rows that look as if they were one"),
                   run_duplicates },
  [ITEM_EDIT] = { "item edit", "--set FIELD=VALUE… [--query Q] [--dry-run] [ITEM…]", N_("Change many items alike"),
                  run_item_edit },
  [ASSET_EDIT] = { "asset edit", "--set FIELD=VALUE… [--query Q] [--dry-run] [NUMBER…]", N_("Change many assets alike"),
                   run_asset_edit },
  [ITEM_MERGE] = { "item merge", "KEPT GONE…", N_("Put items together"), run_item_merge },
  [PLACE_MERGE] = { "place merge", "KEPT GONE…", N_("Put places together"), run_place_merge },
  [PERSON_MERGE] = { "person merge", "KEPT GONE…", N_("Put people together"), run_person_merge },
  [ITEM_SPLIT] = { "item split", "ITEM [--quantity N] [--place P] [--into ITEM | --spec TEXT]",
                   N_("Give every piece of a lot its card"), run_item_split },
  [RENUMBER] = { "asset renumber", "[--query Q] [NUMBER…]", N_("Give assets new numbers by the rule"), run_renumber },
  { NULL, NULL, NULL, NULL },
};

/* What was named. */

static gboolean G_GNUC_PRINTF (2, 3)
not_there (GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list          args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, message);
  return FALSE;
}

static gboolean
find_item (JzConnection *connection, const char *named, gint64 *id, GError **error)
{
  return jz_item_find (connection, named, id, error) &&
         (*id != 0 || not_there (error, _("%s: there is no such item"), named));
}

static gboolean
find_asset (JzConnection *connection, const char *named, gint64 *id, GError **error)
{
  return jz_asset_find (connection, named, id, error) &&
         (*id != 0 || not_there (error, _("%s: there is no such asset"), named));
}

static gboolean
find_place (JzConnection *connection, const char *named, gint64 *id, GError **error)
{
  return cli_find_place (connection, named, id, error);
}

typedef gboolean (*FindFunc) (JzConnection *connection, const char *named, gint64 *id, GError **error);

static gboolean
find_all (JzConnection *connection, char **names, FindFunc find, GArray *ids, GError **error)
{
  for (guint i = 0; names[i] != NULL; i++)
    {
      gint64 id;

      if (!find (connection, names[i], &id, error))
        return FALSE;
      g_array_append_val (ids, id);
    }
  return TRUE;
}

static gboolean
find_queried (JzConnection *connection, const char *kind, const char *query, GArray *ids, GError **error)
{
  g_autoptr (GPtrArray) found = query != NULL ? jz_find (connection, kind, query, G_MAXINT, 0, NULL, error) : NULL;

  for (guint i = 0; found != NULL && i < found->len; i++)
    g_array_append_val (ids, ((JzFound *) g_ptr_array_index (found, i))->id);
  return query == NULL || found != NULL;
}

/* duplicates */

typedef struct
{
  JzDuplicateKind kind;
  GPtrArray      *groups;
} Duplicates;

static gboolean
duplicates_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Duplicates *self = data;

  self->groups = jz_duplicates_find (connection, self->kind, error);
  return self->groups != NULL;
}

static void
print_group (Cli *cli, JsonBuilder *json, const JzDuplicateGroup *group)
{
  json_builder_begin_object (json);
  cli_json_text (json, "reason", group->reason);
  json_builder_set_member_name (json, "rows");
  json_builder_begin_array (json);
  for (guint i = 0; i < group->rows->len; i++)
    {
      const JzDuplicateRow *row = g_ptr_array_index (group->rows, i);

      json_builder_begin_object (json);
      cli_json_number (json, "id", row->id);
      cli_json_text (json, "code", row->code);
      cli_json_text (json, "title", row->title);
      cli_json_text (json, "detail", row->detail);
      json_builder_end_object (json);
      cli_say (cli, "%s\t%s\t%s\t%s", i == 0 ? group->reason : "", row->code, row->title, row->detail);
    }
  json_builder_end_array (json);
  json_builder_end_object (json);
}

static int
run_duplicates (Cli *cli, int argc, char **argv, GError **error)
{
  static const char *const kinds[] = { "items", "assets", "places", "people" };
  Duplicates   self = { 0 };
  guint        kind = 0;
  JsonBuilder *json;

  if (!cli_parse (cli, &cli_care_commands[DUPLICATES], NULL, &argc, &argv, 1, 1, error))
    return -1;
  while (kind < G_N_ELEMENTS (kinds) && !g_str_equal (kinds[kind], argv[0]))
    kind++;
  if (kind == G_N_ELEMENTS (kinds))
    return cli_usage_error (error, _("%s: there is nothing of that kind to look for"), argv[0]), -1;
  self.kind = (JzDuplicateKind) kind;
  if (!cli_open (cli, error) || !jz_store_read_sync (cli->store, duplicates_cb, &self, NULL, error))
    return -1;
  json = json_builder_new ();
  json_builder_begin_object (json);
  json_builder_set_member_name (json, "groups");
  json_builder_begin_array (json);
  for (guint i = 0; i < self.groups->len; i++)
    print_group (cli, json, g_ptr_array_index (self.groups, i));
  json_builder_end_array (json);
  json_builder_end_object (json);
  cli_end_json (cli, json);
  g_ptr_array_unref (self.groups);
  return 0;
}

/* item edit, asset edit */

typedef struct
{
  JzBulkKind   kind;
  char       **names;
  const char  *query;
  GArray      *changes; /* of JzBulkChange */
  JzBulkResult result;
} Edit;

static gboolean
edit_ids (JzConnection *connection, const Edit *self, GArray *ids, GError **error)
{
  gboolean items = self->kind == JZ_BULK_ITEMS;

  return find_all (connection, self->names, items ? find_item : find_asset, ids, error) &&
         find_queried (connection, items ? "items" : "assets", self->query, ids, error);
}

/* A code table is named by a person and known by its id. */
static gboolean
resolve_scheme (JzConnection *connection, const Edit *self, char **text, GError **error)
{
  for (guint i = 0; i < self->changes->len; i++)
    {
      JzBulkChange *change = &g_array_index (self->changes, JzBulkChange, i);
      gint64        id;

      if (!g_str_equal (change->field, "scheme"))
        continue;
      if (!jz_connection_number (connection, &id, 0, error,
                                 "SELECT max (id) FROM code_scheme WHERE name = ?1 OR name || ' ' || edition = ?1", "s",
                                 change->value))
        return FALSE;
      if (id == 0)
        return not_there (error, _("%s: there is no such code table"), change->value);
      *text = g_strdup_printf ("%" G_GINT64_FORMAT, id);
      change->value = *text;
    }
  return TRUE;
}

static gboolean
preview_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Edit              *self = data;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char   *scheme = NULL;

  return edit_ids (connection, self, ids, error) && resolve_scheme (connection, self, &scheme, error) &&
         jz_bulk_preview (connection, self->kind, (const gint64 *) (gpointer) ids->data, ids->len,
                          (const JzBulkChange *) (gpointer) self->changes->data, self->changes->len, &self->result,
                          error);
}

static gboolean
edit_cb (JzOperation *operation, gpointer data, GError **error)
{
  Edit              *self = data;
  JzConnection      *connection = jz_operation_get_connection (operation);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char   *scheme = NULL;

  return edit_ids (connection, self, ids, error) && resolve_scheme (connection, self, &scheme, error) &&
         jz_bulk_edit (operation, self->kind, (const gint64 *) (gpointer) ids->data, ids->len,
                       (const JzBulkChange *) (gpointer) self->changes->data, self->changes->len, &self->result, error);
}

static int
print_edit (Cli *cli, const Edit *self, gint64 operation)
{
  JsonBuilder *json = json_builder_new ();

  json_builder_begin_object (json);
  cli_json_number (json, "changed", self->result.changed);
  cli_json_number (json, "same", self->result.same);
  cli_json_number (json, "operation", operation);
  json_builder_set_member_name (json, "rejects");
  json_builder_begin_array (json);
  cli_say (cli, _("%u changed, %u the same, %u rejected"), self->result.changed, self->result.same,
           self->result.rejects->len);
  for (guint i = 0; i < self->result.rejects->len; i++)
    {
      const JzBulkReject *reject = g_ptr_array_index (self->result.rejects, i);

      json_builder_begin_object (json);
      cli_json_text (json, "code", reject->code);
      cli_json_text (json, "name", reject->name);
      cli_json_text (json, "reason", reject->reason);
      json_builder_end_object (json);
      cli_say (cli, "%s %s: %s", reject->code, reject->name, reject->reason);
    }
  json_builder_end_array (json);
  json_builder_end_object (json);
  cli_end_json (cli, json);
  return self->result.rejects->len > 0;
}

/* "subject=物理": the field ends at the first "=". */
static gboolean
parse_changes (char **set, GArray *changes, GError **error)
{
  for (guint i = 0; set != NULL && set[i] != NULL; i++)
    {
      char        *equal = strchr (set[i], '=');
      JzBulkChange change;

      if (equal == NULL)
        return cli_usage_error (error, _("%s: --set takes FIELD=VALUE"), set[i]);
      *equal = '\0';
      change = (JzBulkChange){ set[i], equal + 1 };
      g_array_append_val (changes, change);
    }
  return changes->len > 0 || cli_usage_error (error, _("Say what to change, by --set"));
}

static int
run_edit (Cli *cli, int which, JzBulkKind kind, int argc, char **argv, GError **error)
{
  char             **set = NULL;
  char              *query = NULL;
  g_autoptr (GArray) changes = g_array_new (FALSE, FALSE, sizeof (JzBulkChange));
  gboolean           dry_run = FALSE, ok;
  gint64             operation = 0;
  Edit               self = { .kind = kind, .changes = changes };
  int                status = -1;
  const GOptionEntry entries[] = {
    { "set", 0, 0, G_OPTION_ARG_STRING_ARRAY, &set, N_("What to change; may be repeated"), N_("FIELD=VALUE") },
    { "query", 0, 0, G_OPTION_ARG_STRING, &query, N_("What a search finds"), N_("QUERY") },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &dry_run, N_("Count and say what is wrong; write nothing"), NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_care_commands[which], entries, &argc, &argv, 0, -1, error) ||
      !parse_changes (set, changes, error))
    return -1;
  if (argc == 0 && query == NULL)
    return cli_usage_error (error, _("Say which, by name or by --query")), -1;
  self.names = argv;
  self.query = query;
  ok = dry_run ? cli_open (cli, error) && jz_store_read_sync (cli->store, preview_cb, &self, NULL, error) :
                 cli_write (cli, &jz_action_bulk_edit, edit_cb, &self, &operation, NULL, error);
  if (ok)
    status = print_edit (cli, &self, operation);
  jz_bulk_result_clear (&self.result);
  return status;
}

static int
run_item_edit (Cli *cli, int argc, char **argv, GError **error)
{
  return run_edit (cli, ITEM_EDIT, JZ_BULK_ITEMS, argc, argv, error);
}

static int
run_asset_edit (Cli *cli, int argc, char **argv, GError **error)
{
  return run_edit (cli, ASSET_EDIT, JZ_BULK_ASSETS, argc, argv, error);
}

/* item merge, place merge, person merge: the first stays. */

typedef struct
{
  char   **names;
  FindFunc find;
  gboolean (*merge) (JzOperation *operation, gint64 kept, const gint64 *gone, guint n, GError **error);
} Merge;

static gboolean
merge_cb (JzOperation *operation, gpointer data, GError **error)
{
  const Merge       *self = data;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  return find_all (jz_operation_get_connection (operation), self->names, self->find, ids, error) &&
         self->merge (operation, g_array_index (ids, gint64, 0), &g_array_index (ids, gint64, 1), ids->len - 1, error);
}

static int
run_merge (Cli *cli, int which, const JzAction *action, Merge *self, int argc, char **argv, GError **error)
{
  if (!cli_parse (cli, &cli_care_commands[which], NULL, &argc, &argv, 2, -1, error))
    return -1;
  self->names = argv;
  return cli_write_and_say (cli, action, merge_cb, self, error);
}

/* Items may be named by id, "#12", where several share a code. */
static gboolean
find_item_or_id (JzConnection *connection, const char *named, gint64 *id, GError **error)
{
  if (named[0] != '#')
    return find_item (connection, named, id, error);
  return jz_connection_number (connection, id, 0, error, "SELECT id FROM item WHERE id = ? AND voided IS NULL", "s",
                               named + 1) &&
         (*id != 0 || not_there (error, _("%s: there is no such item"), named));
}

static int
run_item_merge (Cli *cli, int argc, char **argv, GError **error)
{
  return run_merge (cli, ITEM_MERGE, &jz_action_merge_items, &(Merge){ NULL, find_item_or_id, jz_items_merge }, argc,
                    argv, error);
}

static int
run_place_merge (Cli *cli, int argc, char **argv, GError **error)
{
  return run_merge (cli, PLACE_MERGE, &jz_action_merge_places, &(Merge){ NULL, find_place, jz_places_merge }, argc,
                    argv, error);
}

/* People of one name are told apart by number or id. */
static gboolean
find_person_or_id (JzConnection *connection, const char *named, gint64 *id, GError **error)
{
  if (named[0] != '#' ? !jz_person_find (connection, named, id, error) :
                        !jz_connection_number (connection, id, 0, error,
                                               "SELECT id FROM person WHERE id = ? AND voided IS NULL", "s", named + 1))
    return FALSE;
  return *id != 0 || not_there (error, _("%s: there is no such person"), named);
}

static int
run_person_merge (Cli *cli, int argc, char **argv, GError **error)
{
  return run_merge (cli, PERSON_MERGE, &jz_action_merge_people, &(Merge){ NULL, find_person_or_id, jz_people_merge },
                    argc, argv, error);
}

/* item split */

typedef struct
{
  const char *item;
  char       *quantity, *place, *into, *spec;
  GArray     *assets;
  GPtrArray  *numbers;
} SplitAsked;

static void
split_asked_clear (SplitAsked *self)
{
  g_clear_pointer (&self->assets, g_array_unref);
  g_clear_pointer (&self->numbers, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SplitAsked, split_asked_clear)

static gboolean
split_cb (JzOperation *operation, gpointer data, GError **error)
{
  SplitAsked   *self = data;
  JzConnection *connection = jz_operation_get_connection (operation);
  JzSplit       split = { .spec = self->spec };

  if (!find_item_or_id (connection, self->item, &split.item, error) ||
      !cli_find_place (connection, self->place, &split.place, error) ||
      (self->into != NULL && !find_item_or_id (connection, self->into, &split.into, error)))
    return FALSE;
  if (self->quantity != NULL && (!jz_quantity_parse (self->quantity, 0, &split.quantity) || split.quantity <= 0))
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, _("%s: this is no quantity"), self->quantity);
      return FALSE;
    }
  if (!jz_item_split (operation, &split, &self->assets, error))
    return FALSE;
  self->numbers = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < self->assets->len; i++)
    g_ptr_array_add (self->numbers, jz_connection_text (connection, NULL, "SELECT number FROM asset WHERE id = ?", "l",
                                                        g_array_index (self->assets, gint64, i)));
  return TRUE;
}

static int
run_item_split (Cli *cli, int argc, char **argv, GError **error)
{
  g_auto (SplitAsked) self = { 0 };
  g_autofree char *words = NULL;
  gint64           operation = 0;
  JsonBuilder     *json;
  const GOptionEntry entries[] = {
    { "quantity", 0, 0, G_OPTION_ARG_STRING, &self.quantity, N_("How many; all unless said"), N_("N") },
    { "place", 0, 0, G_OPTION_ARG_STRING, &self.place, N_("Only what is at this place"), N_("PLACE") },
    { "into", 0, 0, G_OPTION_ARG_STRING, &self.into, N_("Item with cards that they become"), N_("ITEM") },
    { "spec", 0, 0, G_OPTION_ARG_STRING, &self.spec, N_("Specification of the new item"), N_("TEXT") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_care_commands[ITEM_SPLIT], entries, &argc, &argv, 1, 1, error))
    return -1;
  self.item = argv[0];
  if (!cli_write (cli, &jz_action_split, split_cb, &self, &operation, &words, error))
    return -1;
  cli_say (cli, "%s", words);
  json = json_builder_new ();
  json_builder_begin_object (json);
  cli_json_text (json, "done", words);
  cli_json_number (json, "operation", operation);
  json_builder_set_member_name (json, "assets");
  json_builder_begin_array (json);
  for (guint i = 0; i < self.numbers->len; i++)
    json_builder_add_string_value (json, g_ptr_array_index (self.numbers, i));
  json_builder_end_array (json);
  json_builder_end_object (json);
  cli_end_json (cli, json);
  return 0;
}

/* asset renumber */

typedef struct
{
  char      **names;
  const char *query;
} Renumber;

static gboolean
renumber_cb (JzOperation *operation, gpointer data, GError **error)
{
  const Renumber    *self = data;
  JzConnection      *connection = jz_operation_get_connection (operation);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  return find_all (connection, self->names, find_asset, ids, error) &&
         find_queried (connection, "assets", self->query, ids, error) &&
         jz_assets_renumber (operation, (const gint64 *) (gpointer) ids->data, ids->len, error);
}

static int
run_renumber (Cli *cli, int argc, char **argv, GError **error)
{
  char            *query = NULL;
  Renumber         self = { 0 };
  const GOptionEntry entries[] = {
    { "query", 0, 0, G_OPTION_ARG_STRING, &query, N_("What a search finds"), N_("QUERY") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_care_commands[RENUMBER], entries, &argc, &argv, 0, -1, error))
    return -1;
  if (argc == 0 && query == NULL)
    return cli_usage_error (error, _("Say which, by name or by --query")), -1;
  self = (Renumber){ argv, query };
  return cli_write_and_say (cli, &jz_action_bulk_edit, renumber_cb, &self, error);
}
