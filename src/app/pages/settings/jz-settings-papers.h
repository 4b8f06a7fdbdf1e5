/* jz-settings-papers: small dialogs of settings, declared like papers: how large attachments may be, which codes are computers and
 * multimedia, and the words by which rooms and teachers are counted.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-paper-dialog.h"

G_BEGIN_DECLS

extern const JzPaperKind jz_paper_attachments;
extern const JzPaperKind jz_paper_device; /* a row of device_code; 0: a new one */
extern const JzPaperKind jz_paper_network_words;

G_END_DECLS
