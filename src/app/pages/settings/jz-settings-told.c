/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-settings-told.h"

#include <glib/gi18n-lib.h>

#include "jz-backup-keeper.h"
#include "jz-gap.h"
#include "jz-money.h"
#include "jz-school-words.h"

/* The one row of @sql, which is reset by whoever takes it; NULL with @error where there is none. */
static JzStatement *
one (JzConnection *connection, const char *sql, gint64 id, GError **error)
{
  JzStatement *row = jz_connection_query (connection, error, sql, "l", id);

  return jz_statement_first (row, _("This row is not there any more"), error) ? row : NULL;
}

static JzTold *
finish (JzTold *told, JzConnection *connection, const char *table, gint64 id, GError **error)
{
  if (jz_told_add_history (told, connection, table, id, error))
    return told;
  jz_told_free (told);
  return NULL;
}

static GVariant *
target (gint64 id)
{
  return g_variant_new_int64 (id);
}

JzTold *
jz_settings_tell_person (JzConnection *connection, gint64 id, GError **error)
{
  JzStatement *row =
    one (connection,
         "SELECT person.name, person.kind, person.number, class.name, person.post, person.active FROM person "
         "LEFT JOIN class ON class.id = person.class WHERE person.id = ?",
         id, error);
  gboolean     active;
  JzTold      *told;

  if (row == NULL)
    return NULL;
  active = jz_statement_int64 (row, 5) != 0;
  told = jz_told_new (jz_statement_text (row, 0),
                      g_strcmp0 (jz_statement_text (row, 1), "pupil") == 0 ? _("Pupil") : _("Staff"),
                      active ? _("✓ Here") : _("⊘ Gone from the school"));
  jz_told_add_action (told, _("Change…"), "page.change-person", target (id));
  jz_told_add_action (told, active ? _("Not here any more") : _("Here again"),
                      active ? "page.leave-person" : "page.return-person", target (id));
  jz_told_add_group (told, _("Particulars"), NULL);
  jz_told_add_fact (told, _("Number"), jz_statement_text (row, 2));
  jz_told_add_fact (told, _("Class"), jz_statement_text (row, 3));
  jz_told_add_fact (told, _("Post"), jz_statement_text (row, 4));
  jz_statement_reset (row);
  return finish (told, connection, "person", id, error);
}

JzTold *
jz_settings_tell_class (JzConnection *connection, gint64 id, GError **error)
{
  JzStatement *row =
    one (connection, "SELECT name, stage, grade, entry_year, pupils, left_year FROM class WHERE id = ?", id, error);
  g_autofree char *pupils = NULL;
  JzTold          *told;

  if (row == NULL)
    return NULL;
  pupils = g_strdup_printf ("%d", (int) jz_statement_int64 (row, 4));
  told = jz_told_new (jz_statement_text (row, 0), jz_stage_title (jz_statement_text (row, 1)),
                      jz_statement_is_null (row, 5) ? _("✓ Here") : _("⊘ Left the school"));
  jz_told_add_action (told, _("Change…"), "page.change-class", target (id));
  jz_told_add_group (told, _("Particulars"), NULL);
  jz_told_add_fact (told, _("Grade"), jz_grade_title ((int) jz_statement_int64 (row, 2)));
  jz_told_add_fact (told, _("Entered in"), jz_statement_text (row, 3));
  jz_told_add_fact (told, _("Pupils"), pupils);
  jz_statement_reset (row);
  return finish (told, connection, "class", id, error);
}

static gboolean
tell_roles (JzTold *told, JzConnection *connection, gint64 id, GError **error)
{
  JzStatement *rows =
    jz_connection_query (connection, error,
                         "SELECT title, (SELECT group_concat (permission, ' ') FROM role_permission WHERE "
                         "role_permission.role = role.id) FROM account_role JOIN role ON role.id = account_role.role "
                         "WHERE account_role.account = ? ORDER BY role.id",
                         "l", id);

  jz_told_add_group (told, _("Roles"), NULL);
  while (jz_statement_next (rows))
    jz_told_add_entry (told, "", jz_statement_text (rows, 0), NULL);
  return jz_statement_finish (rows, error);
}

