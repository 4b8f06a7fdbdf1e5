/* jz-network-note: what people sign before their machine comes on the network (入网络安全责任书).
 *
 * A note holds from the day it was signed to the day it expires; the newest of a person counts. Who answers for a machine that is
 * networked must have one. How long a note holds, and how early one that ends is told of, are settings of the file
 * ('network-note-months', 'network-note-warn-days'), and so are the words that are signed ('network-note-text').
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-operation.h"

G_BEGIN_DECLS

extern const JzAction jz_action_network_note;

/* For many at once. @signed_on: ISO, NULL: today; @expires: last day, NULL: as long as notes hold. JZ_ERROR_INVALID for dates that are
 * none or the wrong way round, for nobody, and for pupils; JZ_ERROR_CONFLICT for who signed on that day already. */
gboolean jz_network_note_sign   (JzOperation *operation, const gint64 *persons, guint n, const char *signed_on,
                                 const char *expires,
                                 const char *note, GError **error);
/* The newest note of a person. JZ_ERROR_NOT_FOUND: there is none. */
gboolean jz_network_note_remove (JzOperation *operation, gint64 person, GError **error);

/* The words above the signature, one paragraph a line. "": those that the program has. */
char    *jz_network_note_text     (JzConnection *connection, GError **error);
gboolean jz_network_note_set_text (JzOperation *operation, const char *text, guint months, guint warn_days,
                                   GError **error);
gboolean jz_network_note_terms    (JzConnection *connection, guint *months, guint *warn_days, GError **error);

/* The newest note of a person "person", and how it stands: 'signed', 'soon', 'expired', 'none'. SQL. */
#define JZ_NOTE_NEWEST_SQL(column) \
  "(SELECT n." column " FROM network_note n WHERE n.person = person.id AND n.voided IS NULL ORDER BY n.signed DESC, n.id DESC LIMIT 1)"
#define JZ_NOTE_STATE_SQL \
  "CASE WHEN " JZ_NOTE_NEWEST_SQL ("expires") " IS NULL THEN 'none' WHEN " JZ_NOTE_NEWEST_SQL ("expires") " < jz_today () THEN 'expired' " \
  "WHEN " JZ_NOTE_NEWEST_SQL ("expires") " < date (jz_today (), '+' || " \
  "ifnull ((SELECT value FROM meta WHERE key = 'network-note-warn-days'), '30') || ' days') THEN 'soon' ELSE 'signed' END"
#define JZ_NOTE_MACHINES_SQL \
  "(SELECT count (*) FROM machine WHERE machine.person = person.id AND machine.networked AND machine.voided IS NULL)"
/* Whom it concerns. */
#define JZ_NOTE_PERSON_SQL \
  "person.kind = 'staff' AND person.active AND person.voided IS NULL AND (" \
  "EXISTS (SELECT 1 FROM machine WHERE machine.person = person.id AND machine.networked AND machine.voided IS NULL) " \
  "OR EXISTS (SELECT 1 FROM network_note WHERE network_note.person = person.id AND network_note.voided IS NULL))"

typedef struct
{
  gint64 person, note; /* note 0: none */
  char  *name, *post, *state, *signed_on, *expires;
  guint  machines;     /* networked ones that the person answers for */
} JzNetworkNote;

void       jz_network_note_free (JzNetworkNote *self);

/* @state: those alone; "due": "none", "expired" and "soon"; NULL: all. Returns: (transfer full) (element-type JzNetworkNote) */
GPtrArray *jz_network_note_list (JzConnection *connection, const char *state, GError **error);

G_END_DECLS
