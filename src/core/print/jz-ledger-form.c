/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-ledger-form.h"

#include <glib/gi18n-lib.h>

#include "jz-date.h"
#include "jz-form.h"
#include "jz-gap.h"
#include "jz-money.h"
#include "jz-quantity.h"

static const struct
{
  JzForm      form;
  const char *title; /* msgid */
} forms[JZ_N_LEDGERS] = {
  [JZ_LEDGER_GENERAL] = { JZ_FORM_GENERAL, N_("General ledger") },
  [JZ_LEDGER_SUBSIDIARY] = { JZ_FORM_HOLDINGS, N_("Subsidiary ledger") },
  [JZ_LEDGER_ROOM] = { JZ_FORM_HOLDINGS, N_("Room ledger") },
  [JZ_LEDGER_CONSUMABLES] = { JZ_FORM_CONSUMABLES, N_("Ledger of consumables") },
  [JZ_LEDGER_TEACHER] = { JZ_FORM_HOLDINGS, N_("Teacher's ledger") },
};

typedef struct
{
  JzReport    *report;
  JzForm       form;
  JzLedgerKind kind;
  GHashTable  *standard; /* subject, line end, code → what is required, as text */
  GHashTable  *lost;     /* item → gint64 */
  GHashTable  *cells;    /* of the row at hand: column → text */
  const char  *section;  /* that the rows are in: subject, or duty */
  guint        n;        /* rows of it */
  gint64       value;
} Form;

static const char *
lookup_cb (const char *column, gpointer cells)
{
  return g_hash_table_lookup (cells, column);
}

static void
take (Form *self, const char *column, char *text)
{
  g_hash_table_insert (self->cells, (gpointer) column, text);
}

/* What the standards ask for. */
static gboolean
read_standard (JzConnection *connection, Form *self, GError **error)
{
  g_autoptr (GPtrArray) rows =
      self->kind == JZ_LEDGER_GENERAL ? jz_gap_read (connection, &(JzGapQuery){ 0 }, error) : NULL;

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const JzGapRow *row = g_ptr_array_index (rows, i);

      if (row->wanted.least > 0)
        g_hash_table_insert (self->standard, g_strdup_printf ("%s\n%s", row->subject, row->code),
                             g_strdup_printf ("%u", row->wanted.least));
    }
  return rows != NULL || self->kind != JZ_LEDGER_GENERAL;
}

/* Consumables that went without being used: written off, or not there when they were counted. */
static gboolean
read_lost (JzConnection *connection, Form *self, const JzLedgerQuery *query, GError **error)
{
  JzStatement *row;

  if (self->kind != JZ_LEDGER_CONSUMABLES)
    return TRUE;
  row = jz_connection_query (connection, error,
                             "SELECT item.id, -sum (entry.quantity) FROM item JOIN entry ON entry.item = item.id JOIN "
                             "voucher ON voucher.id = entry.voucher "
                             "LEFT JOIN voucher first ON first.id = voucher.reverses WHERE item.tracking = "
                             "'consumable' AND entry.flow = 'out' "
                             "AND entry.year = ?1 AND ifnull (first.kind, voucher.kind) IN ('write-off', 'adjustment') "
                             "AND (?2 = 0 OR entry.place = ?2) GROUP BY item.id",
                             "il", query->year, query->place);
  while (jz_statement_next (row))
    g_hash_table_insert (self->lost, GSIZE_TO_POINTER (jz_statement_int64 (row, 0)),
                         GSIZE_TO_POINTER (jz_statement_int64 (row, 1)));
  return jz_statement_finish (row, error);
}

static char *
unit_price (const JzLedgerRow *row)
{
  gint64 value = row->value;

  for (int i = 0; i < row->decimals; i++)
    value *= 10;
  return row->closing > 0 ? jz_money_format (value / row->closing) : g_strdup ("");
}

