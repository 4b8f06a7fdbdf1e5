/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include "jz-ledger-import.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "jz-date.h"
#include "jz-item.h"
#include "jz-ledger-row.h"
#include "jz-people.h"
#include "jz-place.h"
#include "jz-posting.h"

static const JzAction action = { "ledger.import", "import" };

#define NO_PLACE          "未定位置" /* where things are put whose row says nothing */
#define USUAL_THRESHOLD   100000     /* fen: 1,000 yuan makes a fixed asset */
#define CARDS_MOST        10000      /* of one row */

/* An item as the rows after its first know it. */
typedef struct
{
  gint64   id;
  gboolean card;
  int      decimals;
} Item;

typedef struct
{
  JzImporting          *importing;
  JzImportResult       *result;
  JzOperation          *operation;
  JzConnection         *connection;
  JzCards               cards;
  GHashTable           *items;   /* key → Item */
  GHashTable           *places;  /* as written → gint64 */
  GHashTable           *people;  /* name → gint64 */
  GHashTable           *seen;    /* fingerprint of a first row → how many equal ones */
  gint64                voucher[2]; /* 0: acquired before this year; 1: this year */
  guint                 lines[2];
  char                  date[2][JZ_DATE_LENGTH];
  JzDate                today;
  int                   year;    /* this one */
  gint64                serial;  /* of the next card without a number */
  gint64                threshold;
  gboolean              consumables; /* the sheet says that it is the consumables' */
} Import;

