/* jz-backup: copies of the school file that are proved before they count, and the way back.
 *
 * A copy is made by SQLite's own backup interface under a temporary name, checked whole, written to
 * the disk and only then given its name; beside it stands a small file that says what is in it.
 * Copies are kept in FILE.backups/: those of the last two days, then the newest of each of 7 days,
 * 4 weeks and 12 months.
 *
 * Restoring moves the present file aside with all that belongs to it; nothing is ever deleted.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-connection.h"

G_BEGIN_DECLS

typedef struct
{
  char  *path;
  char  *sha256;    /* hexadecimal */
  char  *at;        /* UTC, when it was made */
  char  *why;       /* "asked", "close", "timer", "migrate", "restore", "import" */
  char  *head;      /* journal hash it ends with */
  gint64 operation; /* newest operation in it */
  gint64 bytes;
} JzBackup;

void       jz_backup_free (JzBackup *self);

/* Makes one from the open @connection, in @destination (a file name or a folder; NULL: the file's own
 * folder of backups, which is then thinned out). Errors: JZ_ERROR_DISK_FULL, READ_ONLY, DAMAGED
 * (the copy does not pass its check). @made: (out) (optional) (transfer full). */
gboolean
jz_backup_make (JzConnection *connection, const char *destination, const char *why, JzBackup **made, GError **error);

/* Those of the school file at @path, newest first. Returns: (transfer container) (element-type JzBackup) */
GPtrArray *jz_backup_list (const char *path);

/* Puts @backup in the place of the school file at @path, which nobody may have open. The present
 * file with its -wal, -shm and -journal goes to a folder beside it.
 * @aside: (out) (optional) (transfer full): that folder, NULL when there was no file. */
gboolean   jz_backup_restore (const char *path, const char *backup, char **aside, GError **error);

/* The copies to be thinned out of @backups (newest first), by the rule above.
 * Returns: (transfer container): some of the pointers in @backups. */
GPtrArray *jz_backup_surplus (GPtrArray *backups, const char *now);

/* Whether the disk of @path has room for @bytes and a margin: JZ_ERROR_DISK_FULL otherwise. */
gboolean   jz_backup_has_room (const char *path, gint64 bytes, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzBackup, jz_backup_free)

G_END_DECLS
