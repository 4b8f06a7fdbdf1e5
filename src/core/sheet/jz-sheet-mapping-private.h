/* jz-sheet-mapping-private: the mapping's inside, shared by the files that find headings, keep mappings and
 * tell rows apart.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-sheet-mapping.h"

G_BEGIN_DECLS

/* A heading: as it stands, and as it is compared. Bare is without what stands in brackets. */
typedef struct
{
  char *text;
  char *key, *bare;               /* of all its lines */
  char *lower_key, *lower_bare;   /* of its last line; NULL when there is one line */
  gboolean bytes[256];            /* which there are in any key: a synonym with another can't match */
} JzHeading;

struct _JzSheetMapping
{
  const JzSheetField *fields;
  guint               n_fields;
  GPtrArray         **synonyms; /* of each field: keys */
  GPtrArray          *rows;     /* JzSheetRow: the first of the sheet */
  GArray             *merges;   /* JzSheetRange */
  guint               first_heading, last_heading, first_data;
  GPtrArray          *headings; /* JzHeading of each column */
  int                *columns;  /* of each field */
};

/* @text folded, letters and digits only. Returns: (transfer full) */
char      *jz_heading_key      (const char *text);
/* Whether that key of @text is @key, or, not @whole, what @key begins with; never when it is empty. */
gboolean   jz_heading_is_key   (const char *text, const char *key, gboolean whole);

/* The headings in rows first … last (one or two). Returns: (transfer full) */
GPtrArray *jz_headings_read    (JzSheetMapping *mapping, const JzSheetRow *upper, const JzSheetRow *lower);

/* How well @heading fits a field: 0 not at all, 100 word for word. */
guint      jz_heading_match    (const JzHeading *heading, GPtrArray *synonyms);

/* Gives each field its best column, in @columns; what the sum of the matches is. With @sample rows below
 * the headings that decide between equals, or NULL. */
guint      jz_headings_assign  (JzSheetMapping *mapping, GPtrArray *headings, gboolean sample, int *columns,
                                guint *n_exact);

/* Finds first_heading … first_data and headings; FALSE when there are none. */
gboolean   jz_headings_find    (JzSheetMapping *mapping);
/* The row below @upper where it belongs to the headings too, or NULL. */
const JzSheetRow *jz_headings_second_line (JzSheetMapping *mapping, const JzSheetRow *upper);
void       jz_headings_take    (JzSheetMapping *mapping, const JzSheetRow *upper, const JzSheetRow *lower);

G_END_DECLS