JzTold *
jz_settings_tell_account (JzConnection *connection, gint64 id, GError **error)
{
  JzStatement *row =
    one (connection, "SELECT name, login, password IS NOT NULL, disabled FROM account WHERE id = ?", id, error);
  gboolean     disabled;
  JzTold      *told;

  if (row == NULL)
    return NULL;
  disabled = jz_statement_int64 (row, 3) != 0;
  told = jz_told_new (jz_statement_text (row, 0), jz_statement_text (row, 1),
                      disabled ? _("⊘ Switched off") : _("✓ May sign in"));
  jz_told_add_action (told, _("Roles…"), "page.change-roles", target (id));
  jz_told_add_action (told, _("Password…"), "page.change-password", target (id));
  jz_told_add_action (told, disabled ? _("Switch on") : _("Switch off"),
                      disabled ? "page.enable-account" : "page.disable-account", target (id));
  jz_told_add_group (told, _("Signing in"), NULL);
  jz_told_add_fact (told, _("Password"),
                    jz_statement_int64 (row, 2) ? _("✓ Has one") :
                                                  _("! None: whoever sits here works as this person"));
  jz_statement_reset (row);
  if (tell_roles (told, connection, id, error))
    return finish (told, connection, "account", id, error);
  jz_told_free (told);
  return NULL;
}

static void
add_editing (JzTold *told, gint64 id, gboolean editable)
{
  if (!editable)
    return;
  jz_told_add_action (told, _("Change…"), "codes.change", target (id));
  jz_told_add_action (told, _("Remove"), "codes.remove", target (id));
}

/* What a rule comes to for the school. */
static void
tell_rule (JzTold *told, JzConnection *connection, gint64 standard, const char *subject, const char *rule, const char *unit)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  JzRequired       required;

  if (!jz_gap_count_rule (connection, standard, subject, rule, &required, &error))
    words = g_strdup_printf ("✗ %s", error->message);
  else if (required.is_some)
    words = g_strdup (_("at least one"));
  else if (required.least == required.most)
    words = g_strdup_printf ("%u %s", required.least, unit);
  else
    words = g_strdup_printf ("%u–%u %s", required.least, required.most, unit);
  jz_told_add_fact (told, _("What the rule comes to"), words);
}

JzTold *
jz_settings_tell_code (JzConnection *connection, gint64 id, GError **error)
{
  JzStatement *row = one (
    connection,
    "SELECT code.name, code.code, code.unit, code_scheme.name || ' ' || code_scheme.edition, code_scheme.source, "
    "code_scheme.starter, (SELECT up.code || ' ' || up.name FROM code AS up WHERE up.scheme = code.scheme AND up.code = code.parent), code_scheme.kind = 'own', "
    "(SELECT count(*) FROM item WHERE item.scheme = code.scheme AND code.code IN (item.code, item.category) AND item.voided IS NULL) "
    "FROM code JOIN code_scheme ON code_scheme.id = code.scheme WHERE code.id = ?",
    id, error);
  JzTold      *told;

  if (row == NULL)
    return NULL;
  told = jz_told_new (jz_statement_text (row, 0), jz_statement_text (row, 1),
                      jz_statement_int64 (row, 5) ? _("! Starter data") : NULL);
  add_editing (told, id, jz_statement_int64 (row, 7) != 0 && jz_statement_int64 (row, 5) == 0);
  jz_told_add_group (told, _("Particulars"), NULL);
  if (jz_statement_int64 (row, 7) == 0 || jz_statement_int64 (row, 5) != 0)
    jz_told_add_fact (told, _("Changing it"), _("A table that others keep is not changed row by row; load a new edition of it"));
  jz_told_add_fact (told, _("Items with it"), jz_statement_int64 (row, 8) > 0 ? jz_statement_text (row, 8) : NULL);
  jz_told_add_fact (told, _("Code table"), jz_statement_text (row, 3));
  jz_told_add_fact (told, _("Belongs to"), jz_statement_text (row, 6));
  jz_told_add_fact (told, _("Unit"), jz_statement_text (row, 2));
  jz_told_add_fact (told, _("Source"), jz_statement_text (row, 4));
  jz_statement_reset (row);
  return finish (told, connection, "code", id, error);
}

