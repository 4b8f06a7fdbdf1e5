/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-sheet-mapping-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-error.h"
#include "jz-sheet-value.h"

#define GROUP "columns"

static void
add_synonym (GPtrArray *synonyms, const char *text)
{
  g_autofree char *key = jz_heading_key (text);

  if (*key != '\0')
    g_ptr_array_add (synonyms, g_steal_pointer (&key));
}

JzSheetMapping *
jz_sheet_mapping_new (const JzSheetField *fields, guint n_fields)
{
  JzSheetMapping *mapping = g_new0 (JzSheetMapping, 1);

  mapping->fields = fields;
  mapping->n_fields = n_fields;
  mapping->synonyms = g_new0 (GPtrArray *, n_fields);
  mapping->columns = g_new (int, n_fields);
  mapping->rows = g_ptr_array_new_with_free_func (g_free);
  mapping->merges = g_array_new (FALSE, FALSE, sizeof (JzSheetRange));
  mapping->headings = g_ptr_array_new ();
  for (guint f = 0; f < n_fields; f++)
    {
      mapping->columns[f] = JZ_SHEET_NO_COLUMN;
      mapping->synonyms[f] = g_ptr_array_new_with_free_func (g_free);
      for (const char *const *s = fields[f].synonyms; s != NULL && *s != NULL; s++)
        add_synonym (mapping->synonyms[f], *s);
      add_synonym (mapping->synonyms[f], fields[f].id); /* a county's tables call it so */
      add_synonym (mapping->synonyms[f], fields[f].title);
      add_synonym (mapping->synonyms[f], _(fields[f].title));
    }
  return mapping;
}

void
jz_sheet_mapping_free (JzSheetMapping *mapping)
{
  if (mapping == NULL)
    return;
  for (guint f = 0; f < mapping->n_fields; f++)
    g_ptr_array_unref (mapping->synonyms[f]);
  g_free (mapping->synonyms);
  g_free (mapping->columns);
  g_ptr_array_unref (mapping->rows);
  g_array_unref (mapping->merges);
  g_ptr_array_unref (mapping->headings);
  g_free (mapping);
}

static void
forget (JzSheetMapping *mapping)
{
  g_ptr_array_set_size (mapping->rows, 0);
  g_array_set_size (mapping->merges, 0);
  g_ptr_array_set_size (mapping->headings, 0);
  mapping->first_heading = mapping->last_heading = mapping->first_data = 0;
  for (guint f = 0; f < mapping->n_fields; f++)
    mapping->columns[f] = JZ_SHEET_NO_COLUMN;
}

