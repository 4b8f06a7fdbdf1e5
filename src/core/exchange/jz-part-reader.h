/* jz-part-reader: reads one part of a package: hash, schema, and what its rows claim.
 *
 * Thread-safe as long as each part is read by one thread; nothing is judged here that needs another part.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-id-map.h"
#include "jz-schema-walk.h"

G_BEGIN_DECLS

typedef enum
{
  JZ_ROW_OTHER, /* of a school's terms, classes, … */
  JZ_ROW_SCHEME,
  JZ_ROW_PLACE,
  JZ_ROW_ITEM,
  JZ_ROW_ASSET,
  JZ_ROW_STOCK,
  JZ_ROW_YEAR,
  JZ_ROW_TITLE,
  JZ_ROW_COPY,
  JZ_ROW_LENT,
  JZ_ROW_ROOM,
  JZ_ROW_USED,
  JZ_ROW_EXPERIMENT,
} JzRowKind;

/* What the rules need of a row. Money in fen, quantities in thousandths. */
typedef struct
{
  guint8   kind;     /* JzRowKind */
  gboolean has_id : 1, has_first : 1, has_second : 1, deleted : 1, card : 1;
  guint8   state;    /* of stock: bit 0 stock, 1 use, 2 loan; of a copy: whether it is held; lent: its class */
  gint32   year;     /* of lent and used: year times 100 and month */
  guint    line;
  JzId     id, first, second; /* first: parent, scheme, item, title; second: place */
  gint64   quantity, amount;  /* item, stock: as they stand; year: what the place has more; title: copies; experiment: done and due */
  gint64   whole_quantity, whole_amount; /* year: what the school has more */
} JzPartRow;

typedef struct
{
  const JzPackagePart *part;    /* as package.xml has it */
  GArray              *rows;    /* of JzPartRow; empty when the schema is broken */
  GPtrArray           *faults;  /* of JzFault */
  guint64              n_rows, bytes;
  char                *sha256;
  GError              *error;   /* the zip can't be read on, or it was cancelled */
} JzPartReading;

/* @entry: its name in the zip. Returns: (transfer full); never NULL */
JzPartReading *jz_part_read         (JzZipInput *zip, const char *entry, const JzPackagePart *part);
void           jz_part_reading_free (JzPartReading *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzPartReading, jz_part_reading_free)

G_END_DECLS
