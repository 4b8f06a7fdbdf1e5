/* jz-desk: one scan at the desk, and what is meant by it.
 *
 * A reader's card begins with that reader. A copy that is out comes back, whoever has it; one that is in goes to the
 * reader who is there, and without one it is only looked at. What is typed instead may be a name, pinyin or a class.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-lending.h"

G_BEGIN_DECLS

extern const JzAction jz_action_desk;

typedef enum
{
  JZ_DESK_READER,   /* somebody comes */
  JZ_DESK_LENT,     /* or was not: see the answer */
  JZ_DESK_RETURNED,
  JZ_DESK_RENEWED,
  JZ_DESK_SEVERAL,  /* readers that may be meant */
  JZ_DESK_UNKNOWN,  /* it is nothing here; nobody is there any more, since it may have been a card that was misread */
} JzDeskDeed;

typedef struct
{
  JzDeskDeed      deed;
  gint64          reader;  /* who is there afterwards; 0: nobody */
  GPtrArray      *readers; /* (element-type JzReader): with JZ_DESK_SEVERAL */
  JzLendingAnswer answer;  /* with JZ_DESK_LENT and JZ_DESK_RETURNED */
} JzDeskScan;

void     jz_desk_scan_clear (JzDeskScan *self);

/* @reader: who is there, 0: nobody. @typed: it may be part of a name. @scan: (out): to be cleared */
gboolean jz_desk_scan (JzOperation *operation, gint64 reader, const char *code, gboolean typed, JzDeskScan *scan,
                       GError **error);

/* What was done at the desk on a day. */
typedef struct
{
  guint lent, returned, renewed;
  guint put_aside; /* now */
} JzDeskDay;

gboolean jz_desk_day_read   (JzConnection *connection, JzDeskDay *day, GError **error);

/* One of them, as the journal has it. */
typedef struct
{
  gint64     operation;
  char      *time;    /* "10:12:07", of the day */
  JzDeskDeed deed;    /* JZ_DESK_LENT, JZ_DESK_RETURNED or JZ_DESK_RENEWED */
  gboolean   undone;
  char      *code, *title, *name, *class_name;
  char      *due;     /* ISO, as it is now */
  int        late;    /* of what came back: days late */
} JzDeskDone;

void       jz_desk_done_free (JzDeskDone *self);

/* What @account did today, newest first, the newest @limit. Returns: (transfer full) (element-type JzDeskDone) */
GPtrArray *jz_desk_today     (JzConnection *connection, gint64 account, guint limit, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JzDeskScan, jz_desk_scan_clear)

G_END_DECLS
