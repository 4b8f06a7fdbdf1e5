/* jz-library-count-read: what came of a count of books. For reader threads.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-connection.h"

G_BEGIN_DECLS

typedef struct
{
  char *number, *name, *date, *state; /* state: "open", "counted", "dropped" */
  guint lines, seen;      /* of the shelf list; of those, seen */
  guint found;            /* of the seen: where they belong */
  guint missing;          /* while it is open: not seen yet, on the shelf by the books, and not lent */
  guint out, away;        /* not seen: lent or gone over the desk; not on the shelf by the books either */
  guint elsewhere, lent, back, withdrawn;
  guint disorder;         /* stood where they belong, at the wrong place in the row */
  guint scans, unknown;   /* unknown: codes that no copy has, each once */
} JzLibraryCountSum;

void     jz_library_count_sum_clear (JzLibraryCountSum *self);
/* JZ_ERROR_NOT_FOUND. @sum: (out): to be cleared. */
gboolean jz_library_count_sum (JzConnection *connection, gint64 id, JzLibraryCountSum *sum, GError **error);

/* What the line "l" of library_count_line joined to its copy "c" came to, as SQL: its result; while it is not seen
 * "open", or "out" where the copy is lent, "away" where the books do not have it on its shelf. */
#define JZ_LIBRARY_COUNT_RESULT                                                                                        \
  "ifnull (l.result, CASE WHEN EXISTS (SELECT 1 FROM lending WHERE lending.copy = l.copy AND lending.returned IS "     \
  "NULL) "                                                                                                             \
  "THEN 'out' WHEN c.state <> 'shelf' THEN 'away' ELSE 'open' END)"

typedef struct
{
  gint64 id, copy;
  char  *code, *title, *call;
  char  *place;   /* path: where it belongs */
  char  *found;   /* path: where it stood, NULL: there */
  char  *result;  /* as JZ_LIBRARY_COUNT_RESULT; "unknown": no line, a code that no copy has */
  char  *counter; /* who saw it; "" */
  char  *behind;  /* out of order: the call number it stood behind, "" at the beginning; NULL: in order */
} JzLibraryCountLine;

void       jz_library_count_line_free (JzLibraryCountLine *self);

/* The lines with that result, in the order of the shelf; "order": what stood out of order; "unknown": codes that no
 * copy has; "difference": all that, and all results but "open", "found", "out" and "away"; NULL: every line. Returns:
 * (transfer full) (element-type JzLibraryCountLine) */
GPtrArray *jz_library_count_lines (JzConnection *connection, gint64 id, const char *only, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JzLibraryCountSum, jz_library_count_sum_clear)

G_END_DECLS
