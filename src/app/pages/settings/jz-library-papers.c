/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-library-papers.h"

#include <glib/gi18n-lib.h>

#include "jz-catalogue-policy.h"
#include "jz-library-standard.h"
#include "jz-money.h"
#include "jz-weeding.h"

#define STARTER_WARNING _("! A starter value: compare it with the school's own rules")

static const char *const no_yes[] = { N_("No"), N_("Yes"), NULL };

static guint
index_of (const char *const *names, guint n, const char *name)
{
  for (guint i = 0; i < n; i++)
    if (g_str_equal (names[i], name))
      return i;
  return 0;
}

/* Opening hours. */

static const JzPaperField policy_fields[] = {
  { JZ_PAPER_TEXT, N_("Hours open in a week of term"), 0, 0, 3, NULL, N_("Nobody has said"), NULL, NULL },
  { JZ_PAPER_NUMBER, N_("Never borrowed means, years"), 3, 0, 3, N_("Say how many years"), NULL, NULL, NULL },
  { 0, NULL, 0, 0, 0, NULL, NULL, NULL, NULL },
};

static gboolean
policy_read (JzConnection *connection, JzPaperValues *values, GError **error)
{
  JzLibraryPolicy policy;

  if (!jz_library_policy_read (connection, &policy, error))
    return FALSE;
  values->texts[0] = policy.opening_hours >= 0 ? jz_money_to_plain (policy.opening_hours) : NULL;
  values->numbers[1] = policy.unlent_years;
  return TRUE;
}

static gboolean
policy_write (JzOperation *operation, const JzPaperValues *values, GError **error)
{
  JzLibraryPolicy policy = { .opening_hours = -1, .unlent_years = (int) values->numbers[1] };

  /* Hundredths, as money has them. */
  if (values->texts[0] != NULL && values->texts[0][0] != '\0' &&
      !jz_money_parse (values->texts[0], &policy.opening_hours))
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, _("%s: this is no number"), values->texts[0]);
      return FALSE;
    }
  return jz_library_policy_set (operation, &policy, error);
}

const JzPaperKind jz_paper_library_policy = { N_("What the library says of itself"), N_("Save"),
                                              &jz_action_library_standard, policy_fields, 560, policy_read,
                                              policy_write, NULL };

/* Rules of weeding. */

enum { NAME, KIND, AMOUNT, STATE, CLASS, USED, NOTE };

static const char *const kind_titles[] = { N_("Not lent for years"), N_("Published years ago"), N_("More copies than"),
                                           N_("In that state"), NULL };
static const char *const kinds[] = { "idle", "old", "copies", "state" };
static const char *const state_titles[] = { N_("Harmed"), N_("Lost by a reader"), N_("Not seen when counted"), NULL };
static const char *const states[] = { "damaged", "lost", "missing" };

static const JzPaperField rule_fields[] = {
  [NAME] = { JZ_PAPER_TEXT, N_("Weeding rule"), 0, 0, 4, N_("Say what the rule is called"), NULL, NULL, NULL },
  [KIND] = { JZ_PAPER_CHOICE, N_("Proposed by"), 4, 0, 2, NULL, NULL, kind_titles, NULL },
  [AMOUNT] = { JZ_PAPER_NUMBER, N_("Years or copies"), 0, 1, 2, NULL, NULL, NULL, NULL },
  [STATE] = { JZ_PAPER_CHOICE, N_("In which state"), 2, 1, 2, NULL, NULL, state_titles, NULL },
  [CLASS] = { JZ_PAPER_TEXT, N_("Only of the class"), 4, 1, 1, NULL, N_("Any"), NULL, NULL },
  [USED] = { JZ_PAPER_CHOICE, N_("Propose by it"), 5, 1, 1, NULL, NULL, no_yes, NULL },
  [NOTE] = { JZ_PAPER_TEXT, N_("Where it is written"), 0, 2, 6, NULL, NULL, NULL, NULL },
  { 0, NULL, 0, 0, 0, NULL, NULL, NULL, NULL },
};

