/* jz-catalogue-pane: the delivery that is worked on, and what was just catalogued.
 *
 * Signal: "changed" (): another delivery, or another state of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "jz-accession.h"
#include "jz-session.h"

G_BEGIN_DECLS

#define JZ_TYPE_CATALOGUE_PANE (jz_catalogue_pane_get_type ())
G_DECLARE_FINAL_TYPE (JzCataloguePane, jz_catalogue_pane, JZ, CATALOGUE_PANE, GtkWidget)

JzCataloguePane        *jz_catalogue_pane_new         (void);
void                    jz_catalogue_pane_set_session (JzCataloguePane *self, JzSession *session);

/* 0: the one that is worked on. */
void                    jz_catalogue_pane_choose      (JzCataloguePane *self, gint64 accession);
/* Reads it anew. */
void                    jz_catalogue_pane_refresh     (JzCataloguePane *self);

/* 0: none. */
gint64                  jz_catalogue_pane_get_id      (JzCataloguePane *self);
/* (transfer none) (nullable) */
const JzAccessionState *jz_catalogue_pane_get_state   (JzCataloguePane *self);
/* Those that are worked on, the newest first: ids and numbers. (transfer none) */
GArray                 *jz_catalogue_pane_get_ids     (JzCataloguePane *self);
GPtrArray              *jz_catalogue_pane_get_names   (JzCataloguePane *self);

G_END_DECLS
