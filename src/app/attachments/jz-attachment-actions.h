/* jz-attachment-actions: files that belong to the row that an inspector tells of: the actions "attachment.…".
 *
 *   attachment.open   (sxs)   table, row, kind: shows the files of the row, those of that kind first
 *   attachment.add    (sxs)   table, row, kind: asks for a file
 *   attachment.drop   (sxas)  table, row, paths
 *   attachment.paste  (sx)    table, row: the picture, or the files, that are in the clipboard
 *
 * Files are read and pictures shrunk on a thread of their own, with progress and Cancel.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-page.h"
#include "jz-session.h"

G_BEGIN_DECLS

/* Puts the actions on @page, which keeps them. */
void jz_attachment_actions_attach      (JzPage *page);

/* Whoever signs in; those actions that the account may not do are not there. NULL: nobody. */
void jz_attachment_actions_set_session (JzPage *page, JzSession *session);

G_END_DECLS
