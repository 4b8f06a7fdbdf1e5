/* jz-settings-view: a view of the settings that is no plain list: knows the session, and is told when the file has
 * changed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "jz-session.h"

G_BEGIN_DECLS

#define JZ_TYPE_SETTINGS_VIEW (jz_settings_view_get_type ())
G_DECLARE_DERIVABLE_TYPE (JzSettingsView, jz_settings_view, JZ, SETTINGS_VIEW, AdwBin)

struct _JzSettingsViewClass
{
  AdwBinClass parent_class;

  /* Somebody has signed in, or (without a session) nobody is any more. May be NULL. */
  void (*entered) (JzSettingsView *self);
  /* Read what is shown: after signing in and after each change of the file. Only while there is a session. */
  void (*refresh) (JzSettingsView *self);
};

/* @session NULL: nobody is signed in. */
void       jz_settings_view_set_session (JzSettingsView *self, JzSession *session);
JzSession *jz_settings_view_get_session (JzSettingsView *self);

/* Reads on a reader thread with @read; @done gets the answer when the view still shows that file, on success only (what
 * fails is said as "trouble"). @destroy frees @data. */
typedef void (*JzSettingsDone) (JzSettingsView *self, gpointer data);

void jz_settings_view_read (JzSettingsView *self, JzReadFunc read, gpointer data, GDestroyNotify destroy,
                            JzSettingsDone done);

/* The same on the thread that writes, for backups and checks; @done comes with what went wrong, or NULL. */
typedef void (*JzSettingsWorked) (JzSettingsView *self, gpointer data, const GError *error);

void jz_settings_view_work (JzSettingsView *self, JzReadFunc work, gpointer data, GDestroyNotify destroy,
                            GCancellable *cancellable, JzSettingsWorked done);

G_END_DECLS
