/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include "jz-ledger-import.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "jz-codes.h"
#include "jz-date.h"
#include "jz-item.h"
#include "jz-ledger-row.h"
#include "jz-numbering.h"
#include "jz-people.h"
#include "jz-place-alike.h"
#include "jz-place.h"
#include "jz-posting.h"
#include "jz-text.h"

static const JzAction action = { "ledger.import", "import" };

/* Nothing but ending the operation could follow a clash; so SQLite need not be able to take the statement back. */
#define INSERT_TAKEN      "INSERT OR ROLLBACK INTO imported (fingerprint)"
#define NO_PLACE          "未定位置" /* where things are put whose row says nothing */
#define USUAL_THRESHOLD   100000     /* fen: 1,000 yuan makes a fixed asset */
#define CARDS_MOST        10000      /* of one row */

/* What a line says, read ahead. */
typedef struct
{
  JzLedgerRowIn in;
  guint8        print[JZ_FINGERPRINT_SIZE]; /* of the first of equal rows */
} Record;

/* An item as the rows after its first know it. */
typedef struct
{
  gint64   id;
  gboolean card;
  int      decimals;
} Item;

typedef struct
{
  gint64 id;
  char  *alike; /* how the place is written that is there, and that this looks like; NULL: none */
} Place;

typedef struct
{
  JzImporting          *importing;
  JzImportResult       *result;
  JzOperation          *operation;
  JzConnection         *connection;
  JzCards               which;   /* pieces get a card */
  JzArrivals           *arrivals; /* entries; NULL in a dry run, as the next: no row is judged by them */
  GArray               *taken;   /* fingerprints */
  JzRows               *cards;   /* assets; NULL in a dry run, and where the sheet has numbers of its own */
  gboolean              numbered; /* the sheet has: each card must be there for the rows after it, even in a dry run */
  gint64                card;    /* id of the newest one */
  gint64                before;  /* the newest of what was imported before; 0: nothing was */
  gint64                scheme;  /* of the code of the row at hand, 0 when it is not new */
  GHashTable           *codes;   /* scheme → its codes, as jz_codes_read() */
  GHashTable           *items;   /* key → Item */
  GHashTable           *places;  /* as written → Place */
  JzPlaceAlike         *alike;
  GHashTable           *people;  /* name → gint64 */
  GHashTable           *seen;    /* fingerprint of a first row → how many equal ones */
  gint64                voucher[2]; /* 0: acquired before this year; 1: this year */
  guint                 lines[2];
  char                  date[2][JZ_DATE_LENGTH];
  JzDate                today;
  gboolean              date_1904;
  int                   year;    /* this one */
  JzNumbering          *numbering; /* of numbers that are given */
  GHashTable           *given;   /* those that were given, in a sheet that has numbers too */
  gint64                own;     /* highest of the school's own codes; 0: not asked yet. To ask takes as long as there are items */
  gint64                threshold;
  gboolean              consumables; /* the sheet says that it is the consumables' */
} Import;

static GHashTable *
new_cache (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static void
place_free (gpointer data)
{
  Place *place = data;

  g_free (place->alike);
  g_free (place);
}

static guint
print_hash (gconstpointer print)
{
  guint hash;

  memcpy (&hash, print, sizeof hash); /* a fingerprint is spread evenly as it is */
  return hash;
}

static gboolean
print_equal (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, JZ_FINGERPRINT_SIZE) == 0;
}

static void
import_free (gpointer data)
{
  Import *self = data;

  g_clear_pointer (&self->arrivals, jz_arrivals_free);
  g_clear_pointer (&self->taken, g_array_unref);
  g_clear_pointer (&self->cards, jz_rows_free);
  g_clear_pointer (&self->numbering, jz_numbering_free);
  g_clear_pointer (&self->given, g_hash_table_unref);
  g_clear_pointer (&self->codes, g_hash_table_unref);
  g_clear_pointer (&self->items, g_hash_table_unref);
  g_clear_pointer (&self->places, g_hash_table_unref);
  g_clear_pointer (&self->alike, jz_place_alike_free);
  g_clear_pointer (&self->people, g_hash_table_unref);
  g_clear_pointer (&self->seen, g_hash_table_unref);
  g_free (self);
}

