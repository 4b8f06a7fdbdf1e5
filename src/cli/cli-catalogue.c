/* import marc, export marc, title show.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jiaozhuang-cli"
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cli-catalogue.h"
#include "jz-bib.h"
#include "jz-marc-export.h"
#include "jz-marc-file.h"
#include "jz-marc-import.h"
#include "jz-title.h"

static int run_import (Cli *cli, int argc, char **argv, GError **error);
static int run_export (Cli *cli, int argc, char **argv, GError **error);
static int run_show (Cli *cli, int argc, char **argv, GError **error);

enum { IMPORT, EXPORT, SHOW };

const CliCommand cli_catalogue_commands[] = {
  [IMPORT] = { "import marc",
               "FILE [--encoding auto|utf-8|gb18030] [--format auto|cnmarc|marc21] [--match isbn+title|none] [--on-match skip|replace|add-copies] "
               "[--profile NAME] [--place PLACE] [--dry-run] [--rejects FILE]",
               N_("Take in catalogue records with their copies"), run_import },
  [EXPORT] = { "export marc", "FILE [--format iso2709|marcxchange|marcxml] [--encoding utf-8|gb18030]",
               N_("Write the catalogue for other programs"), run_export },
  [SHOW] = { "title show", "ID [--marc]", N_("What the catalogue says of a title"), run_show },
  { NULL, NULL, NULL, NULL },
};

/* The place of @word among @words; @usual for NULL. FALSE: it is none of them. */
static gboolean
choose (const char *option, const char *word, const char *const *words, int usual, int *choice, GError **error)
{
  g_autofree char *all = g_strjoinv (", ", (char **) words);

  *choice = usual;
  if (word == NULL)
    return TRUE;
  for (*choice = 0; words[*choice] != NULL; (*choice)++)
    if (strcmp (words[*choice], word) == 0)
      return TRUE;
  return cli_usage_error (error, _("%s: --%s is one of %s"), word, option, all);
}

/* import marc */

static void
progress_cb (guint done, gpointer cli)
{
  cli_progress (cli, done, 0);
}

static int
take_in (Cli *cli, const char *path, JzMarcImport *import, GError **error)
{
  g_autofree char            *name = g_path_get_basename (path);
  g_autoptr (JzMarcFileInput) file = jz_marc_file_input_open (path, error);
  JzImportResult              result = { 0 };
  int                         status = -1;

  import->name = name;
  import->source = file;
  if (file != NULL && cli_sign_in (cli, error) &&
      jz_marc_import_run (cli->store, &cli->actor, import, &result, NULL, error))
    {
      cli_print_import (cli, &result);
      status = result.rejected > 0;
    }
  jz_import_result_clear (&result);
  return status;
}

static int
run_import (Cli *cli, int argc, char **argv, GError **error)
{
  static const char *const encodings[] = { "auto", "utf-8", "gb18030", NULL }, *const matches[] = { "isbn+title", "none", NULL },
                    *const formats[] = { "auto", "cnmarc", "marc21", NULL },
                    *const deeds[] = { "skip", "replace", "add-copies", NULL };
  char        *encoding = NULL, *format = NULL, *match = NULL, *deed = NULL, *profile = NULL, *place = NULL, *rejects = NULL;
  gboolean     dry_run = FALSE;
  int          choices[4];
  JzMarcImport import = { .read = jz_marc_file_input_read, .progress = progress_cb, .data = cli };
  const GOptionEntry entries[] = {
    { "encoding", 0, 0, G_OPTION_ARG_STRING, &encoding, N_("How it is written; looked for in each record unless said"), "auto|utf-8|gb18030" },
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_("What its records are; looked for in each unless said"), "auto|cnmarc|marc21" },
    { "match", 0, 0, G_OPTION_ARG_STRING, &match, N_("When a title is there already"), "isbn+title|none" },
    { "on-match", 0, 0, G_OPTION_ARG_STRING, &deed, N_("What to do then; skip unless said"), "skip|replace|add-copies" },
    { "profile", 0, 0, G_OPTION_ARG_STRING, &profile, N_("Where the copies are in a record; \"\" for none"), N_("NAME") },
    { "place", 0, 0, G_OPTION_ARG_STRING, &place, N_("Where copies stand of which the record says nothing"), N_("PLACE") },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &dry_run, N_("Say what would be done; change nothing"), NULL },
    { "rejects", 0, 0, G_OPTION_ARG_FILENAME, &rejects, N_("Where rejected records go, byte for byte"), N_("FILE") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_catalogue_commands[IMPORT], entries, &argc, &argv, 1, 1, error) ||
      !choose ("encoding", encoding, encodings, 0, &choices[0], error) || !choose ("match", match, matches, 0, &choices[1], error) ||
      !choose ("on-match", deed, deeds, 0, &choices[2], error) || !choose ("format", format, formats, 0, &choices[3], error))
    return -1;
  import.encoding = (JzMarcEncoding) choices[0];
  import.format = (JzMarcWanted) choices[3];
  import.match = (JzMarcMatch) choices[1];
  import.on_match = (JzMarcOnMatch) choices[2];
  import.profile = profile;
  import.place = place;
  import.dry_run = dry_run;
  import.rejects = rejects;
  return take_in (cli, argv[0], &import, error);
}

