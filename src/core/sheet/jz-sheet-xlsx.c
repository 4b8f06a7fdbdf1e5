/* The package of an .xlsx: which part is the workbook, which are its sheets, its number formats.
 * Parts are found through the relationships as ECMA-376 part 2 says, never by their usual names; elements
 * by their local names, so that the Strict and the Transitional namespaces are both read.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-error.h"
#include "jz-xlsx-private.h"

/* What a walk over a small part is called with, for each start tag. */
typedef void (*ElementFunc) (xmlTextReaderPtr reader, const char *local, gpointer data);

typedef struct
{
  char *id, *type, *part;
} Relation;

static void
relation_free (Relation *relation)
{
  g_free (relation->id);
  g_free (relation->type);
  g_free (relation->part);
  g_free (relation);
}

/* The attribute @local; of those with a prefix (r:id) when @prefixed. Returns: (transfer full) */
static char *
attribute (xmlTextReaderPtr reader, const char *local, gboolean prefixed)
{
  char *value = NULL;

  while (value == NULL && xmlTextReaderMoveToNextAttribute (reader) == 1)
    if (JZ_XML_IS (xmlTextReaderConstLocalName (reader), local) &&
        (xmlTextReaderConstPrefix (reader) != NULL) == prefixed)
      value = g_strdup ((const char *) xmlTextReaderConstValue (reader));
  xmlTextReaderMoveToElement (reader);
  return value;
}

static gboolean
walk_part (JzXlsx *xlsx, const char *part, ElementFunc element, gpointer data, GError **error)
{
  g_autoptr (JzZipEntry) entry = jz_zip_input_open_entry (xlsx->zip, part, error);
  g_autoptr (JzXmlInput) input = NULL;
  xmlTextReaderPtr       reader;
  int                    result;

  if (entry == NULL)
    return FALSE;
  input = jz_xml_input_new (xlsx->file.name, (JzInputFunc) jz_zip_entry_read, entry, JZ_XLSX_PART_MAX);
  reader = jz_xml_input_reader (input);
  while ((result = jz_xml_input_next (input, error)) == 1)
    if (xmlTextReaderNodeType (reader) == XML_READER_TYPE_ELEMENT)
      element (reader, (const char *) xmlTextReaderConstLocalName (reader), data);
  return result == 0;
}

/* The part that @target names, seen from the folder of @base: "../a/b.xml" and "/a/b.xml" too. */
static char *
resolve (const char *base, const char *target)
{
  g_autoptr (GPtrArray) out = g_ptr_array_new ();
  g_autofree char      *joined = NULL;
  g_auto (GStrv)        parts = NULL;
  const char           *slash = strrchr (base, '/');

  joined = target[0] == '/' || slash == NULL
             ? g_strdup (target)
             : g_strdup_printf ("%.*s/%s", (int) (slash - base), base, target);
  parts = g_strsplit (joined, "/", -1);
  for (char **p = parts; *p != NULL; p++)
    {
      if (g_str_equal (*p, ".."))
        g_ptr_array_set_size (out, (int) MAX (out->len, 1) - 1);
      else if (**p != '\0' && !g_str_equal (*p, "."))
        g_ptr_array_add (out, *p);
    }
  g_ptr_array_add (out, NULL);
  return g_strjoinv ("/", (char **) out->pdata);
}

typedef struct
{
  const char *base;
  GPtrArray  *relations;
} RelationsWalk;

static void
relation_cb (xmlTextReaderPtr reader, const char *local, gpointer data)
{
  RelationsWalk   *walk = data;
  g_autofree char *target = NULL;
  g_autofree char *mode = NULL;
  Relation        *relation;

  if (!g_str_equal (local, "Relationship"))
    return;
  target = attribute (reader, "Target", FALSE);
  mode = attribute (reader, "TargetMode", FALSE);
  if (target == NULL || g_strcmp0 (mode, "External") == 0)
    return;
  relation = g_new0 (Relation, 1);
  relation->id = attribute (reader, "Id", FALSE);
  relation->type = attribute (reader, "Type", FALSE);
  relation->part = resolve (walk->base, target);
  g_ptr_array_add (walk->relations, relation);
}

/* The relations of @part ("" for the package); none when it has no list of them. */
static GPtrArray *
read_relations (JzXlsx *xlsx, const char *part, GError **error)
{
  g_autoptr (GPtrArray) relations = g_ptr_array_new_with_free_func ((GDestroyNotify) relation_free);
  const char           *slash = strrchr (part, '/');
  int                   folder = slash != NULL ? (int) (slash + 1 - part) : 0;
  g_autofree char      *list = g_strdup_printf ("%.*s_rels/%s.rels", folder, part, part + folder);
  RelationsWalk         walk = { part, relations };

  if (jz_zip_input_find (xlsx->zip, list) != NULL && !walk_part (xlsx, list, relation_cb, &walk, error))
    return NULL;
  return g_steal_pointer (&relations);
}

