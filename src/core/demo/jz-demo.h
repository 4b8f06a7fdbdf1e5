/* jz-demo: a school that could be real, with years of history, to try the program on.
 *
 * Names, rooms, items and phrases are the tables demo-*.tsv among the reference data; what happens is done by
 * the same verbs that keepers use, dated on working days and entered by the accounts of the people concerned.
 * The same scale, seed, day and language make the same file, uuids and journal hashes included. All people and
 * firms are invented.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-store.h"

G_BEGIN_DECLS

typedef enum
{
  JZ_DEMO_SMALL,  /* 12 classes, 800 assets, one term */
  JZ_DEMO_SCHOOL, /* 36 classes, 10,000 assets, 5 years */
  JZ_DEMO_LARGE,  /* 5,000 pupils, 100,000 assets, 1,000,000 entries, 10 years */
} JzDemoScale;

#define JZ_DEMO_SEED 1 /* 青溪实验学校 */

/* "small", "school", "large". FALSE, @scale untouched, for anything else. */
gboolean jz_demo_scale_parse (const char *text, JzDemoScale *scale);

/* How far it has come, told from a thread of the store. */
typedef void (*JzDemoProgress) (gint64 done, gint64 total, gpointer data);

/* Fills an empty file; blocks, so never on a main thread. The history ends on the day before today. All or
 * nothing: on an error, and when cancelled (G_IO_ERROR_CANCELLED), the file is as empty as before. JZ_ERROR_CONFLICT
 * where there is a school already. The store tells no "changed" of it: whoever shows the file opens it afterwards. */
gboolean jz_demo_fill (JzStore *store, JzDemoScale scale, guint32 seed, JzDemoProgress progress, gpointer data,
                       GCancellable *cancellable, GError **error);

G_END_DECLS
