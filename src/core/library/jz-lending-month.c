/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-lending-month.h"

#include <glib/gi18n-lib.h>

#include "jz-loan-rule.h"
#include "jz-source.h"

/* Old enough, and nothing is owed for it any more. */
#define OLD                                                                                                            \
  "returned < ?1 AND lent < ?1 AND NOT EXISTS (SELECT 1 FROM charge WHERE charge.lending = lending.id AND "            \
  "charge.state = 'due')"

gboolean
jz_lending_fold (JzOperation *operation, guint *n, GError **error)
{
  JzConnection   *connection = jz_operation_get_connection (operation);
  int             year, month, day;
  char            from[JZ_DATE_LENGTH];
  JzLendingPolicy policy;

  if (!jz_lending_policy_read (connection, &policy, error))
    return FALSE;
  jz_date_get (jz_source_today (connection), &year, &month, &day);
  jz_date_to_iso (jz_date_new (year - policy.keep_years, 1, 1), from);
  if (!jz_connection_run (
        connection, error,
        "INSERT INTO lending_month (month, class, letter, material, lent, renewals, late, changed) "
        "SELECT substr (lent, 1, 7), lending.class, upper (substr (title.class, 1, 1)), material, count (*), sum "
        "(renewals), sum (late > 0), "
        "jz_operation () FROM lending JOIN copy ON copy.id = lending.copy JOIN title ON title.id = copy.title "
        "WHERE " OLD " GROUP BY 1, 2, 3, 4 ON CONFLICT (month, ifnull (class, 0), letter, material) DO UPDATE SET lent "
                     "= lent + excluded.lent, "
        "renewals = renewals + excluded.renewals, late = late + excluded.late, changed = excluded.changed",
        "s", from) ||
      !jz_connection_run (
        connection, error,
        "UPDATE charge SET lending = NULL, changed = jz_operation () WHERE state <> 'due' AND lending IN "
        "(SELECT id FROM lending WHERE " OLD ")",
        "s", from) ||
      !jz_connection_run (connection, error, "DELETE FROM lending WHERE " OLD, "s", from))
    return FALSE;
  *n = (guint) jz_connection_n_changed (connection);
  jz_operation_describe (
    operation, g_dngettext (GETTEXT_PACKAGE, "Made %u old loan into figures", "Made %u old loans into figures", *n),
    *n);
  return TRUE;
}
