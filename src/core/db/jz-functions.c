/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-db"
#include "jz-functions.h"

#include "jz-text.h"
#include "jz-wear.h"

typedef char *(*TextFunc) (const char *text);

static void
text_function (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  union { gpointer pointer; TextFunc func; } data = { .pointer = sqlite3_user_data (context) };
  const char *text = (const char *) sqlite3_value_text (values[0]);

  if (text != NULL)
    sqlite3_result_text (context, data.func (text), -1, g_free);
}

/* jz_worn (base, months, first, gone, month): what jz_wear_by() says of a card; gone may be NULL. */
static void
worn_function (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  gint64 base = sqlite3_value_int64 (values[0]);
  JzWear wear = { base,
                  0,
                  base,
                  sqlite3_value_int (values[1]),
                  sqlite3_value_int (values[2]),
                  sqlite3_value_type (values[3]) == SQLITE_NULL ? JZ_WEAR_STAYS : sqlite3_value_int (values[3]) };

  if (base >= 0 && wear.months >= 0)
    sqlite3_result_int64 (context, jz_wear_by (&wear, sqlite3_value_int (values[4])));
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

  if (sqlite3_create_function_v2 (db, "jz_worn", 5, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, NULL, worn_function,
                                  NULL, NULL, NULL) != SQLITE_OK)
    {
      g_set_error_literal (error, JZ_ERROR, JZ_ERROR_FAILED, sqlite3_errmsg (db));
      return FALSE;
    }
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
  return TRUE;
}