static gboolean
begin_rows (Import *self, GError **error)
{
  self->cards = self->numbered ? NULL : jz_asset_rows (self->operation, error);
  if ((self->cards == NULL && !self->numbered) || !jz_connection_number (self->connection, &self->card, 0, error, "SELECT max (id) FROM asset", ""))
    return FALSE;
  self->arrivals = jz_arrivals_begin (self->operation, self->cards, error);
  return self->arrivals != NULL;
}

static gboolean
begin_cb (JzImporting *importing, gpointer *state, GError **error)
{
  const JzImport              *import = jz_importing_import (importing);
  const JzLedgerImportOptions *options = import->options;
  const char                  *sheet = jz_sheet_file_sheet_name (import->file, import->sheet);
  g_autofree char             *threshold = NULL;
  Import                      *self = *state = g_new0 (Import, 1);
  int                          month, day;

  self->importing = importing;
  self->result = jz_importing_result (importing);
  self->operation = jz_importing_operation (importing);
  self->connection = jz_importing_connection (importing);
  self->taken = g_array_new (FALSE, FALSE, JZ_FINGERPRINT_SIZE);
  self->which = options != NULL ? options->cards : JZ_CARDS_BY_PRICE;
  self->numbered = jz_sheet_mapping_column (import->mapping, JZ_FIELD_NUMBER) != JZ_SHEET_NO_COLUMN;
  self->given = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->codes = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, (GDestroyNotify) g_hash_table_unref);
  self->items = new_cache ();
  self->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, place_free);
  self->people = new_cache ();
  self->seen = g_hash_table_new_full (print_hash, print_equal, g_free, NULL);
  self->date_1904 = jz_sheet_file_date_1904 (import->file);
  self->today = jz_date_today ();
  jz_date_get (self->today, &self->year, &month, &day);
  jz_date_to_iso (jz_date_new (self->year - 1, 12, 31), self->date[0]);
  jz_date_to_iso (self->today, self->date[1]);
  threshold = jz_connection_text (self->connection, NULL, "SELECT value FROM meta WHERE key = 'asset.threshold'", "");
  self->threshold = threshold != NULL ? g_ascii_strtoll (threshold, NULL, 10) : USUAL_THRESHOLD;
  self->consumables = strstr (sheet, "易耗") != NULL || strstr (sheet, "低值") != NULL;
  /* A dry run leaves nothing that could be looked for. */
  jz_connection_set_derived_later (self->connection, import->dry_run);
  self->alike = jz_place_alike_new (self->connection, error);
  if (self->alike == NULL)
    return FALSE;
  return jz_connection_number (self->connection, &self->before, 0, error, "SELECT max (id) FROM imported", "") &&
         (self->numbering = jz_numbering_new (self->connection, error)) != NULL && (import->dry_run || begin_rows (self, error));
}

static void
read_cb (gconstpointer state, JzImportLine *line)
{
  const Import *self = state;
  Record       *record = jz_import_line_record (line);

  jz_ledger_row_read (line, self->today, self->date_1904, &record->in);
  if (!jz_import_line_is_faulty (line))
    jz_ledger_row_fingerprint (&record->in, 1, record->print);
}

/* Looking up and making what a row names. */

static gboolean
find_person (Import *self, const char *name, gint64 *id, GError **error)
{
  gint64 *known = g_hash_table_lookup (self->people, name);

  *id = known != NULL ? *known : 0;
  if (known != NULL || name[0] == '\0')
    return TRUE;
  if (!jz_person_ensure (self->operation, name, id, error))
    return FALSE;
  g_hash_table_insert (self->people, g_strdup (name), g_memdup2 (id, sizeof *id));
  return TRUE;
}

