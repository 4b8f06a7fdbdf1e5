/* jz-marc-import: a file of catalogue records into the catalogue, with the copies that they speak of.
 *
 * One operation for the whole file: cancelled without trace, undone as one. A record that can't be taken is handed back byte
 * for byte, with its reason, and stops nobody else. All copies of a file come in one delivery (总括登记).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-copy.h"
#include "jz-import.h"
#include "jz-marc-reader.h"

G_BEGIN_DECLS

/* Records of the other format are handed back: a file that says 200 in MARC 21 means something else. */
typedef enum
{
  JZ_MARC_WANT_ANY, /* as each record is, see jz_marc_guess() */
  JZ_MARC_WANT_CNMARC,
  JZ_MARC_WANT_MARC21,
} JzMarcWanted;

typedef enum
{
  JZ_MARC_MATCH_SAME, /* ISBN, title, volume and year; see jz_title_find_same() */
  JZ_MARC_MATCH_NONE, /* every record is a title of its own */
} JzMarcMatch;

/* What is done with a record whose title is there. */
typedef enum
{
  JZ_MARC_ON_MATCH_SKIP,
  JZ_MARC_ON_MATCH_REPLACE,    /* the record takes the place of the one that is there; copies that are new come with it */
  JZ_MARC_ON_MATCH_ADD_COPIES, /* the record stays as it is; copies that are new come to it */
} JzMarcOnMatch;

/* What is imported, and how. All of it stays the caller's. */
typedef struct
{
  const char      *name;     /* of the file, for the journal and messages */
  JzInputFunc      read;     /* called on a thread of its own */
  gpointer         source;
  JzMarcEncoding   encoding;
  JzMarcWanted     format;
  JzMarcMatch      match;
  JzMarcOnMatch    on_match;
  const char      *profile;  /* where the copies are (marc_profile.name); NULL: "905"; "": none are made */
  const char      *place;    /* where copies stand of which the record says nothing; NULL: 书库 */
  JzAccessionData  delivery;
  gboolean         dry_run;  /* everything is judged and nothing kept */
  const char      *rejects;  /* file that gets the bytes of rejected records; none is made for no records; NULL: none */
  JzImportProgress progress;
  gpointer         data;     /* of @progress */
} JzMarcImport;

/* Of JzImportResult: added: titles; updated: replaced ones; merged: titles that got copies; skipped; assets: copies;
 * warnings: what was mended. The field of a fault is "" or "barcode". Blocks: for a worker thread or the command line.
 * @result: (out): to be cleared, also on FALSE. */
gboolean jz_marc_import_run (JzStore *store, const JzActor *actor, const JzMarcImport *import, JzImportResult *result,
                             GCancellable *cancellable, GError **error);

extern const JzAction jz_action_marc_import;

G_END_DECLS
