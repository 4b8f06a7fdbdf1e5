/* title add|remove|volume, copy add|gaps, callnumber next.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jiaozhuang-cli"
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cli-catalogue.h"
#include "cli-lookup.h"
#include "jz-catalogue.h"
#include "jz-clc.h"
#include "jz-record.h"
#include "jz-shelving.h"

static int run_add (Cli *cli, int argc, char **argv, GError **error);
static int run_remove (Cli *cli, int argc, char **argv, GError **error);
static int run_volume (Cli *cli, int argc, char **argv, GError **error);
static int run_check (Cli *cli, int argc, char **argv, GError **error);
static int run_copies (Cli *cli, int argc, char **argv, GError **error);
static int run_void (Cli *cli, int argc, char **argv, GError **error);
static int run_gaps (Cli *cli, int argc, char **argv, GError **error);
static int run_next (Cli *cli, int argc, char **argv, GError **error);

enum { ADD, REMOVE, VOLUME, CHECK, COPIES, VOID, GAPS, NEXT };

const CliCommand cli_title_commands[] = {
  [ADD] = { "title add",
            "{--isbn ISBN | --marc FILE | --title T} [--author A] [--publisher P] [--year Y] [--price P] [--volume V] "
            "[--class C] [--number N] "
            "[--part-of TITLE] [--target NAME|HOST:PORT/DB|http…] [--twin] [--count N] [--batch B] [--location PLACE]",
            N_("Catalogue a book, from where its record is or as it is said here"), run_add },
  [REMOVE] = { "title remove", "ID", N_("Take a title without copies out of the catalogue"), run_remove },
  [VOLUME] = { "title volume", "ID --of SET | ID --alone", N_("A title as a volume of a set"), run_volume },
  [CHECK] = { "title check", "ID", N_("What the record of a title lacks"), run_check },
  [COPIES] = { "copy add",
               "TITLE --count N [--price P] [--location PLACE] [--batch B] [--number FIRST] [--call CALL] [--volume V]",
               N_("Add copies of a title, their numbers without gaps"), run_copies },
  [VOID] = { "copy void", "COPY", N_("Take back a copy that was added by mistake"), run_void },
  [GAPS] = { "copy gaps", "", N_("Accession numbers that no copy has"), run_gaps },
  [NEXT] = { "callnumber next", "CLASS [--location PLACE]", N_("The number that the next title of a class gets"),
             run_next },
  { NULL, NULL, NULL, NULL },
};

/* What was asked for, as it was typed. */
typedef struct
{
  JzCatalogueEntry entry;
  JzCatalogued     done;
  const char      *place, *batch, *title, *set;
  gint64           set_id;
} Asked;

static gboolean
find_place_and_batch (JzConnection *connection, Asked *asked, GError **error)
{
  JzCopyRun *run = &asked->entry.copies;

  return cli_find_place (connection, asked->place, &run->place, error) &&
         (asked->batch == NULL || jz_accession_find (connection, asked->batch, &run->accession, error));
}

static gboolean
save_cb (JzOperation *operation, gpointer data, GError **error)
{
  Asked *asked = data;

  return find_place_and_batch (jz_operation_get_connection (operation), asked, error) &&
         jz_catalogue_save (operation, &asked->entry, &asked->done, error);
}

static int
print_saved (Cli *cli, const Asked *asked, const char *source, gint64 operation, const char *words)
{
  JsonBuilder *json = json_builder_new ();

  json_builder_begin_object (json);
  cli_json_number (json, "title", asked->done.title);
  cli_json_text (json, "call", asked->done.call);
  cli_json_texts (json, "copies", asked->done.numbers);
  if (source != NULL)
    cli_json_text (json, "source", source);
  cli_json_number (json, "operation", operation);
  json_builder_end_object (json);
  cli_say (cli, "%s", words != NULL ? words : _("Nothing was changed"));
  cli_end_json (cli, json);
  return 0;
}

static int
save (Cli *cli, Asked *asked, const char *source, GError **error)
{
  g_autofree char *words = NULL;
  gint64           operation = 0;
  int              status = -1;

  if (cli_write (cli, &jz_action_catalogue, save_cb, asked, &operation, &words, error))
    status = print_saved (cli, asked, source, operation, words);
  jz_catalogued_clear (&asked->done);
  return status;
}

/* title add */

typedef struct
{
  const char *isbn, *marc, *target;
  char       *texts[JZ_BIB_N_TEXTS]; /* as they were said; NULL: not */
  GPtrArray  *asked;                 /* of CliAsked: keeps what the record points into */
  GBytes     *bytes;                 /* of --marc */
  JzMarcSource from;
} Origin;