static void
add_row (Form *self, const JzLedgerRow *row)
{
  gint64           lost = (gint64) GPOINTER_TO_SIZE (g_hash_table_lookup (self->lost, GSIZE_TO_POINTER (row->item)));
  g_autofree char *key = g_strdup_printf ("%s\n%s", row->subject, row->code);

  g_hash_table_remove_all (self->cells);
  take (self, "code", g_strdup (row->code));
  take (self, "name", g_strdup (row->name));
  take (self, "spec", g_strdup (row->spec));
  take (self, "unit", g_strdup (row->unit));
  take (self, "standard", g_strdup (g_hash_table_lookup (self->standard, key)));
  take (self, "last-year", jz_quantity_format (row->opening, row->decimals));
  take (self, "increase", jz_quantity_format (row->in, row->decimals));
  take (self, "decrease", jz_quantity_format (row->out, row->decimals));
  take (self, "used", jz_quantity_format (row->out - lost, row->decimals));
  take (self, "lost", jz_quantity_format (lost, row->decimals));
  take (self, "stock", jz_quantity_format (row->closing, row->decimals));
  take (self, "price", unit_price (row));
  take (self, "amount", jz_money_format (row->value));
  jz_form_add_row (self->report, self->form, lookup_cb, self->cells);
  self->n++;
  self->value += row->value;
}

static const char *
section_words (const Form *self, const char *section)
{
  if (self->kind == JZ_LEDGER_TEACHER)
    return g_str_equal (section, "keeps") ? _("Keeps") : _("Holds (issued or lent)");
  return section[0] != '\0' ? section : _("No subject");
}

static void
end_section (Form *self)
{
  g_autofree char *value = NULL, *words = NULL;

  if (self->section != NULL && self->n > 0)
    {
      value = jz_money_format (self->value);
      words = g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE, "%s: %u row, worth %s yuan", "%s: %u rows, worth %s yuan", self->n),
          section_words (self, self->section), self->n, value);
      jz_report_add_footer (self->report, words);
    }
  self->n = 0;
  self->value = 0;
}

/* A line that says what the rows below it have in common. */
static void
begin_section (Form *self, const char *section)
{
  if (g_strcmp0 (self->section, section) == 0)
    return;
  end_section (self);
  self->section = section;
  g_hash_table_remove_all (self->cells);
  take (self, "name", g_strdup_printf ("【%s】", section_words (self, section)));
  jz_form_add_row (self->report, self->form, lookup_cb, self->cells);
}

static const char *
section_of (const Form *self, const JzLedgerRow *row)
{
  return self->kind == JZ_LEDGER_GENERAL ? row->subject : self->kind == JZ_LEDGER_TEACHER ? row->duty : NULL;
}

/* Whose or where's ledger it is. Returns: (transfer full) (nullable) */
static char *
whose (JzConnection *connection, const JzLedgerQuery *query)
{
  g_autofree char *name = NULL;

  if (query->person == 0)
    return query->place != 0 ?
               jz_connection_text (connection, NULL, "SELECT path FROM place WHERE id = ?", "l", query->place) :
               NULL;
  name = jz_connection_text (connection, NULL, "SELECT name FROM person WHERE id = ?", "l", query->person);
  return name != NULL ? g_strdup_printf (_("Who answers for it: %s"), name) : NULL;
}

static JzReport *
new_report (JzConnection *connection, JzLedgerKind kind, const JzLedgerQuery *query)
{
  g_autofree char *school = jz_connection_text (connection, NULL, "SELECT name FROM school", ""), *year = NULL,
                  *right = whose (connection, query);
  char      today[JZ_DATE_LENGTH];
  JzReport *report = jz_form_new (forms[kind].form, school, jz_date_to_iso (jz_date_today (), today));

  g_free (report->title);
  report->title = g_strdup (g_dgettext (GETTEXT_PACKAGE, forms[kind].title));
  year = g_strdup_printf (_("Year: %d"), query->year);
  jz_report_add_subtitle (report, year, right);
  return report;
}

JzReport *
jz_ledger_form_new (JzConnection *connection, JzLedgerKind kind, const JzLedgerQuery *query, GError **error)
{
  g_autoptr (GPtrArray) rows = jz_ledger_read (connection, kind, query, error);
  g_autoptr (GHashTable) standard = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
                         lost = g_hash_table_new (g_direct_hash, g_direct_equal),
                         cells = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_autoptr (JzReport) report = NULL;
  Form self = { NULL, forms[kind].form, kind, standard, lost, cells, NULL, 0, 0 };

  if (rows == NULL || !read_standard (connection, &self, error) || !read_lost (connection, &self, query, error))
    return NULL;
  self.report = report = new_report (connection, kind, query);
  for (guint i = 0; i < rows->len; i++)
    {
      const JzLedgerRow *row = g_ptr_array_index (rows, i);

      if (section_of (&self, row) != NULL)
        begin_section (&self, section_of (&self, row));
      add_row (&self, row);
    }
  end_section (&self);
  return g_steal_pointer (&report);
}
