/* What the window is made of: jz-window.c holds its parts together, jz-window-actions.c has what can be asked of it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-backup-keeper.h"
#include "jz-door.h"
#include "jz-page.h"
#include "jz-search-all.h"
#include "jz-view-switcher.h"
#include "jz-window.h"

G_BEGIN_DECLS

#define JZ_WINDOW_PAGES 6

typedef struct
{
  const char *name;
  const char *title; /* msgid */
  const char *icon;
  JzPage   *(*make) (void);
  gboolean    foot; /* stands at the sidebar's foot */
} JzWindowPage;

/* The pages that there are, in the sidebar's order. */
extern const JzWindowPage jz_window_pages[JZ_WINDOW_PAGES];

struct _JzWindow
{
  AdwApplicationWindow parent_instance;

  JzSession      *session;
  JzBackupKeeper *keeper;
  GtkListBoxRow  *rows[JZ_WINDOW_PAGES];
  JzPage         *made[JZ_WINDOW_PAGES];
  JzPage         *page;       /* the one shown */
  JzDoor         *door;
  JzSearchAll    *search_all;
  char           *pending;    /* file to be opened once the window has been seen */
  gboolean        asked;      /* whether a file has been named or asked for */
  gboolean        seen;
  gboolean        narrow;
  gboolean        icons;
  guint           fit_source;

  GtkWidget      *sidebar;
  GtkPaned       *paned;
  GtkLabel       *school;
  GtkListBox     *page_list;
  GtkListBox     *foot_pages;
  GtkLabel       *foot;
  GtkLabel       *page_title;
  JzViewSwitcher *switcher;
  GtkMenuButton  *menu_button;
  GtkMenuButton  *account_button;
  GtkLabel       *account_name;
  GtkMenuButton  *search_button;
  GtkWidget      *search_label;
  GtkWidget      *search_key;
  AdwToastOverlay *toasts;
  AdwToast       *toast;      /* the last one; NULL: it is gone */
  GtkStack       *body;
};

/* Makes page @i when it was never shown. */
void jz_window_show_page   (JzWindow *self, guint i);

/* The actions "win.…". */
void jz_window_add_actions (JzWindow *self);

G_END_DECLS