/* The first record that has it, in the order of the sources. */
static JzLookupRecord *
first_found (GPtrArray *asked, const char **source)
{
  for (guint i = 0; i < asked->len; i++)
    {
      const CliAsked *one = g_ptr_array_index (asked, i);
      JzLookupRecord *record = one->answer->records->len > 0 ? g_ptr_array_index (one->answer->records, 0) : NULL;

      if (record == NULL || !record->matches)
        continue;
      *source = one->target != NULL ? one->target->name : "";
      return record;
    }
  return NULL;
}

static gboolean
look_up (Cli *cli, Origin *origin, Asked *asked, const char **source, GError **error)
{
  char            isbn[JZ_ISBN_SIZE];
  JzLookupRecord *found;

  if (!cli_isbn (origin->isbn, isbn, error))
    return FALSE;
  origin->asked = cli_ask (cli, origin->target, isbn, error);
  if (origin->asked == NULL)
    return FALSE;
  found = first_found (origin->asked, source);
  if (found == NULL)
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_NOT_FOUND,
                   _("%s: no source has a record of it; say at least its --title"), origin->isbn);
      return FALSE;
    }
  if (found->title != 0 && !asked->entry.twin)
    {
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, found->title);

      g_set_error (error, JZ_ERROR, JZ_ERROR_CONFLICT, _("%s is in the catalogue already, as title %s"), origin->isbn,
                   number);
      return FALSE;
    }
  asked->entry.record = jz_marc_copy (found->record);
  asked->entry.origin = jz_lookup_origin (found, *source);
  return TRUE;
}

typedef struct
{
  const char *at;
  gsize       left;
} Bytes;

static gssize
read_cb (gpointer source, void *buffer, gsize size, GError **error)
{
  Bytes *bytes = source;
  gsize  n = MIN (size, bytes->left);

  memcpy (buffer, bytes->at, n);
  bytes->at += n;
  bytes->left -= n;
  return (gssize) n;
}

/* A file of one record. */
static gboolean
read_file (Origin *origin, Asked *asked, GError **error)
{
  g_autoptr (GError)       failure = NULL;
  g_autofree char         *text = NULL, *name = g_path_get_basename (origin->marc);
  g_autoptr (JzMarcReader) reader = NULL;
  g_autoptr (JzMarc)       record = jz_marc_new (), second = jz_marc_new ();
  Bytes                    bytes = { 0 };
  JzMarcSource             from, other;

  if (!g_file_get_contents (origin->marc, &text, &bytes.left, &failure))
    {
      g_set_error_literal (error, JZ_ERROR, JZ_ERROR_REFUSED, failure->message);
      return FALSE;
    }
  bytes.at = text;
  reader = jz_marc_reader_new (name, read_cb, &bytes, JZ_MARC_ENCODING_AUTO);
  if (jz_marc_reader_next (reader, record, &from, error) != 1 || from.refused != NULL)
    {
      if (error != NULL && *error == NULL)
        g_set_error (error, JZ_ERROR, JZ_ERROR_REFUSED, "%s: %s", name,
                     from.refused != NULL ? from.refused : _("there is no record"));
      return FALSE;
    }
  origin->bytes = from.bytes != NULL ? g_bytes_new (from.bytes, from.n_bytes) : NULL;
  origin->from = from;
  if (jz_marc_reader_next (reader, second, &other, NULL) != 0)
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_REFUSED,
                   _("%s: there is more than one record: import marc takes them all"), name);
      return FALSE;
    }
  asked->entry.record = g_steal_pointer (&record);
  asked->entry.origin = (JzTitleOrigin){ .source = origin->marc, .encoding = from.encoding, .mended = from.mended };
  if (origin->bytes != NULL)
    asked->entry.origin.bytes = g_bytes_get_data (origin->bytes, &asked->entry.origin.n_bytes);
  return TRUE;
}

static gboolean
take_record (Cli *cli, Origin *origin, Asked *asked, const char **source, GError **error)
{
  gboolean is_new;
  char     today[JZ_DATE_LENGTH];

  if (origin->marc != NULL && !read_file (origin, asked, error))
    return FALSE;
  if (origin->marc == NULL && origin->texts[JZ_BIB_TITLE] == NULL && !look_up (cli, origin, asked, source, error))
    return FALSE;
  is_new = asked->entry.record == NULL;
  if (is_new)
    asked->entry.record = jz_record_new (jz_date_to_iso (jz_date_today (), today));
  /* One that was found has the ISBN already, where it stands in it. */
  for (guint i = 0; i < JZ_BIB_N_TEXTS; i++)
    if (origin->texts[i] != NULL && (is_new || i != JZ_BIB_ISBN))
      jz_bib_write (asked->entry.record, i, origin->texts[i]);
  return TRUE;
}

