/* jz-reader: who may borrow books (读者): people of the school, and classes that borrow as a whole.
 *
 * A reader is a card: its name and class are those of the register, so that they go up with the class every year. Of a
 * pupil nothing but name, class and card number is kept. A card number is kept in half-width capitals, as a scan is
 * read; it belongs to one reader, and to no copy.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-operation.h"

G_BEGIN_DECLS

extern const JzAction jz_action_reader; /* cards, groups, who has left */

typedef struct
{
  gint64      person; /* of the register, or 0 */
  gint64      class_; /* else this class as a whole */
  const char *card;   /* NULL: the person's own number where they have one that is free, else the next by the rule */
  gint64      group;  /* 0: that of the stage */
} JzReaderData;

/* JZ_ERROR_CONFLICT where the card is another's or a copy's, or whoever it is has one already; JZ_ERROR_INVALID. @id:
 * (out) */
gboolean jz_reader_add (JzOperation *operation, const JzReaderData *data, gint64 *id, GError **error);

/* @state: "active", "lost" (the card; nothing is lent to it), NULL: as it is. Who gets another number is active again.
 * @card NULL: as it is. @group -1: as it is, 0: that of the stage. */
gboolean jz_reader_update (JzOperation *operation, gint64 id, const char *card, gint64 group, const char *state,
                           GError **error);

/* Cards for everybody of @class who has none, by the rule. @made: (out) */
gboolean jz_reader_add_class (JzOperation *operation, gint64 class_, guint *made, GError **error);

/* They leave: JZ_ERROR_CONFLICT, and nothing changes, where one of them still has books or owes something. */
gboolean jz_reader_leave (JzOperation *operation, const gint64 *readers, guint n, GError **error);

/* May borrow again from today on; JZ_ERROR_INVALID where nothing stopped them. */
gboolean jz_reader_release (JzOperation *operation, gint64 id, const char *why, GError **error);

/* A reader, as a desk wants to see them. */
typedef struct
{
  gint64  id, person, class_, group;
  char   *card, *name, *class_name; /* @class_name "": of none */
  char   *group_title;              /* "": nobody has said what they may */
  char   *state;                    /* "active", "lost", "left" */
  char   *stopped;                  /* ISO, the last day without borrowing; NULL: not stopped today */
  gboolean is_class, is_gone;       /* @is_gone: from the register */
  guint   out, limit;               /* copies out, and how many may be */
  guint   late;                     /* of them overdue */
  guint   holds;                    /* titles waited for */
  gint64  owed;                     /* fen */
} JzReader;

void      jz_reader_free (JzReader *self);
/* JZ_ERROR_NOT_FOUND. Returns: (transfer full) */
JzReader *jz_reader_read (JzConnection *connection, gint64 id, GError **error);

/* A card number as it is kept, however it was typed: in half-width capitals. Returns: (transfer full) */
char     *jz_reader_card (const char *typed);
/* @id: (out): whose card it is; 0: nobody's. */
gboolean  jz_reader_scan (JzConnection *connection, const char *card, gint64 *id, GError **error);

/* Whoever may be meant: by card, name, pinyin, initials, class or class and name. Returns: (transfer full)
 * (element-type JzReader): at most @limit, those who have not left, by class and name */
GPtrArray *jz_reader_find (JzConnection *connection, const char *typed, guint limit, GError **error);

/* The only one that @typed means. JZ_ERROR_NOT_FOUND, JZ_ERROR_CONFLICT where several may be meant. */
gboolean  jz_reader_meant (JzConnection *connection, const char *typed, gint64 *id, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzReader, jz_reader_free)

G_END_DECLS
