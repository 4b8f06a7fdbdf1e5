/* jz-weeding-rules: by what books are proposed for weeding: which rules are used, and from how many years or copies on.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "jz-session.h"

G_BEGIN_DECLS

void jz_weeding_rules_present (GtkWidget *over, JzSession *session);

G_END_DECLS