static gboolean
read_head (JzSheetMapping *mapping, JzSheetFile *file, guint sheet, GCancellable *cancellable, GError **error)
{
  g_autoptr (JzSheetReader) reader = NULL;
  g_autoptr (GError)        local = NULL;
  const JzSheetRow         *row;

  reader = jz_sheet_file_read (file, sheet, cancellable, error);
  if (reader == NULL)
    return FALSE;
  while (mapping->rows->len < JZ_SHEET_HEAD_ROWS && (row = jz_sheet_reader_next (reader, &local)) != NULL)
    if (row->n_cells > 0)
      g_ptr_array_add (mapping->rows, jz_sheet_row_copy (row));
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static const JzSheetRow *
find_row (JzSheetMapping *mapping, guint number)
{
  for (guint i = 0; i < mapping->rows->len; i++)
    {
      const JzSheetRow *row = g_ptr_array_index (mapping->rows, i);

      if (row->number == number)
        return row;
    }
  return NULL;
}

/* One line of headings without a gap: nothing that is merged could say more. What is merged stands behind all rows of the
 * file, so that to know it the whole of it must be walked through. */
static gboolean
is_plain (JzSheetMapping *mapping)
{
  const JzSheetRow *row = find_row (mapping, mapping->first_heading);

  for (guint i = 0; i < row->n_cells; i++)
    if (row->cells[i].column != (int) i || jz_sheet_cell_is_blank (&row->cells[i]))
      return FALSE;
  return mapping->last_heading == mapping->first_heading;
}

gboolean
jz_sheet_mapping_read_merges (JzSheetMapping *mapping, JzSheetFile *file, guint sheet, GCancellable *cancellable,
                              GError **error)
{
  const GArray *merges = jz_sheet_file_merges (file, sheet, cancellable, error);

  if (merges == NULL)
    return FALSE;
  g_array_set_size (mapping->merges, 0);
  g_array_append_vals (mapping->merges, merges->data, merges->len);
  return TRUE;
}

gboolean
jz_sheet_mapping_guess (JzSheetMapping *mapping, JzSheetFile *file, guint sheet, GCancellable *cancellable,
                        GError **error)
{
  forget (mapping);
  if (!read_head (mapping, file, sheet, cancellable, error))
    return FALSE;
  if (jz_headings_find (mapping) && is_plain (mapping))
    return TRUE;
  if (!jz_sheet_mapping_read_merges (mapping, file, sheet, cancellable, error))
    return FALSE;
  if (jz_headings_find (mapping))
    return TRUE;
  if (mapping->rows->len == 0)
    g_set_error (error, JZ_ERROR, JZ_ERROR_REFUSED, _("%s: the sheet is empty"), jz_sheet_file_name (file));
  else
    g_set_error (error, JZ_ERROR, JZ_ERROR_REFUSED, _("%s: no row of headings was found in the first %u rows"),
                 jz_sheet_file_name (file), JZ_SHEET_HEADING_ROWS);
  return FALSE;
}

gboolean
jz_sheet_mapping_guess_sheet (JzSheetMapping *mapping, JzSheetFile *file, guint *sheet, GCancellable *cancellable,
                              GError **error)
{
  g_autofree int *columns = g_new (int, mapping->n_fields + 1);
  guint           best = 0, exact;

  *sheet = 0;
  for (guint i = 0; i < jz_sheet_file_n_sheets (file); i++)
    {
      g_autoptr (GError) local = NULL;
      guint              score;

      if (jz_sheet_file_sheet_hidden (file, i))
        continue;
      if (!jz_sheet_mapping_guess (mapping, file, i, cancellable, &local))
        {
          if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
            {
              g_propagate_error (error, g_steal_pointer (&local));
              return FALSE;
            }
          continue;
        }
      score = jz_headings_assign (mapping, mapping->headings, FALSE, columns, &exact);
      if (score > best)
        {
          best = score;
          *sheet = i;
        }
    }
  return jz_sheet_mapping_guess (mapping, file, *sheet, cancellable, error);
}

gboolean
jz_sheet_mapping_set_heading (JzSheetMapping *mapping, guint first, guint last)
{
  const JzSheetRow *upper = find_row (mapping, first);
  const JzSheetRow *lower = last != first ? find_row (mapping, last) : NULL;

  if (upper == NULL || (last != first && (lower == NULL || last != first + 1)))
    return FALSE;
  jz_headings_take (mapping, upper, lower);
  return TRUE;
}

gboolean
jz_sheet_mapping_begin_heading (JzSheetMapping *mapping, guint row)
{
  const JzSheetRow *upper = find_row (mapping, row);

  if (upper != NULL)
    jz_headings_take (mapping, upper, jz_headings_second_line (mapping, upper));
  return upper != NULL;
}

guint
jz_sheet_mapping_n_head (JzSheetMapping *mapping)
{
  return mapping->rows->len;
}

const JzSheetRow *
jz_sheet_mapping_head (JzSheetMapping *mapping, guint i)
{
  g_return_val_if_fail (i < mapping->rows->len, NULL);

  return g_ptr_array_index (mapping->rows, i);
}

guint
jz_sheet_mapping_first_heading (JzSheetMapping *mapping)
{
  return mapping->first_heading;
}

guint
jz_sheet_mapping_last_heading (JzSheetMapping *mapping)
{
  return mapping->last_heading;
}

guint
jz_sheet_mapping_first_data (JzSheetMapping *mapping)
{
  return mapping->first_data;
}

guint
jz_sheet_mapping_n_columns (JzSheetMapping *mapping)
{
  return mapping->headings->len;
}

const char *
jz_sheet_mapping_heading (JzSheetMapping *mapping, int column)
{
  if (column < 0 || (guint) column >= mapping->headings->len)
    return "";
  return ((const JzHeading *) g_ptr_array_index (mapping->headings, column))->text;
}

int
jz_sheet_mapping_column (JzSheetMapping *mapping, guint field)
{
  g_return_val_if_fail (field < mapping->n_fields, JZ_SHEET_NO_COLUMN);

  return mapping->columns[field];
}

void
jz_sheet_mapping_set_column (JzSheetMapping *mapping, guint field, int column)
{
  g_return_if_fail (field < mapping->n_fields);

  for (guint f = 0; f < mapping->n_fields; f++)
    if (column != JZ_SHEET_NO_COLUMN && mapping->columns[f] == column)
      mapping->columns[f] = JZ_SHEET_NO_COLUMN;
  mapping->columns[field] = column;
}

const JzSheetCell *
jz_sheet_mapping_cell (JzSheetMapping *mapping, const JzSheetRow *row, guint field)
{
  return jz_sheet_row_cell (row, jz_sheet_mapping_column (mapping, field));
}

const JzSheetField *
jz_sheet_mapping_missing (JzSheetMapping *mapping)
{
  for (guint f = 0; f < mapping->n_fields; f++)
    if (mapping->fields[f].required && mapping->columns[f] == JZ_SHEET_NO_COLUMN)
      return &mapping->fields[f];
  return NULL;
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

char *
jz_sheet_mapping_signature (JzSheetMapping *mapping)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint c = 0; c < mapping->headings->len; c++)
    g_ptr_array_add (keys, ((JzHeading *) g_ptr_array_index (mapping->headings, c))->key);
  g_ptr_array_sort (keys, compare_keys);
  for (guint i = 0; i < keys->len; i++)
    if (*(const char *) g_ptr_array_index (keys, i) != '\0')
      {
        g_checksum_update (sum, g_ptr_array_index (keys, i), -1);
        g_checksum_update (sum, (const guchar *) "\n", 1);
      }
  return g_strndup (g_checksum_get_string (sum), 16);
}

