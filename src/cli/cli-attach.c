/* attach add|list|save|remove.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jiaozhuang-cli"
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cli.h"
#include "jz-attachment.h"

static int run_add (Cli *cli, int argc, char **argv, GError **error);
static int run_list (Cli *cli, int argc, char **argv, GError **error);
static int run_save (Cli *cli, int argc, char **argv, GError **error);
static int run_remove (Cli *cli, int argc, char **argv, GError **error);

enum { ADD, LIST, SAVE, REMOVE };

const CliCommand cli_attach_commands[] = {
  [ADD] = { "attach add", "TABLE:ROW|TABLE ROW FILE… [--kind photo|invoice|acceptance|manual|contract|other]",
            N_("Attach files to a row"), run_add },
  [LIST] = { "attach list", "TABLE:ROW|TABLE ROW", N_("The files attached to a row"), run_list },
  [SAVE] = { "attach save", "ATTACHMENT FILE", N_("Write an attached file to disk"), run_save },
  [REMOVE] = { "attach remove", "ATTACHMENT…", N_("Remove attached files"), run_remove },
  { NULL, NULL, NULL, NULL },
};

/* "purchase_order:12" or "purchase_order DD-2026-0001". @row: (out) (transfer full). Returns: (transfer none): what comes after it, NULL
 * with @error where that is less than @least. */
static char **
split_row (char **argv, guint least, char **table, char **row, GError **error)
{
  const char *colon = strchr (argv[0], ':');
  char      **rest = argv + (colon != NULL ? 1 : 2);

  if (colon == NULL && argv[1] == NULL)
    return cli_usage_error (error, _("say which row: TABLE:ROW")), NULL;
  *table = colon != NULL ? g_strndup (argv[0], (gsize) (colon - argv[0])) : g_strdup (argv[0]);
  *row = colon == NULL ? g_strdup (argv[1]) :
         g_strdup_printf ("%s%s", g_ascii_isdigit (colon[1]) && strspn (colon + 1, "0123456789") ==
                                                               strlen (colon + 1) ? "#" : "", colon + 1);
  if (g_strv_length (rest) < least)
    return cli_usage_error (error, _("say which file")), NULL;
  return rest;
}

/* By the number or code that people know, else by "#" and the id. */
static gboolean
find_row (JzConnection *connection, const char *table, const char *text, gint64 *row, GError **error)
{
  static const struct
  {
    const char *table, *sql;
  } known[] = {
    { "asset", "SELECT id FROM asset WHERE number = ? AND voided IS NULL" },
    { "item", "SELECT iif (count (*) = 1, max (id), 0) FROM item WHERE code = ? AND voided IS NULL" },
    { "voucher", "SELECT id FROM voucher WHERE number = ?" },
    { "place", "SELECT id FROM place WHERE (code = ?1 OR path = ?1) AND voided IS NULL" },
    { "purchase_request", "SELECT id FROM purchase_request WHERE number = ?" },
    { "purchase_order", "SELECT id FROM purchase_order WHERE number = ?" },
    { "purchase_acceptance", "SELECT id FROM purchase_acceptance WHERE number = ?" },
    { "contract", "SELECT id FROM contract WHERE number = ? AND voided IS NULL" },
    { "damage", "SELECT id FROM damage WHERE number = ?" },
    { "repair", "SELECT id FROM repair WHERE number = ?" },
    { "disposal", "SELECT id FROM disposal WHERE number = ?" },
  };

  *row = text[0] == '#' ? g_ascii_strtoll (text + 1, NULL, 10) : 0;
  for (guint i = 0; *row == 0 && i < G_N_ELEMENTS (known); i++)
    if (strcmp (known[i].table, table) == 0 &&
        !jz_connection_number (connection, row, 0, error, known[i].sql, "s", text))
      return FALSE;
  if (*row != 0)
    return TRUE;
  g_set_error (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("%s %s: there is no such row"), table, text);
  return FALSE;
}

static void
json_attachment (JsonBuilder *json, const JzAttachment *self)
{
  json_builder_begin_object (json);
  cli_json_number (json, "id", self->id);
  cli_json_text (json, "kind", self->kind);
  cli_json_text (json, "name", self->name);
  cli_json_text (json, "media", self->media);
  cli_json_number (json, "bytes", self->size);
  cli_json_text (json, "sha256", self->sha256);
  cli_json_text (json, "at", self->at);
  cli_json_text (json, "who", self->who);
  json_builder_end_object (json);
}

static void
print_list (Cli *cli, GPtrArray *attachments)
{
  JsonBuilder *json = json_builder_new ();

  json_builder_begin_array (json);
  for (guint i = 0; i < attachments->len; i++)
    {
      const JzAttachment *self = g_ptr_array_index (attachments, i);

      json_attachment (json, self);
      cli_say (cli, "%6" G_GINT64_FORMAT "  %s  %s  %" G_GINT64_FORMAT, self->id, jz_attachment_kind_words (self->kind),
               self->name, self->size);
    }
  json_builder_end_array (json);
  cli_end_json (cli, json);
}

/* add: all of them or none. */

typedef struct
{
  const char *table, *row, *kind;
  GPtrArray  *files; /* of JzAttachmentFile */
  GPtrArray  *list;
} Add;