static int
run_add (Cli *cli, int argc, char **argv, GError **error)
{
  Asked       asked = { .entry.copies.price = -1 };
  Origin      origin = { 0 };
  char *isbn = NULL, *marc = NULL, *target = NULL, *class_ = NULL, *number = NULL, *set = NULL, *batch = NULL,
       *place = NULL;
  int         count = 0, status = -1;
  gboolean    twin = FALSE;
  const char *source = NULL;
  const GOptionEntry entries[] = {
    { "isbn", 0, 0, G_OPTION_ARG_STRING, &isbn, N_("Looked for everywhere, unless a title is said"), "ISBN" },
    { "marc", 0, 0, G_OPTION_ARG_FILENAME, &marc, N_("A file with its record"), N_("FILE") },
    { "title", 0, 0, G_OPTION_ARG_STRING, &origin.texts[JZ_BIB_TITLE], N_("Its title"), N_("TEXT") },
    { "author", 0, 0, G_OPTION_ARG_STRING, &origin.texts[JZ_BIB_AUTHOR], N_("Who wrote it, as printed"), N_("TEXT") },
    { "publisher", 0, 0, G_OPTION_ARG_STRING, &origin.texts[JZ_BIB_PUBLISHER], N_("Who published it"), N_("TEXT") },
    { "year", 0, 0, G_OPTION_ARG_STRING, &origin.texts[JZ_BIB_YEAR], N_("When"), N_("YEAR") },
    { "price", 0, 0, G_OPTION_ARG_STRING, &origin.texts[JZ_BIB_PRICE], N_("Price on the book"), N_("YUAN") },
    { "volume", 0, 0, G_OPTION_ARG_STRING, &origin.texts[JZ_BIB_VOLUME], N_("Which volume"), N_("TEXT") },
    { "class", 0, 0, G_OPTION_ARG_STRING, &class_, N_("Its class number"), N_("CLASS") },
    { "number", 0, 0, G_OPTION_ARG_STRING, &number, N_("Its number in the class; the next unless said"),
      N_("NUMBER") },
    { "part-of", 0, 0, G_OPTION_ARG_STRING, &set, N_("The set that it is a volume of"), N_("TITLE") },
    { "target", 0, 0, G_OPTION_ARG_STRING, &target, N_("Only there; everywhere unless said"),
      "NAME|HOST:PORT/DB|http…" },
    { "twin", 0, 0, G_OPTION_ARG_NONE, &twin, N_("Although there is the same title"), NULL },
    { "count", 0, 0, G_OPTION_ARG_INT, &count, N_("So many copies"), N_("N") },
    { "batch", 0, 0, G_OPTION_ARG_STRING, &batch, N_("The delivery they came with; the open one unless said"),
      N_("NUMBER") },
    { "location", 0, 0, G_OPTION_ARG_STRING, &place, N_("Where they stand"), N_("PLACE") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_title_commands[ADD], entries, &argc, &argv, 0, 0, error))
    return -1;
  if ((isbn == NULL && marc == NULL && origin.texts[JZ_BIB_TITLE] == NULL) || (isbn != NULL && marc != NULL) ||
      count < 0)
    return cli_usage_error (error, _("usage: jiaozhuang-cli %s"), cli_title_commands[ADD].usage), -1;
  origin.isbn = origin.texts[JZ_BIB_ISBN] = isbn;
  origin.marc = marc;
  origin.target = target;
  asked.entry.class_ = class_;
  asked.entry.number = number;
  asked.entry.twin = twin;
  asked.entry.copies.count = (guint) count;
  asked.batch = batch;
  asked.place = place;
  if ((set == NULL || cli_title_number (set, &asked.entry.part_of, error)) &&
      take_record (cli, &origin, &asked, &source, error))
    status = save (cli, &asked, source, error);
  g_clear_pointer (&asked.entry.record, jz_marc_free);
  g_clear_pointer (&origin.asked, g_ptr_array_unref);
  g_clear_pointer (&origin.bytes, g_bytes_unref);
  return status;
}

/* title remove, title volume */

static gboolean
remove_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_title_void (operation, ((Asked *) data)->entry.title, error);
}

static gboolean
volume_cb (JzOperation *operation, gpointer data, GError **error)
{
  Asked *asked = data;

  return jz_title_set_part_of (operation, asked->entry.title, asked->set_id, error);
}

