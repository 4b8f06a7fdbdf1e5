/* jz-settings-page: the page of settings: school, people, classes, calendar, accounts, codes and standards, backups,
 * journal.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-page.h"

G_BEGIN_DECLS

#define JZ_TYPE_SETTINGS_PAGE (jz_settings_page_get_type ())
G_DECLARE_FINAL_TYPE (JzSettingsPage, jz_settings_page, JZ, SETTINGS_PAGE, JzPage)

JzPage *jz_settings_page_new (void);

G_END_DECLS