static gboolean
rule_read (JzConnection *connection, JzPaperValues *values, GError **error)
{
  JzStatement *row;

  values->numbers[AMOUNT] = values->id == 0 ? 5 : -1;
  values->numbers[USED] = 1;
  if (values->id == 0)
    return TRUE;
  row = jz_connection_query (connection, error,
                             "SELECT name, kind, ifnull (nullif (amount, 0), -1), state, class, used, note, starter "
                             "FROM weeding_rule WHERE id = ?",
                             "l", values->id);
  if (!jz_statement_first (row, _("This row has been deleted"), error))
    return FALSE;
  values->texts[NAME] = jz_statement_dup (row, NAME);
  values->numbers[KIND] = index_of (kinds, G_N_ELEMENTS (kinds), jz_statement_text (row, KIND));
  values->numbers[AMOUNT] = jz_statement_int64 (row, AMOUNT);
  values->numbers[STATE] = index_of (states, G_N_ELEMENTS (states), jz_statement_text (row, STATE));
  values->texts[CLASS] = jz_statement_dup (row, CLASS);
  values->numbers[USED] = jz_statement_int64 (row, USED);
  values->texts[NOTE] = jz_statement_dup (row, NOTE);
  values->warning = jz_statement_int64 (row, NOTE + 1) ? g_strdup (STARTER_WARNING) : NULL;
  jz_statement_reset (row);
  return TRUE;
}

static gboolean
rule_write (JzOperation *operation, const JzPaperValues *values, GError **error)
{
  JzWeedingRule rule = { .name = values->texts[NAME],
                         .kind = kinds[CLAMP (values->numbers[KIND], 0, 3)],
                         .amount = (int) MAX (values->numbers[AMOUNT], 0),
                         .state = states[CLAMP (values->numbers[STATE], 0, 2)],
                         .class_ = values->texts[CLASS],
                         .used = values->numbers[USED] == 1,
                         .note = values->texts[NOTE] };

  return jz_weeding_rule_set (operation, values->id, &rule, error);
}

static char *
rule_watch (JzConnection *connection, const JzPaperValues *values)
{
  switch (values->numbers[KIND])
    {
    case 0:
      return g_strdup (_("Books that nobody had for as many years, and that have been here as long"));
    case 1:
      return g_strdup (_("Books that were published as many years ago"));
    case 2:
      return g_strdup (_("Copies of a title beyond as many on the shelf"));
    default:
      return g_strdup (_("Books in that state, however many years"));
    }
}

const JzPaperKind jz_paper_weeding_rule = { N_("Rule of weeding"), N_("Save"), &jz_action_weeding_policy, rule_fields,
                                            760, rule_read, rule_write, rule_watch };

/* Steps of approving it. */

static const JzPaperField step_fields[] = {
  { JZ_PAPER_NUMBER, N_("Step"), 0, 0, 1, N_("Say which step"), NULL, NULL, NULL },
  { JZ_PAPER_CHOICE, N_("Signed by"), 1, 0, 2, NULL, NULL, NULL, NULL },
  { JZ_PAPER_TEXT, N_("Somebody outside"), 3, 0, 3, NULL, N_("Such as the education bureau"), NULL, NULL },
  { JZ_PAPER_NUMBER, N_("From as many copies"), 0, 1, 2, NULL, N_("Never by that"), NULL, NULL },
  { JZ_PAPER_MONEY, N_("From an amount of, yuan"), 2, 1, 2, NULL, N_("Never by that"), NULL, NULL },
  { JZ_PAPER_TEXT, N_("Where it is written"), 4, 1, 2, NULL, NULL, NULL, NULL },
  { 0, NULL, 0, 0, 0, NULL, NULL, NULL, NULL },
};

#define SIGNERS "role JOIN role_permission p ON p.role = role.id WHERE p.permission = 'approve' ORDER BY role.id"