JzTold *
jz_settings_tell_standard (JzConnection *connection, gint64 id, GError **error)
{
  JzStatement *row = one (
    connection,
    "SELECT r.name, r.code, r.spec, r.unit, r.rule, r.price, r.subject, standard.name || ' ' || standard.edition, "
    "standard.source, standard.starter, r.standard, r.required FROM standard_row AS r JOIN standard ON standard.id = r.standard WHERE r.id = ?",
    id, error);
  g_autofree char *price = NULL;
  JzTold          *told;

  if (row == NULL)
    return NULL;
  price = jz_statement_is_null (row, 5) ? NULL : jz_money_format (jz_statement_int64 (row, 5));
  told = jz_told_new (jz_statement_text (row, 0), jz_statement_text (row, 1),
                      jz_statement_int64 (row, 9) ? _("! Starter data") : NULL);
  add_editing (told, id, jz_statement_int64 (row, 9) == 0);
  jz_told_add_group (told, _("Particulars"), NULL);
  if (jz_statement_int64 (row, 9) != 0)
    jz_told_add_fact (told, _("Changing it"), _("Starter data is not changed row by row; import the standard of your county"));
  jz_told_add_fact (told, _("Subject"), jz_statement_text (row, 6));
  jz_told_add_fact (told, _("Specification"), jz_statement_text (row, 2));
  jz_told_add_fact (told, _("Unit"), jz_statement_text (row, 3));
  jz_told_add_fact (told, _("Quantity rule"), jz_statement_text (row, 4));
  tell_rule (told, connection, jz_statement_int64 (row, 10), jz_statement_text (row, 6), jz_statement_text (row, 4), jz_statement_text (row, 3));
  jz_told_add_fact (told, _("Required"), jz_statement_int64 (row, 11) != 0 ? _("! Basic") : _("○ Optional"));
  jz_told_add_fact (told, _("Reference price"), price);
  jz_told_add_fact (told, _("Standard"), jz_statement_text (row, 7));
  jz_told_add_fact (told, _("Source"), jz_statement_text (row, 8));
  jz_statement_reset (row);
  return finish (told, connection, "standard_row", id, error);
}

JzTold *
jz_settings_tell_operation (JzConnection *connection, gint64 id, GError **error)
{
  JzStatement *row = one (
    connection,
    "SELECT operation.words, operation.at, account.name, operation.kind, operation.rows, hex (operation.hash), "
    "operation.undoes, (SELECT max (later.id) FROM operation AS later WHERE later.undoes = operation.id), operation.account, operation.id "
    "FROM operation LEFT JOIN account ON account.id = operation.account WHERE operation.id = ?",
    id, error);
  g_autofree char *at = NULL, *number = NULL, *hash = NULL;
  JzTold          *told;

  if (row == NULL)
    return NULL;
  at = jz_local_time (jz_statement_text (row, 1));
  number = g_strdup_printf (_("No. %s of the journal"), jz_statement_text (row, 9));
  hash = g_strndup (jz_statement_text (row, 5), 16);
  told = jz_told_new (jz_statement_text (row, 0), number, !jz_statement_is_null (row, 7) ? _("⊘ Taken back") : NULL);
  if (jz_statement_is_null (row, 6) && jz_statement_is_null (row, 7) && jz_statement_int64 (row, 8) != 0)
    jz_told_add_action (told, _("Undo"), "win.undo-operation", target (id));
  jz_told_add_group (told, _("Particulars"), NULL);
  jz_told_add_fact (told, _("When"), at);
  jz_told_add_fact (told, _("Who"),
                    jz_statement_is_null (row, 2) ? _("The program itself") : jz_statement_text (row, 2));
  jz_told_add_fact (told, _("Rows"), jz_statement_text (row, 4));
  jz_told_add_fact (told, _("Seal"), hash);
  jz_statement_reset (row);
  return told;
}