/* How many columns up to @column have the same heading. */
static guint
occurrence (JzSheetMapping *mapping, int column)
{
  const JzHeading *heading = g_ptr_array_index (mapping->headings, column);
  guint            n = 0;

  for (int c = 0; c <= column; c++)
    n += g_str_equal (((JzHeading *) g_ptr_array_index (mapping->headings, c))->key, heading->key);
  return n;
}

char *
jz_sheet_mapping_save (JzSheetMapping *mapping)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  for (guint f = 0; f < mapping->n_fields; f++)
    {
      int              column = mapping->columns[f];
      const char      *heading = jz_sheet_mapping_heading (mapping, column);
      guint            n = *heading != '\0' ? occurrence (mapping, column) : 1;
      g_autofree char *numbered = n > 1 ? g_strdup_printf ("%s#%u", heading, n) : g_strdup (heading);

      g_key_file_set_string (file, GROUP, mapping->fields[f].id, numbered);
    }
  return g_key_file_to_data (file, NULL, NULL);
}

/* The column that "heading" or "heading#2" names, or JZ_SHEET_NO_COLUMN. */
static int
find_column (JzSheetMapping *mapping, const char *name)
{
  const char      *mark = strrchr (name, '#');
  guint64          wanted = 1;
  g_autofree char *key = NULL;
  g_autofree char *text = g_strdup (name);

  if (mark != NULL && g_ascii_string_to_unsigned (mark + 1, 10, 2, JZ_SHEET_HEADING_COLUMNS, &wanted, NULL))
    text[mark - name] = '\0';
  key = jz_heading_key (text);
  for (guint c = 0; c < mapping->headings->len; c++)
    {
      const JzHeading *heading = g_ptr_array_index (mapping->headings, c);

      if (*heading->key != '\0' && g_str_equal (heading->key, key) && --wanted == 0)
        return (int) c;
    }
  return JZ_SHEET_NO_COLUMN;
}

static int
field_index (JzSheetMapping *mapping, const char *id)
{
  for (guint f = 0; f < mapping->n_fields; f++)
    if (g_str_equal (mapping->fields[f].id, id))
      return (int) f;
  return -1;
}

/* One line of a mapping file into @columns. */
static gboolean
load_one (JzSheetMapping *mapping, const char *name, GKeyFile *file, const char *id, int *columns, GError **error)
{
  g_autofree char *heading = g_key_file_get_string (file, GROUP, id, NULL);
  int              field = field_index (mapping, id);
  int              column;

  if (field < 0)
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, _("%s: there is no field “%s”"), name, id);
      return FALSE;
    }
  column = heading != NULL && *g_strstrip (heading) != '\0' ? find_column (mapping, heading) : JZ_SHEET_NO_COLUMN;
  if (heading != NULL && *heading != '\0' && column == JZ_SHEET_NO_COLUMN)
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, _("%s: the sheet has no heading “%s”"), name, heading);
      return FALSE;
    }
  /* A column that a guess had given to another field goes to the one that is named. */
  for (guint f = 0; f < mapping->n_fields; f++)
    if (column != JZ_SHEET_NO_COLUMN && columns[f] == column)
      columns[f] = JZ_SHEET_NO_COLUMN;
  columns[field] = column;
  return TRUE;
}

gboolean
jz_sheet_mapping_load (JzSheetMapping *mapping, const char *name, const char *text, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError)   local = NULL;
  g_auto (GStrv)       ids = NULL;
  g_autofree int      *columns = g_memdup2 (mapping->columns, mapping->n_fields * sizeof (int));

  if (!g_key_file_load_from_data (file, text, strlen (text), G_KEY_FILE_NONE, &local) ||
      (ids = g_key_file_get_keys (file, GROUP, NULL, &local)) == NULL)
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, _("%s: this is no mapping file (%s)"), name, local->message);
      return FALSE;
    }
  for (char **id = ids; *id != NULL; id++)
    if (!load_one (mapping, name, file, *id, columns, error))
      return FALSE;
  memcpy (mapping->columns, columns, mapping->n_fields * sizeof (int));
  return TRUE;
}
