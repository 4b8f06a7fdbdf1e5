/* jz-catalogue-sources: what each source says to an ISBN, in words, as the answers come.
 *
 * The own catalogue first, then all targets that are enabled, at once. The line names each with its answer: none, how
 * many, or what went wrong there.
 *
 * Signals:
 * "found" (JzLookupRecord *record, const char *source): a record with that ISBN; the first of each source
 * "ended" (gboolean any): all have answered
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "jz-lookup.h"
#include "jz-session.h"

G_BEGIN_DECLS

#define JZ_TYPE_CATALOGUE_SOURCES (jz_catalogue_sources_get_type ())
G_DECLARE_FINAL_TYPE (JzCatalogueSources, jz_catalogue_sources, JZ, CATALOGUE_SOURCES, GtkWidget)

JzCatalogueSources *jz_catalogue_sources_new  (void);

/* Asks; what was asked before is forgotten. */
void                jz_catalogue_sources_ask  (JzCatalogueSources *self, JzStore *store, const char *isbn);
/* Forgets what was asked. */
void                jz_catalogue_sources_stop (JzCatalogueSources *self);

G_END_DECLS
