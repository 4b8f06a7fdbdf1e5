/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-db"
#include "jz-guard.h"

#include <string.h>

static gboolean
is_one_of (const char *name, const char *const *names)
{
  return name != NULL && g_strv_contains (names, name);
}

static const char *const journal_tables[] = { "operation", "operation_range", "operation_row", NULL };
static const char *const posted_tables[] = { "voucher", "entry", NULL };
static const char *const kept_tables[] = { "blob", "blob_chunk", NULL };
static const char *const summed_tables[] = { "balance", "turnover", "position", NULL };

gboolean
jz_guard_is_append_only (const char *table)
{
  return is_one_of (table, posted_tables) || is_one_of (table, kept_tables);
}

gboolean
jz_guard_is_recorded (const char *table)
{
  return !is_one_of (table, journal_tables) && !is_one_of (table, posted_tables) && !is_one_of (table, kept_tables) &&
         !is_one_of (table, summed_tables) && strstr (table, "_search") == NULL &&
         !g_str_has_prefix (table, "sqlite_");
}

static gboolean
may_write (JzScope scope, const char *table, const char *trigger)
{
  if (scope == JZ_SCOPE_SCHEMA)
    return TRUE;
  if (is_one_of (table, journal_tables))
    return scope == JZ_SCOPE_JOURNAL;
  if (is_one_of (table, posted_tables))
    return scope == JZ_SCOPE_POSTING;
  if (is_one_of (table, summed_tables))
    return trigger != NULL || scope == JZ_SCOPE_SUMS;
  return TRUE;
}

static int
authorize (void *data, int action, const char *first, const char *second, const char *database, const char *trigger)
{
  const JzScope *scope = data;

  switch (action)
    {
    case SQLITE_INSERT:
    case SQLITE_UPDATE:
    case SQLITE_DELETE:
      return may_write (*scope, first, trigger) ? SQLITE_OK : SQLITE_DENY;
    case SQLITE_ATTACH:
    case SQLITE_DETACH:
      return *scope == JZ_SCOPE_SCHEMA ? SQLITE_OK : SQLITE_DENY;
    default:
      return SQLITE_OK;
    }
}

void
jz_guard_install (sqlite3 *db, const JzScope *scope)
{
  sqlite3_set_authorizer (db, authorize, (gpointer) scope);
}

static int
authorize_person (void *data, int action, const char *first, const char *second, const char *database,
                  const char *trigger)
{
  static const char *const heavy[] = { "zeroblob", "randomblob", "load_extension", "fts5", NULL };

  switch (action)
    {
    case SQLITE_SELECT:
      return SQLITE_OK;
    case SQLITE_READ:
      /* Reads as NULL, so that SELECT * still works. */
      return g_strcmp0 (first, "account") == 0 && g_strcmp0 (second, "password") == 0 ? SQLITE_IGNORE : SQLITE_OK;
    case SQLITE_FUNCTION:
      return is_one_of (second, heavy) ? SQLITE_DENY : SQLITE_OK;
    default:
      return SQLITE_DENY; /* writing, attaching, pragmas, recursion */
    }
}

static int
too_long_cb (void *deadline)
{
  return g_get_monotonic_time () > *(gint64 *) deadline;
}

void
jz_guard_install_for_person (sqlite3 *db, gint64 *deadline)
{
  sqlite3_limit (db, SQLITE_LIMIT_LENGTH, 10000000);
  sqlite3_limit (db, SQLITE_LIMIT_SQL_LENGTH, 100000);
  sqlite3_limit (db, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_limit (db, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000);
  sqlite3_progress_handler (db, 10000, too_long_cb, deadline);
  sqlite3_set_authorizer (db, authorize_person, NULL);
}
