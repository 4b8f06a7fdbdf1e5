/* jz-catalogue: a book from its record to the shelf in one operation: its title, its number and its copies.
 *
 * What a person saves with one key is undone with one. A second copy of a title that is there is the same with the
 * title's id.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-check.h"
#include "jz-copy.h"
#include "jz-title.h"

G_BEGIN_DECLS

extern const JzAction jz_action_catalogue;

typedef struct
{
  gint64        title;    /* 0: a new one */
  JzMarc       *record;   /* NULL: that of @title stays; else it is finished (jz_record_finish()) and checked */
  JzTitleOrigin origin;   /* of a new one */
  gboolean      twin;     /* a new one although there is the same: see jz_title_find_same() */
  gint64        part_of;  /* the set of which it is a volume; 0: none, or as it was */
  gint64        scheme;   /* of its number; 0: that of the place */
  const char   *class_;   /* NULL: that of the record, which gets it otherwise */
  const char   *number;   /* behind the class; NULL: what is offered; "": none is taken */
  JzCopyRun     copies;   /* count 0: none; its title is not read */
} JzCatalogueEntry;

typedef struct
{
  gint64     title;
  char      *call;    /* "" where it has none */
  GPtrArray *numbers; /* accession numbers of the copies; NULL: none */
} JzCatalogued;

void     jz_catalogued_clear   (JzCatalogued *self);

/* JZ_ERROR_INVALID for a record that lacks what the school calls strict, JZ_ERROR_CONFLICT where the title is there, or
 * a number is somebody's. @done: (out): to be cleared. */
gboolean jz_catalogue_save (JzOperation *operation, const JzCatalogueEntry *entry, JzCatalogued *done, GError **error);

/* A title that was made by mistake; its number is free again, and nobody waits for it any more. JZ_ERROR_CONFLICT
 * while it has volumes, or copies, also such as are withdrawn. */
gboolean jz_title_void         (JzOperation *operation, gint64 id, GError **error);

/* @set: the title that @id is a volume of; 0: none. Copies follow: see jz-shelving.h. JZ_ERROR_INVALID for a set that
   is a volume of @id itself. */
gboolean jz_title_set_part_of  (JzOperation *operation, gint64 id, gint64 set, GError **error);

extern const JzInvariant jz_catalogue_invariants[];

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JzCatalogued, jz_catalogued_clear)

G_END_DECLS
