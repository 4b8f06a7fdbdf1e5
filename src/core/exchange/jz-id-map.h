/* jz-id-map: a hash map from 16-byte keys to small numbers, for millions of rows in little memory.
 *
 * The keys stand one behind the other; what is hashed, with open addressing and at most three quarters full, is their
 * numbers. The hash has a random seed: keys come from outside.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  guint64 half[2];
} JzId;

#define JZ_ID_NONE ((guint) -1)

typedef struct _JzIdMap JzIdMap;

JzIdMap *jz_id_map_new    (void);
void     jz_id_map_free   (JzIdMap *self);

/* The number of @id, or JZ_ID_NONE. */
guint    jz_id_map_find   (JzIdMap *self, const JzId *id);
/* The number of @id, which is given the next one, from 0, when it is new. */
guint    jz_id_map_ensure (JzIdMap *self, const JzId *id, gboolean *is_new);

/* "8-4-4-4-12" lower-case hexadecimal digits of any version; FALSE for anything else. */
gboolean jz_id_parse      (const char *text, gsize size, JzId *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzIdMap, jz_id_map_free)

G_END_DECLS
