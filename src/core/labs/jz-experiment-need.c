/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-experiment.h"
#include "jz-paper.h"
#include "jz-quantity.h"
#include "jz-text.h"

#define DECIMALS 3      /* quantities are kept in thousandths */
#define MOST 1000000000

/* One entry of such a list. Texts are "" where it says nothing. */
typedef struct
{
  char    *name, *code, *unit, *substitute, *hazard;
  gint64   quantity; /* thousandths; 0: not said */
  gboolean per_class;
} Need;

static void
need_free (gpointer data)
{
  Need *self = data;

  g_free (self->name);
  g_free (self->code);
  g_free (self->unit);
  g_free (self->substitute);
  g_free (self->hazard);
  g_free (self);
}

/* The entries of @text, which brackets keep together. Returns: (transfer full) */
static GPtrArray *
split (const char *text)
{
  GPtrArray         *parts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) part = g_string_new (NULL);
  int                depth = 0;

  for (const char *p = text;; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      depth += c == '(' || c == 0xff08 || c == '[' ? 1 : c == ')' || c == 0xff09 || c == ']' ? -1 : 0;
      if (c == 0 || (depth <= 0 && (c == 0x3001 || c == 0xff0c || c == ',' || c == 0xff1b || c == ';' || c == '\n')))
        {
          char *tidy = jz_text_tidy (part->str);

          if (tidy[0] != '\0')
            g_ptr_array_add (parts, tidy);
          else
            g_free (tidy);
          g_string_truncate (part, 0);
        }
      else
        g_string_append_unichar (part, c);
      if (c == 0)
        return parts;
    }
}

/* Cuts what stands between @open and @close out of @text. Returns: (transfer full), "" where there is nothing. */
static char *
cut_between (char *text, const char *open, const char *close)
{
  char *from = strstr (text, open), *to = from != NULL ? strstr (from, close) : NULL, *inner;

  if (to == NULL)
    return g_strdup ("");
  inner = g_strndup (from + strlen (open), (gsize) (to - from) - strlen (open));
  memmove (from, to + strlen (close), strlen (to + strlen (close)) + 1);
  return inner;
}

/* Cuts off what follows the first of @marks. Returns: (transfer full) (nullable) */
static char *
cut_behind (char *text, const char *const *marks)
{
  for (; *marks != NULL; marks++)
    {
      char *at = strstr (text, *marks);

      if (at != NULL)
        {
          *at = '\0';
          return g_strstrip (g_strdup (at + strlen (*marks)));
        }
    }
  return NULL;
}

/* "20 mL": the number and its unit. */
static gboolean
read_amount (const char *text, Need *need)
{
  gsize            digits = strspn (text, "0123456789.");
  g_autofree char *number = g_strndup (text, digits);

  need->unit = g_strstrip (g_strdup (text + digits));
  return jz_quantity_parse (number, DECIMALS, &need->quantity) && need->quantity > 0 && need->quantity <= MOST;
}

/* Returns: (transfer full), NULL with JZ_ERROR_INVALID. */
static Need *
parse (const char *entry, gboolean used_up, GError **error)
{
  static const char *const times[] = { "×", "*", NULL }, *const codes[] = { "#", NULL };
  static const char *const of_class[] = { "/班", "/每班", "/class", NULL }, *const of_group[] = { "/组", "/每组",
                                                                                                  "/group", NULL };
  g_autofree char *text = g_strdup (entry), *class_ = NULL, *group = NULL, *amount = NULL;
  Need            *need = g_new0 (Need, 1);
  gboolean         ok;

  need->hazard = cut_between (text, "[", "]");
  need->substitute = cut_between (text, "(或", ")");
  class_ = cut_behind (text, of_class);
  group = cut_behind (text, of_group);
  amount = cut_behind (text, times);
  need->code = cut_behind (text, codes);
  need->name = jz_text_tidy (text);
  need->per_class = class_ != NULL;
  need->quantity = used_up ? 0 : 1000;
  ok = need->name[0] != '\0' && (amount == NULL || read_amount (amount, need)) &&
       (!used_up || amount == NULL || need->unit[0] != '\0');
  if (ok)
    return need;
  need_free (need);
  jz_paper_fail (error, JZ_ERROR_INVALID, _("%s: this is no apparatus or chemical with its quantity"), entry);
  return NULL;
}

/* The item that a list means by a code, where there is one alone. */
static gboolean
item_of (JzConnection *connection, const char *code, gint64 *id, GError **error)
{
  *id = 0;
  return code == NULL || jz_connection_number (connection, id, 0, error,
                                               "SELECT iif (count (*) = 1, max (id), NULL) FROM item WHERE code = ? "
                                               "AND voided IS NULL",
                                               "s", code);
}

static gboolean
write_apparatus (JzConnection *connection, gint64 id, const Need *need, GError **error)
{
  gint64 item;

  return item_of (connection, need->code, &item, error) &&
         jz_connection_run (connection, error,
                            "INSERT INTO experiment_item (experiment, item, name, code, quantity, per, substitute, "
                            "changed) VALUES (?, ?, ?, ifnull (?, ''), ?, ?, ?, jz_operation ())",
                            "lrsslss", id, item, need->name, need->code, need->quantity,
                            need->per_class ? "class" : "group", need->substitute);
}

