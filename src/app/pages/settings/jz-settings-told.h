/* jz-settings-told: what the inspector tells of a person, a class, an account, a code, a row of a standard, an
 * operation.
 *
 * For reader threads. JZ_ERROR_NOT_FOUND when the row is gone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-told.h"

G_BEGIN_DECLS

JzTold *jz_settings_tell_person    (JzConnection *connection, gint64 id, GError **error);
JzTold *jz_settings_tell_class     (JzConnection *connection, gint64 id, GError **error);
JzTold *jz_settings_tell_account   (JzConnection *connection, gint64 id, GError **error);
JzTold *jz_settings_tell_code      (JzConnection *connection, gint64 id, GError **error);
JzTold *jz_settings_tell_standard  (JzConnection *connection, gint64 id, GError **error);
JzTold *jz_settings_tell_operation (JzConnection *connection, gint64 id, GError **error);

G_END_DECLS
