/* jz-catalogue-form: the book in hand as a form: what the record says left, its number, its copies and its label right.
 *
 * What is typed is written into the record where it stands; nothing else of it is touched. Numbers and what they would
 * be are asked of the file whenever something changes.
 *
 * Signals:
 * "changed" (): what is known of the book is another
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "jz-catalogue-book.h"

G_BEGIN_DECLS

#define JZ_TYPE_CATALOGUE_FORM (jz_catalogue_form_get_type ())
G_DECLARE_FINAL_TYPE (JzCatalogueForm, jz_catalogue_form, JZ, CATALOGUE_FORM, GtkWidget)

JzCatalogueForm  *jz_catalogue_form_new           (void);

/* @session: NULL: nobody is signed in. */
void              jz_catalogue_form_set_session   (JzCatalogueForm *self, JzSession *session);
/* The delivery that the copies come with; 0: none yet. */
void              jz_catalogue_form_set_accession (JzCatalogueForm *self, gint64 accession);

/* @book: (transfer full) (nullable): NULL: an empty form. */
void              jz_catalogue_form_set_book      (JzCatalogueForm *self, JzCatalogueBook *book);
/* With what was typed written into it. (transfer none) (nullable) */
JzCatalogueBook  *jz_catalogue_form_get_book      (JzCatalogueForm *self);
/* Its record was changed elsewhere. */
void              jz_catalogue_form_reload        (JzCatalogueForm *self);

/* NULL: as offered. (transfer none) */
const char       *jz_catalogue_form_get_number    (JzCatalogueForm *self);
/* FALSE where the price or the place makes no sense, and the form says so. */
gboolean          jz_catalogue_form_get_run       (JzCatalogueForm *self, JzCopyRun *run);
/* The first thing that the record lacks, or that is there already; NULL: nothing. */
const char       *jz_catalogue_form_get_fault     (JzCatalogueForm *self);

/* All fields, or the usual ones. */
void              jz_catalogue_form_set_detailed  (JzCatalogueForm *self, gboolean detailed);
gboolean          jz_catalogue_form_is_detailed   (JzCatalogueForm *self);
void              jz_catalogue_form_focus         (JzCatalogueForm *self);

G_END_DECLS