static gboolean
add_cb (JzOperation *operation, gpointer data, GError **error)
{
  Add          *self = data;
  JzConnection *connection = jz_operation_get_connection (operation);
  gint64        row;

  if (!find_row (connection, self->table, self->row, &row, error))
    return FALSE;
  for (guint i = 0; i < self->files->len; i++)
    if (!jz_attachment_add (operation, self->table, row, self->kind, g_ptr_array_index (self->files, i), NULL, error))
      return FALSE;
  if (self->files->len > 1)
    jz_operation_describe (operation, g_dngettext (GETTEXT_PACKAGE, "Attached %u file", "Attached %u files",
                                                   self->files->len), self->files->len);
  return TRUE;
}

static gboolean
limits_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return jz_attachment_limits (connection, data, error);
}

static gboolean
list_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Add   *self = data;
  gint64 row;

  if (!find_row (connection, self->table, self->row, &row, error))
    return FALSE;
  self->list = jz_attachment_list (connection, self->table, row, error);
  return self->list != NULL;
}

static GPtrArray *
load_all (char **paths, const JzAttachmentLimits *limits, GError **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_attachment_file_free);

  for (guint i = 0; paths[i] != NULL; i++)
    {
      JzAttachmentFile *file = jz_attachment_file_load (paths[i], limits, NULL, error);

      if (file == NULL)
        return NULL;
      g_ptr_array_add (files, file);
    }
  return g_steal_pointer (&files);
}

static int
run_add (Cli *cli, int argc, char **argv, GError **error)
{
  g_autofree char      *table = NULL, *row = NULL;
  char                 *kind = NULL;
  char                **paths;
  g_autoptr (GPtrArray) files = NULL;
  JzAttachmentLimits    limits;
  Add                   self;
  const GOptionEntry    entries[] = {
    { "kind", 0, 0, G_OPTION_ARG_STRING, &kind, N_("What they are; pictures are photos unless said"), N_("KIND") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_attach_commands[ADD], entries, &argc, &argv, 2, -1, error) ||
      (paths = split_row (argv, 1, &table, &row, error)) == NULL || !cli_sign_in (cli, error) ||
      !jz_store_read_sync (cli->store, limits_cb, &limits, NULL, error) ||
      (files = load_all (paths, &limits, error)) == NULL)
    return -1;
  self = (Add){ table, row, kind, files, NULL };
  if (!cli_write (cli, &jz_action_attach, add_cb, &self, NULL, NULL, error) ||
      !jz_store_read_sync (cli->store, list_cb, &self, NULL, error))
    return -1;
  print_list (cli, self.list);
  g_ptr_array_unref (self.list);
  return 0;
}

static int
run_list (Cli *cli, int argc, char **argv, GError **error)
{
  g_autofree char *table = NULL, *row = NULL;
  Add              self = { 0 };

  if (!cli_parse (cli, &cli_attach_commands[LIST], NULL, &argc, &argv, 1, 2, error) ||
      split_row (argv, 0, &table, &row, error) == NULL)
    return -1;
  self.table = table;
  self.row = row;
  if (!cli_open (cli, error) || !jz_store_read_sync (cli->store, list_cb, &self, NULL, error))
    return -1;
  print_list (cli, self.list);
  g_ptr_array_unref (self.list);
  return 0;
}

/* save, remove */

static gboolean
parse_id (const char *text, gint64 *id, GError **error)
{
  return g_ascii_string_to_signed (text, 10, 1, G_MAXINT64, id, NULL) ||
         cli_usage_error (error, _("%s: this is no number"), text);
}

typedef struct
{
  gint64  id;
  GBytes *bytes;
} Save;

static gboolean
save_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Save *self = data;

  self->bytes = jz_attachment_read (connection, self->id, error);
  return self->bytes != NULL;
}

/* Nothing that is there already is overwritten. */
static gboolean
write_file (const char *path, GBytes *bytes, GError **error)
{
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_CONFLICT, _("%s: there is something already"), path);
      return FALSE;
    }
  return g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), error);
}

static int
run_save (Cli *cli, int argc, char **argv, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  Save               self = { 0 };

  if (!cli_parse (cli, &cli_attach_commands[SAVE], NULL, &argc, &argv, 2, 2, error) ||
      !parse_id (argv[0], &self.id, error) || !cli_open (cli, error) ||
      !jz_store_read_sync (cli->store, save_cb, &self, NULL, error))
    return -1;
  bytes = self.bytes;
  if (!write_file (argv[1], bytes, error))
    return -1;
  if (cli->json)
    {
      JsonBuilder *json = json_builder_new ();

      json_builder_begin_object (json);
      cli_json_text (json, "file", argv[1]);
      cli_json_number (json, "bytes", (gint64) g_bytes_get_size (bytes));
      json_builder_end_object (json);
      cli_print_json (json);
    }
  else
    cli_say (cli, "%s", argv[1]);
  return 0;
}

static gboolean
remove_cb (JzOperation *operation, gpointer data, GError **error)
{
  GArray *ids = data;

  for (guint i = 0; i < ids->len; i++)
    if (!jz_attachment_remove (operation, g_array_index (ids, gint64, i), error))
      return FALSE;
  return TRUE;
}

static int
run_remove (Cli *cli, int argc, char **argv, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!cli_parse (cli, &cli_attach_commands[REMOVE], NULL, &argc, &argv, 1, -1, error))
    return -1;
  for (int i = 0; argv[i] != NULL; i++)
    {
      gint64 id;

      if (!parse_id (argv[i], &id, error))
        return -1;
      g_array_append_val (ids, id);
    }
  return cli_write_and_say (cli, &jz_action_detach, remove_cb, ids, error);
}
