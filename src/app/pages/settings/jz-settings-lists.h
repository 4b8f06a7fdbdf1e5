/* jz-settings-lists: the lists of the settings, declared: people, classes, accounts, codes, standards, the journal.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-list-page.h"

G_BEGIN_DECLS

extern const JzListView jz_settings_people_view;
extern const JzListView jz_settings_classes_view;
extern const JzListView jz_settings_accounts_view;
extern const JzListView jz_settings_codes_view;     /* filter "scheme" */
extern const JzListView jz_settings_standards_view; /* filter "standard" */
extern const JzListView jz_settings_journal_view;

G_END_DECLS
