/* package: export, verify, key new, key show.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jiaozhuang-cli"
#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "cli.h"
#include "jz-package-export.h"

static int run_export (Cli *cli, int argc, char **argv, GError **error);
static int run_verify (Cli *cli, int argc, char **argv, GError **error);
static int run_key (Cli *cli, int argc, char **argv, GError **error);

enum { EXPORT, VERIFY, KEY };

const CliCommand cli_package_commands[] = {
  [EXPORT] = { "package export", "OUT.zip [--full | --since-receipt] [--key FILE]",
               N_("Write the signed package for the county"), run_export },
  [VERIFY] = { "package verify", "FILE [--trust PUBKEY]", N_("Prove that a package is whole and who signed it"),
               run_verify },
  [KEY] = { "package key", "new|show [--key FILE] [--force]", N_("Make or show the key that signs packages"),
            run_key },
  { NULL, NULL, NULL, NULL },
};

static void
progress_cb (guint64 done, guint64 total, gpointer data)
{
  cli_progress (data, (gint64) done, (gint64) total);
}

static void
add_parts (JsonBuilder *json, GPtrArray *parts)
{
  json_builder_set_member_name (json, "parts");
  json_builder_begin_array (json);
  for (guint i = 0; i < parts->len; i++)
    {
      const JzPackagePart *part = g_ptr_array_index (parts, i);

      json_builder_begin_object (json);
      cli_json_text (json, "name", part->name);
      cli_json_number (json, "rows", (gint64) part->rows);
      cli_json_text (json, "sha256", part->sha256);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
print (Cli *cli, JsonBuilder *json)
{
  json_builder_end_object (json);
  cli_end_json (cli, json);
}

static JsonBuilder *
new_object (void)
{
  JsonBuilder *json = json_builder_new ();

  json_builder_begin_object (json);
  return json;
}

/* export */

static void
print_made (Cli *cli, const JzPackageMade *made)
{
  JsonBuilder *json = new_object ();

  cli_json_text (json, "path", made->path);
  cli_json_number (json, "bytes", made->bytes);
  cli_json_text (json, "sha256", made->sha256);
  cli_json_text (json, "uuid", made->uuid);
  cli_json_number (json, "seq", made->seq);
  cli_json_text (json, "kind", made->kind);
  cli_json_number (json, "clipped", (gint64) made->clipped);
  add_parts (json, made->parts);
  print (cli, json);
  cli_say (cli, _("Package %" PRId64 ": %" PRIu64 " rows, %" PRId64 " bytes, SHA-256 %s"), made->seq, made->rows,
           made->bytes, made->sha256);
  if (made->clipped > 0)
    cli_say (cli, _("%" PRIu64 " texts were too long for a package and were cut"), made->clipped);
}

/* The password of the signing key, where it has one. */
static const char *
key_password (void)
{
  return g_getenv ("JIAOZHUANG_KEY_PASSWORD");
}

static int
run_export (Cli *cli, int argc, char **argv, GError **error)
{
  char                      *key_path = NULL;
  gboolean                   full = FALSE;
  JzPackageOrder             order = { .progress = progress_cb, .progress_data = cli };
  g_autoptr (JzKey)          key = NULL;
  g_autoptr (JzPackageMade)  made = NULL;
  const GOptionEntry entries[] = {
    { "full", 0, 0, G_OPTION_ARG_NONE, &full, N_("Everything (this is what is done unless said otherwise)"), NULL },
    { "since-receipt", 0, 0, G_OPTION_ARG_NONE, &order.since_receipt,
      N_("Only what changed since the package that the county receipted last"), NULL },
    { "key", 0, 0, G_OPTION_ARG_FILENAME, &key_path,
      N_("The secret key; its password is taken from $JIAOZHUANG_KEY_PASSWORD"), N_("FILE") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_package_commands[EXPORT], entries, &argc, &argv, 1, 1, error))
    return -1;
  if (full && order.since_receipt)
    {
      cli_usage_error (error, _("--full and --since-receipt exclude each other"));
      return -1;
    }
  if (key_path == NULL)
    g_ptr_array_add (cli->options, key_path = jz_key_default_path ());
  if (!cli_sign_in (cli, error) || (key = jz_key_load (key_path, key_password (), error)) == NULL)
    {
      if (error != NULL && g_error_matches (*error, JZ_ERROR, JZ_ERROR_NO_FILE) && cli->store != NULL)
        {
          g_clear_error (error);
          g_set_error (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("%s: there is no key; \"package key new\" makes one"),
                       key_path);
        }
      return -1;
    }
  order.path = argv[0];
  order.key = key;
  made = jz_package_export (cli->store, &cli->actor, &order, NULL, error);
  if (made == NULL)
    return -1;
  print_made (cli, made);
  return 0;
}

