/* jz-library-count: counting the books on the shelves, with a scanner, by several people (馆藏盘点).
 *
 * It begins with the shelf list: the copies of a place, of a range of call numbers, or both, as the books have them.
 * Every scan is kept as it came, in an operation of its own: a crash loses nothing, and counting goes on whenever
 * somebody likes. Nothing is refused for being scanned twice or being nothing. What was not seen when counting ends is
 * missing, unless it is lent, put aside, or went over the desk since the count began; the copies' states follow in the
 * same operation, and the undo of it goes on counting.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-operation.h"

G_BEGIN_DECLS

extern const JzAction jz_action_library_count, jz_action_library_count_scan;

typedef struct
{
  const char *name;      /* NULL: the place and the range */
  gint64      place;     /* with all that is in it; 0: every place */
  const char *call_from; /* NULL: from the beginning of the shelf */
  const char *call_to;   /* with all that begins with it; NULL: to its end */
} JzLibraryCountPlan;

/* JZ_ERROR_INVALID where nothing stands there, or the range ends before it begins. @id: (out). */
gboolean jz_library_count_start (JzOperation *operation, const JzLibraryCountPlan *plan, gint64 *id, GError **error);

/* Whether @number is that of a count of books ("TP-2026-0001") by its look. */
gboolean jz_library_count_is_number (const char *number);

typedef enum
{
  JZ_LIBRARY_SCAN_FOUND,
  JZ_LIBRARY_SCAN_BACK,      /* it was missing or lost by the books */
  JZ_LIBRARY_SCAN_LENT,      /* by the books a reader has it: it is to be taken back at the desk */
  JZ_LIBRARY_SCAN_ELSEWHERE, /* it belongs to another place, or outside the range */
  JZ_LIBRARY_SCAN_WITHDRAWN, /* it was struck off */
  JZ_LIBRARY_SCAN_AGAIN,     /* scanned before */
  JZ_LIBRARY_SCAN_PLACE,     /* no book: where the counter stands from here on */
  JZ_LIBRARY_SCAN_UNKNOWN,   /* no copy has that code */
  JZ_LIBRARY_N_SCANS
} JzLibraryScan;

/* "found", "back", … Stable. */
const char *jz_library_scan_word (JzLibraryScan verdict);

typedef struct
{
  JzLibraryScan verdict;
  gint64 copy;    /* 0: none has that code */
  gint64 place;   /* where the counter stands now; 0: not said */
  char  *code;    /* barcode of the copy, or what was scanned */
  char  *title, *call, *path; /* of the copy: path: where it belongs; of a place: path; "" */
} JzLibraryScanned;

void     jz_library_scanned_clear (JzLibraryScanned *self);

/* @place: where the counter stands; 0: not said, and then only the place and range of the count tell what is elsewhere.
 * @counter: NULL: not said. @scanned: (out): to be cleared. JZ_ERROR_CONFLICT when it is not being counted any more. */
gboolean jz_library_count_scan (JzOperation *operation, gint64 id, const char *code, gint64 place, const char *counter,
                                JzLibraryScanned *scanned, GError **error);

/* What came of the memory of a scanner. */
typedef struct
{
  guint n[JZ_LIBRARY_N_SCANS]; /* by verdict */
  GPtrArray *scans;            /* (element-type JzLibraryScanned): what came of each code, in their order */
  GPtrArray *unknown;          /* (element-type utf8): the codes, in their order */
} JzLibraryTally;

void     jz_library_tally_clear (JzLibraryTally *self);

/* All codes of jz_scan_file_read(), in one operation. JZ_ERROR_INVALID without a @counter. @tally: (out). */
gboolean jz_library_count_take (JzOperation *operation, gint64 id, GPtrArray *codes, gint64 place, const char *counter,
                                JzLibraryTally *tally, GError **error);

/* Copies of the list that nobody saw get the state 'missing', those that came back the state 'shelf'. */
gboolean jz_library_count_finish (JzOperation *operation, gint64 id, GError **error);
gboolean jz_library_count_drop   (JzOperation *operation, gint64 id, GError **error);

/* What stood elsewhere belongs there from now on. @line: of a count; JZ_ERROR_CONFLICT where it did not, or nobody said
 * where it stood. */
gboolean jz_library_count_move   (JzOperation *operation, gint64 line, GError **error);
/* The same for many, named by barcode or accession number, in one operation. JZ_ERROR_NOT_FOUND names the one that no
 * copy has. @codes: (array zero-terminated) */
gboolean jz_library_count_move_codes (JzOperation *operation, gint64 id, const char *const *codes, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JzLibraryScanned, jz_library_scanned_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JzLibraryTally, jz_library_tally_clear)

G_END_DECLS
