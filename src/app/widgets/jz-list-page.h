/* jz-list-page: one list and one inspector, side by side: what nearly every view of the program is.
 *
 * Where there is room the inspector stands beside the list; in a narrow window it lies over the list when a
 * row is chosen, with a close button, and Esc goes back to the list.
 *
 * The page gives a function that reads all that is told of one row, on another thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-inspector.h"
#include "jz-table.h"
#include "jz-told.h"

G_BEGIN_DECLS

#define JZ_TYPE_LIST_PAGE (jz_list_page_get_type ())
G_DECLARE_FINAL_TYPE (JzListPage, jz_list_page, JZ, LIST_PAGE, GtkWidget)

/* What is told of a row, declared once. */
typedef struct
{
  const char    *kind;    /* "item": what the search for everything calls such a row */
  const char    *title;   /* msgid */
  const char    *placeholder; /* msgid */
  const JzListSpec *spec;
  const char    *choose;  /* msgid: what the inspector says while no row is chosen */

  /* On a reader thread. Returns: (transfer full) */
  JzTold      *(*read)    (JzConnection *connection, gint64 id, GError **error);
} JzListView;

JzListPage      *jz_list_page_new         (const JzListView *view);

/* A widget at the start edge, such as a tree; it goes where the page is narrow. */
void             jz_list_page_set_side    (JzListPage *self, GtkWidget *side);

/* While there is nothing at all to list: @page instead of the table, @aside instead of the inspector where there is
 * room for it. */
void             jz_list_page_set_first_use (JzListPage *self, GtkWidget *page, GtkWidget *aside);

JzTable         *jz_list_page_get_table   (JzListPage *self);
const JzListView *jz_list_page_get_view   (JzListPage *self);

/* What the inspector offers to do with the only row chosen, as it is now; it is the menu of the rows until the table is
 * given another one, which may have it for a section. */
GMenuModel      *jz_list_page_get_actions (JzListPage *self);

void             jz_list_page_set_session (JzListPage *self, JzSession *session);
void             jz_list_page_set_narrow  (JzListPage *self, gboolean narrow);

/* Esc: whether there was something to go back from. */
gboolean         jz_list_page_go_back     (JzListPage *self);

G_END_DECLS