static gboolean
step_row (JzConnection *connection, JzPaperValues *values, char **role, GError **error)
{
  JzStatement *row = jz_connection_query (connection, error,
                                          "SELECT step, role, body, ifnull (copies, -1), ifnull (amount, -1), note, "
                                          "starter FROM weeding_step WHERE id = ?",
                                          "l", values->id);

  if (!jz_statement_first (row, _("This row has been deleted"), error))
    return FALSE;
  values->numbers[0] = jz_statement_int64 (row, 0);
  *role = jz_statement_dup (row, 1);
  values->texts[2] = jz_statement_dup (row, 2);
  values->numbers[3] = jz_statement_int64 (row, 3);
  values->numbers[4] = jz_statement_int64 (row, 4);
  values->texts[5] = jz_statement_dup (row, 5);
  values->warning = jz_statement_int64 (row, 6) ? g_strdup (STARTER_WARNING) : NULL;
  jz_statement_reset (row);
  return TRUE;
}

/* The roles that may approve, then somebody outside. */
static gboolean
read_signers (JzConnection *connection, JzPaperValues *values, const char *role, GError **error)
{
  g_autoptr (GStrvBuilder) titles = g_strv_builder_new ();
  JzStatement *row = jz_connection_query (connection, error, "SELECT role.name, role.title FROM " SIGNERS, "");
  gint64                   n = 0, chosen = role == NULL ? 0 : -1;

  for (; jz_statement_next (row); n++)
    {
      if (g_strcmp0 (role, jz_statement_text (row, 0)) == 0)
        chosen = n;
      g_strv_builder_add (titles, jz_statement_text (row, 1));
    }
  g_strv_builder_add (titles, _("Somebody outside"));
  values->numbers[1] = chosen >= 0 ? chosen : n;
  values->choices[1] = g_strv_builder_end (titles);
  return jz_statement_finish (row, error);
}

static gboolean
step_read (JzConnection *connection, JzPaperValues *values, GError **error)
{
  g_autofree char *role = NULL;

  values->numbers[3] = values->numbers[4] = -1;
  if (values->id != 0 ? !step_row (connection, values, &role, error) :
                        !jz_connection_number (connection, &values->numbers[0], 1, error,
                                               "SELECT max (step) + 1 FROM weeding_step", ""))
    return FALSE;
  return read_signers (connection, values, role, error);
}

static gboolean
step_write (JzOperation *operation, const JzPaperValues *values, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *role =
    jz_connection_text (connection, NULL, "SELECT role.name FROM " SIGNERS " LIMIT 1 OFFSET ?", "l",
                        values->numbers[1]);
  JzWeedingStep    step = { .step = (int) values->numbers[0], .role = role, .body = values->texts[2],
                            .copies = values->numbers[3], .amount = values->numbers[4], .note = values->texts[5] };
  gint64           before, other;

  if (!jz_connection_number (connection, &before, 0, error, "SELECT step FROM weeding_step WHERE id = ?", "l",
                             values->id) ||
      !jz_connection_number (connection, &other, 0, error, "SELECT id FROM weeding_step WHERE step = ? AND id <> ?",
                             "il", step.step, values->id))
    return FALSE;
  if (other != 0)
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_CONFLICT, _("There is a step %d already"), step.step);
      return FALSE;
    }
  /* A step is known by its number: with another one it is another step. */
  if (before != 0 && before != step.step && !jz_weeding_step_remove (operation, (int) before, error))
    return FALSE;
  return jz_weeding_step_set (operation, &step, error);
}

const JzPaperKind jz_paper_weeding_step = { N_("Step of approving weeding"), N_("Save"), &jz_action_weeding_steps,
                                            step_fields, 760, step_read, step_write, NULL };

/* What a record must say. */

static const char *const level_titles[] = { N_("Brief level"), N_("Full level"), NULL };
static const char *const strict_titles[] = { N_("It is said"), N_("It is not saved"), NULL };

