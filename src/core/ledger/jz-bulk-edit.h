/* jz-bulk-edit: the same change of many items or many cards, as one operation.
 *
 * Only the fields that are named are written. A row that can't be changed so is handed back with the reason and stops nobody else; a row
 * that says so already is left alone.
 *
 *   items:   subject, unit, least (a quantity, "" for none), category (code of the item's table, "" for none), scheme (id), note
 *   assets:  condition (good, worn, broken, missing), supplier, fund, maker, origin, warranty (a date, "" for none), note
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-operation.h"

G_BEGIN_DECLS

extern const JzAction jz_action_bulk_edit;

typedef enum
{
  JZ_BULK_ITEMS,
  JZ_BULK_ASSETS,
} JzBulkKind;

typedef struct
{
  const char *field;
  const char *value;
} JzBulkChange;

typedef struct
{
  gint64 id;
  char  *code;   /* of the item, number of the asset */
  char  *name;
  char  *reason; /* in words */
} JzBulkReject;

typedef struct
{
  guint      changed; /* rows that were changed, or would be */
  guint      same;    /* rows that say so already */
  GPtrArray *rejects; /* of JzBulkReject */
} JzBulkResult;

void     jz_bulk_result_clear (JzBulkResult *self);

/* The fields of a kind, NULL-terminated. */
const char *const *jz_bulk_fields (JzBulkKind kind);

/* What would come of it. @result: (out): to be cleared. JZ_ERROR_INVALID: a change that fits no row at all, such as a date that is none. */
gboolean jz_bulk_preview (JzConnection *connection, JzBulkKind kind, const gint64 *ids, guint n,
                          const JzBulkChange *changes,
                          guint n_changes, JzBulkResult *result, GError **error);
/* JZ_ERROR_INVALID too when no row can be changed. */
gboolean jz_bulk_edit    (JzOperation *operation, JzBulkKind kind, const gint64 *ids, guint n,
                          const JzBulkChange *changes,
                          guint n_changes, JzBulkResult *result, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JzBulkResult, jz_bulk_result_clear)

G_END_DECLS
