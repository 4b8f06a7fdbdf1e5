/* workload: what a keeper does in a week, step by step, on a real school file; and the proof that a file which
 * went through something holds all that was acknowledged, and nothing by halves.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "support/school-fixture.h"

typedef struct
{
  gint64 card, lot, used; /* items */
  gint64 shelf, room;
  gint64 wang, li;
} WorkloadThings;

typedef struct
{
  char          *folder; /* of its own, removed at the end */
  char          *path;
  JzStore       *store;  /* NULL while it is closed */
  WorkloadThings things;
  GHashTable    *acknowledged; /* operation → its hash as hexadecimal text, or "" */
  gint64         newest;
} Workload;

/* A new folder with a copy of a small school file that has items, places and people; closed. */
Workload   *workload_new  (void);
/* The same on a file that is there already, which stays. */
Workload   *workload_adopt (const char *path);
void        workload_free (Workload *self);

gboolean    workload_open  (Workload *self, GError **error);
void        workload_close (Workload *self);

/* How many steps there are, and their names. Each can be run on its own, in any order, again and again, and after
 * failed ones; a step of one operation acknowledges it (workload->newest) after it returned. */
guint       workload_n_steps (void);
const char *workload_step_name (guint step);
gboolean    workload_run_step (Workload *self, guint step, GError **error);

/* One of the steps that leave the file open, chosen by chance; a refusal is no error. */
gboolean    workload_run_any (Workload *self, GRand *random, GError **error);

/* Runs all steps, which must succeed. */
void        workload_run (Workload *self);

/* Opens the file at @path and proves: check --deep finds nothing; each operation acknowledged up to @newest is there
 * with its hash; ids have no gaps; at most @more operations follow. NULL when all is well, else what is wrong.
 * Returns: (transfer full) (nullable) */
char       *workload_prove (Workload *self, const char *path, gint64 newest, gint64 more);

/* Faults that check --deep finds in @store as one text, "" for none, or NULL with @error. Returns: (transfer full) */
char       *workload_faults (JzStore *store, GError **error);

/* All rows of the tables that are not derived, as text in order; NULL with @error. Returns: (transfer full) */
char       *workload_dump (JzStore *store, gboolean posted_only, GError **error);

/* Whether every case is to be run (JIAOZHUANG_FULL=1) or a sample. */
gboolean    workload_full (void);

char       *workload_make_folder (void);
void        workload_remove_folder (const char *folder);
void        workload_copy_file (const char *from, const char *to);

/* A process of its own that works on a school file. A test's main() begins with
 *   if (workload_is_child (argc, argv)) return workload_child (argc, argv);
 * and then starts children of itself:
 *   work FILE   random steps for ever; prints "OPERATION HASH" for each that was acknowledged
 *   open FILE   opens (and so brings up to date), prints "open", closes
 *   hold FILE   opens, prints "open", closes when its standard input ends
 *   read FILE   opens it as a copy that nobody writes and prints how many operations it has
 * A child that can't open prints the error's code and message and ends with 4. */
gboolean    workload_is_child (int argc, char **argv);
int         workload_child    (int argc, char **argv);

/* @prefix: what to run it through, or NULL; @environ: NULL for one's own. */
GSubprocess *workload_spawn   (const char *const *prefix, char **environment, const char *mode, const char *path);

/* The next line that it prints; NULL at the end. Returns: (transfer full) (nullable) */
char       *workload_read_line (GSubprocess *child);

/* Its whole answer, until it ends. Returns: (transfer full) */
char       *workload_answer    (const char *const *prefix, char **environment, const char *mode, const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Workload, workload_free)
