/* jz-backup-keeper: backups that nobody has to think of, and the line that says how things stand.
 *
 * Every 30 minutes in which something was saved, and when the file is closed after that, a backup is made on the thread
 * that writes. The sidebar's foot says when the newest one was made.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "jz-session.h"

G_BEGIN_DECLS

#define JZ_TYPE_BACKUP_KEEPER (jz_backup_keeper_get_type ())
G_DECLARE_FINAL_TYPE (JzBackupKeeper, jz_backup_keeper, JZ, BACKUP_KEEPER, GObject)

/* @foot is told "Saved · backup 08:30". */
JzBackupKeeper *jz_backup_keeper_new   (JzSession *session, GtkLabel *foot);

/* Somebody made a backup: looks anew. */
void            jz_backup_keeper_look  (JzBackupKeeper *self);

/* "08:30" today, "11-20 08:30" this year, "2025-06-18" before, in local time, of a UTC time. Returns:
 * (transfer full) */
char           *jz_local_time          (const char *at);

G_END_DECLS