/* Changes of rows that were there are recorded one by one, unlike what is added. */
static gboolean
set_keeper (Import *self, gint64 place, gint64 keeper, GError **error)
{
  gboolean ok;

  jz_operation_set_bulk (self->operation, FALSE);
  ok = jz_connection_run (self->connection, error, "UPDATE place SET keeper = ?, changed = jz_operation() WHERE id = ? AND keeper IS NULL", "ll", keeper, place);
  jz_operation_set_bulk (self->operation, TRUE);
  return ok;
}

/* @alike: (transfer none) (nullable) */
static gboolean
find_place (Import *self, const JzLedgerRowIn *in, gint64 *id, const char **alike, GError **error)
{
  const char *text = in->place[0] != '\0' ? in->place : NO_PLACE;
  Place      *known = g_hash_table_lookup (self->places, text);
  gint64      keeper;

  if (known == NULL)
    {
      if (!jz_place_find (self->connection, text, id, error) || !find_person (self, in->keeper, &keeper, error))
        return FALSE;
      known = g_new0 (Place, 1);
      known->alike = *id == 0 ? jz_place_alike_find (self->alike, text) : NULL;
      g_hash_table_insert (self->places, g_strdup (text), known);
      if ((*id == 0 && !jz_place_ensure (self->operation, text, id, &self->result->places, error)) ||
          (keeper != 0 && !set_keeper (self, *id, keeper, error)))
        return FALSE;
      known->id = *id;
      jz_place_alike_add (self->alike, text);
    }
  *id = known->id;
  *alike = known->alike;
  return TRUE;
}

static const char *
tracking_for (Import *self, const JzLedgerRowIn *in)
{
  if (in->number[0] != '\0')
    return "card";
  if (self->consumables || strstr (in->kind, "易耗") != NULL || strstr (in->kind, "消耗") != NULL)
    return "consumable";
  if (in->decimals > 0 || self->which == JZ_CARDS_NONE)
    return "lot";
  return self->which == JZ_CARDS_ALL || in->price >= self->threshold ? "card" : "lot";
}

static JzItemData
item_data (Import *self, const JzLedgerRowIn *in)
{
  return (JzItemData){ .code = in->code, .name = in->name, .spec = in->spec, .unit = in->unit, .decimals = in->decimals,
                       .tracking = tracking_for (self, in), .subject = in->subject, .least = -1, .scheme = self->scheme };
}

static Item *
remember_item (Import *self, const JzLedgerRowIn *in, gint64 id, gboolean card, int decimals)
{
  Item *item = g_new (Item, 1);

  *item = (Item){ id, card, decimals };
  g_hash_table_insert (self->items, g_strdup (in->item), item);
  return item;
}

/* What the file knows of the row's item; NULL when it is a new one. */
static gboolean
know_item (Import *self, const JzLedgerRowIn *in, Item **item, GError **error)
{
  JzItemData data;
  gint64     id, card, decimals;

  *item = g_hash_table_lookup (self->items, in->item);
  self->scheme = 0;
  if (*item != NULL)
    return TRUE;
  if (in->code[0] != '\0' && !jz_codes_guess_scheme (self->connection, in->code, &self->scheme, error))
    return FALSE;
  data = item_data (self, in);
  if (!jz_item_look_up (self->connection, &data, &id, error))
    return FALSE;
  if (id == 0)
    return TRUE;
  if (!jz_connection_number (self->connection, &card, 0, error, "SELECT tracking = 'card' FROM item WHERE id = ?", "l", id) ||
      !jz_connection_number (self->connection, &decimals, 0, error, "SELECT decimals FROM item WHERE id = ?", "l", id))
    return FALSE;
  *item = remember_item (self, in, id, card != 0, (int) decimals);
  return TRUE;
}

static char *
next_own_code (Import *self, GError **error)
{
  char *code = self->own != 0 ? jz_codes_own (self->own + 1) : jz_codes_next_own (self->connection, error);

  if (code != NULL)
    self->own = jz_codes_own_number (code);
  return code;
}

