/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include "jz-numbering.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-source.h"
#include "jz-text.h"

const JzAction jz_action_numbering = { "codes.numbering", "codes" };

#define MOST_DIGITS 12
#define MOST_LENGTH 80 /* of a template */

/* Check digits. */

char
jz_check_digit_iso_7064 (const char *text)
{
  int product = 10;

  for (; *text != '\0'; text++)
    if (g_ascii_isdigit (*text))
      {
        int sum = (product + *text - '0') % 10;

        product = (sum == 0 ? 10 : sum) * 2 % 11;
      }
  return (char) ('0' + (11 - product) % 10);
}

char
jz_check_digit_mod_10 (const char *text)
{
  int weight = 3, sum = 0;

  for (gsize i = strlen (text); i > 0; i--)
    if (g_ascii_isdigit (text[i - 1]))
      {
        sum += weight * (text[i - 1] - '0');
        weight = 4 - weight;
      }
  return (char) ('0' + (10 - sum % 10) % 10);
}

/* Templates in parts. */

typedef enum
{
  LITERAL,
  SERIAL,
  YEAR,
  CLASS,
  CODE,
  PLACE,
  CHECK
} PartKind;

static const struct
{
  const char *name;
  int         most; /* of the number after the colon */
} part_kinds[] = {
  [SERIAL] = { "serial", MOST_DIGITS },
  [YEAR] = { "year", 4 },
  [CLASS] = { "class", 12 },
  [CODE] = { "code", 12 },
  [PLACE] = { "place", 12 },
  [CHECK] = { "check", 10 },
};

typedef struct
{
  PartKind kind;
  int      width; /* after the colon; 0: none */
  char    *text;  /* of a literal */
} Part;

typedef struct
{
  gint64  scheme; /* 0: all others */
  GArray *parts;
} Template;

static void
part_clear (gpointer data)
{
  g_free (((Part *) data)->text);
}

static gboolean
refuse (GError **error, const char *template, const char *why)
{
  g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, "%s: %s", template, why);
  return FALSE;
}

/* @at stands after the brace. Returns: after the closing one, NULL with @error. */
static const char *
parse_part (const char *template, const char *at, GArray *parts, GError **error)
{
  const char *end = strchr (at, '}');
  Part        part = { LITERAL, 0, NULL };

  for (int kind = SERIAL; end != NULL && kind <= CHECK; kind++)
    {
      gsize   length = strlen (part_kinds[kind].name);
      char   *rest = NULL;
      guint64 width;

      if (strncmp (at, part_kinds[kind].name, length) != 0)
        continue;
      width = at[length] == ':' ? g_ascii_strtoull (at + length + 1, &rest, 10) : 0;
      if (at[length] == ':' ? rest != end || width < 1 || width > (guint64) part_kinds[kind].most : at + length != end)
        continue;
      part.kind = (PartKind) kind;
      part.width = (int) width;
    }
  if (part.kind == LITERAL || (part.kind == CHECK && part.width != 0 && part.width != 10) ||
      (part.kind == YEAR && part.width != 0 && part.width != 2 && part.width != 4))
    {
      refuse (error, template, _("there is something in braces that stands for nothing"));
      return NULL;
    }
  g_array_append_val (parts, part);
  return end + 1;
}

static const char *
parse_literal (const char *at, GArray *parts)
{
  GString *text = g_string_new (NULL);
  Part     part = { LITERAL, 0, NULL };

  while (*at != '\0' && (*at != '{' || at[1] == '{'))
    {
      g_string_append_c (text, *at);
      at += *at == '{' ? 2 : 1;
    }
  part.text = g_string_free (text, FALSE);
  g_array_append_val (parts, part);
  return at;
}

/* One serial, and check digits after it. */
static gboolean
is_whole (const char *template, GArray *parts, GError **error)
{
  guint serials = 0;

  for (guint i = 0; i < parts->len; i++)
    {
      const Part *part = &g_array_index (parts, Part, i);

      if (part->kind == CHECK && serials == 0)
        return refuse (error, template, _("a check digit stands after the serial"));
      if (part->kind != LITERAL && part->kind != CHECK && serials > 0)
        return refuse (error, template, _("after the serial only text and a check digit can stand"));
      serials += part->kind == SERIAL;
    }
  return serials == 1 || refuse (error, template, _("a number needs its {serial}, once"));
}

