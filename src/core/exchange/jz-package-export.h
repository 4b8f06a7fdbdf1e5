/* jz-package-export: writes the school's package for the county.
 *
 * One snapshot of the file is read on a reader thread while work goes on; the zip gets its name in the same
 * operation that writes it down in table `package`, so there is no package that the school does not know of.
 * Rows stream: memory does not grow with the school. The format is described in data/xsd/package-1.xsd and
 * jz-package.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-package.h"
#include "jz-store.h"

G_BEGIN_DECLS

/* "package.export" needs the permission "package". */
extern const JzAction jz_action_package;

typedef struct
{
  const char       *path;          /* of the zip; replaced when it exists */
  gboolean          since_receipt; /* only what changed after the newest receipted package */
  JzKey            *key;
  JzPackageProgress progress;      /* NULL: not told; called on the reader thread */
  gpointer          progress_data;
} JzPackageOrder;

typedef struct
{
  char      *path;
  char      *uuid;
  gint64     seq;
  char      *kind;    /* "full", "incremental" */
  gint64     bytes;
  char      *sha256;  /* of the zip */
  GPtrArray *parts;   /* of JzPackagePart */
  guint64    rows;
  guint64    clipped; /* texts longer than a package carries, which were cut */
} JzPackageMade;

/* Blocks; for worker threads and the command line. JZ_ERROR_NOT_ALLOWED; JZ_ERROR_NOT_FOUND when there is no
 * receipt to start after; JZ_ERROR_DISK_FULL, …; G_IO_ERROR_CANCELLED. On an error nothing is left behind and
 * nothing was written down. Returns: (transfer full) */
JzPackageMade *jz_package_export    (JzStore *store, const JzActor *actor, const JzPackageOrder *order,
                                     GCancellable *cancellable, GError **error);
void           jz_package_made_free (JzPackageMade *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzPackageMade, jz_package_made_free)

G_END_DECLS