/* To ask the file for each category takes as long as to add the item. @category: (out) (transfer full) */
static gboolean
find_category (Import *self, const char *code, char **category, GError **error)
{
  g_autofree char *tidy = jz_text_tidy (code);
  gpointer         scheme = GSIZE_TO_POINTER ((gsize) self->scheme);
  GHashTable      *codes = g_hash_table_lookup (self->codes, scheme);

  if (codes == NULL)
    {
      codes = jz_codes_read (self->connection, self->scheme, error);
      if (codes == NULL)
        return FALSE;
      g_hash_table_insert (self->codes, scheme, codes);
    }
  *category = jz_codes_category_among (codes, tidy);
  return TRUE;
}

static gboolean
make_item (Import *self, const JzLedgerRowIn *in, Item **item, GError **error)
{
  JzItemData       data = item_data (self, in);
  g_autofree char *code = NULL, *category = NULL;
  gint64           id;

  if (in->code[0] != '\0' && self->own != 0)
    self->own = MAX (self->own, jz_codes_own_number (in->code));
  if (in->code[0] == '\0' && (code = next_own_code (self, error)) == NULL)
    return FALSE;
  data.own_code = code;
  if (in->code[0] != '\0' && !find_category (self, in->code, &category, error))
    return FALSE;
  data.category = category;
  if (!jz_item_ensure (self->operation, &data, &id, NULL, error))
    return FALSE;
  *item = remember_item (self, in, id, g_str_equal (data.tracking, "card"), data.decimals);
  return TRUE;
}

static gboolean
open_voucher (Import *self, int which, GError **error)
{
  const char      *name = jz_sheet_file_name (jz_importing_import (self->importing)->file);
  g_autofree char *reason = g_strdup_printf (_("Taken in from %s"), name);
  JzVoucherHead    head = { .kind = "opening", .date = self->date[which], .reason = reason };

  return jz_posting_begin (self->operation, &head, &self->voucher[which], error);
}

static gboolean
post (Import *self, const JzLedgerRowIn *in, const JzMove *move, GError **error)
{
  int which = in->date[0] != '\0' && atoi (in->date) == self->year;

  if (self->arrivals != NULL && self->voucher[which] == 0 && !open_voucher (self, which, error))
    return FALSE;
  return jz_arrivals_add (self->arrivals, self->voucher[which], which ? self->year : self->year - 1, ++self->lines[which], move, error);
}

/* Writing. */

/* The next number that no row of the sheet has for its own. */
static char *
give_number (Import *self, const JzNumberFor *what, GError **error)
{
  for (gint64 there = 1;;)
    {
      g_autofree char *number = jz_numbering_next (self->numbering, what, error);

      if (number == NULL || !self->numbered)
        return g_steal_pointer (&number);
      if (!jz_connection_number (self->connection, &there, 0, error, "SELECT 1 FROM asset WHERE number = ? AND voided IS NULL", "s", number))
        return NULL;
      if (there)
        continue;
      g_hash_table_add (self->given, g_strdup (number));
      return g_steal_pointer (&number);
    }
}

static gboolean
add_card (Import *self, const JzLedgerRowIn *in, const Item *item, JzSpot to, gint64 price, GError **error)
{
  const char      *acquired = in->date[0] != '\0' ? in->date : NULL;
  g_autofree char *number = in->number[0] == '\0' ? give_number (self, &(JzNumberFor){ .item = item->id, .place = to.place, .acquired = acquired }, error)
                                                  : g_strdup (in->number);
  JzAssetData      data = { .number = number, .serial = in->serial, .price = price, .acquired = acquired,
                            .origin = in->origin, .fund = in->fund, .supplier = in->supplier, .maker = in->maker, .note = in->note };
  JzMove           move = { .item = item->id, .asset = ++self->card, .from = JZ_OUTSIDE, .to = to, .quantity = 1, .amount = price };

  if (number == NULL)
    return FALSE;
  self->result->assets++;
  return (self->cards != NULL ? jz_asset_append (self->operation, self->cards, move.asset, item->id, &data, error)
                              : jz_asset_add (self->operation, item->id, &data, &move.asset, error)) &&
         post (self, in, &move, error);
}

