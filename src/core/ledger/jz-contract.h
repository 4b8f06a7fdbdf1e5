/* jz-contract: what was agreed with a supplier (合同): its number on the paper, what it is about, for how much, until when.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-supplier.h"

G_BEGIN_DECLS

typedef struct
{
  const char *number, *title;
  gint64      supplier;
  const char *date;        /* ISO, signed on; NULL: today */
  gint64      amount;      /* fen; 0: not said */
  const char *valid_until; /* ISO, last day; NULL: not said */
  const char *note;        /* or NULL */
} JzContractData;

/* JZ_ERROR_INVALID says what is missing or wrong, JZ_ERROR_CONFLICT for a number that is taken. @id: (inout): 0: a new one. */
gboolean jz_contract_write (JzOperation *operation, gint64 *id, const JzContractData *data, GError **error);
gboolean jz_contract_void  (JzOperation *operation, gint64 id, GError **error);

/* By number; 0 when there is none. */
gboolean jz_contract_find  (JzConnection *connection, const char *number, gint64 *id, GError **error);

G_END_DECLS
