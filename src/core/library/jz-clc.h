/* jz-clc: what class numbers of the 中图法 mean.
 *
 * The table knows the 22 main classes and their first divisions; a school adds its own, or a county's. The name of a
 * class number is that of the longest beginning of it that the table has.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-operation.h"
#include "jz-reference.h"

G_BEGIN_DECLS

extern const JzAction jz_action_clc;

/* Returns: (transfer full), "" where nothing is known, NULL with @error */
char    *jz_clc_name   (JzConnection *connection, const char *class_, GError **error);

/* The school's own name of @class_, added or changed; "" takes it back: then that is what it was called before.
 * JZ_ERROR_INVALID, JZ_ERROR_NOT_FOUND where there is none to be taken back. */
gboolean jz_clc_put    (JzOperation *operation, const char *class_, const char *name, GError **error);

/* A table with columns code and name. Names of the school's own stay, and stand for those. @n: (out): added or
   changed */
gboolean jz_clc_import (JzOperation *operation, JzReference *table, guint *n, GError **error);

G_END_DECLS