/* verify */

static void
add_signature (JsonBuilder *json, const JzPackageInfo *info)
{
  JzPublicKey      key;
  gboolean         known = info->key != NULL && jz_public_key_parse (info->key, &key);
  g_autofree char *id = known ? jz_public_key_id (&key) : NULL,
                  *fingerprint = known ? jz_public_key_fingerprint (&key) : NULL;

  json_builder_set_member_name (json, "signature");
  json_builder_begin_object (json);
  cli_json_text (json, "state", jz_signature_state_to_text (info->signature));
  cli_json_bool (json, "trusted", info->signature == JZ_SIGNATURE_TRUSTED);
  cli_json_text (json, "key", info->key);
  cli_json_text (json, "id", id);
  cli_json_text (json, "fingerprint", fingerprint);
  cli_json_text (json, "comment", info->comment);
  json_builder_end_object (json);
}

static void
add_info (JsonBuilder *json, const JzPackageInfo *info)
{
  json_builder_set_member_name (json, "school");
  json_builder_begin_object (json);
  cli_json_text (json, "name", info->school_name);
  cli_json_text (json, "code", info->school_code);
  cli_json_text (json, "stage", info->stage);
  json_builder_end_object (json);
  json_builder_set_member_name (json, "period");
  json_builder_begin_object (json);
  cli_json_text (json, "term", info->term);
  cli_json_text (json, "from", info->from);
  cli_json_text (json, "to", info->to);
  json_builder_end_object (json);
  cli_json_text (json, "uuid", info->uuid);
  cli_json_number (json, "seq", info->seq);
  cli_json_text (json, "kind", info->kind);
  cli_json_text (json, "created", info->created);
  cli_json_number (json, "operation", info->operation);
  cli_json_text (json, "head", info->head);
  add_parts (json, info->parts);
  add_signature (json, info);
}

