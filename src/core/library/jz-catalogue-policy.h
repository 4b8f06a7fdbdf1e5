/* jz-catalogue-policy: how this school catalogues: at which level, what a record must say there, how copies are
 * numbered.
 *
 * What a record must say are rows of catalogue_need, those of the brief level being asked for at the full one too; what
 * comes of them is said by jz-record.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-operation.h"

G_BEGIN_DECLS

extern const JzAction jz_action_catalogue_policy;

typedef struct
{
  gboolean full;     /* the full level; else the brief one */
  char    *agency;   /* 801 $b of records made here; "": the school's name */
  char    *prefix;   /* of accession numbers, without digits */
  int      digits;   /* 4 … 12, behind it */
  char    *readings; /* fields whose pinyin is kept: "200a9 701a9": field, subfield, subfield of the reading */
} JzCataloguePolicy;

/* @policy: (out): to be cleared. */
gboolean jz_catalogue_policy_read  (JzConnection *connection, JzCataloguePolicy *policy, GError **error);
void     jz_catalogue_policy_clear (JzCataloguePolicy *self);
/* JZ_ERROR_INVALID. */
gboolean jz_catalogue_policy_set   (JzOperation *operation, const JzCataloguePolicy *policy, GError **error);

typedef struct
{
  gboolean    full;   /* asked for at the full level only */
  const char *cnmarc; /* field and subfield: "200a" */
  const char *marc21; /* the same in MARC 21; NULL or "": is not asked of it */
  const char *name;   /* what the school calls it */
  gboolean    strict; /* a record without it is not saved; else it is said */
} JzCatalogueNeed;

/* @id 0: a new one, behind the others. JZ_ERROR_INVALID, JZ_ERROR_NOT_FOUND; JZ_ERROR_CONFLICT for a field that is
 * asked for already. */
gboolean jz_catalogue_need_set    (JzOperation *operation, gint64 id, const JzCatalogueNeed *need, GError **error);
/* JZ_ERROR_NOT_FOUND. */
gboolean jz_catalogue_need_remove (JzOperation *operation, gint64 id, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JzCataloguePolicy, jz_catalogue_policy_clear)

G_END_DECLS
