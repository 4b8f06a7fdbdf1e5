/* jz-call-number: where a book stands on the shelf.
 *
 * A call number is a class number of the 中图法 and, behind the first "/", what tells the books of a class apart: a running
 * number (种次号), an author's number, with suffixes for volume and copy: I247.57/12, K827/Z763AA, I247.58/J822-2(14).
 * The order on the shelf is not that of characters (facts as collected from libraries' own test lists):
 * - main classes by their letters (T, TB, TM, TU, U), the digits of a class number as decimals (TP3, TP30, TP301, TP31);
 * - letters added behind digits, the shorter first (TP312A, TP312X, TP312AL);
 * - behind the same number: nothing, then - ( = < : + then more digits, then the point, then letters;
 * - behind the "/" numbers by their value (2 before 1234), letters the shorter first (Y before AA).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A key for @call_number that strcmp() sorts as the shelf does; full-width and small letters count as what they mean. It is
 * kept beside the number in the file: a change of this function needs a migration. Returns: (transfer full) */
char *jz_call_number_key    (const char *call_number);

/* The class number, without brackets of alternatives ("[C7]"). Returns: (transfer full) */
char *jz_call_number_class  (const char *call_number);

/* What stands behind the "/", without the suffixes of volume and copy behind - = : ( # . or a second "/". "" where there is
 * none. Returns: (transfer full) */
char *jz_call_number_number (const char *call_number);

/* The running number that @rest, what stands behind the "/", begins with: the digits before / . , = - #, : or ( that end it.
 * 0: it begins with none, as an author's number does. */
gint64 jz_call_number_serial (const char *rest);

G_END_DECLS
