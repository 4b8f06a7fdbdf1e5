/* jz-gap: what the school lacks against the standards it goes by.
 *
 * A row of a standard asks for a quantity (jz-quantity-rule.h) of what the school holds under the same code: of the standard's own
 * table, or of an instrument catalogue, in the same subject. Where codes don't say it, a person matches (jz_gap_match).
 *
 * Held is what the books have; usable is held less the cards that are broken or missing; short is what is required less what is
 * usable. The classes counted are those of the standard's stage. Rooms of a subject are those whose purpose names it, teachers of a
 * subject those whose post does.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-operation.h"
#include "jz-quantity-rule.h"

G_BEGIN_DECLS

extern const JzAction jz_action_gap;

typedef struct
{
  gint64     id;       /* standard_row.id */
  char      *standard, *edition, *subject, *code, *name, *spec, *unit, *rule;
  gboolean   required; /* 基本, not 选配 */
  JzRequired wanted;
  gint64     held, usable; /* in whole units */
  gint64     lacking;
  gint64     price;    /* of one, fen: the standard's, else what the school's own cost on average; -1: not known */
  gint64     cost;     /* of what lacks; -1: not known */
  char      *fault;    /* why the rule can't be counted, or NULL; nothing is required then */
} JzGapRow;

typedef struct
{
  const char *standard; /* name, or name and edition with a space between; NULL: all that are used */
  const char *subject;  /* NULL: all */
  gboolean    lacking;  /* only rows that lack something */
} JzGapQuery;

void       jz_gap_row_free (JzGapRow *self);

/* Returns: (transfer full) (element-type JzGapRow), by standard, subject and code. JZ_ERROR_NOT_FOUND for a standard that isn't there. */
GPtrArray *jz_gap_read (JzConnection *connection, const JzGapQuery *query, GError **error);

/* What @rule comes to for the school in a row of @standard for @subject. JZ_ERROR_INVALID for what is no rule. */
gboolean   jz_gap_count_rule (JzConnection *connection, gint64 standard, const char *subject, const char *rule, JzRequired *required, GError **error);

/* How far a subject is equipped: of the rows that ask for something. */
typedef struct
{
  char  *subject;
  guint  rows, filled;     /* rows; rows that lack nothing */
  gint64 wanted, there;    /* pieces asked for; pieces there, none counted twice */
  gint64 cost;             /* of all that lacks and whose price is known, fen */
  guint  unpriced;         /* rows that lack something at a price that is not known */
} JzGapSubject;

void       jz_gap_subject_free (JzGapSubject *self);

/* Returns: (transfer full) (element-type JzGapSubject), in the order of @rows */
GPtrArray *jz_gap_sum (GPtrArray *rows);

/* An item of the school that counts as a row. */
typedef struct
{
  gint64 id; /* item.id */
  char  *code, *name, *spec;
  gint64 held; /* in whole units */
} JzGapItem;

void       jz_gap_item_free (JzGapItem *self);

/* Those that count as the row, by code. Returns: (transfer full) (element-type JzGapItem) */
GPtrArray *jz_gap_items (JzConnection *connection, gint64 row, GError **error);

/* That @item is meant by the row (or, @fits FALSE, that it is not). */
gboolean   jz_gap_match (JzOperation *operation, gint64 row, gint64 item, gboolean fits, GError **error);

G_END_DECLS