static GHashTable *
new_cache (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static void
import_free (gpointer data)
{
  Import *self = data;

  g_clear_pointer (&self->items, g_hash_table_unref);
  g_clear_pointer (&self->places, g_hash_table_unref);
  g_clear_pointer (&self->people, g_hash_table_unref);
  g_clear_pointer (&self->seen, g_hash_table_unref);
  g_free (self);
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
  self->cards = options != NULL ? options->cards : JZ_CARDS_BY_PRICE;
  self->items = new_cache ();
  self->places = new_cache ();
  self->people = new_cache ();
  self->seen = new_cache ();
  self->today = jz_date_today ();
  jz_date_get (self->today, &self->year, &month, &day);
  jz_date_to_iso (jz_date_new (self->year - 1, 12, 31), self->date[0]);
  jz_date_to_iso (self->today, self->date[1]);
  threshold = jz_connection_text (self->connection, NULL, "SELECT value FROM meta WHERE key = 'asset.threshold'", "");
  self->threshold = threshold != NULL ? g_ascii_strtoll (threshold, NULL, 10) : USUAL_THRESHOLD;
  self->consumables = strstr (sheet, "易耗") != NULL || strstr (sheet, "低值") != NULL;
  return jz_asset_next_serial (self->connection, &self->serial, error);
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

static gboolean
find_place (Import *self, const JzLedgerRowIn *in, gint64 *id, GError **error)
{
  const char *text = in->place[0] != '\0' ? in->place : NO_PLACE;
  gint64     *known = g_hash_table_lookup (self->places, text);
  gint64      keeper;

  *id = known != NULL ? *known : 0;
  if (known != NULL)
    return TRUE;
  if (!jz_place_ensure (self->operation, text, id, &self->result->places, error) || !find_person (self, in->keeper, &keeper, error))
    return FALSE;
  g_hash_table_insert (self->places, g_strdup (text), g_memdup2 (id, sizeof *id));
  return keeper == 0 || set_keeper (self, *id, keeper, error);
}

static const char *
tracking_for (Import *self, const JzLedgerRowIn *in)
{
  if (in->number[0] != '\0')
    return "card";
  if (self->consumables || strstr (in->kind, "易耗") != NULL || strstr (in->kind, "消耗") != NULL)
    return "consumable";
  if (in->decimals > 0 || self->cards == JZ_CARDS_NONE)
    return "lot";
  return self->cards == JZ_CARDS_ALL || in->price >= self->threshold ? "card" : "lot";
}

static char *
item_key (const JzLedgerRowIn *in)
{
  return g_strjoin ("\n", in->code, in->name, in->spec, in->unit, NULL);
}

static JzItemData
item_data (Import *self, const JzLedgerRowIn *in)
{
  return (JzItemData){ .code = in->code, .name = in->name, .spec = in->spec, .unit = in->unit, .decimals = in->decimals,
                       .tracking = tracking_for (self, in), .subject = in->subject, .least = -1 };
}

static gboolean
remember_item (Import *self, const JzLedgerRowIn *in, gint64 id, GError **error)
{
  Item  *item = g_new0 (Item, 1);
  gint64 card, decimals;

  item->id = id;
  g_hash_table_insert (self->items, item_key (in), item);
  if (!jz_connection_number (self->connection, &card, 0, error, "SELECT tracking = 'card' FROM item WHERE id = ?", "l", id) ||
      !jz_connection_number (self->connection, &decimals, 0, error, "SELECT decimals FROM item WHERE id = ?", "l", id))
    return FALSE;
  item->card = card != 0;
  item->decimals = (int) decimals;
  return TRUE;
}

/* Fetches what the file knows of the row's item, if it does. */
static gboolean
know_item (Import *self, const JzLedgerRowIn *in, GError **error)
{
  g_autofree char *key = item_key (in);
  JzItemData       data = item_data (self, in);
  gint64           id;

  return g_hash_table_contains (self->items, key) ||
         (jz_item_look_up (self->connection, &data, &id, error) && (id == 0 || remember_item (self, in, id, error)));
}

static gboolean
find_item (Import *self, const JzLedgerRowIn *in, Item *item, gboolean *is_new, GError **error)
{
  g_autofree char *key = item_key (in);
  JzItemData       data = item_data (self, in);
  gint64           id;

  *is_new = FALSE;
  if (!g_hash_table_contains (self->items, key) &&
      (!jz_item_ensure (self->operation, &data, &id, is_new, error) || !remember_item (self, in, id, error)))
    return FALSE;
  *item = *(Item *) g_hash_table_lookup (self->items, key);
  return TRUE;
}

static gboolean
open_voucher (Import *self, int which, GError **error)
{
  const char      *name = jz_sheet_file_name (jz_importing_import (self->importing)->file);
  g_autofree char *reason = g_strdup_printf (_("Taken in from %s"), name);
  JzVoucherHead    head = { .kind = "opening", .date = self->date[which], .reason = reason };

  return self->voucher[which] != 0 || jz_posting_begin (self->operation, &head, &self->voucher[which], error);
}

static gboolean
post (Import *self, const JzLedgerRowIn *in, const JzMove *move, GError **error)
{
  int which = in->date[0] != '\0' && atoi (in->date) == self->year;

  return open_voucher (self, which, error) &&
         jz_posting_add (self->operation, self->voucher[which], which ? self->year : self->year - 1, ++self->lines[which], move, error);
}

/* Writing. */

static gboolean
add_cards (Import *self, const JzLedgerRowIn *in, const Item *item, JzSpot to, GError **error)
{
  gint64 left = in->amount;

  for (gint64 i = 0; i < in->quantity; i++)
    {
      /* The fen that don't divide go to the last card, so that the cards are worth the row. */
      gint64           price = i + 1 < in->quantity ? in->amount / in->quantity : left;
      g_autofree char *number = in->number[0] != '\0' ? g_strdup (in->number) : jz_asset_number (self->connection, self->serial++, error);
      JzAssetData      data = { .number = number, .serial = in->serial, .price = price, .acquired = in->date[0] != '\0' ? in->date : NULL,
                                .origin = in->origin, .fund = in->fund, .supplier = in->supplier, .maker = in->maker, .note = in->note };
      JzMove           move = { .item = item->id, .from = JZ_OUTSIDE, .to = to, .quantity = 1, .amount = price };

      left -= price;
      if (number == NULL || !jz_asset_add (self->operation, item->id, &data, &move.asset, error) || !post (self, in, &move, error))
        return FALSE;
      self->result->assets++;
    }
  return TRUE;
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
take_fingerprint (Import *self, const JzLedgerRowIn *in, gboolean *known, GError **error)
{
  guint8             print[16];
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char   *key = NULL;
  guint             *equal;

  jz_ledger_row_fingerprint (in, 0, print);
  key = g_base64_encode (print, sizeof print);
  equal = g_hash_table_lookup (self->seen, key);
  if (equal == NULL)
    {
      equal = g_new0 (guint, 1);
      g_hash_table_insert (self->seen, g_steal_pointer (&key), equal);
    }
  jz_ledger_row_fingerprint (in, ++*equal, print);
  bytes = g_bytes_new (print, sizeof print);
  if (!jz_connection_run (self->connection, error, "INSERT OR IGNORE INTO imported (fingerprint) VALUES (?)", "b", bytes))
    return FALSE;
  *known = jz_connection_n_changed (self->connection) == 0;
  return TRUE;
}

static gboolean
write_row (Import *self, const JzLedgerRowIn *in, GError **error)
{
  JzSpot   to = { 0, "stock", 0 };
  Item     item;
  gboolean known, is_new;
  gint64   asset = 0;

  if (in->number[0] != '\0' && !jz_asset_find (self->connection, in->number, &asset, error))
    return FALSE;
  if (asset != 0)
    return update_asset (self, in, asset, error);
  if (!take_fingerprint (self, in, &known, error))
    return FALSE;
  if (known)
    {
      self->result->skipped++;
      return TRUE;
    }
  if (!find_item (self, in, &item, &is_new, error) || !find_place (self, in, &to.place, error) || !find_person (self, in->user, &to.holder, error))
    return FALSE;
  if (to.holder != 0)
    to.state = "use";
  if (item.card ? !add_cards (self, in, &item, to, error) : !add_quantity (self, in, &item, to, error))
    return FALSE;
  if (is_new || item.card)
    self->result->added++;
  else
    self->result->merged++;
  return TRUE;
}

/* Rules that only the file knows, proved before anything is written for the row. */
static const char *
broken_rule (Import *self, const JzLedgerRowIn *in)
{
  g_autofree char *key = item_key (in);
  Item            *known = g_hash_table_lookup (self->items, key);
  gboolean         card = known != NULL ? known->card : g_str_equal (tracking_for (self, in), "card");

  if (in->decimals > (known != NULL ? known->decimals : card ? 0 : 3))
    return _("This item is counted whole");
  if (card && in->quantity > CARDS_MOST)
    return _("At most 10,000 cards can be made at once");
  if (!card && in->number[0] != '\0')
    return _("This item is kept by quantity and has no asset numbers");
  return NULL;
}

/* People are looked up first: two of one name is a fault of the row, and nothing was written for it yet. */
static gboolean
try_row (Import *self, const JzLedgerRowIn *in, const JzSheetRow *row, GError **error)
{
  g_autoptr (GError) failure = NULL;
  const char        *rule;
  gint64             person;

  if (!know_item (self, in, &failure) || !find_person (self, in->user, &person, &failure) || !find_person (self, in->keeper, &person, &failure))
    {
      if (!g_error_matches (failure, JZ_ERROR, JZ_ERROR_CONFLICT))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      jz_importing_fault (self->importing, row, -1, failure->message, NULL);
      return TRUE;
    }
  rule = broken_rule (self, in);
  if (rule == NULL)
    return write_row (self, in, error);
  jz_importing_fault (self->importing, row, -1, rule, NULL);
  return TRUE;
}

static gboolean
take_cb (JzImporting *importing, gpointer state, const JzSheetRow *row, GError **error)
{
  Import                *self = state;
  g_auto (JzLedgerRowIn) in = { 0 };

  return !jz_ledger_row_read (importing, row, self->today, &in) || try_row (self, &in, row, error);
}

const JzImportSpec jz_ledger_import = {
  .name = "ledger", .action = &action, .fields = jz_ledger_fields, .n_fields = JZ_N_LEDGER_FIELDS, .bulk = TRUE,
  .begin = begin_cb, .take = take_cb, .free_state = import_free,
};