/* The first part that is related as @kind, the last word of the relation's type. */
static const char *
related_part (GPtrArray *relations, const char *kind)
{
  for (guint i = 0; i < relations->len; i++)
    {
      const Relation *relation = g_ptr_array_index (relations, i);

      if (relation->type != NULL && g_str_has_suffix (relation->type, kind))
        return relation->part;
    }
  return NULL;
}

typedef struct
{
  GHashTable *types; /* part in small letters → content type */
  char       *workbook;
} TypesWalk;

static void
content_type_cb (xmlTextReaderPtr reader, const char *local, gpointer data)
{
  TypesWalk       *walk = data;
  g_autofree char *name = NULL;
  g_autofree char *type = NULL;

  if (!g_str_equal (local, "Override"))
    return;
  name = attribute (reader, "PartName", FALSE);
  type = attribute (reader, "ContentType", FALSE);
  if (name == NULL || type == NULL)
    return;
  if (walk->workbook == NULL && strstr (type, "spreadsheetml") != NULL && strstr (type, ".main+xml") != NULL)
    walk->workbook = resolve ("", name);
  g_hash_table_insert (walk->types, g_ascii_strdown (name, -1), g_steal_pointer (&type));
}

#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static gboolean
refuse (JzXlsx *xlsx, const char *why, GError **error)
{
  g_set_error (error, JZ_ERROR, JZ_ERROR_REFUSED, _(why), xlsx->file.name);
  return FALSE;
}

static gboolean
refuse_other_package (JzXlsx *xlsx, const char *type, GError **error)
{
  if (type != NULL && strstr (type, "wordprocessingml") != NULL)
    return refuse (xlsx, N_("%s: this is a Word document; copy its table into Excel or WPS and save it as .xlsx"),
                   error);
  if (type != NULL && strstr (type, "presentationml") != NULL)
    return refuse (xlsx, N_("%s: this is a PowerPoint presentation, not a spreadsheet"), error);
  if (type != NULL && strstr (type, "sheet.binary") != NULL)
    return refuse (xlsx, N_("%s: this is a binary workbook (.xlsb); open it in Excel or WPS and save it as .xlsx"),
                   error);
  if (jz_zip_input_find (xlsx->zip, "content.xml") != NULL)
    return refuse (xlsx, N_("%s: this is an OpenDocument file; save it as .xlsx"), error);
  return refuse (xlsx, N_("%s: this is a zip archive without a workbook; unpack it first"), error);
}

/* The name of the workbook part. Returns: (transfer full) */
static char *
find_workbook (JzXlsx *xlsx, GError **error)
{
  g_autoptr (GHashTable) types = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GPtrArray)  relations = NULL;
  g_autofree char       *key = NULL;
  g_autofree char       *by_type = NULL;
  TypesWalk              walk = { types, NULL };
  const char            *part, *type;

  if (jz_zip_input_find (xlsx->zip, "[Content_Types].xml") != NULL &&
      !walk_part (xlsx, "[Content_Types].xml", content_type_cb, &walk, error))
    {
      g_free (walk.workbook);
      return NULL;
    }
  by_type = walk.workbook;
  relations = read_relations (xlsx, "", error);
  if (relations == NULL)
    return NULL;
  part = related_part (relations, "/officeDocument");
  if (part == NULL || jz_zip_input_find (xlsx->zip, part) == NULL)
    part = by_type;
  if (part == NULL)
    {
      refuse_other_package (xlsx, NULL, error);
      return NULL;
    }
  key = g_strconcat ("/", part, NULL);
  for (char *p = key; *p != '\0'; p++)
    *p = g_ascii_tolower (*p);
  type = g_hash_table_lookup (types, key);
  if (type != NULL && (strstr (type, "spreadsheetml") == NULL || strstr (type, "sheet.binary") != NULL) &&
      strstr (type, "ms-excel.sheet.macroEnabled") == NULL && strstr (type, "ms-excel.template") == NULL)
    {
      refuse_other_package (xlsx, type, error);
      return NULL;
    }
  return g_strdup (part);
}

typedef struct
{
  JzXlsx    *xlsx;
  GPtrArray *relations;
} WorkbookWalk;

static gboolean
is_true (const char *value)
{
  return g_strcmp0 (value, "1") == 0 || g_strcmp0 (value, "true") == 0 || g_strcmp0 (value, "on") == 0;
}

