/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-library-paper.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#include "jz-library-form.h"
#include "jz-paper-job.h"

typedef struct
{
  JzLibraryBook book; /* JZ_LIBRARY_N_BOOKS: the statistics */
  char         *key;
} Asked;

static void
asked_free (gpointer data)
{
  g_free (((Asked *) data)->key);
  g_free (data);
}

static const char *
title_of (JzLibraryBook book)
{
  return book < JZ_LIBRARY_N_BOOKS ? jz_library_book_title (book) : _("Statistics of the library");
}

static JzReport *
read_report (JzConnection *connection, gconstpointer data, GError **error)
{
  const Asked             *asked = data;
  g_auto (JzLibraryPeriod) period = { 0 };

  if (asked->book == JZ_LIBRARY_N_BOOKS)
    return jz_library_stats_form_new (connection, asked->key, error);
  if (!jz_library_period_read (connection, asked->key, &period, error))
    return NULL;
  return jz_library_book_new (connection, asked->book, atoi (period.last), error);
}

static JzPages *
read_pages (JzConnection *connection, gconstpointer data, GError **error)
{
  const Asked    *asked = data;
  JzLibraryPages *pages;
  JzReport       *report;
  JzPdf           pdf;

  if (asked->book < JZ_LIBRARY_N_BOOKS)
    {
      report = read_report (connection, asked, error);
      return report != NULL ? jz_pages_from_report (report, title_of (asked->book), error) : NULL;
    }
  pages = jz_library_pages_new (connection, asked->key, error);
  if (pages == NULL)
    return NULL;
  pdf = jz_library_pages_pdf (pages);
  return jz_pages_new (&pdf, title_of (asked->book), (GDestroyNotify) jz_library_pages_free);
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
  Asked *asked = g_new (Asked, 1);

  *asked = (Asked){ book_of (which), g_strdup (key) };
  if (g_str_has_suffix (which, ".xlsx"))
    jz_paper_job_save (parent, session, title_of (asked->book), read_report, asked, asked_free);
  else
    jz_paper_job_show (parent, session, read_pages, asked, asked_free);
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
