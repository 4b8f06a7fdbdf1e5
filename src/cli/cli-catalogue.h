/* cli-catalogue: what commands of the catalogue print alike.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "cli.h"
#include "jz-marc.h"

G_BEGIN_DECLS

/* What is known of the book as members of an object under construction, and line by line when @say. */
void cli_json_bib  (Cli *cli, JsonBuilder *json, const JzMarc *record, gboolean say);
/* Its whole record: leader and fields. */
void cli_json_marc (JsonBuilder *json, const JzMarc *record);
/* An array of texts; NULL: an empty one. */
void cli_json_texts (JsonBuilder *json, const char *name, GPtrArray *texts);

/* The number of a title; a usage error otherwise. */
gboolean cli_title_number (const char *text, gint64 *id, GError **error);
/* Fen; -1 for NULL. JZ_ERROR_INVALID. */
gboolean cli_book_price   (const char *text, gint64 *fen, GError **error);

G_END_DECLS
