/* jz-reader-group: what readers are told apart by (读者类别): each group has loan rules of its own.
 *
 * Whoever is of a stage belongs to the group of that stage; into a group that the school has added nobody comes but by
 * their card.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-operation.h"

G_BEGIN_DECLS

/* @id 0: a new one, for @holder: "pupil", "staff", "class"; else only @title is taken.
 * JZ_ERROR_INVALID, JZ_ERROR_CONFLICT where another is called so, JZ_ERROR_NOT_FOUND. */
gboolean jz_reader_group_set (JzOperation *operation, gint64 id, const char *title, const char *holder, GError **error);

/* With its loan rules. JZ_ERROR_CONFLICT where a reader belongs to it, JZ_ERROR_NOT_FOUND. */
gboolean jz_reader_group_remove (JzOperation *operation, gint64 id, GError **error);

G_END_DECLS
