/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-reader-group.h"

#include <glib/gi18n-lib.h>

#include "jz-text.h"

static gboolean
is_sound (JzConnection *connection, gint64 id, const char *title, const char *holder, GError **error)
{
  static const char *const holders[] = { "pupil", "staff", "class", NULL };
  gint64                   same;

  if (jz_text_is_blank (title) || (id == 0 && (holder == NULL || !g_strv_contains (holders, holder))))
    {
      g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID,
                           _("A group of readers has a name, and is one of pupils, staff or classes"));
      return FALSE;
    }
  if (!jz_connection_number (connection, &same, 0, error,
                             "SELECT id FROM reader_group WHERE (title = ?1 OR name = ?1) AND id <> ?2", "sl", title,
                             id))
    return FALSE;
  if (same != 0)
    g_set_error (error, JZ_ERROR, JZ_ERROR_CONFLICT, _("%s: there is such a group already"), title);
  return same == 0;
}

static gboolean
refuse_unknown (GError **error)
{
  g_set_error_literal (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("There is no such group of readers"));
  return FALSE;
}

gboolean
jz_reader_group_set (JzOperation *operation, gint64 id, const char *title, const char *holder, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *tidy = jz_text_tidy (title);

  if (!is_sound (connection, id, tidy, holder, error))
    return FALSE;
  jz_operation_describe (operation, id == 0 ? _("Added the group of readers %s") : _("Changed the group of readers %s"),
                         tidy);
  if (id == 0)
    return jz_connection_run (
      connection, error,
      "INSERT INTO reader_group (name, title, holder, changed) VALUES (?1, ?1, ?2, jz_operation ())",
      "ss", tidy, holder);
  if (!jz_connection_run (connection, error,
                          "UPDATE reader_group SET title = ?, changed = jz_operation () WHERE id = ?", "sl", tidy, id))
    return FALSE;
  return jz_connection_n_changed (connection) > 0 || refuse_unknown (error);
}

gboolean
jz_reader_group_remove (JzOperation *operation, gint64 id, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *title =
    jz_connection_text (connection, error, "SELECT title FROM reader_group WHERE id = ?", "l", id);
  gint64           n;

  if (title == NULL)
    return (error == NULL || *error == NULL) && refuse_unknown (error);
  /* A card that was made void points at it all the same. */
  if (!jz_connection_number (connection, &n, 0, error,
                             "SELECT (SELECT count (*) FROM reader_now WHERE grp = ?1) + "
                             "(SELECT count (*) FROM reader WHERE grp = ?1 AND voided IS NOT NULL)",
                             "l", id))
    return FALSE;
  if (n > 0)
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_CONFLICT,
                   g_dngettext (GETTEXT_PACKAGE, "%s: %u reader belongs to it", "%s: %u readers belong to it",
                                (gulong) n),
                   title, (guint) n);
      return FALSE;
    }
  jz_operation_describe (operation, _("Removed the group of readers %s"), title);
  return jz_connection_run (connection, error, "DELETE FROM loan_rule WHERE grp = ?", "l", id) &&
         jz_connection_run (connection, error, "DELETE FROM reader_group WHERE id = ?", "l", id);
}
