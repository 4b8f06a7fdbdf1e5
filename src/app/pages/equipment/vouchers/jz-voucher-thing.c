/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-voucher-thing.h"

#include <glib/gi18n-lib.h>

#include "jz-quantity.h"
#include "jz-voucher-spot.h"

void
jz_voucher_thing_free (JzVoucherThing *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->detail);
  g_free (self->where);
  g_free (self->unit);
  g_free (self->tracking);
  g_free (self->place_path);
  g_clear_pointer (&self->spots, g_ptr_array_unref);
  g_free (self);
}

JzVoucherThing *
jz_voucher_thing_new (const JzItemDraft *draft)
{
  JzVoucherThing *self = g_new0 (JzVoucherThing, 1);

  self->name = g_strdup (draft->name);
  self->detail = g_strdup (draft->spec);
  self->where = g_strdup (_("○ New item"));
  self->unit = g_strdup (draft->unit);
  self->decimals = draft->decimals;
  self->tracking = g_strdup (draft->tracking);
  return self;
}

/* "a · b", without what is empty. */
static char *
join (const char *a, const char *b)
{
  gboolean has_a = a != NULL && *a != '\0', has_b = b != NULL && *b != '\0';

  return g_strconcat (has_a ? a : "", has_a && has_b ? " · " : "", has_b ? b : "", NULL);
}

static char *
where_asset (JzStatement *row)
{
  const char      *state = jz_statement_text (row, 10), *holder = jz_statement_text (row, 11);
  const char      *words = state == NULL ? _("⊘ Not here any more") : g_str_equal (state, "loan") ? _("↗ On loan")
                           : g_str_equal (state, "use") ? _("✓ In use") : _("✓ In store");
  g_autofree char *place = join (words, jz_statement_text (row, 9));

  return join (place, holder);
}

static char *
where_item (JzStatement *row)
{
  g_autofree char *quantity = jz_quantity_format (jz_statement_int64 (row, 10), (int) jz_statement_int64 (row, 6));
  g_autofree char *stock = g_strdup_printf (_("%s %s in store"), quantity, jz_statement_text (row, 5));

  g_autofree char *elsewhere =
    jz_statement_int64 (row, 11) > 1 ? g_strdup_printf (_("%s and elsewhere"), jz_statement_text (row, 9)) : NULL;

  return join (stock, elsewhere != NULL ? elsewhere : jz_statement_text (row, 9));
}

static JzVoucherThing *
take (JzStatement *row)
{
  JzVoucherThing *thing = g_new0 (JzVoucherThing, 1);

  thing->item = jz_statement_int64 (row, 0);
  thing->asset = jz_statement_int64 (row, 1);
  thing->name = jz_statement_dup (row, 3);
  thing->detail = join (jz_statement_text (row, 2), jz_statement_text (row, 4));
  thing->unit = jz_statement_dup (row, 5);
  thing->decimals = (int) jz_statement_int64 (row, 6);
  thing->tracking = jz_statement_dup (row, 7);
  thing->place = jz_statement_int64 (row, 8);
  thing->place_path = jz_statement_dup (row, 9);
  thing->where = thing->asset != 0 ? where_asset (row) : where_item (row);
  return thing;
}

#define ASSET_COLUMNS                                                                                                                             \
  "SELECT item.id, asset.id, asset.number, item.name, item.spec, item.unit, item.decimals, item.tracking, place.id, place.path, position.state, " \
  "person.name FROM asset JOIN item ON item.id = asset.item LEFT JOIN position ON position.asset = asset.id "                                     \
  "LEFT JOIN place ON place.id = position.place LEFT JOIN person ON person.id = position.holder "

static const char asset_sql[] = ASSET_COLUMNS "WHERE asset.id = ? AND asset.voided IS NULL";
static const char out_sql[] =
  ASSET_COLUMNS "WHERE asset.item = ? AND position.state <> 'stock' AND asset.voided IS NULL ORDER BY asset.number";
static const char item_sql[] =
  "SELECT item.id, 0, item.code, item.name, item.spec, item.unit, item.decimals, item.tracking, place.id, place.path, "
  "ifnull ((SELECT sum (quantity) FROM balance WHERE balance.item = item.id AND state = 'stock'), 0), "
  "(SELECT count(DISTINCT place) FROM balance WHERE balance.item = item.id AND quantity > 0) FROM item LEFT JOIN place ON place.id = "
  "(SELECT b.place FROM balance b WHERE b.item = item.id AND b.quantity > 0 ORDER BY b.quantity DESC LIMIT 1) "
  "WHERE item.id = ? AND item.voided IS NULL";

static gboolean
read_some (JzConnection *connection, const char *sql, gint64 id, GPtrArray *things, GError **error)
{
  JzStatement *rows = jz_connection_query (connection, error, sql, "l", id);

  while (jz_statement_next (rows))
    g_ptr_array_add (things, take (rows));
  return jz_statement_finish (rows, error);
}

static gboolean
read_item (JzConnection *connection, gint64 id, JzThingsWanted wanted, GPtrArray *things, GError **error)
{
  g_autofree char *tracking = wanted == JZ_THINGS_OUT ?
                                jz_connection_text (connection, NULL, "SELECT tracking FROM item WHERE id = ?", "l", id) :
                                NULL;
  guint            before = things->len;

  if (g_strcmp0 (tracking, "card") == 0)
    return read_some (connection, out_sql, id, things, error);
  if (!read_some (connection, item_sql, id, things, error))
    return FALSE;
  if (wanted != JZ_THINGS_BARE && things->len > before)
    {
      JzVoucherThing *thing = g_ptr_array_index (things, before);

      thing->spots = jz_voucher_spots_read (connection, id, error);
      return thing->spots != NULL;
    }
  return TRUE;
}

GPtrArray *
jz_voucher_things_read (JzConnection *connection, gboolean assets, GArray *ids, JzThingsWanted wanted, GError **error)
{
  g_autoptr (GPtrArray) things = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_voucher_thing_free);

  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      if (assets ? !read_some (connection, asset_sql, id, things, error) :
                   !read_item (connection, id, wanted, things, error))
        return NULL;
    }
  return g_steal_pointer (&things);
}
