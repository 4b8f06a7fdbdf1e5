/* jz-record-import: a file of catalogue records (MARC) comes in: its first records as they would be read, what a trial run
 * counts and can't take, and then for good.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "jz-session.h"

G_BEGIN_DECLS

/* Asks which file, then shows what is in it. */
void jz_record_import_choose  (GtkWidget *over, JzSession *session);
void jz_record_import_present (GtkWidget *over, JzSession *session, const char *path);

G_END_DECLS