/* export marc */

typedef struct
{
  const char    *path;
  JzMarcFile     file;
  JzMarcEncoding encoding;
  guint          n;
  GPtrArray     *faults;
} Export;

static gboolean
export_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Export *self = data;

  return jz_marc_export (connection, self->file, self->encoding, self->path, &self->n, &self->faults, cancellable, error);
}

static void
print_export (Cli *cli, const Export *self)
{
  JsonBuilder *json = json_builder_new ();

  json_builder_begin_object (json);
  cli_json_number (json, "written", self->n);
  cli_say (cli, g_dngettext (NULL, "%u record", "%u records", self->n), self->n);
  json_builder_set_member_name (json, "rejects");
  json_builder_begin_array (json);
  for (guint i = 0; i < self->faults->len; i++)
    {
      const JzRowFault *fault = g_ptr_array_index (self->faults, i);

      json_builder_begin_object (json);
      cli_json_number (json, "title", fault->row);
      cli_json_text (json, "reason", fault->reason);
      json_builder_end_object (json);
      cli_say (cli, "%u %s: %s", fault->row, fault->value, fault->reason);
    }
  json_builder_end_array (json);
  json_builder_end_object (json);
  cli_end_json (cli, json);
}

static int
run_export (Cli *cli, int argc, char **argv, GError **error)
{
  static const char *const formats[] = { "iso2709", "marcxchange", "marcxml", NULL }, *const encodings[] = { "utf-8", "gb18030", NULL };
  char  *format = NULL, *encoding = NULL;
  int    choices[2], status;
  Export self = { 0 };
  const GOptionEntry entries[] = {
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_("Kind of file; iso2709 unless said"), "iso2709|marcxchange|marcxml" },
    { "encoding", 0, 0, G_OPTION_ARG_STRING, &encoding, N_("Of iso2709; utf-8 unless said"), "utf-8|gb18030" },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_catalogue_commands[EXPORT], entries, &argc, &argv, 1, 1, error) ||
      !choose ("format", format, formats, 0, &choices[0], error) || !choose ("encoding", encoding, encodings, 0, &choices[1], error))
    return -1;
  self.path = argv[0];
  self.file = (JzMarcFile) choices[0];
  self.encoding = choices[1] == 1 ? JZ_MARC_ENCODING_GB18030 : JZ_MARC_ENCODING_UTF_8;
  if (!cli_open (cli, error) || !jz_store_read_sync (cli->store, export_cb, &self, NULL, error))
    return -1;
  print_export (cli, &self);
  status = self.faults->len > 0;
  g_ptr_array_unref (self.faults);
  return status;
}

/* title show */

typedef struct
{
  gint64     id;
  JzMarc    *record;
  GPtrArray *copies; /* of GStrv: barcode, call number, place, state */
} Show;

static gboolean
show_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Show        *self = data;
  JzStatement *rows;

  if (!jz_title_read (connection, self->id, self->record, error))
    return FALSE;
  rows = jz_connection_query (connection, error,
                              "SELECT barcode, call, path, state FROM copy JOIN place ON place.id = copy.place "
                              "WHERE title = ? AND copy.voided IS NULL ORDER BY copy.id", "l", self->id);
  while (jz_statement_next (rows))
    {
      char **copy = g_new0 (char *, 5);

      for (int i = 0; i < 4; i++)
        copy[i] = jz_statement_dup (rows, i);
      g_ptr_array_add (self->copies, copy);
    }
  return jz_statement_finish (rows, error);
}

static void
say_marc (Cli *cli, const JzMarc *record)
{
  cli_say (cli, "%s", jz_marc_get_leader (record));
  for (guint i = 0; i < jz_marc_n_fields (record); i++)
    {
      JzMarcField      field = jz_marc_field (record, i);
      g_autofree char *text = g_strdup (field.data);

      cli_say (cli, "%s %s", field.tag, g_strdelimit (text, (char[]){ JZ_MARC_SUBFIELD, '\0' }, '$'));
    }
}