static const JzPaperField need_fields[] = {
  { JZ_PAPER_TEXT, N_("What is asked for"), 0, 0, 3, N_("Say what it is called"), NULL, NULL, NULL },
  { JZ_PAPER_TEXT, N_("Field"), 3, 0, 1, N_("Say which field"), "200a", NULL, NULL },
  { JZ_PAPER_TEXT, N_("In MARC 21"), 4, 0, 2, NULL, N_("Not asked for there"), NULL, NULL },
  { JZ_PAPER_CHOICE, N_("Level"), 0, 1, 3, NULL, NULL, level_titles, NULL },
  { JZ_PAPER_CHOICE, N_("Where it lacks"), 3, 1, 3, NULL, NULL, strict_titles, NULL },
  { 0, NULL, 0, 0, 0, NULL, NULL, NULL, NULL },
};

static gboolean
need_read (JzConnection *connection, JzPaperValues *values, GError **error)
{
  JzStatement *row;

  if (values->id == 0)
    return TRUE;
  row = jz_connection_query (connection, error,
                             "SELECT name, cnmarc, marc21, level = 'full', strict FROM catalogue_need WHERE id = ?",
                             "l", values->id);
  if (!jz_statement_first (row, _("This row has been deleted"), error))
    return FALSE;
  for (int i = 0; i < 3; i++)
    values->texts[i] = jz_statement_dup (row, i);
  values->numbers[3] = jz_statement_int64 (row, 3);
  values->numbers[4] = jz_statement_int64 (row, 4);
  jz_statement_reset (row);
  return TRUE;
}

static gboolean
need_write (JzOperation *operation, const JzPaperValues *values, GError **error)
{
  JzCatalogueNeed need = { .name = values->texts[0], .cnmarc = values->texts[1], .marc21 = values->texts[2],
                           .full = values->numbers[3] == 1, .strict = values->numbers[4] == 1 };

  return jz_catalogue_need_set (operation, values->id, &need, error);
}

const JzPaperKind jz_paper_catalogue_need = { N_("What a record must say"), N_("Save"), &jz_action_catalogue_policy,
                                              need_fields, 640, need_read, need_write, NULL };

/* How the school catalogues. */

static const JzPaperField cataloguing_fields[] = {
  { JZ_PAPER_CHOICE, N_("Level"), 0, 0, 2, NULL, NULL, level_titles, NULL },
  { JZ_PAPER_TEXT, N_("Who catalogues"), 2, 0, 4, NULL, N_("The school"), NULL, NULL },
  { JZ_PAPER_TEXT, N_("Accession numbers begin with"), 0, 1, 3, NULL, N_("Digits at once"), NULL, NULL },
  { JZ_PAPER_NUMBER, N_("Digits behind that"), 3, 1, 3, N_("Say how many digits"), NULL, NULL, NULL },
  { JZ_PAPER_TEXT, N_("Fields whose pinyin is kept"), 0, 2, 6, NULL, NULL, NULL, NULL },
  { 0, NULL, 0, 0, 0, NULL, NULL, NULL, NULL },
};

static gboolean
cataloguing_read (JzConnection *connection, JzPaperValues *values, GError **error)
{
  g_auto (JzCataloguePolicy) policy = { 0 };

  if (!jz_catalogue_policy_read (connection, &policy, error))
    return FALSE;
  values->numbers[0] = policy.full;
  values->texts[1] = g_steal_pointer (&policy.agency);
  values->texts[2] = g_steal_pointer (&policy.prefix);
  values->numbers[3] = policy.digits;
  values->texts[4] = g_steal_pointer (&policy.readings);
  return TRUE;
}

static gboolean
cataloguing_write (JzOperation *operation, const JzPaperValues *values, GError **error)
{
  JzCataloguePolicy policy = { .full = values->numbers[0] == 1, .agency = values->texts[1], .prefix = values->texts[2],
                               .digits = (int) values->numbers[3], .readings = values->texts[4] };

  return jz_catalogue_policy_set (operation, &policy, error);
}

const JzPaperKind jz_paper_catalogue_policy = { N_("Rules of cataloguing"), N_("Save"), &jz_action_catalogue_policy,
                                                cataloguing_fields, 640, cataloguing_read, cataloguing_write, NULL };
