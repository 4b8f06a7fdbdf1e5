/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-part-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-package-part.h"

/* Values. A document that fails its schema is not judged further, so what can't be read here is left as 0. */

static gboolean
parse_decimal (const char *text, gsize size, int scale, gint64 *value)
{
  gboolean negative = size > 0 && *text == '-';
  gint64   number = 0;
  int      decimals = -1;

  for (gsize i = negative; i < size; i++)
    if (text[i] == '.' && decimals < 0)
      decimals = 0;
    else if (!g_ascii_isdigit (text[i]) || __builtin_mul_overflow (number, 10, &number) ||
             __builtin_add_overflow (number, text[i] - '0', &number))
      return FALSE;
    else
      decimals += decimals >= 0;
  for (decimals = MAX (decimals, 0); decimals < scale; decimals++)
    if (__builtin_mul_overflow (number, 10, &number))
      return FALSE;
  *value = negative ? -number : number;
  return decimals == scale;
}

static JzRowKind
kind_of (const char *element)
{
  static const struct { const char *element; JzRowKind kind; } kinds[] = {
    { "asset", JZ_ROW_ASSET }, { "stock", JZ_ROW_STOCK }, { "year", JZ_ROW_YEAR },
    { "item", JZ_ROW_ITEM }, { "place", JZ_ROW_PLACE }, { "scheme", JZ_ROW_SCHEME },
    { "title", JZ_ROW_TITLE }, { "copy", JZ_ROW_COPY }, { "lent", JZ_ROW_LENT },
    { "room", JZ_ROW_ROOM }, { "used", JZ_ROW_USED },
    { "experiment", JZ_ROW_EXPERIMENT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (element, kinds[i].element) == 0)
      return kinds[i].kind;
  return JZ_ROW_OTHER;
}

typedef struct
{
  const char *name, *value;
  gsize       size;
} Attribute;

/* Asked a dozen times an attribute: the first letter mostly answers it. */
static inline gboolean
is (const Attribute *a, const char *name)
{
  return *a->name == *name && strcmp (a->name, name) == 0;
}

static gboolean
value_is (const Attribute *a, const char *value)
{
  return a->size == strlen (value) && memcmp (a->value, value, a->size) == 0;
}

static void
take_reference (const Attribute *a, JzId *id, gboolean *has)
{
  *has = jz_id_parse (a->value, a->size, id);
}

/* in and arrived make more, out and left less. */
static gboolean
take_year (JzPartRow *row, const Attribute *a)
{
  static const struct { const char *name; int sign; gboolean money, whole;
  } columns[] = {
    { "in", 1, FALSE, TRUE },
    { "out", -1, FALSE, TRUE },
    { "arrived", 1, FALSE, FALSE },
    { "left", -1, FALSE, FALSE },
    { "in-amount", 1, TRUE, TRUE },
    { "out-amount", -1, TRUE, TRUE },
    { "arrived-amount", 1, TRUE, FALSE },
    { "left-amount", -1, TRUE, FALSE },
  };
  gint64 value = 0;

  if (is (a, "year"))
    {
      gboolean ok = parse_decimal (a->value, a->size, 0, &value);

      row->year = (gint32) CLAMP (value, 0, 9999);
      return ok;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    if (is (a, columns[i].name))
      {
        gint64  *net = columns[i].money ? &row->amount : &row->quantity;
        gint64  *whole = columns[i].money ? &row->whole_amount : &row->whole_quantity;
        gboolean ok = parse_decimal (a->value, a->size, columns[i].money ? 2 : 3, &value);

        value *= columns[i].sign;
        ok = ok && !__builtin_add_overflow (*net, value, net);
        return ok && !(columns[i].whole && __builtin_add_overflow (*whole, value, whole));
      }
  return TRUE;
}

/* What books and rooms have besides. */
static gboolean
take_book (JzPartRow *row, const Attribute *a)
{
  if (is (a, "copies"))
    return parse_decimal (a->value, a->size, 0, &row->quantity);
  if (is (a, "state"))
    row->state = !value_is (a, "lost") && !value_is (a, "withdrawn");
  else if (is (a, "class") && row->kind == JZ_ROW_LENT && a->size > 0)
    row->state = (guint8) *a->value;
  else if (is (a, "month") && a->size == strlen ("2026-09"))
    row->year = (gint32) (g_ascii_strtoll (a->value, NULL, 10) * 100 + g_ascii_strtoll (a->value + 5, NULL, 10));
  else if (is (a, "price"))
    return parse_decimal (a->value, a->size, 2, &(gint64){ 0 });
  return TRUE;
}

static gboolean
take_experiment (JzPartRow *row, const Attribute *a)
{
  if (is (a, "due"))
    return parse_decimal (a->value, a->size, 0, &row->amount);
  return !is (a, "done") || parse_decimal (a->value, a->size, 0, &row->quantity);
}

/* FALSE for a value that the schema lets pass and nobody can use. Every id must come by here: see @but_ids. */
static gboolean
take_attribute (JzPartRow *row, const Attribute *a)
{
  gboolean has = TRUE;
  gint64   unused;

  if (is (a, "id"))
    {
      take_reference (a, &row->id, &has);
      row->has_id = has;
    }
  else if (is (a, "item") || is (a, "parent") || (row->kind == JZ_ROW_ITEM && is (a, "scheme")) ||
           (row->kind == JZ_ROW_COPY && is (a, "title")))
    {
      take_reference (a, &row->first, &has);
      row->has_first = has;
    }
  else if (is (a, "place"))
    {
      take_reference (a, &row->second, &has);
      row->has_second = has;
    }
  else if (is (a, "op"))
    row->deleted = value_is (a, "delete");
  else if (row->kind == JZ_ROW_EXPERIMENT)
    return take_experiment (row, a);
  else if (row->kind >= JZ_ROW_TITLE)
    return take_book (row, a);
  else if (is (a, "tracking"))
    row->card = value_is (a, "card");
  else if (is (a, "state"))
    row->state = value_is (a, "stock") ? 1 : value_is (a, "use") ? 2 : 4;
  else if (is (a, "quantity"))
    return parse_decimal (a->value, a->size, 3, &row->quantity);
  else if (is (a, "amount"))
    return parse_decimal (a->value, a->size, 2, &row->amount);
  else if (is (a, "price") || is (a, "area"))
    return parse_decimal (a->value, a->size, 2, &unused);
  else if (is (a, "least"))
    return parse_decimal (a->value, a->size, 3, &unused);
  else if (row->kind == JZ_ROW_YEAR)
    return take_year (row, a);
  return has;
}

static void
row_cb (guint depth, const char *element, int n, const xmlChar **attributes, guint line, gpointer data)
{
  JzPartReading *reading = data;
  JzPartRow      row = { .kind = (guint8) kind_of (element), .line = line };
  gboolean       ok = TRUE;

  if (depth != 2 || strcmp (element, "ext") == 0)
    return;
  if (++reading->n_rows == JZ_PART_ROWS_MAX + 1)
    jz_package_fault (reading->faults, "schema", reading->part->name, 0, _("it has more rows than a part may have"));
  if (reading->n_rows > JZ_PART_ROWS_MAX)
    return;
  for (int i = 0; i < n; i++)
    {
      const xmlChar **p = attributes + 5 * i;
      Attribute       a = { (const char *) p[0], (const char *) p[3], (gsize) (p[4] - p[3]) };

      ok = take_attribute (&row, &a) && ok;
    }
  if (!ok)
    jz_package_fault (reading->faults, "schema", reading->part->name, line, _("an id or a number is written wrongly"));
  g_array_append_val (reading->rows, row);
}

JzPartReading *
jz_part_read (JzZipInput *zip, const char *name, const JzPackagePart *part)
{
  JzPartReading         *self = g_new0 (JzPartReading, 1);
  g_auto (JzHashedEntry) entry = { 0 };

  self->part = part;
  self->rows = g_array_new (FALSE, FALSE, sizeof (JzPartRow));
  self->faults = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_fault_free);
  if (!jz_hashed_entry_open (&entry, zip, name, &self->error))
    return self;
  if (!jz_schema_walk (part->name, part->kind, TRUE, &entry, row_cb, self, self->faults, &self->error) ||
      !jz_hashed_entry_drain (&entry, &self->error))
    return self;
  self->sha256 = jz_sha256_end (&entry.sum);
  self->bytes = entry.bytes;
  if (self->faults->len > 0)
    g_array_set_size (self->rows, 0);
  return self;
}

void
jz_part_reading_free (JzPartReading *self)
{
  g_array_unref (self->rows);
  g_ptr_array_unref (self->faults);
  g_clear_error (&self->error);
  g_free (self->sha256);
  g_free (self);
}
