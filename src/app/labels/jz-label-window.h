/* jz-label-window: prints labels, as many sheets as it takes, and notes which were printed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "jz-label-source.h"
#include "jz-session.h"

G_BEGIN_DECLS

#define JZ_TYPE_LABEL_WINDOW (jz_label_window_get_type ())
G_DECLARE_FINAL_TYPE (JzLabelWindow, jz_label_window, JZ, LABEL_WINDOW, AdwWindow)

/* @missing: only those without a printed label, at first. @ids: (type ax): these rows only; empty: all. */
void jz_label_window_present (GtkWindow *parent, JzSession *session, JzLabelSubject subject, gboolean missing,
                              GVariant *ids);

G_END_DECLS
