/* What a lazy list is made of: its ids, which it asks for (jz-lazy-list.c), and the windows of texts of those that
 * somebody looks at (jz-lazy-list-windows.c).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-lazy-list.h"

G_BEGIN_DECLS

#define WINDOW JZ_LIST_WINDOW

struct _JzLazyList
{
  GObject           parent_instance;

  const JzListSpec *spec;
  JzStore          *store;
  gulong            changed_id;
  JzListQuery      *query;
  JzListOrder      *order;        /* of the query but for its search; NULL: to be read */
  JzListQuery      *order_query;

  GArray           *ids;
  guint             told;         /* how many of them GTK knows of; for a moment more than there are, when there are none */
  guint             tell_source;
  gboolean          known;
  GHashTable       *live;         /* position → JzRow, not owned */
  GHashTable       *windows;      /* window → JzListRows */
  GQueue            used;         /* windows, least lately used first */
  GHashTable       *wanted;       /* windows that a live row waits for */
  GHashTable       *asked;        /* windows under way */
  guint             want_source;

  guint             generation;   /* of ids; answers to an older one are dropped */
  guint             question;     /* of the query; likewise */
  GCancellable     *cancellable;  /* of the question under way */
  gboolean          busy;
};

/* Tells of an error that is not the list's own doing. */
void        jz_lazy_list_say_failed (JzLazyList *self, GError *error);

/* The rows of @window when they are here, or NULL: (transfer none). */
JzListRows *jz_lazy_windows_look_up (JzLazyList *self, guint window);

/* Takes @rows (transfer full), and forgets those that nobody has looked at for longest. */
void        jz_lazy_windows_keep    (JzLazyList *self, guint window, JzListRows *rows);

/* Forgets them all, and what is under way. */
void        jz_lazy_windows_drop    (JzLazyList *self);

/* A live row waits for @window: it is read when the frame has been looked at, if somebody still looks then. */
void        jz_lazy_windows_want    (JzLazyList *self, guint window);

G_END_DECLS
