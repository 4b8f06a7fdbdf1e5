/* cut-vfs: a disk that can lose its power, report faults and be full.
 *
 * Wraps SQLite's unix VFS. While it records, every write, truncation, sync and deletion of a database file in one
 * folder is kept with its content; from that the disk is made again as it could be after the power went at any
 * point: what was synced is there; of what was not, each write is dropped, kept or torn at sectors of 512 bytes,
 * and each truncation, creation and deletion happened or did not. Shared memory (-shm) does not outlive a power
 * cut. What does not go through SQLite (the lock, a backup's renaming) is not seen.
 *
 * It also fails on demand: the n-th read, write, sync, truncation or opening, once or from then on. Safe from
 * several threads.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

typedef enum
{
  CUT_READ,
  CUT_WRITE,
  CUT_SYNC,
  CUT_TRUNCATE,
  CUT_OPEN,
} CutOp;

#define CUT_N_OPS 5

/* Makes it the VFS of everything that is opened from here on. Once, before the first database. */
void     cut_vfs_register (void);

/* Forgets what was recorded and records what happens in @folder, whose files count as safely on the disk. @lying: the
 * disk says that it synced, and did not. */
void     cut_vfs_record (const char *folder, gboolean lying);
void     cut_vfs_stop (void);

/* Notes that somebody was told that @operation is done. */
void     cut_vfs_acknowledge (gint64 operation);

/* How many points there are to cut at. */
guint    cut_vfs_n_events (void);

/* The last operation acknowledged before point @n; 0 for none. */
gint64   cut_vfs_acknowledged (guint n);

/* Writes the files of the folder into @folder as they could be after a power cut at point @n; @seed chooses among
 * the possibilities. */
void     cut_vfs_rebuild (guint n, guint32 seed, const char *folder);

/* The @nth @op from here on (1 is the next) gives @code (SQLITE_IOERR, SQLITE_FULL, …), and all after it when
 * @for_ever. @nth 0: no more faults. */
void     cut_vfs_fail (CutOp op, guint nth, gboolean for_ever, int code);

/* How often @op was asked for, and how many faults were given, since the last cut_vfs_fail(). */
guint    cut_vfs_count (CutOp op);
guint    cut_vfs_n_faults (void);
