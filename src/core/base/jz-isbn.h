/* jz-isbn: the numbers that stand on books and periodicals (GB/T 5795, ISO 2108; ISSN: GB/T 9999, ISO 3297).
 *
 * An ISBN is no key: volumes of a set share one, old books have none. It is what a scanner reads and what is looked for.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define JZ_ISBN_SIZE 14 /* thirteen digits and the end */
#define JZ_ISSN_SIZE 10 /* 1234-567X and the end */

typedef enum
{
  JZ_ISBN_NONE,  /* no ISBN at all */
  JZ_ISBN_WRONG, /* ten or thirteen digits, but the check digit is another; printed so on some books */
  JZ_ISBN_OK,
} JzIsbn;

/* @text as scanned, typed or out of a record: with or without hyphens and blanks, ten digits or thirteen, "ISBN" before and
 * words behind ("7-5006-1(精装)"). @isbn: thirteen digits, the ten of an old one behind 978 with their own check digit; for
 * WRONG the digits as they stand, at most thirteen. */
JzIsbn   jz_isbn_parse (const char *text, char isbn[JZ_ISBN_SIZE]);

/* The ten digits of a @isbn that begins with 978. FALSE for others. */
gboolean jz_isbn_to_ten (const char *isbn, char ten[11]);

/* FALSE where @text is none, or its check digit is wrong. */
gboolean jz_issn_parse (const char *text, char issn[JZ_ISSN_SIZE]);

G_END_DECLS
