/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-db"
#include "jz-functions.h"

#include "jz-date.h"
#include "jz-text.h"

typedef char *(*TextFunc) (const char *text);

static void
text_function (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  union { gpointer pointer; TextFunc func; } data = { .pointer = sqlite3_user_data (context) };
  const char *text = (const char *) sqlite3_value_text (values[0]);

  if (text != NULL)
    sqlite3_result_text (context, data.func (text), -1, g_free);
}

/* Not deterministic: a window may stay open past midnight. */
static void
today_function (sqlite3_context *context, int n, sqlite3_value **values)
{
  char today[JZ_DATE_LENGTH];

  sqlite3_result_text (context, jz_date_to_iso (jz_date_today (), today), -1, SQLITE_TRANSIENT);
}

gboolean
jz_functions_register (sqlite3 *db, GError **error)
{
  static const struct { const char *name; TextFunc func; } functions[] = {
    { "jz_fold", jz_text_fold },
    { "jz_sort_key", jz_text_sort_key },
    { "jz_pinyin", jz_text_pinyin },
    { "jz_initials", jz_text_initials },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (functions); i++)
    {
      union { gpointer pointer; TextFunc func; } data = { .func = functions[i].func };
      int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
      int code =
        sqlite3_create_function_v2 (db, functions[i].name, 1, flags, data.pointer, text_function, NULL, NULL, NULL);

      if (code != SQLITE_OK)
        {
          g_set_error_literal (error, JZ_ERROR, JZ_ERROR_FAILED, sqlite3_errmsg (db));
          return FALSE;
        }
    }
  if (sqlite3_create_function_v2 (db, "jz_today", 0, SQLITE_UTF8 | SQLITE_INNOCUOUS, NULL, today_function, NULL, NULL,
                                  NULL) == SQLITE_OK)
    return TRUE;
  g_set_error_literal (error, JZ_ERROR, JZ_ERROR_FAILED, sqlite3_errmsg (db));
  return FALSE;
}
