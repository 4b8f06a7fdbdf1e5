/* jz-record: a record that is made or mended by hand: how a new one begins, readings, prices, and what it lacks.
 *
 * What a record must say is rows of catalogue_need, for the level of catalogue_rule. What is found is said; a record is
 * only refused for what the school calls strict.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-connection.h"
#include "jz-marc.h"

G_BEGIN_DECLS

/* A new printed book in Chinese, in CNMARC with its coded data (100, 101, 102, 105, 106), whose year is left open.
 * @today: YYYY-MM-DD.
 * Returns: (transfer full) */
JzMarc    *jz_record_new (const char *today);

/* Fills in readings (pinyin) that are missing, @spots as in catalogue_rule.readings: "200a9 701a9". One that was
 * corrected stays, wherever its field stands now.
 * @before: (nullable): the record as it was: where a text changed since and its reading did not, that is made anew.
 * CNMARC only. */
void       jz_record_fill_readings (JzMarc *record, const JzMarc *before, const char *spots);

/* Brings the price into the form CNY20.00: "0.38元", "7". What stands for none ("CNY0.00") goes; a binding that stands
 * in its place ("平") goes to where bindings stand. Anything else stays as it is. */
void       jz_record_mend_price (JzMarc *record);

/* What follows from saving a record here: readings, the price, the year as coded data say it, and of one without field
 * 801 who made it. */
gboolean   jz_record_finish (JzConnection *connection, JzMarc *record, const JzMarc *before, GError **error);

typedef struct
{
  char    *spot;   /* "200a", "010 " */
  char    *words;  /* a translated sentence */
  gboolean strict; /* it is not saved so */
} JzRecordFault;

void       jz_record_fault_free (JzRecordFault *self);

/* What is wrong with it, the strict ones first. Returns: (transfer full) (element-type JzRecordFault), NULL with @error
 */
GPtrArray *jz_record_check (JzConnection *connection, const JzMarc *record, GError **error);

/* JZ_ERROR_INVALID with the first strict fault. */
gboolean   jz_record_is_sound (JzConnection *connection, const JzMarc *record, GError **error);

/* What a field, or a part of it, is called in CNMARC; @part: "a" for a subfield, "a/0/8" for characters of one, "": the
 * field. Returns: (transfer none), "" where nothing is known */
const char *jz_record_help (const char *tag, const char *part);
/* All the parts of a field that are known, one a line: "a<TAB>正题名". Returns: (transfer full) */
char       *jz_record_help_parts (const char *tag);

G_END_DECLS