static void
add_sheet (WorkbookWalk *walk, xmlTextReaderPtr reader)
{
  g_autofree char *name = attribute (reader, "name", FALSE);
  g_autofree char *state = attribute (reader, "state", FALSE);
  g_autofree char *id = attribute (reader, "id", TRUE);

  for (guint i = 0; i < walk->relations->len; i++)
    {
      const Relation *relation = g_ptr_array_index (walk->relations, i);

      /* Sheets of charts and dialogs have no cells. */
      if (g_strcmp0 (relation->id, id) == 0 && relation->type != NULL &&
          g_str_has_suffix (relation->type, "/worksheet"))
        {
          jz_sheet_file_add_sheet (&walk->xlsx->file, name != NULL ? name : "", g_strcmp0 (state, "hidden") == 0 ||
                                   g_strcmp0 (state, "veryHidden") == 0);
          g_ptr_array_add (walk->xlsx->parts, g_strdup (relation->part));
          return;
        }
    }
}

static void
workbook_cb (xmlTextReaderPtr reader, const char *local, gpointer data)
{
  WorkbookWalk *walk = data;

  if (g_str_equal (local, "sheet"))
    add_sheet (walk, reader);
  else if (g_str_equal (local, "workbookPr"))
    {
      g_autofree char *value = attribute (reader, "date1904", FALSE);

      walk->xlsx->file.date_1904 = is_true (value);
    }
}

typedef struct
{
  JzXlsx     *xlsx;
  GHashTable *codes; /* numFmtId → format code */
  gboolean    in_cell_formats;
} StylesWalk;

static void
styles_cb (xmlTextReaderPtr reader, const char *local, gpointer data)
{
  StylesWalk      *walk = data;
  g_autofree char *id = NULL;
  guint            number;

  if (!g_str_equal (local, "numFmt") && !g_str_equal (local, "xf"))
    {
      if (xmlTextReaderDepth (reader) == 1)
        walk->in_cell_formats = g_str_equal (local, "cellXfs");
      return;
    }
  id = attribute (reader, "numFmtId", FALSE);
  number = id != NULL ? (guint) g_ascii_strtoull (id, NULL, 10) : 0;
  if (g_str_equal (local, "numFmt"))
    g_hash_table_insert (walk->codes, GUINT_TO_POINTER (number), attribute (reader, "formatCode", FALSE));
  else if (walk->in_cell_formats)
    {
      JzNumberStyle style = jz_number_style (number, g_hash_table_lookup (walk->codes, GUINT_TO_POINTER (number)));

      g_array_append_val (walk->xlsx->styles, style);
    }
}

static gboolean
read_styles (JzXlsx *xlsx, const char *part, GError **error)
{
  g_autoptr (GHashTable) codes = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  StylesWalk             walk = { xlsx, codes, FALSE };

  return walk_part (xlsx, part, styles_cb, &walk, error);
}

static gboolean
read_package (JzXlsx *xlsx, GCancellable *cancellable, GError **error)
{
  g_autofree char      *workbook = find_workbook (xlsx, error);
  g_autoptr (GPtrArray) relations = workbook != NULL ? read_relations (xlsx, workbook, error) : NULL;
  WorkbookWalk          walk = { xlsx, relations };
  const char           *part;

  if (relations == NULL || !walk_part (xlsx, workbook, workbook_cb, &walk, error))
    return FALSE;
  if (xlsx->parts->len == 0)
    return refuse (xlsx, N_("%s: there is no sheet in this workbook"), error);
  part = related_part (relations, "/styles");
  if (part != NULL && jz_zip_input_find (xlsx->zip, part) != NULL && !read_styles (xlsx, part, error))
    return FALSE;
  part = related_part (relations, "/sharedStrings");
  return part == NULL || jz_zip_input_find (xlsx->zip, part) == NULL ||
         jz_xlsx_read_strings (xlsx, part, cancellable, error);
}

static void
xlsx_free (JzSheetFile *file)
{
  JzXlsx *xlsx = (JzXlsx *) file;

  g_clear_pointer (&xlsx->zip, jz_zip_input_free);
  g_ptr_array_unref (xlsx->parts);
  g_array_unref (xlsx->styles);
  g_array_unref (xlsx->offsets);
  g_string_free (xlsx->strings, TRUE);
}

JzSheetFile *
jz_xlsx_open (const char *path, GCancellable *cancellable, GError **error)
{
  static const JzSheetBackend backend = { jz_xlsx_read_rows, jz_xlsx_read_merges, xlsx_free };
  JzXlsx                     *xlsx = jz_sheet_file_alloc (sizeof *xlsx, &backend, JZ_SHEET_FORMAT_XLSX, path);
  g_autoptr (JzSheetFile)     file = &xlsx->file;

  xlsx->parts = g_ptr_array_new_with_free_func (g_free);
  xlsx->styles = g_array_new (FALSE, FALSE, sizeof (JzNumberStyle));
  xlsx->offsets = g_array_new (FALSE, FALSE, sizeof (guint32));
  xlsx->strings = g_string_new (NULL);
  xlsx->zip = jz_zip_input_open (path, NULL, cancellable, error);
  if (xlsx->zip == NULL || !read_package (xlsx, cancellable, error))
    return NULL;
  return g_steal_pointer (&file);
}