static int
run_remove (Cli *cli, int argc, char **argv, GError **error)
{
  Asked asked = { 0 };

  if (!cli_parse (cli, &cli_title_commands[REMOVE], NULL, &argc, &argv, 1, 1, error) ||
      !cli_title_number (argv[0], &asked.entry.title, error))
    return -1;
  return cli_write_and_say (cli, &jz_action_catalogue, remove_cb, &asked, error);
}

static int
run_volume (Cli *cli, int argc, char **argv, GError **error)
{
  Asked    asked = { 0 };
  char    *set = NULL;
  gboolean alone = FALSE;
  const GOptionEntry entries[] = {
    { "of", 0, 0, G_OPTION_ARG_STRING, &set, N_("The set"), N_("TITLE") },
    { "alone", 0, 0, G_OPTION_ARG_NONE, &alone, N_("Of none"), NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_title_commands[VOLUME], entries, &argc, &argv, 1, 1, error) ||
      !cli_title_number (argv[0], &asked.entry.title, error))
    return -1;
  if ((set != NULL) == alone)
    return cli_usage_error (error, _("usage: jiaozhuang-cli %s"), cli_title_commands[VOLUME].usage), -1;
  if (set != NULL && !cli_title_number (set, &asked.set_id, error))
    return -1;
  return cli_write_and_say (cli, &jz_action_catalogue, volume_cb, &asked, error);
}

/* title check */

typedef struct
{
  gint64     id;
  GPtrArray *faults;
} Check;

static gboolean
check_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Check             *self = data;
  g_autoptr (JzMarc) record = jz_marc_new ();

  self->faults =
      jz_title_read (connection, self->id, record, error) ? jz_record_check (connection, record, error) : NULL;
  return self->faults != NULL;
}

static int
run_check (Cli *cli, int argc, char **argv, GError **error)
{
  Check        self = { 0 };
  JsonBuilder *json;
  int          status;

  if (!cli_parse (cli, &cli_title_commands[CHECK], NULL, &argc, &argv, 1, 1, error) ||
      !cli_title_number (argv[0], &self.id, error) || !cli_open (cli, error) ||
      !jz_store_read_sync (cli->store, check_cb, &self, NULL, error))
    return -1;
  json = json_builder_new ();
  json_builder_begin_object (json);
  json_builder_set_member_name (json, "faults");
  json_builder_begin_array (json);
  for (guint i = 0; i < self.faults->len; i++)
    {
      const JzRecordFault *fault = g_ptr_array_index (self.faults, i);

      json_builder_begin_object (json);
      cli_json_text (json, "field", fault->spot);
      cli_json_text (json, "what", fault->words);
      cli_json_bool (json, "strict", fault->strict);
      json_builder_end_object (json);
      cli_say (cli, "%s", fault->words);
    }
  json_builder_end_array (json);
  json_builder_end_object (json);
  cli_end_json (cli, json);
  status = self.faults->len > 0;
  g_ptr_array_unref (self.faults);
  return status;
}

/* copy add */

static int
run_copies (Cli *cli, int argc, char **argv, GError **error)
{
  Asked asked = { .entry.number = "" };
  char *price = NULL, *place = NULL, *batch = NULL, *number = NULL, *call = NULL, *volume = NULL;
  int   count = 0;
  const GOptionEntry entries[] = {
    { "count", 0, 0, G_OPTION_ARG_INT, &count, N_("So many"), N_("N") },
    { "price", 0, 0, G_OPTION_ARG_STRING, &price, N_("As printed; that of the title unless said"), N_("YUAN") },
    { "location", 0, 0, G_OPTION_ARG_STRING, &place, N_("Where they stand"), N_("PLACE") },
    { "batch", 0, 0, G_OPTION_ARG_STRING, &batch, N_("The delivery they came with; the open one unless said"),
      N_("NUMBER") },
    { "number", 0, 0, G_OPTION_ARG_STRING, &number, N_("Accession number of the first; the next unless said"),
      N_("NUMBER") },
    { "call", 0, 0, G_OPTION_ARG_STRING, &call, N_("Call number; that of the title unless said"), N_("CALL") },
    { "volume", 0, 0, G_OPTION_ARG_STRING, &volume, N_("Which volume"), N_("TEXT") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_title_commands[COPIES], entries, &argc, &argv, 1, 1, error) ||
      !cli_title_number (argv[0], &asked.entry.title, error))
    return -1;
  if (count < 1)
    return cli_usage_error (error, _("usage: jiaozhuang-cli %s"), cli_title_commands[COPIES].usage), -1;
  if (!cli_book_price (price, &asked.entry.copies.price, error))
    return -1;
  asked.entry.copies.count = (guint) count;
  asked.entry.copies.number = number;
  asked.entry.copies.call = call;
  asked.entry.copies.volume = volume;
  asked.place = place;
  asked.batch = batch;
  return save (cli, &asked, NULL, error);
}

