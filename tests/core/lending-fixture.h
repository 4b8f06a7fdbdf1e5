/* A school with a small library, and what its desk does, for the tests of circulation.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-charge.h"
#include "jz-copy.h"
#include "jz-desk.h"
#include "jz-hold.h"
#include "jz-lending-month.h"
#include "jz-lending-read.h"
#include "jz-lending.h"
#include "jz-loan-rule.h"
#include "jz-marc-edit.h"
#include "jz-title.h"
#include "support/school-fixture.h"

#define N_PUPILS 4

typedef struct
{
  JzStore *store;
  gint64   class_, place;
  gint64   pupils[N_PUPILS], teacher, whole_class; /* readers; their cards are P0 …, T0, K0 */
  gint64   titles[3];                              /* with 1, 2 and 3 copies: C00; C10, C11; C20, C21, C22 */
} Desk;

static inline gboolean
desk_people_cb (JzOperation *operation, gpointer data, GError **error)
{
  static const char *const names[] = { "李小明", "赵一鸣", "王梓涵", "陈思远" };
  Desk        *desk = data;
  JzPersonData staff = { .kind = "staff", .name = "孙老师", .number = "T0" };
  JzReaderData reader = { 0 };
  guint        added = 0;

  if (!jz_class_add (operation, "primary", 2023, 4, 3, 0, &desk->class_, error) ||
      !jz_place_ensure (operation, "图书馆", &desk->place, &added, error) ||
      !jz_person_add (operation, &staff, &reader.person, error) ||
      !jz_reader_add (operation, &reader, &desk->teacher, error))
    return FALSE;
  for (int i = 0; i < N_PUPILS; i++)
    {
      g_autofree char *card = g_strdup_printf ("P%d", i);
      JzPersonData     pupil = { .kind = "pupil", .name = names[i], .class = desk->class_ };
      JzReaderData     his = { .card = card };

      if (!jz_person_add (operation, &pupil, &his.person, error) ||
          !jz_reader_add (operation, &his, &desk->pupils[i], error))
        return FALSE;
    }
  reader = (JzReaderData){ .class_ = desk->class_, .card = "K0" };
  return jz_reader_add (operation, &reader, &desk->whole_class, error);
}

static inline gboolean
desk_books_cb (JzOperation *operation, gpointer data, GError **error)
{
  static const char *const names[] = { "活着", "昆虫记", "草房子" };
  Desk             *desk = data;
  JzAccessionData   delivery = { 0 };
  JzTitleOrigin     typed = { 0 };
  g_autoptr (JzRows) copies = jz_copy_rows (operation, G_MAXUINT, error);
  JzCopyData        copy = { .call = "I247.57/12", .place = desk->place, .price = 2000 };
  gint64            id = 0;

  if (copies == NULL || !jz_accession_add (operation, &delivery, &copy.accession, error))
    return FALSE;
  for (int i = 0; i < 3; i++)
    {
      g_autoptr (JzMarc) record = jz_marc_new ();

      jz_bib_write (record, JZ_BIB_TITLE, names[i]);
      jz_bib_write (record, JZ_BIB_CLASS, "I247.57");
      if (!jz_title_add (operation, record, &typed, &desk->titles[i], error))
        return FALSE;
      for (int k = 0; k <= i; k++)
        {
          g_autofree char *number = g_strdup_printf ("C%d%d", i, k);

          copy.number = number;
          if (!jz_copy_append (operation, copies, ++id, desk->titles[i], &copy, error))
            return FALSE;
        }
    }
  return jz_rows_flush (copies, error);
}

static inline void
desk_set_day (const char *iso)
{
  g_setenv ("JIAOZHUANG_TODAY", iso, TRUE);
}

static inline void
desk_open (Desk *desk, gconstpointer data)
{
  desk->store = fixture_school ();
  fixture_write (desk->store, &jz_action_people, desk_people_cb, desk);
  fixture_write (desk->store, &jz_action_lend, desk_books_cb, desk);
}

static inline void
desk_close (Desk *desk, gconstpointer data)
{
  fixture_check (desk->store);
  jz_store_close (desk->store);
  g_object_unref (desk->store);
}

/* What the desk is asked for; @answer is that of what was asked. */
typedef struct
{
  enum { DESK_LEND, DESK_RETURN, DESK_RENEW, DESK_HOLD, DESK_HARM } what;
  gint64           reader, title, rule;
  const char      *code;
  JzLendingAnswer *answer;
} DeskAsk;

static inline gboolean
desk_ask_cb (JzOperation *operation, gpointer data, GError **error)
{
  DeskAsk *ask = data;

  switch (ask->what)
    {
    case DESK_LEND:
      return jz_lend (operation, ask->reader, ask->code, ask->answer, error);
    case DESK_RETURN:
      return jz_give_back (operation, ask->code, ask->answer, error);
    case DESK_RENEW:
      return jz_renew (operation, ask->code, ask->answer, error);
    case DESK_HARM:
      return jz_copy_harmed (operation, ask->code, ask->rule, -1, NULL, ask->answer, error);
    case DESK_HOLD:
    default:
      return jz_hold_place (operation, ask->reader, ask->title, ask->answer, error);
    }
}

/* @answer: (out) (optional): to be cleared. Returns: the reason; @operation: (out) (optional): 0 where nothing changed
 */
static inline JzLendingReason
desk_do (Desk *desk, DeskAsk ask, JzLendingAnswer *answer, gint64 *operation)
{
  static const JzAction *const actions[] = { &jz_action_lend, &jz_action_give_back, &jz_action_renew, &jz_action_hold,
                                             &jz_action_charge };
  g_auto (JzLendingAnswer) own = { 0 };
  JzLendingReason reason;
  gint64          id;

  ask.answer = answer != NULL ? answer : &own;
  id = fixture_write (desk->store, actions[ask.what], desk_ask_cb, &ask);
  reason = ask.answer->reason;
  g_assert_nonnull (ask.answer->sentence);
  if (operation != NULL)
    *operation = id;
  return reason;
}

static inline JzLendingReason
desk_lend (Desk *desk, gint64 reader, const char *code)
{
  return desk_do (desk, (DeskAsk){ .what = DESK_LEND, .reader = reader, .code = code }, NULL, NULL);
}

static inline JzLendingReason
desk_return (Desk *desk, const char *code)
{
  return desk_do (desk, (DeskAsk){ .what = DESK_RETURN, .code = code }, NULL, NULL);
}

static inline JzLendingReason
desk_renew (Desk *desk, const char *code)
{
  return desk_do (desk, (DeskAsk){ .what = DESK_RENEW, .code = code }, NULL, NULL);
}

static inline JzLendingReason
desk_hold (Desk *desk, gint64 reader, gint64 title)
{
  return desk_do (desk, (DeskAsk){ .what = DESK_HOLD, .reader = reader, .title = title }, NULL, NULL);
}

static inline gboolean
desk_undo (Desk *desk, gint64 operation)
{
  g_autoptr (GError) error = NULL;
  gboolean           ok = jz_store_undo_sync (desk->store, operation, &fixture_actor, NULL, NULL, &error);

  g_assert_true (ok || g_error_matches (error, JZ_ERROR, JZ_ERROR_CONFLICT));
  return ok;
}
