/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-library-paper.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#include "jz-compat-file.h"
#include "jz-library-form.h"
#include "jz-preview.h"
#include "jz-value-form.h"

typedef struct
{
  GtkWindow    *parent;
  JzSession    *session;
  JzLibraryBook book; /* JZ_LIBRARY_N_BOOKS: the statistics */
  char         *key;
  char         *path; /* of a spreadsheet; NULL: pages */
  JzPages      *pages;
} Paper;

static void
paper_free (Paper *self)
{
  g_clear_pointer (&self->pages, jz_pages_unref);
  g_clear_weak_pointer (&self->parent);
  g_object_unref (self->session);
  g_free (self->key);
  g_free (self->path);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Paper, paper_free)

static const char *
title_of (JzLibraryBook book)
{
  return book < JZ_LIBRARY_N_BOOKS ? jz_library_book_title (book) : _("Statistics of the library");
}

static JzReport *
report_new (JzConnection *connection, const Paper *self, GError **error)
{
  g_auto (JzLibraryPeriod) period = { 0 };

  if (self->book == JZ_LIBRARY_N_BOOKS)
    return jz_library_stats_form_new (connection, self->key, error);
  if (!jz_library_period_read (connection, self->key, &period, error))
    return NULL;
  return jz_library_book_new (connection, self->book, atoi (period.last), error);
}

static gboolean
read_pages (JzConnection *connection, Paper *self, GError **error)
{
  JzLibraryPages *pages;
  JzReport       *report;
  JzPdf           pdf;

  if (self->book < JZ_LIBRARY_N_BOOKS)
    {
      report = report_new (connection, self, error);
      self->pages = report != NULL ? jz_pages_from_report (report, title_of (self->book), error) : NULL;
      return self->pages != NULL;
    }
  pages = jz_library_pages_new (connection, self->key, error);
  if (pages == NULL)
    return FALSE;
  pdf = jz_library_pages_pdf (pages);
  self->pages = jz_pages_new (&pdf, title_of (self->book), (GDestroyNotify) jz_library_pages_free);
  return TRUE;
}

static gboolean
paper_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Paper               *self = data;
  g_autoptr (JzReport) report = NULL;

  if (self->path == NULL)
    return read_pages (connection, self, error);
  report = report_new (connection, self, error);
  return report != NULL && jz_value_form_write_sheet (report, self->path, error);
}

static void
paper_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Paper)  self = data;
  g_autoptr (GError) error = NULL;

  if (!jz_store_read_finish (JZ_STORE (source), result, &error))
    jz_session_say_trouble (self->session, error->message);
  else if (self->path != NULL)
    {
      g_autofree char *name = g_path_get_basename (self->path), *words = g_strdup_printf (_("Written to %s"), name);

      jz_session_say_done (self->session, words, 0);
    }
  else if (self->parent != NULL && jz_session_get_actor (self->session)->account != 0)
    jz_preview_present (self->parent, self->session, self->pages);
}

static void
ask (Paper *self)
{
  JzStore *store = jz_session_get_store (self->session);

  if (store != NULL)
    jz_store_read (store, paper_cb, self, NULL, NULL, paper_done_cb, self);
  else
    paper_free (self);
}

static Paper *
paper_new (GtkWindow *parent, JzSession *session, JzLibraryBook book, const char *key)
{
  Paper *self = g_new0 (Paper, 1);

  self->session = g_object_ref (session);
  self->book = book;
  self->key = g_strdup (key);
  g_set_weak_pointer (&self->parent, parent);
  return self;
}

static void
file_chosen_cb (const char *path, gpointer data)
{
  Paper *asked = data, *self = paper_new (asked->parent, asked->session, asked->book, asked->key);

  self->path = g_strdup (path);
  ask (self);
}

static void
destroy_cb (gpointer data)
{
  paper_free (data);
}

static JzLibraryBook
book_of (const char *which)
{
  JzLibraryBook book = 0;

  while (book < JZ_LIBRARY_N_BOOKS && !g_str_has_prefix (which, jz_library_book_name (book)))
    book++;
  return book;
}

void
jz_library_paper_make (GtkWindow *parent, JzSession *session, const char *which, const char *key)
{
  static const char *const patterns[] = { "*.xlsx", NULL };
  Paper *self;

  if (parent == NULL || session == NULL)
    return;
  self = paper_new (parent, session, book_of (which), key);
  if (g_str_has_suffix (which, ".xlsx"))
    {
      g_autofree char         *name = g_strdup_printf ("%s.xlsx", title_of (self->book));
      const JzCompatFileChoice choice = { JZ_CHOOSE_SAVE, _("Export"), name, _("Spreadsheets"), patterns };

      jz_compat_choose_file (parent, &choice, file_chosen_cb, self, destroy_cb);
    }
  else
    ask (self);
}

GMenuModel *
jz_library_paper_menu (void)
{
  GMenu *menu = g_menu_new ();

  for (int sheet = 0; sheet < 2; sheet++)
    {
      g_autoptr (GMenu) section = g_menu_new ();

      for (int i = -1; i < JZ_LIBRARY_N_BOOKS; i++)
        {
          JzLibraryBook    book = i < 0 ? JZ_LIBRARY_N_BOOKS : (JzLibraryBook) i;
          g_autofree char *action = g_strdup_printf ("statistics.paper::%s%s",
                                                     i < 0 ? "statistics" : jz_library_book_name (book),
                                                     sheet ? ".xlsx" : "");

          g_menu_append (section, title_of (book), action);
        }
      g_menu_append_section (menu, sheet ? _("As a spreadsheet") : _("On paper"), G_MENU_MODEL (section));
    }
  return G_MENU_MODEL (menu);
}