static void
add_faults (JsonBuilder *json, GPtrArray *faults)
{
  json_builder_set_member_name (json, "faults");
  json_builder_begin_array (json);
  for (guint i = 0; i < faults->len; i++)
    {
      const JzFault *fault = g_ptr_array_index (faults, i);

      json_builder_begin_object (json);
      cli_json_text (json, "kind", fault->kind);
      cli_json_text (json, "where", fault->where);
      cli_json_text (json, "what", fault->what);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
say_verdict (Cli *cli, const JzPackageInfo *info, GPtrArray *faults)
{
  for (guint i = 0; i < faults->len; i++)
    {
      const JzFault *fault = g_ptr_array_index (faults, i);

      cli_say (cli, "%s: %s", fault->where, fault->what);
    }
  if (faults->len > 0)
    cli_say (cli, _("The package is not sound"));
  else if (info->signature == JZ_SIGNATURE_TRUSTED)
    cli_say (cli, _("The package of %s is sound and signed with the trusted key"), info->school_name);
  else
    cli_say (cli, _("The package of %s is sound; who signed it was not asked (--trust)"), info->school_name);
}

/* A key as text, or a file that has it. */
static gboolean
read_trust (const char *trust, JzPublicKey *key, GError **error)
{
  g_autofree char *text = NULL;

  if (jz_public_key_parse (trust, key) ||
      (g_file_get_contents (trust, &text, NULL, NULL) && jz_public_key_parse (text, key)))
    return TRUE;
  return cli_usage_error (error, _("%s: this is no public key"), trust);
}

static int
run_verify (Cli *cli, int argc, char **argv, GError **error)
{
  char                      *trust = NULL;
  g_autoptr (GPtrArray)      faults = NULL;
  g_autoptr (JzPackageInfo)  info = NULL;
  JsonBuilder               *json;
  JzPublicKey                key;
  const GOptionEntry entries[] = { { "trust", 0, 0, G_OPTION_ARG_STRING, &trust,
                                     N_("The key that it must be signed with, as text or as a .pub file"),
                                     N_("PUBKEY") },
                                   G_OPTION_ENTRY_NULL };

  if (!cli_parse (cli, &cli_package_commands[VERIFY], entries, &argc, &argv, 1, 1, error) ||
      (trust != NULL && !read_trust (trust, &key, error)))
    return -1;
  if (!jz_package_verify_apart (argv[0], trust != NULL ? &key : NULL, NULL, progress_cb, cli, &faults, &info, error))
    {
      /* The package is an input like any other, not the school file. */
      if (error != NULL && g_error_matches (*error, JZ_ERROR, JZ_ERROR_NO_FILE))
        (*error)->code = JZ_ERROR_REFUSED;
      return -1;
    }
  json = new_object ();
  cli_json_bool (json, "ok", faults->len == 0);
  add_info (json, info);
  add_faults (json, faults);
  print (cli, json);
  say_verdict (cli, info, faults);
  return faults->len == 0 ? 0 : 1;
}

/* key */

static void
print_key (Cli *cli, const char *path, const JzPublicKey *key)
{
  g_autofree char *text = jz_public_key_to_text (key), *id = jz_public_key_id (key),
                  *fingerprint = jz_public_key_fingerprint (key);
  JsonBuilder     *json = new_object ();

  cli_json_text (json, "path", path);
  cli_json_text (json, "public", text);
  cli_json_text (json, "id", id);
  cli_json_text (json, "fingerprint", fingerprint);
  cli_json_bool (json, "password", jz_key_is_locked (path));
  print (cli, json);
  cli_say (cli, _("Public key:  %s\nKey id:      %s\nFingerprint: %s"), text, id, fingerprint);
}

static int
run_key (Cli *cli, int argc, char **argv, GError **error)
{
  char            *path = NULL;
  gboolean         force = FALSE, ok;
  JzPublicKey      key;
  const GOptionEntry entries[] = {
    { "key", 0, 0, G_OPTION_ARG_FILENAME, &path,
      N_("The secret key; a new one is encrypted with $JIAOZHUANG_KEY_PASSWORD"), N_("FILE") },
    { "force", 0, 0, G_OPTION_ARG_NONE, &force,
      N_("Make a new one although there is one; that one is kept under another name"), NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_package_commands[KEY], entries, &argc, &argv, 1, 1, error))
    return -1;
  if (path == NULL)
    g_ptr_array_add (cli->options, path = jz_key_default_path ());
  if (strcmp (argv[0], "new") == 0)
    ok = jz_key_make (path, key_password (), force, &key, error);
  else if (strcmp (argv[0], "show") == 0)
    ok = jz_key_read_public (path, &key, error);
  else
    return cli_usage_error (error, _("package key: new or show, not %s"), argv[0]) ? 0 : -1;
  if (!ok)
    {
      if (error != NULL && g_error_matches (*error, JZ_ERROR, JZ_ERROR_NO_FILE))
        (*error)->code = JZ_ERROR_NOT_FOUND;
      return -1;
    }
  print_key (cli, path, &key);
  return 0;
}
