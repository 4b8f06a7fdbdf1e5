/* jz-settings-views: what the settings have to show, as a table.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-list-page.h"

G_BEGIN_DECLS

#define JZ_SETTINGS_N_VIEWS 22

/* A button of a list's tool row. */
typedef struct
{
  const char *label; /* msgid */
  const char *action;
} JzSettingsTool;

/* A view is a list, or a widget of its own. */
typedef struct
{
  const char       *name;
  const char       *title; /* msgid */
  const JzListView *list;
  GtkWidget      *(*make) (void);
  JzSettingsTool    tools[5]; /* the last one is the main thing to do; of a list */
  const char       *activate; /* action of Enter on a row, with its id */
  gboolean          aside;    /* a button of another view leads there: the switcher has no room for all */
} JzSettingsViewKind;

extern const JzSettingsViewKind jz_settings_views[JZ_SETTINGS_N_VIEWS];

G_END_DECLS
