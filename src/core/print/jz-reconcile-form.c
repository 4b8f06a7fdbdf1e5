/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-reconcile-form.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "jz-date.h"
#include "jz-money.h"

const char *
jz_agreement_title (JzAgreement agreement)
{
  static const char *const titles[JZ_N_AGREEMENTS] = { N_("Books and goods"), N_("General ledger and room ledgers"),
                                                      N_("Shelf cards") };

  return g_dgettext (GETTEXT_PACKAGE, titles[agreement]);
}

/* Lines, codes or shelves, and how many of them agree. */
static void
get_part (const JzReconcile *result, JzAgreement agreement, guint *part, guint *whole)
{
  *whole = agreement == JZ_AGREEMENT_GOODS ? result->lines : agreement == JZ_AGREEMENT_LEDGERS ? result->codes : result->shelves;
  *part = agreement == JZ_AGREEMENT_GOODS   ? result->agree :
          agreement == JZ_AGREEMENT_LEDGERS ? result->codes - result->differences->len :
                                              result->shelves - result->stale->len;
}

gboolean
jz_agreement_holds (const JzReconcile *result, JzAgreement agreement)
{
  guint part, whole;

  get_part (result, agreement, &part, &whole);
  return part == whole && (whole > 0 || agreement != JZ_AGREEMENT_GOODS);
}

/* Rounded down: only all is 100 %. */
static char *
share (gint64 part, gint64 whole)
{
  gint64 thousandth = whole > 0 ? (gint64) ((double) part * 1000 / (double) whole) : 0;

  if (whole > 0 && part < whole)
    thousandth = MIN (thousandth, 999);
  return whole > 0 ? g_strdup_printf ("%" PRId64 ".%d %%", thousandth / 10, (int) (thousandth % 10)) : g_strdup ("");
}

char *
jz_agreement_figure (const JzReconcile *result, JzAgreement agreement)
{
  g_autofree char *rate = NULL;
  guint            part, whole;

  get_part (result, agreement, &part, &whole);
  if (whole == 0)
    return g_strdup (agreement == JZ_AGREEMENT_GOODS ? _("○ Nothing was counted yet") : _("○ Nothing is there"));
  rate = share (part, whole);
  return g_strdup_printf ("%s %s", part == whole ? "✓" : "✗", rate);
}

static char *
goods_words (const JzReconcile *result)
{
  g_autofree char *worth = NULL, *agree = NULL, *lines = NULL, *pieces = NULL, *stocktakes = NULL;

  if (result->lines == 0)
    return g_strdup_printf (_("The books have %u lines; no stock-take of them has been finished"), result->book_lines);
  worth = jz_money_format (result->value);
  agree = jz_money_format (result->value_agree);
  lines = g_strdup_printf (_("Of %u lines counted, %u are as the books say; the books have %u lines in all"),
                           result->lines,
                           result->agree, result->book_lines);
  pieces = g_strdup_printf (_("Of %" PRId64 " pieces %" PRId64 " were there; of %s yuan, %s yuan"), result->pieces,
                            result->pieces_agree, worth, agree);
  stocktakes = g_strdup_printf (_("Stock-takes: %s"), result->stocktakes);
  return g_strjoin ("\n", lines, pieces, stocktakes, NULL);
}

char *
jz_agreement_words (const JzReconcile *result, JzAgreement agreement)
{
  guint part, whole;

  get_part (result, agreement, &part, &whole);
  if (agreement == JZ_AGREEMENT_GOODS)
    return goods_words (result);
  return g_strdup_printf (agreement == JZ_AGREEMENT_LEDGERS ? _("Of %u codes in the general ledger, %u stand in the rooms as it says") :
                                                              _("Of %u places where something stands, %u have a card that says so"),
                          whole, part);
}

char *
jz_ledger_difference_words (const JzLedgerDifference *difference)
{
  return g_strdup_printf (_("%s %s: general ledger %" PRId64 ", rooms %" PRId64), difference->code, difference->name,
                          difference->general, difference->rooms);
}

