/* jz-software: what the licence of a piece of software says (软件许可). Software is an asset like others, with its card.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-operation.h"

G_BEGIN_DECLS

extern const JzAction jz_action_licence;

typedef struct
{
  const char *number;      /* or NULL */
  gint64      seats;       /* 0: not limited, or not said */
  const char *valid_until; /* ISO, last day; NULL: for ever */
  const char *note;        /* or NULL */
} JzLicence;

/* All empty: it has none. JZ_ERROR_INVALID for a day that isn't, or seats beyond a million. */
gboolean jz_licence_set (JzOperation *operation, gint64 asset, const JzLicence *licence, GError **error);

G_END_DECLS
