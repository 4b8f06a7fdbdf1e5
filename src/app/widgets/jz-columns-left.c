/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "jz-columns-left.h"

#include "jz-columns.h"

static char *
key_of (const JzListSpec *spec, const char *what)
{
  return g_strdup_printf ("list.%s.%s", spec->name, what);
}

void
jz_columns_remember (GtkColumnView *view, const JzListSpec *spec, JzSession *session)
{
  gboolean            descending = FALSE;
  const JzListColumn *sort = jz_columns_get_sort (view, &descending);
  g_autofree char    *columns = jz_columns_write (view);
  g_autofree char    *columns_key = key_of (spec, "columns");
  g_autofree char    *sort_key = key_of (spec, "sort");
  g_autofree char    *sort_text = g_strdup_printf ("%s%s", descending ? "-" : "", sort != NULL ? sort->id : "");

  jz_session_set_preference (session, columns_key, columns);
  jz_session_set_preference (session, sort_key, sort_text);
}

void
jz_columns_arrange (GtkColumnView *view, const JzListSpec *spec, JzSession *session)
{
  g_autofree char *columns_key = key_of (spec, "columns");
  g_autofree char *sort_key = key_of (spec, "sort");
  const char      *columns = jz_session_get_preference (session, columns_key);
  const char      *sort = jz_session_get_preference (session, sort_key);

  if (columns != NULL)
    jz_columns_read (view, columns);
  if (sort != NULL && *sort != '\0')
    jz_columns_set_sort (view, sort + (sort[0] == '-'), sort[0] == '-');
  else
    jz_columns_set_sort (view, spec->order, spec->descending);
}
