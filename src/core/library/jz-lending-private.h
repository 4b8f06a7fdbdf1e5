/* Between the files of circulation only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-lending.h"
#include "jz-loan-rule.h"

G_BEGIN_DECLS

/* A copy on the desk. */
typedef struct
{
  gint64   id, title, material;
  char    *state;
  gboolean lends;    /* its place does */
  gint64   lending;  /* by which it is out; 0: it is in */
  gint64   reader;   /* who has it */
  JzDate   due;
  guint    renewals;
} JzDeskCopy;

void     jz_desk_copy_clear (JzDeskCopy *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JzDeskCopy, jz_desk_copy_clear)

/* @copy: (out): id 0, and the answer says so, where there is none. Fills what @answer says of the copy and who has it.
 */
gboolean jz_desk_copy_read (JzConnection *connection, const char *code, JzDeskCopy *copy, JzLendingAnswer *answer,
                            GError **error);

/* Returns: TRUE */
gboolean jz_lending_refuse (JzLendingAnswer *answer, JzLendingReason reason, const char *format, ...)
  G_GNUC_PRINTF (3, 4);
void     jz_lending_say     (JzLendingAnswer *answer, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* Puts into @answer who it is. */
void     jz_lending_take_reader (JzLendingAnswer *answer, const JzReader *reader);

/* Whether the card is good for anything; the answer says why not. */
gboolean jz_lending_card_is_good (const JzReader *reader, JzLendingAnswer *answer);

/* Copies that nobody fetched in time go to who waits next. */
gboolean jz_hold_advance (JzOperation *operation, gint64 title, GError **error);
/* Who may have @copy now: the reader it is put aside for, else the first who waits for the title and has none put
 * aside; 0: anybody. */
gboolean jz_hold_first   (JzConnection *connection, const JzDeskCopy *copy, gint64 *reader, GError **error);
/* @reader takes @copy: whatever they waited for is fetched. */
gboolean jz_hold_fetch   (JzOperation *operation, const JzDeskCopy *copy, gint64 reader, GError **error);
/* Puts @copy, which is in, aside for who waits first. @reader: (out): 0: nobody does */
gboolean jz_hold_put_aside (JzOperation *operation, const JzDeskCopy *copy, gint64 *reader, GError **error);
/* @copy can't be had any more: whoever it was put aside for waits again, where they stood. */
gboolean jz_hold_take_away (JzOperation *operation, const JzDeskCopy *copy, GError **error);

/* What being late costs by the rule of who had it, written down. */
gboolean jz_lending_settle_late (JzOperation *operation, const JzDeskCopy *copy, const JzReader *reader,
                                 JzLendingAnswer *answer, GError **error);
/* "2 days late, 0.40 yuan to pay", by what jz_lending_settle_late() put into @answer. Returns: (transfer full) */
char    *jz_lending_late_words  (const JzLendingAnswer *answer);
/* Ends the loan by which @copy is out. @outcome: "", "lost" or "damaged" */
gboolean jz_lending_end (JzOperation *operation, const JzDeskCopy *copy, int late, const char *outcome, GError **error);

/* Somebody owes something. */
gboolean jz_charge_add (JzOperation *operation, gint64 reader, const JzDeskCopy *copy, const char *kind, gint64 amount,
                        const char *why, GError **error);

G_END_DECLS