static gboolean
add_cards (Import *self, const JzLedgerRowIn *in, const Item *item, JzSpot to, GError **error)
{
  gint64 each = in->amount / in->quantity;

  if (self->cards == NULL && !self->numbered)
    {
      self->result->assets += (guint) in->quantity;
      return TRUE;
    }
  for (gint64 i = 1; i < in->quantity; i++)
    if (!add_card (self, in, item, to, each, error))
      return FALSE;
  /* The fen that don't divide go to the last card, so that the cards are worth the row. */
  return add_card (self, in, item, to, in->amount - each * (in->quantity - 1), error);
}

static gboolean
add_quantity (Import *self, const JzLedgerRowIn *in, const Item *item, JzSpot to, GError **error)
{
  JzMove move = { .item = item->id, .from = JZ_OUTSIDE, .to = to, .quantity = in->quantity, .amount = in->amount };

  for (int i = in->decimals; i < item->decimals; i++)
    move.quantity *= 10;
  return post (self, in, &move, error);
}

/* An asset that is there is brought up to date in what the books don't say. */
static gboolean
update_asset (Import *self, const JzLedgerRowIn *in, gint64 asset, GError **error)
{
  gboolean ok;

  jz_operation_set_bulk (self->operation, FALSE);
  ok = jz_connection_run (self->connection, error,
                          "UPDATE asset SET serial = iif (?1 = '', serial, ?1), maker = iif (?2 = '', maker, ?2), supplier = iif (?3 = '', supplier, ?3), "
                          "fund = iif (?4 = '', fund, ?4), origin = iif (?5 = '', origin, ?5), note = iif (?6 = '', note, ?6), changed = jz_operation() "
                          "WHERE id = ?7 AND (?1 NOT IN ('', serial) OR ?2 NOT IN ('', maker) OR ?3 NOT IN ('', supplier) OR ?4 NOT IN ('', fund) "
                          "OR ?5 NOT IN ('', origin) OR ?6 NOT IN ('', note))", "ssssssl", in->serial, in->maker, in->supplier, in->fund, in->origin,
                          in->note, asset);
  jz_operation_set_bulk (self->operation, TRUE);
  if (!ok)
    return FALSE;
  if (jz_connection_n_changed (self->connection) > 0)
    self->result->updated++;
  else
    self->result->skipped++;
  return TRUE;
}

/* Whether the row was taken before; notes that it is taken now. */
static gboolean
take_fingerprint (Import *self, const Record *record, gboolean *known, GError **error)
{
  guint              equal = 1 + GPOINTER_TO_UINT (g_hash_table_lookup (self->seen, record->print));
  guint8             print[JZ_FINGERPRINT_SIZE];
  gint64             there = 0;

  g_hash_table_insert (self->seen, g_memdup2 (record->print, JZ_FINGERPRINT_SIZE), GUINT_TO_POINTER (equal));
  memcpy (print, record->print, sizeof print);
  if (equal > 1)
    jz_ledger_row_fingerprint (&record->in, equal, print);
  if (self->before != 0)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (print, sizeof print);

      if (!jz_connection_number (self->connection, &there, 0, error, "SELECT 1 FROM imported WHERE fingerprint = ?", "b", bytes))
        return FALSE;
    }
  *known = there != 0;
  if (!*known)
    g_array_append_vals (self->taken, print, 1);
  return TRUE;
}

/* The remedy is for the cell, which may say the room alone. */
static void
advise_place (JzImportLine *line, const char *alike)
{
  g_autofree char *room = NULL, *cabinet = NULL, *shelf = NULL;
  gboolean         alone = jz_import_line_text (line, JZ_FIELD_CABINET)[0] != '\0';

  jz_place_parse (alike, &room, &cabinet, &shelf);
  jz_import_line_warning (line, JZ_FIELD_PLACE, _("It looks like a place that is there, but is not written like it"), alone ? room : alike);
}

