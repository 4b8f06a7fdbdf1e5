/* jz-marc-profile: where a vendor's records have the copies (table marc_profile).
 *
 * One field for each copy, or several in one field: each subfield with a barcode begins a copy, or a run of copies; what
 * stands before the first holds for all of the field, what stands behind one for that alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-connection.h"
#include "jz-marc.h"

G_BEGIN_DECLS

/* Codes of subfields, 0: there is none. */
typedef struct
{
  char  field[4];
  char  barcode, class_, number, call, volume, price, place;
  char *prefix; /* put before each barcode */
} JzMarcProfile;

void jz_marc_profile_clear (JzMarcProfile *self);

/* @name as in the table. JZ_ERROR_NOT_FOUND, naming those there are. */
gboolean jz_marc_profile_read (JzConnection *connection, const char *name, JzMarcProfile *profile, GError **error);

/* What a record says of a copy. */
typedef struct
{
  char  *number; /* accession number, with the prefix */
  char  *call;   /* "": it says nothing */
  char  *volume;
  char  *place;
  gint64 price;  /* fen; 0: it says nothing */
} JzMarcCopy;

void jz_marc_copy_free (JzMarcCopy *self);

/* @bad: (out) (transfer full) (nullable): a barcode that makes no sense; the rest is there all the same.
 * Returns: (transfer full) (element-type JzMarcCopy) */
GPtrArray *jz_marc_profile_copies (const JzMarcProfile *self, const JzMarc *record, char **bad);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JzMarcProfile, jz_marc_profile_clear)

G_END_DECLS
