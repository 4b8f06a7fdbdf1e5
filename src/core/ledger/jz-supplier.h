/* jz-supplier: who sells, gives or repairs (供应商).
 *
 * A supplier is known by its name. Its unified social credit code, where it is given, must be sound: 18 characters of the 31 that
 * GB 32100-2015 allows, the last of which checks the others (ISO 7064 style, weights 3^i mod 31).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-operation.h"

G_BEGIN_DECLS

extern const JzAction jz_action_supplier; /* suppliers and contracts */

/* All but the name may be NULL. */
typedef struct
{
  const char *name;
  const char *credit_code; /* small letters and spaces are put right */
  const char *contact, *phone, *address;
  const char *bank;        /* bank and account */
  const char *note;
} JzSupplierData;

/* Whether @code, in capitals and without spaces, is one. */
gboolean jz_credit_code_is_sound (const char *code);

/* JZ_ERROR_INVALID for no name or a credit code that can't be right, JZ_ERROR_CONFLICT for a name that is taken. */
gboolean jz_supplier_add    (JzOperation *operation, const JzSupplierData *data, gint64 *id, GError **error);
gboolean jz_supplier_update (JzOperation *operation, gint64 id, const JzSupplierData *data, GError **error);
/* Lists show it no more; what was bought from it stays. JZ_ERROR_CONFLICT while an order is open. */
gboolean jz_supplier_void   (JzOperation *operation, gint64 id, GError **error);

/* The one of that name or credit code; 0 when there is none. */
gboolean jz_supplier_find   (JzConnection *connection, const char *name_or_code, gint64 *id, GError **error);
/* The same, made when there is none. */
gboolean jz_supplier_ensure (JzOperation *operation, const char *name, gint64 *id, GError **error);

G_END_DECLS
