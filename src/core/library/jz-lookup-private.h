/* How an answer is put together, for jz-lookup and jz-lookup-server only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-lookup.h"

G_BEGIN_DECLS

JzLookupAnswer *jz_lookup_answer_new  (void);

/* Reads the record out of @bytes, ISO 2709 or XML; one that can't be read is left out. */
void            jz_lookup_answer_take (JzLookupAnswer *self, GBytes *bytes, JzMarcEncoding encoding, const char *isbn);

/* Asks a server into @answer. */
void jz_lookup_server (const JzTarget *target, const char *isbn, JzLookupAnswer *answer, GCancellable *cancellable);

G_END_DECLS
