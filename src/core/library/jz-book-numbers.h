/* jz-book-numbers: accession numbers while many copies come in: which are taken, and which come next.
 *
 * The next ones go on where jz_copy_next_number() is.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-connection.h"

G_BEGIN_DECLS

typedef struct _JzBookNumbers JzBookNumbers;

/* For one operation. Returns: (transfer full), NULL with @error */
JzBookNumbers *jz_book_numbers_new   (JzConnection *connection, GError **error);
void           jz_book_numbers_free  (JzBookNumbers *self);

/* @title: (out): title.id of the copy that has @number, of the file or of what is to come; 0: nobody has it; -1: it was
 * that of a copy that is gone, or is the card of a reader. */
gboolean       jz_book_numbers_owner (JzBookNumbers *self, const char *number, gint64 *title, GError **error);
/* It belongs to a copy of @title from now on. */
void           jz_book_numbers_take  (JzBookNumbers *self, const char *number, gint64 title);
/* The next one that nobody has. Returns: (transfer full), NULL with @error */
char          *jz_book_numbers_next  (JzBookNumbers *self, GError **error);

/* @n numbers from @first on, with as many digits. Returns: (transfer full) (element-type utf8): NULL: it does not end
 * in enough digits */
GPtrArray     *jz_book_numbers_run   (const char *first, guint n);

G_END_DECLS
