/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-db"
#include "jz-functions.h"

#include "jz-date.h"
#include "jz-isbn.h"
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

/* The thirteen digits of an ISBN however it is written; "" for what is none. */
static char *
isbn_of (const char *text)
{
  char isbn[JZ_ISBN_SIZE];

  return g_strdup (jz_isbn_parse (text, isbn) != JZ_ISBN_NONE ? isbn : "");
}

/* The day as the program has it, for lists that tell what is due. */
static void
today_function (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  char iso[JZ_DATE_LENGTH];

  sqlite3_result_text (context, jz_date_to_iso (jz_date_today (), iso), -1, SQLITE_TRANSIENT);
}

/* SHA-256 of all the rows' blobs one after another, in the order they come. */
static void
sha256_step (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  GChecksum **sum = sqlite3_aggregate_context (context, sizeof (GChecksum *));

  if (sum == NULL)
    return;
  if (*sum == NULL)
    *sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_checksum_update (*sum, sqlite3_value_blob (values[0]), sqlite3_value_bytes (values[0]));
}

static void
sha256_final (sqlite3_context *context)
{
  GChecksum **sum = sqlite3_aggregate_context (context, 0);
  guint8      digest[32];
  gsize       length = sizeof digest;

  if (sum == NULL || *sum == NULL)
    return;
  g_checksum_get_digest (*sum, digest, &length);
  sqlite3_result_blob (context, digest, (int) length, SQLITE_TRANSIENT);
  g_checksum_free (*sum);
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

static gboolean
register_others (sqlite3 *db)
{
  const int flags = SQLITE_UTF8 | SQLITE_INNOCUOUS;

  return sqlite3_create_function_v2 (db, "jz_today", 0, flags, NULL, today_function, NULL, NULL, NULL) == SQLITE_OK &&
         sqlite3_create_function_v2 (db, "jz_worn", 5, flags | SQLITE_DETERMINISTIC, NULL, worn_function, NULL, NULL,
                                     NULL) == SQLITE_OK &&
         sqlite3_create_function_v2 (db, "jz_sha256", 1, flags, NULL, NULL, sha256_step, sha256_final, NULL) == SQLITE_OK;
}

gboolean
jz_functions_register (sqlite3 *db, GError **error)
{
  static const struct { const char *name; TextFunc func; } functions[] = {
    { "jz_fold", jz_text_fold },
    { "jz_isbn", isbn_of },
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
  if (register_others (db))
    return TRUE;
  g_set_error_literal (error, JZ_ERROR, JZ_ERROR_FAILED, sqlite3_errmsg (db));
  return FALSE;
}
