/* jz-ledger-fields: the columns of an equipment ledger, with the headings that schools give them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-sheet-mapping.h"

G_BEGIN_DECLS

typedef enum
{
  JZ_FIELD_CODE,
  JZ_FIELD_NAME,
  JZ_FIELD_SPEC,
  JZ_FIELD_UNIT,
  JZ_FIELD_QUANTITY,
  JZ_FIELD_PRICE,
  JZ_FIELD_AMOUNT,
  JZ_FIELD_DATE,
  JZ_FIELD_PLACE,
  JZ_FIELD_CABINET,
  JZ_FIELD_SHELF,
  JZ_FIELD_KEEPER,
  JZ_FIELD_USER,
  JZ_FIELD_NUMBER,
  JZ_FIELD_SERIAL,
  JZ_FIELD_MAKER,
  JZ_FIELD_SUPPLIER,
  JZ_FIELD_FUND,
  JZ_FIELD_ORIGIN,
  JZ_FIELD_SUBJECT,
  JZ_FIELD_KIND,
  JZ_FIELD_NOTE,
  JZ_N_LEDGER_FIELDS
} JzLedgerField;

extern const JzSheetField jz_ledger_fields[JZ_N_LEDGER_FIELDS];

G_END_DECLS
