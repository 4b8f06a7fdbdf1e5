/* jz-marc: one bibliographic record as libraries exchange it, CNMARC or MARC 21.
 *
 * A record is a leader of 24 characters and fields in their order. A field is a tag of three characters and its data:
 * plain text for tags that begin with 00, else two indicators and subfields, each behind U+001F and a code of one
 * character. All text is UTF-8 without NUL. What the program does not understand stays where it is, as it is.
 *
 * Fields are handed out by value and point into the record: they are valid until the record is changed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define JZ_MARC_SUBFIELD   '\x1f' /* separators of ISO 2709 */
#define JZ_MARC_FIELD_END  '\x1e'
#define JZ_MARC_RECORD_END '\x1d'
#define JZ_MARC_LEADER     24     /* characters of a leader */

typedef struct _JzMarc JzMarc;

typedef struct
{
  char        tag[4];
  const char *data;   /* with its indicators; NUL-terminated */
  gsize       length; /* bytes */
} JzMarcField;

typedef enum
{
  JZ_MARC_CNMARC,
  JZ_MARC_MARC21,
} JzMarcFormat;

/* Returns: (transfer full): an empty record with a leader of a new printed book. */
JzMarc      *jz_marc_new        (void);
void         jz_marc_free       (JzMarc *self);
JzMarc      *jz_marc_copy       (const JzMarc *self);

/* No fields, and the leader of a new one. Memory is kept for the next record. */
void         jz_marc_clear      (JzMarc *self);

/* Always 24 characters. */
const char  *jz_marc_get_leader (const JzMarc *self);
/* @leader: of any length: cut, or filled up with blanks. Characters that are not printable ASCII become blanks. */
void         jz_marc_set_leader (JzMarc *self, const char *leader, gsize length);

guint        jz_marc_n_fields   (const JzMarc *self);
JzMarcField  jz_marc_field      (const JzMarc *self, guint i);

/* Whether fields of this tag have neither indicators nor subfields. */
gboolean     jz_marc_is_control (const char *tag);

/* The first field with @tag from place @from on, or -1. */
int          jz_marc_find       (const JzMarc *self, const char *tag, guint from);

/* @tag: three characters; "?" stands for what is missing or can't be seen. @length: -1 for all of @data. */
void         jz_marc_add        (JzMarc *self, const char *tag, const char *data, gssize length);
void         jz_marc_insert     (JzMarc *self, guint at, const char *tag, const char *data, gssize length);
void         jz_marc_set        (JzMarc *self, guint i, const char *data, gssize length);
void         jz_marc_remove     (JzMarc *self, guint i);

/* The subfields of a field, in their order:
 *
 *   JzMarcSubfield sub = { 0 };
 *   while (jz_marc_next_subfield (&field, &sub))
 *
 * What stands before the first separator is no subfield. @text is not NUL-terminated. */
typedef struct
{
  char        code;
  const char *text;
  gsize       length;
} JzMarcSubfield;

gboolean     jz_marc_next_subfield (const JzMarcField *field, JzMarcSubfield *sub);

/* The first subfield @code of the first field @tag that has one. Returns: (transfer full), NULL where there is none. */
char        *jz_marc_get        (const JzMarc *self, const char *tag, char code);

/* By its fields, not by what it says of itself: 245 is a title in MARC 21 alone, 200 in CNMARC alone. */
JzMarcFormat jz_marc_guess      (const JzMarc *self);

/* The form in which records are kept: the leader and each field (tag and data) with U+001E behind it.
 * Returns: (transfer full) */
char        *jz_marc_to_text    (const JzMarc *self);
/* FALSE where @text was not made so; the record is cleared then. */
gboolean     jz_marc_from_text  (JzMarc *self, const char *text);

gboolean     jz_marc_equal      (const JzMarc *a, const JzMarc *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzMarc, jz_marc_free)

G_END_DECLS
