/* jz-backup-view: the backups there are, making one, going back to one, and whether the file is sound.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-settings-view.h"

G_BEGIN_DECLS

#define JZ_TYPE_BACKUP_VIEW (jz_backup_view_get_type ())
G_DECLARE_FINAL_TYPE (JzBackupView, jz_backup_view, JZ, BACKUP_VIEW, JzSettingsView)

GtkWidget *jz_backup_view_new (void);

G_END_DECLS