static gboolean
write_chemical (JzConnection *connection, gint64 id, const Need *need, GError **error)
{
  gint64 item;

  return item_of (connection, need->code, &item, error) &&
         jz_connection_run (connection, error,
                            "INSERT INTO experiment_chemical (experiment, item, name, amount, unit, per, hazard, "
                            "changed) VALUES (?, ?, ?, nullif (?, 0), ifnull (?, ''), ?, ?, jz_operation ())",
                            "lrslsss", id, item, need->name, need->quantity, need->unit,
                            need->per_class ? "class" : "group", need->hazard);
}

/* Adds @need, to what the list says of the same thing already where both are measured alike. FALSE: they are not. */
static gboolean
add_need (GPtrArray *needs, Need *need, gboolean used_up)
{
  for (guint i = 0; i < needs->len; i++)
    {
      Need *other = g_ptr_array_index (needs, i);

      if (!g_str_equal (other->name, need->name) || (!used_up && g_strcmp0 (other->code, need->code) != 0))
        continue;
      if (other->per_class != need->per_class || (used_up && g_strcmp0 (other->unit, need->unit) != 0) ||
          g_strcmp0 (other->code, need->code) != 0 || other->quantity + need->quantity > MOST)
        return FALSE;
      other->quantity += need->quantity;
      need_free (need);
      return TRUE;
    }
  g_ptr_array_add (needs, need);
  return TRUE;
}

/* Returns: (transfer full) (element-type Need), NULL with JZ_ERROR_INVALID. */
static GPtrArray *
parse_all (const char *text, gboolean used_up, GError **error)
{
  g_autoptr (GPtrArray) entries = split (text), needs = g_ptr_array_new_with_free_func (need_free);

  for (guint i = 0; i < entries->len; i++)
    {
      Need *need = parse (g_ptr_array_index (entries, i), used_up, error);

      if (need == NULL)
        return NULL;
      if (!add_need (needs, need, used_up))
        {
          jz_paper_fail (error, JZ_ERROR_INVALID, _("%s: the list has this already, measured otherwise"), need->name);
          need_free (need);
          return NULL;
        }
    }
  return g_steal_pointer (&needs);
}

gboolean
jz_experiment_needs_are_sound (const char *apparatus, const char *chemicals, GError **error)
{
  g_autoptr (GPtrArray) things = parse_all (apparatus != NULL ? apparatus : "", FALSE, error),
                        stuff = things != NULL ? parse_all (chemicals != NULL ? chemicals : "", TRUE, error) : NULL;

  return stuff != NULL;
}

static gboolean
put (JzConnection *connection, gint64 id, const char *text, gboolean used_up, GError **error)
{
  g_autoptr (GPtrArray) needs = parse_all (text, used_up, error);

  if (needs == NULL)
    return FALSE;
  if (!jz_connection_run (connection, error,
                          used_up ? "DELETE FROM experiment_chemical WHERE experiment = ?" :
                                    "DELETE FROM experiment_item WHERE experiment = ?", "l", id))
    return FALSE;
  for (guint i = 0; i < needs->len; i++)
    if (!(used_up ? write_chemical : write_apparatus) (connection, id, g_ptr_array_index (needs, i), error))
      return FALSE;
  return TRUE;
}

gboolean
jz_experiment_set_needs (JzOperation *operation, gint64 id, const char *apparatus, const char *chemicals,
                         GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);

  return (apparatus == NULL || put (connection, id, apparatus, FALSE, error)) &&
         (chemicals == NULL || put (connection, id, chemicals, TRUE, error));
}

/* Back into words. */

/* What was found by a code goes on being known by it, where the item has it alone. */
#define CODE_OF_ITEM                                                                                                   \
  "(SELECT i.code FROM item i WHERE i.id = item AND (SELECT count (*) FROM item k WHERE k.code = i.code AND k.voided " \
  "IS NULL) = 1)"

static char *
join (JzStatement *row, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  while (jz_statement_next (row))
    {
      g_autofree char *quantity =
        jz_statement_is_null (row, 2) ? NULL : jz_quantity_to_plain (jz_statement_int64 (row, 2), DECIMALS);

      g_string_append_printf (text, "%s%s", text->len > 0 ? "、" : "", jz_statement_text (row, 0));
      if (jz_statement_text (row, 1)[0] != '\0')
        g_string_append_printf (text, "#%s", jz_statement_text (row, 1));
      if (quantity != NULL)
        g_string_append_printf (text, "×%s%s", quantity, jz_statement_text (row, 3));
      if (jz_statement_int64 (row, 4))
        g_string_append (text, "/班");
      if (jz_statement_text (row, 5)[0] != '\0')
        g_string_append_printf (text, "(或%s)", jz_statement_text (row, 5));
      if (jz_statement_text (row, 6)[0] != '\0')
        g_string_append_printf (text, "[%s]", jz_statement_text (row, 6));
    }
  return jz_statement_finish (row, error) ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

char *
jz_experiment_apparatus (JzConnection *connection, gint64 id, GError **error)
{
  return join (jz_connection_query (connection, error,
                                    "SELECT name, coalesce (nullif (code, ''), " CODE_OF_ITEM
                                    ", ''), quantity, '', per = 'class', substitute, '' FROM "
                                    "experiment_item WHERE experiment = ? ORDER BY id",
                                    "l", id),
               error);
}

char *
jz_experiment_chemicals (JzConnection *connection, gint64 id, GError **error)
{
  return join (jz_connection_query (connection, error,
                                    "SELECT name, ifnull (" CODE_OF_ITEM
                                    ", ''), amount, unit, per = 'class', '', hazard FROM experiment_chemical "
                                    "WHERE experiment = ? ORDER BY id", "l", id), error);
}