static GArray *
parse (const char *template, GError **error)
{
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (Part));
  g_autofree char *tidy = jz_text_tidy (template);
  const char      *at = tidy;

  g_array_set_clear_func (parts, part_clear);
  if (strlen (tidy) > MOST_LENGTH || strcmp (tidy, template) != 0)
    {
      refuse (error, tidy, _("a template is one short text without spaces around it"));
      return NULL;
    }
  while (at != NULL && *at != '\0')
    at = *at == '{' && at[1] != '{' ? parse_part (template, at + 1, parts, error) : parse_literal (at, parts);
  return at != NULL && is_whole (template, parts, error) ? g_steal_pointer (&parts) : NULL;
}

gboolean
jz_numbering_check (const char *template, GError **error)
{
  g_autoptr (GArray) parts = parse (template, error);

  return parts != NULL;
}

char *
jz_numbering_get (JzConnection *connection, gint64 scheme, GError **error)
{
  return jz_connection_text (connection, error, "SELECT template FROM numbering WHERE ifnull (scheme, 0) = ?", "l",
                             scheme);
}

gboolean
jz_numbering_set (JzOperation *operation, gint64 scheme, const char *template, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);
  gint64        there;

  if (template == NULL && scheme == 0)
    return refuse (error, "numbering", _("the school needs one rule for its numbers"));
  if (template != NULL && !jz_numbering_check (template, error))
    return FALSE;
  if (template == NULL)
    {
      jz_operation_describe (operation, _("Took back a rule for asset numbers"));
      return jz_connection_run (connection, error, "DELETE FROM numbering WHERE scheme = ?", "l", scheme);
    }
  jz_operation_describe (operation, _("Asset numbers are made by %s"), template);
  if (!jz_connection_number (connection, &there, 0, error, "SELECT id FROM numbering WHERE ifnull (scheme, 0) = ?", "l",
                             scheme))
    return FALSE;
  if (there == 0)
    return jz_connection_run (connection, error,
                              "INSERT INTO numbering (scheme, template, changed) VALUES (?, ?, jz_operation ())", "rs",
                              scheme, template);
  return jz_connection_run (connection, error,
                            "UPDATE numbering SET template = ?, changed = jz_operation () WHERE id = ?", "sl", template,
                            there);
}

/* Numbers. */

struct _JzNumbering
{
  JzConnection *connection;
  GArray       *templates; /* of Template; that of all others first */
  GHashTable   *serials;   /* beginning, a line end, length of the ending → gint64: the next one */
};

static void
template_clear (gpointer data)
{
  g_array_unref (((Template *) data)->parts);
}

void
jz_numbering_free (JzNumbering *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->templates, g_array_unref);
  g_clear_pointer (&self->serials, g_hash_table_unref);
  g_free (self);
}

