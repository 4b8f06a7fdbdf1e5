/* jz-desk-deed: one thing that a desk was asked for, on its way through the writer's thread and back.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-desk.h"
#include "jz-scan-there.h"

G_BEGIN_DECLS

typedef enum
{
  JZ_DESK_ASK_SCAN,
  JZ_DESK_ASK_TYPED,     /* may be part of a name */
  JZ_DESK_ASK_READER,    /* begin with that one */
  JZ_DESK_ASK_RENEW,     /* the copy with this code */
  JZ_DESK_ASK_RENEW_ALL, /* what the reader has */
} JzDeskAsk;

typedef enum
{
  JZ_DESK_OK,
  JZ_DESK_WARN,
  JZ_DESK_ERROR,
} JzDeskTone;

/* A line of the log, and what the band says. */
typedef struct
{
  char       *act;       /* "↗ Lent" */
  char       *code, *title, *reader;
  char       *result;
  JzDeskTone  tone;
  gint64      operation; /* 0: nothing to take back */
  char       *time;      /* "10:12:07"; NULL: now */
  gboolean    undone;
} JzDeskLine;

void jz_desk_line_free (JzDeskLine *self);

typedef struct
{
  JzDeskAsk  ask;
  char      *code;
  JzScanThere *there;   /* who is there (owned) */
  gint64     reader;    /* whom it is about; 0: who is there. After jz_desk_deed_write_cb() who is there then */
  JzDeskScan scan;      /* what came of it, of JZ_DESK_ASK_SCAN and JZ_DESK_ASK_TYPED */
  GPtrArray *answers;   /* JzLendingAnswer, of the others */
  JzReader  *who;       /* the reader who is there then, or who brought the copy; NULL: nobody */
} JzDeskDeedWork;

/* @code is copied. Returns: (transfer full) */
JzDeskDeedWork *jz_desk_deed_new  (JzDeskAsk ask, JzScanThere *there, const char *code, gint64 reader);
void            jz_desk_deed_free (gpointer data);

/* A JzWriteFunc. */
gboolean        jz_desk_deed_write_cb (JzOperation *operation, gpointer data, GError **error);

/* Lines of the log, in the order they were done; none for somebody who comes. Returns: (transfer full) (element-type
 * JzDeskLine) */
GPtrArray      *jz_desk_deed_lines (const JzDeskDeedWork *self, gint64 operation);

/* A line of what the journal has. Returns: (transfer full) */
JzDeskLine     *jz_desk_line_of_done (const JzDeskDone *done);

/* The sentence of the band, in large letters, and the line under it. @second: (out) (transfer full). Returns: (transfer
 * full) */
char           *jz_desk_deed_words (const JzDeskDeedWork *self, JzDeskTone *tone, char **second);

G_END_DECLS