static void
add_field (JsonBuilder *json, const JzMarcField *field)
{
  JzMarcSubfield   sub = { 0 };
  g_autofree char *indicators = g_strndup (field->data, strcspn (field->data, (char[]){ JZ_MARC_SUBFIELD, '\0' }));

  json_builder_begin_object (json);
  cli_json_text (json, "tag", field->tag);
  cli_json_text (json, jz_marc_is_control (field->tag) ? "text" : "indicators", indicators);
  json_builder_set_member_name (json, "subfields");
  json_builder_begin_array (json);
  while (jz_marc_next_subfield (field, &sub))
    {
      g_autofree char *text = g_strndup (sub.text, sub.length);

      json_builder_begin_object (json);
      cli_json_text (json, "code", (char[]){ sub.code, '\0' });
      cli_json_text (json, "text", text);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  json_builder_end_object (json);
}

void
cli_json_marc (JsonBuilder *json, const JzMarc *record)
{
  cli_json_text (json, "leader", jz_marc_get_leader (record));
  json_builder_set_member_name (json, "fields");
  json_builder_begin_array (json);
  for (guint i = 0; i < jz_marc_n_fields (record); i++)
    {
      JzMarcField field = jz_marc_field (record, i);

      add_field (json, &field);
    }
  json_builder_end_array (json);
}

void
cli_json_texts (JsonBuilder *json, const char *name, GPtrArray *texts)
{
  json_builder_set_member_name (json, name);
  json_builder_begin_array (json);
  for (guint i = 0; texts != NULL && i < texts->len; i++)
    json_builder_add_string_value (json, g_ptr_array_index (texts, i));
  json_builder_end_array (json);
}

gboolean
cli_title_number (const char *text, gint64 *id, GError **error)
{
  return g_ascii_string_to_signed (text, 10, 1, G_MAXINT64, id, NULL) ||
         cli_usage_error (error, _("%s: this is no number of a title"), text);
}

gboolean
cli_book_price (const char *text, gint64 *fen, GError **error)
{
  *fen = text != NULL ? jz_bib_price (text) : -1;
  if (text == NULL || *fen >= 0)
    return TRUE;
  g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, _("%s: this is no price"), text);
  return FALSE;
}

void
cli_json_bib (Cli *cli, JsonBuilder *json, const JzMarc *record, gboolean say)
{
  g_auto (JzBib) bib = { 0 };

  jz_bib_read (record, &bib);
  for (guint i = 0; i < JZ_BIB_N_TEXTS; i++)
    {
      cli_json_text (json, jz_bib_name (i), bib.texts[i]);
      if (say && bib.texts[i][0] != '\0')
        cli_say (cli, "%s\t%s", _(jz_bib_words (i)), bib.texts[i]);
    }
  cli_json_text (json, "subjects", bib.subjects);
}

static void
add_copies (Cli *cli, JsonBuilder *json, const Show *self, gboolean marc)
{
  static const char *const names[] = { "copy", "call", "place", "state" };

  json_builder_set_member_name (json, "copies");
  json_builder_begin_array (json);
  for (guint i = 0; i < self->copies->len; i++)
    {
      char **copy = g_ptr_array_index (self->copies, i);

      json_builder_begin_object (json);
      for (gsize k = 0; k < G_N_ELEMENTS (names); k++)
        cli_json_text (json, names[k], copy[k]);
      json_builder_end_object (json);
      if (!marc)
        cli_say (cli, "%s\t%s\t%s", copy[0], copy[1], copy[2]);
    }
  json_builder_end_array (json);
}

static void
print_show (Cli *cli, const Show *self, gboolean marc)
{
  JsonBuilder *json = json_builder_new ();

  json_builder_begin_object (json);
  cli_json_number (json, "id", self->id);
  cli_json_bib (cli, json, self->record, !marc);
  add_copies (cli, json, self, marc);
  if (marc)
    {
      say_marc (cli, self->record);
      cli_json_marc (json, self->record);
    }
  json_builder_end_object (json);
  cli_end_json (cli, json);
}

static int
run_show (Cli *cli, int argc, char **argv, GError **error)
{
  g_autoptr (JzMarc)    record = jz_marc_new ();
  g_autoptr (GPtrArray) copies = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  Show     self = { 0, record, copies };
  gboolean marc = FALSE;
  const GOptionEntry entries[] = {
    { "marc", 0, 0, G_OPTION_ARG_NONE, &marc, N_("Its whole record"), NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_catalogue_commands[SHOW], entries, &argc, &argv, 1, 1, error))
    return -1;
  if (!cli_title_number (argv[0], &self.id, error) || !cli_open (cli, error) || !jz_store_read_sync (cli->store, show_cb, &self, NULL, error))
    return -1;
  print_show (cli, &self, marc);
  return 0;
}