/* copy gaps */

static gboolean
void_cb (JzOperation *operation, gpointer data, GError **error)
{
  gint64 id;

  return jz_copy_find (jz_operation_get_connection (operation), data, &id, error) &&
         jz_copy_void (operation, id, error);
}

static int
run_void (Cli *cli, int argc, char **argv, GError **error)
{
  return cli_parse (cli, &cli_title_commands[VOID], NULL, &argc, &argv, 1, 1, error) ?
           cli_write_and_say (cli, &jz_action_copy, void_cb, argv[0], error) :
           -1;
}

static gboolean
gaps_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  GPtrArray **gaps = data;

  *gaps = jz_copy_gaps (connection, 100, error);
  return *gaps != NULL;
}

static int
run_gaps (Cli *cli, int argc, char **argv, GError **error)
{
  GPtrArray   *gaps = NULL;
  JsonBuilder *json;

  if (!cli_parse (cli, &cli_title_commands[GAPS], NULL, &argc, &argv, 0, 0, error) || !cli_open (cli, error) ||
      !jz_store_read_sync (cli->store, gaps_cb, &gaps, NULL, error))
    return -1;
  json = json_builder_new ();
  json_builder_begin_object (json);
  json_builder_set_member_name (json, "gaps");
  json_builder_begin_array (json);
  for (guint i = 0; i < gaps->len; i++)
    {
      const JzCopyGap *gap = g_ptr_array_index (gaps, i);

      json_builder_begin_object (json);
      cli_json_text (json, "first", gap->first);
      cli_json_text (json, "last", gap->last);
      cli_json_number (json, "count", gap->n);
      json_builder_end_object (json);
      cli_say (cli, "%s–%s", gap->first, gap->last);
    }
  json_builder_end_array (json);
  json_builder_end_object (json);
  cli_end_json (cli, json);
  g_ptr_array_unref (gaps);
  return 0;
}

/* callnumber next */

typedef struct
{
  const char      *class_, *place;
  gint64           scheme;
  JzShelvingOffer  offer;
  char            *name, *kind;
} Next;

static gboolean
next_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Next  *self = data;
  gint64 place;

  if (!cli_find_place (connection, self->place, &place, error) ||
      !jz_shelving_scheme (connection, place, &self->scheme, error) ||
      !jz_shelving_offer (connection, self->scheme, self->class_, NULL, &self->offer, error))
    return FALSE;
  self->kind = jz_connection_text (connection, error, "SELECT name FROM call_scheme WHERE id = ?", "l", self->scheme);
  self->name = jz_clc_name (connection, self->class_, error);
  return self->kind != NULL && self->name != NULL;
}

static void
print_next (Cli *cli, const Next *self)
{
  JsonBuilder     *json = json_builder_new ();
  g_autofree char *call = g_strconcat (self->offer.class_, "/", self->offer.number, NULL);

  json_builder_begin_object (json);
  cli_json_text (json, "class", self->offer.class_);
  cli_json_text (json, "name", self->name);
  cli_json_text (json, "scheme", self->kind);
  cli_json_text (json, "number", self->offer.number);
  cli_json_text (json, "call", self->offer.number[0] != '\0' ? call : "");
  cli_json_texts (json, "freed", self->offer.freed);
  json_builder_end_object (json);
  cli_say (cli, "%s\t%s", self->offer.number[0] != '\0' ? call : self->offer.class_, self->name);
  cli_end_json (cli, json);
}

static int
run_next (Cli *cli, int argc, char **argv, GError **error)
{
  Next  self = { 0 };
  char *place = NULL;
  int   status = -1;
  const GOptionEntry entries[] = {
    { "location", 0, 0, G_OPTION_ARG_STRING, &place, N_("Where it will stand"), N_("PLACE") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_title_commands[NEXT], entries, &argc, &argv, 1, 1, error))
    return -1;
  self.class_ = argv[0];
  self.place = place;
  if (cli_open (cli, error) && jz_store_read_sync (cli->store, next_cb, &self, NULL, error))
    {
      print_next (cli, &self);
      status = 0;
    }
  jz_shelving_offer_clear (&self.offer);
  g_free (self.name);
  g_free (self.kind);
  return status;
}