static JzNumbering *
numbering_new (JzConnection *connection)
{
  JzNumbering *self = g_new0 (JzNumbering, 1);

  self->connection = connection;
  self->templates = g_array_new (FALSE, FALSE, sizeof (Template));
  g_array_set_clear_func (self->templates, template_clear);
  self->serials = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

static gboolean
add_template (JzNumbering *self, gint64 scheme, const char *text, GError **error)
{
  Template template = { scheme, parse (text, error) };

  if (template.parts == NULL)
    return FALSE;
  g_array_append_val (self->templates, template);
  return TRUE;
}

JzNumbering *
jz_numbering_new (JzConnection *connection, GError **error)
{
  g_autoptr (JzNumbering) self = numbering_new (connection);
  JzStatement *rows = jz_connection_query (
      connection, error, "SELECT ifnull (scheme, 0), template FROM numbering ORDER BY scheme IS NOT NULL, scheme", "");

  while (jz_statement_next (rows))
    if (!add_template (self, jz_statement_int64 (rows, 0), jz_statement_text (rows, 1), error))
      {
        jz_statement_reset (rows);
        return NULL;
      }
  if (!jz_statement_finish (rows, error))
    return NULL;
  if (self->templates->len == 0 && !add_template (self, 0, "ZC-{serial:6}", error))
    return NULL;
  return g_steal_pointer (&self);
}

static gboolean
find_template (JzNumbering *self, gint64 item, GArray **parts, GError **error)
{
  gint64 scheme;

  *parts = g_array_index (self->templates, Template, 0).parts;
  if (self->templates->len == 1)
    return TRUE;
  if (!jz_connection_number (self->connection, &scheme, 0, error, "SELECT scheme FROM item WHERE id = ?", "l", item))
    return FALSE;
  for (guint i = 1; i < self->templates->len; i++)
    if (g_array_index (self->templates, Template, i).scheme == scheme)
      *parts = g_array_index (self->templates, Template, i).parts;
  return TRUE;
}

#define ROOM_CODE                                                                                                      \
  "WITH RECURSIVE around (id, parent, kind, code, n) AS (SELECT id, parent, kind, code, 0 FROM place WHERE id = ?1 "   \
  "UNION ALL SELECT place.id, place.parent, place.kind, place.code, n + 1 FROM around JOIN place ON place.id = "       \
  "around.parent) "                                                                                                    \
  "SELECT code FROM around ORDER BY kind <> 'room', n LIMIT 1"

static gboolean
append_text (GString *number, JzNumbering *self, const char *sql, gint64 id, int width, gboolean last, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char *text = jz_connection_text (self->connection, &failure, sql, "l", id);
  const char      *said = text != NULL ? text : "";
  int              length = (int) strlen (said);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (width == 0)
    g_string_append (number, said);
  else if (last)
    {
      for (int i = length; i < width; i++)
        g_string_append_c (number, '0');
      g_string_append (number, length > width ? said + length - width : said);
    }
  else
    g_string_append_len (number, said, MIN (length, width));
  return TRUE;
}

/* The code of an item that is not in the file yet. */
static void
append_code (GString *number, const char *code, int width)
{
  const char *said = code != NULL ? code : "";

  g_string_append_len (number, said, width > 0 ? MIN ((gssize) strlen (said), width) : -1);
}

static void
append_year (GString *number, JzNumbering *self, const char *acquired, int width)
{
  char iso[JZ_DATE_LENGTH];

  if (acquired == NULL)
    acquired = jz_date_to_iso (jz_source_today (self->connection), iso);
  g_string_append_len (number, width == 2 ? acquired + 2 : acquired, width == 2 ? 2 : 4);
}

/* All but the serial and the check digit. */
static gboolean
append_part (GString *number, JzNumbering *self, const Part *part, const JzNumberFor *what, GError **error)
{
  switch (part->kind)
    {
    case LITERAL:
      g_string_append (number, part->text);
      return TRUE;
    case YEAR:
      append_year (number, self, what->acquired, part->width);
      return TRUE;
    case CLASS:
    case CODE:
      if (what->item == 0)
        {
          append_code (number, what->code, part->width);
          return TRUE;
        }
      if (part->kind == CODE)
        return append_text (number, self, "SELECT code FROM item WHERE id = ?", what->item, part->width, FALSE, error);
      return append_text (number, self, "SELECT iif (category = '', code, category) FROM item WHERE id = ?", what->item,
                          part->width, FALSE, error);
    case PLACE:
      return append_text (number, self, ROOM_CODE, what->place, part->width, TRUE, error);
    case SERIAL:
    case CHECK:
    default:
      return TRUE;
    }
}

/* The highest serial of numbers that begin with @beginning and have @n_after characters after the serial, given or had
 * before: for each length the last number in its order, so that none but that one is looked at. */
static gboolean
ask_serial (JzNumbering *self, const char *beginning, int n_after, gint64 *serial, GError **error)
{
  static const char *const sources[] = {
    "SELECT number FROM asset WHERE length (number) = ?1 AND number >= ?2 AND number < ?2 || ':' AND voided IS NULL "
    "AND substr (number, ?3, ?4) NOT GLOB '*[^0-9]*' ORDER BY number DESC LIMIT 1",
    "SELECT number FROM asset_old_number WHERE length (number) = ?1 AND number >= ?2 AND number < ?2 || ':' "
    "AND substr (number, ?3, ?4) NOT GLOB '*[^0-9]*' ORDER BY number DESC LIMIT 1",
  };
  int length = (int) g_utf8_strlen (beginning, -1);

  *serial = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    for (int digits = MOST_DIGITS; digits > 0; digits--)
      {
        g_autoptr (GError) failure = NULL;
        g_autofree char *number = jz_connection_text (self->connection, &failure, sources[i], "isii",
                                                      length + digits + n_after, beginning, length + 1, digits);
        g_autofree char *part = number != NULL ? g_strndup (number + strlen (beginning), (gsize) digits) : NULL;

        if (failure != NULL)
          {
            g_propagate_error (error, g_steal_pointer (&failure));
            return FALSE;
          }
        if (part != NULL)
          *serial = MAX (*serial, g_ascii_strtoll (part, NULL, 10));
      }
  return TRUE;
}

static gboolean
next_serial (JzNumbering *self, const char *beginning, int n_after, gint64 *serial, GError **error)
{
  g_autofree char *key = g_strdup_printf ("%s\n%d", beginning, n_after);
  gint64          *known = g_hash_table_lookup (self->serials, key);

  if (known == NULL)
    {
      known = g_new0 (gint64, 1);
      g_hash_table_insert (self->serials, g_strdup (key), known);
      if (!ask_serial (self, beginning, n_after, known, error))
        return FALSE;
    }
  *serial = ++*known;
  return TRUE;
}

static int
length_after (GArray *parts, guint from)
{
  int length = 0;

  for (guint i = from; i < parts->len; i++)
    {
      const Part *part = &g_array_index (parts, Part, i);

      length += part->kind == CHECK ? 1 : (int) g_utf8_strlen (part->text, -1);
    }
  return length;
}

static gboolean
append_end (GString *number, JzNumbering *self, GArray *parts, guint at, GError **error)
{
  gint64 serial;

  if (!next_serial (self, number->str, length_after (parts, at + 1), &serial, error))
    return FALSE;
  g_string_append_printf (number, "%0*" G_GINT64_FORMAT, MAX (g_array_index (parts, Part, at).width, 1), serial);
  for (guint i = at + 1; i < parts->len; i++)
    {
      const Part *part = &g_array_index (parts, Part, i);

      if (part->kind == CHECK)
        g_string_append_c (number, part->width == 10 ? jz_check_digit_mod_10 (number->str) :
                                                       jz_check_digit_iso_7064 (number->str));
      else
        g_string_append (number, part->text);
    }
  return TRUE;
}

char *
jz_numbering_next (JzNumbering *self, const JzNumberFor *what, GError **error)
{
  g_autoptr (GString) number = g_string_new (NULL);
  GArray *parts;
  guint   at;

  if (!find_template (self, what->item, &parts, error))
    return NULL;
  for (at = 0; g_array_index (parts, Part, at).kind != SERIAL; at++)
    if (!append_part (number, self, &g_array_index (parts, Part, at), what, error))
      return NULL;
  return append_end (number, self, parts, at, error) ? g_string_free (g_steal_pointer (&number), FALSE) : NULL;
}

char *
jz_numbering_example (JzConnection *connection, const char *template, GError **error)
{
  g_autoptr (JzNumbering) self = numbering_new (connection);
  g_autofree char *acquired = NULL;
  JzNumberFor      what = { 0 };

  if (!add_template (self, 0, template, error) ||
      !jz_connection_number (connection, &what.item, 0, error,
                             "SELECT ifnull ((SELECT item FROM asset WHERE voided IS NULL ORDER BY id DESC LIMIT "
                             "1), (SELECT min (id) FROM item))",
                             "") ||
      !jz_connection_number (
          connection, &what.place, 0, error,
          "SELECT ifnull ((SELECT place FROM position ORDER BY asset DESC LIMIT 1), (SELECT min (id) FROM place))", ""))
    return NULL;
  acquired = jz_connection_text (
      connection, NULL,
      "SELECT acquired FROM asset WHERE voided IS NULL AND acquired IS NOT NULL ORDER BY id DESC LIMIT 1", "");
  what.acquired = acquired;
  return jz_numbering_next (self, &what, error);
}