/* Which card hangs there. */
static char *
version_words (const JzStaleCard *card)
{
  return card->version > 0 ? g_strdup_printf (_("card %u of %s is out of date"), card->version, card->printed) :
                             g_strdup (_("no card was printed"));
}

char *
jz_stale_card_words (const JzStaleCard *card)
{
  g_autofree char *version = version_words (card);

  return g_strdup_printf ("%s: %s", card->path, version);
}

/* Paper. */

static void
add_row (JzReport *report, const char *agreement, const char *what, const char *whole, const char *part,
         const char *remark)
{
  jz_report_add_row (report, (const char *const[]){ agreement, what, whole, part, remark });
}

static void
add_count (JzReport *report, JzAgreement agreement, const char *what, gint64 whole, gint64 part)
{
  g_autofree char *of = g_strdup_printf ("%" PRId64, whole), *is = g_strdup_printf ("%" PRId64, part);
  g_autofree char *rate = share (part, whole);

  add_row (report, jz_agreement_title (agreement), what, of, is, rate);
}

static void
add_goods (JzReport *report, const JzReconcile *result)
{
  g_autofree char *worth = jz_money_format (result->value), *agree = jz_money_format (result->value_agree);
  g_autofree char *rate = share (result->value_agree, result->value);

  add_count (report, JZ_AGREEMENT_GOODS, _("Lines counted"), result->lines, result->agree);
  add_count (report, JZ_AGREEMENT_GOODS, _("Pieces"), result->pieces, result->pieces_agree);
  add_row (report, jz_agreement_title (JZ_AGREEMENT_GOODS), _("Worth, yuan"), worth, agree, rate);
}

static void
add_ledgers (JzReport *report, const JzReconcile *result)
{
  add_count (report, JZ_AGREEMENT_LEDGERS, _("Codes in the general ledger"), result->codes,
             result->codes - result->differences->len);
  for (guint i = 0; i < result->differences->len; i++)
    {
      JzLedgerDifference *difference = g_ptr_array_index (result->differences, i);
      g_autofree char    *what = g_strdup_printf ("%s %s", difference->code, difference->name);
      g_autofree char    *general = g_strdup_printf ("%" PRId64, difference->general);
      g_autofree char    *rooms = g_strdup_printf ("%" PRId64, difference->rooms);

      add_row (report, "", what, general, rooms, _("✗ differs"));
    }
}

static void
add_cards (JzReport *report, const JzReconcile *result)
{
  add_count (report, JZ_AGREEMENT_CARDS, _("Places"), result->shelves, result->shelves - result->stale->len);
  for (guint i = 0; i < result->stale->len; i++)
    {
      JzStaleCard     *card = g_ptr_array_index (result->stale, i);
      g_autofree char *version = version_words (card), *remark = g_strdup_printf ("✗ %s", version);

      add_row (report, "", card->path, "", "", remark);
    }
}

JzReport *
jz_reconcile_form_new (const JzReconcile *result, const char *school)
{
  char      today[JZ_DATE_LENGTH];
  JzReport *report = jz_report_new (school, _("The three agreements"), jz_date_to_iso (jz_date_today (), today));

  jz_report_add_column (report, _("Agreement"), 0, 0, JZ_ALIGN_LEFT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Of what"), 0, 1, JZ_ALIGN_LEFT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Of these"), 0, 0, JZ_ALIGN_RIGHT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Agree"), 0, 0, JZ_ALIGN_RIGHT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Share"), 0, 0, JZ_ALIGN_LEFT, JZ_SUM_NONE);
  add_goods (report, result);
  add_ledgers (report, result);
  add_cards (report, result);
  for (int i = 0; i < JZ_N_AGREEMENTS; i++)
    {
      g_autofree char *words = jz_agreement_words (result, (JzAgreement) i);
      g_autofree char *line = g_strdup_printf ("%s: %s", jz_agreement_title ((JzAgreement) i), words);

      jz_report_add_footer (report, line);
    }
  jz_report_add_signature (report, _("Counted by"));
  jz_report_add_signature (report, _("Checked by"));
  return report;
}