/* @item: NULL: new. */
static gboolean
write_row (Import *self, JzImportLine *line, Item *item, GError **error)
{
  const Record        *record = jz_import_line_record (line);
  const JzLedgerRowIn *in = &record->in;
  const char          *alike;
  gboolean             is_new = item == NULL, known;
  JzSpot               to = { 0, "stock", 0 };
  gint64               asset = 0;

  if (in->number[0] != '\0' && !jz_asset_find (self->connection, in->number, &asset, error))
    return FALSE;
  if (asset != 0)
    return update_asset (self, in, asset, error);
  if (!take_fingerprint (self, record, &known, error))
    return FALSE;
  if (known)
    {
      self->result->skipped++;
      return TRUE;
    }
  if ((is_new && !make_item (self, in, &item, error)) || !find_place (self, in, &to.place, &alike, error) ||
      !find_person (self, in->user, &to.holder, error))
    return FALSE;
  if (alike != NULL)
    advise_place (line, alike);
  if (to.holder != 0)
    to.state = "use";
  if (item->card ? !add_cards (self, in, item, to, error) : !add_quantity (self, in, item, to, error))
    return FALSE;
  if (is_new || item->card)
    self->result->added++;
  else
    self->result->merged++;
  return TRUE;
}

/* Rules that only the file knows, proved before anything is written for the row. */
static const char *
broken_rule (Import *self, const JzLedgerRowIn *in, const Item *known)
{
  gboolean card = known != NULL ? known->card : g_str_equal (tracking_for (self, in), "card");

  if (in->decimals > (known != NULL ? known->decimals : card ? 0 : 3))
    return _("This item is counted whole");
  if (card && in->quantity > CARDS_MOST)
    return _("At most 10,000 cards can be made at once");
  if (!card && in->number[0] != '\0')
    return _("This item is kept by quantity and has no asset numbers");
  if (g_hash_table_contains (self->given, in->number))
    return _("This asset number was given to a row above that has none");
  return NULL;
}

/* People are looked up first: two of one name is a fault of the row, and nothing was written for it yet. */
static gboolean
take_cb (JzImporting *importing, gpointer state, JzImportLine *line, GError **error)
{
  Import             *self = state;
  const Record       *record = jz_import_line_record (line);
  g_autoptr (GError)  failure = NULL;
  const char         *rule;
  gint64              person;
  Item               *item;

  if (!know_item (self, &record->in, &item, &failure) || !find_person (self, record->in.user, &person, &failure) ||
      !find_person (self, record->in.keeper, &person, &failure))
    {
      if (!g_error_matches (failure, JZ_ERROR, JZ_ERROR_CONFLICT))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      jz_import_line_fault (line, -1, failure->message, NULL);
      return TRUE;
    }
  rule = broken_rule (self, &record->in, item);
  if (rule == NULL)
    return write_row (self, line, item, error);
  jz_import_line_fault (line, -1, rule, NULL);
  return TRUE;
}

static int
print_order (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, JZ_FINGERPRINT_SIZE);
}

/* In their order, so that each comes to stand after the last. */
static gboolean
keep_fingerprints (Import *self, GError **error)
{
  g_autoptr (JzRows) rows = jz_rows_new (self->connection, INSERT_TAKEN, "b", NULL, error);
  gboolean           ok = rows != NULL;

  g_array_sort (self->taken, print_order);
  for (guint i = 0; ok && i < self->taken->len; i++)
    {
      g_autoptr (GBytes) print = g_bytes_new_static (self->taken->data + (gsize) i * JZ_FINGERPRINT_SIZE, JZ_FINGERPRINT_SIZE);

      ok = jz_rows_add (rows, error, print);
    }
  return ok && jz_rows_flush (rows, error);
}

static gboolean
end_cb (JzImporting *importing, gpointer state, GError **error)
{
  Import *self = state;

  return self->arrivals == NULL || (jz_arrivals_end (self->arrivals, error) && keep_fingerprints (self, error));
}

const JzImportSpec jz_ledger_import = {
  .name = "ledger", .action = &action, .fields = jz_ledger_fields, .n_fields = JZ_N_LEDGER_FIELDS, .bulk = TRUE, .record_size = sizeof (Record),
  .begin = begin_cb, .read = read_cb, .take = take_cb, .end = end_cb, .free_state = import_free,
};
