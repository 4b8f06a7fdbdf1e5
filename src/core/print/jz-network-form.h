/* jz-network-form: what is printed of computers and the network: the register (入网计算机登记表), the note that a person signs
 * (入网络安全责任书), who has signed (责任书签订情况), and the ratios with the rows behind one of them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-pdf.h"
#include "jz-ratio.h"
#include "jz-report.h"

G_BEGIN_DECLS

/* @fixed: the sheet of machines with a fixed address; else that of the others. Returns: (transfer full) */
JzReport   *jz_machine_form_new (JzConnection *connection, gboolean fixed, GError **error);

/* Returns: (transfer full) */
JzReport   *jz_network_note_list_form_new (JzConnection *connection, GError **error);

/* @ratio: with the rows behind that one; NULL: the figures alone. Returns: (transfer full) */
JzReport   *jz_ratio_form_new (JzConnection *connection, const char *ratio, int year, GError **error);

/* 签订情况 in words: "✓ Signed". */
const char *jz_network_note_state_words (const char *state);

/* Notes to be signed, an A4 page for each person, with the machines that the person answers for. */
typedef struct _JzNotePages JzNotePages;

/* JZ_ERROR_NOT_FOUND. Returns: (transfer full) */
JzNotePages *jz_note_pages_new  (JzConnection *connection, const gint64 *persons, guint n, GError **error);
void         jz_note_pages_free (JzNotePages *self);
/* Draws with @self, which must outlive what is made of it. */
void         jz_note_pages_get_pdf (JzNotePages *self, JzPdf *pdf);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzNotePages, jz_note_pages_free)

G_END_DECLS
