/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-schema-walk.h"

#include <glib/gi18n-lib.h>
#include <libxml/xmlschemas.h>
#include <string.h>

#include "jz-package-part.h"
#include "jz-xml-input.h"
#include "jz-xsd-resource.h"

#define XSD_RESOURCE    "/org/jiaozhuang/xsd/" JZ_PACKAGE_SCHEMA
#define XSI             "http://www.w3.org/2001/XMLSchema-instance"
#define DOCUMENT_FAULTS 20
#define FAULTS_MAX      200

/* A document at work: the push parser calls us, and we call the schema's validator. */
typedef struct
{
  const char    *name, *root;
  GPtrArray     *faults;
  guint          limit; /* of @faults, for this document */
  JzElementFunc  func;
  gpointer       data;
  JzXmlInput    *input;
  xmlSAXHandler *validator;
  void          *validator_data;
  guint          depth;
  gboolean       hostile; /* asks the validator to load something */
} Walk;

void
jz_package_fault (GPtrArray *faults, const char *kind, const char *where, guint line, const char *what)
{
  JzFault *fault;

  if (faults->len >= FAULTS_MAX)
    return;
  fault = g_new0 (JzFault, 1);
  fault->kind = g_strdup (kind);
  fault->where = line > 0 ? g_strdup_printf ("%s:%u", where, line) : g_strdup (where);
  fault->what = g_strdup (what);
  g_ptr_array_add (faults, fault);
}

/* The entry. */

gboolean
jz_hashed_entry_open (JzHashedEntry *self, JzZipInput *zip, const char *name, GError **error)
{
  jz_sha256_init (&self->sum);
  self->entry = jz_zip_input_open_entry (zip, name, error);
  return self->entry != NULL;
}

void
jz_hashed_entry_clear (JzHashedEntry *self)
{
  g_clear_pointer (&self->entry, jz_zip_entry_close);
}

gssize
jz_hashed_entry_read (gpointer data, void *buffer, gsize size, GError **error)
{
  JzHashedEntry *self = data;
  gssize         n = jz_zip_entry_read (self->entry, buffer, size, error);

  if (n > 0)
    {
      jz_sha256_update (&self->sum, buffer, (gsize) n);
      self->bytes += (guint64) n;
    }
  return n;
}

gboolean
jz_hashed_entry_drain (JzHashedEntry *self, GError **error)
{
  char   buffer[16 * 1024];
  gssize n;

  while ((n = jz_hashed_entry_read (self, buffer, sizeof buffer, error)) > 0)
    ;
  return n == 0;
}

/* The pattern of a UUID is two thirds of each row, and libxml2 steps through it letter by letter. */
static void
drop_id_pattern (GString *xsd)
{
  const char *type = strstr (xsd->str, "name=\"uuid\""), *from = strstr (type, "<xs:pattern");
  const char *end = strstr (from, "/>") + 2;

  g_string_erase (xsd, from - xsd->str, end - from);
}

/* The program's own schema, parsed anew for each document: the validator keeps notes in its tables, and several
 * threads are at work. */
static xmlSchemaPtr
read_schema (gboolean but_ids)
{
  g_autoptr (GBytes) resource =
    g_resource_lookup_data (jz_xsd_get_resource (), XSD_RESOURCE, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (GString) xsd = g_string_new_len (g_bytes_get_data (resource, NULL), (gssize) g_bytes_get_size (resource));
  xmlSchemaParserCtxtPtr parser;
  xmlSchemaPtr           schema;

  if (but_ids)
    drop_id_pattern (xsd);
  parser = xmlSchemaNewMemParserCtxt (xsd->str, (int) xsd->len);
  schema = xmlSchemaParse (parser);
  xmlSchemaFreeParserCtxt (parser);
  return schema;
}

static void
blame (Walk *walk, guint line, const char *what)
{
  if (walk->faults->len < walk->limit)
    jz_package_fault (walk->faults, "schema", walk->name, line, what);
}

static guint
line_of (Walk *walk)
{
  return (guint) MAX (jz_xml_input_line (walk->input), 0);
}

/* xsi:schemaLocation would make libxml2 load a schema from wherever it says. */
static gboolean
is_hostile (int n, const xmlChar **attributes)
{
  for (int i = 0; i < n; i++)
    if (g_strcmp0 ((const char *) attributes[5 * i + 2], XSI) == 0)
      return TRUE;
  return FALSE;
}

static void
start_cb (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int n_namespaces,
          const xmlChar **namespaces, int n, int n_defaulted, const xmlChar **attributes)
{
  Walk *walk = data;

  walk->hostile = walk->hostile || is_hostile (n, attributes);
  if (walk->hostile)
    return;
  if (++walk->depth == 1 && strcmp ((const char *) name, walk->root) != 0)
    blame (walk, 0, _("this is another kind of document than its name says"));
  walk->func (walk->depth, (const char *) name, n, attributes, line_of (walk), walk->data);
  walk->validator->startElementNs (walk->validator_data, name, prefix, uri, n_namespaces, namespaces, n, n_defaulted,
                                   attributes);
}

static void
end_cb (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
  Walk *walk = data;

  walk->depth -= walk->depth > 0;
  if (!walk->hostile)
    walk->validator->endElementNs (walk->validator_data, name, prefix, uri);
}

static void
characters_cb (void *data, const xmlChar *text, int size)
{
  Walk *walk = data;

  if (!walk->hostile)
    walk->validator->characters (walk->validator_data, text, size);
}

static void
invalid_cb (void *data, xmlErrorPtr error)
{
  Walk            *walk = data;
  g_autofree char *whole = g_utf8_make_valid (error->message != NULL ? error->message : "?", -1);
  g_autofree char *what = g_utf8_substring (whole, 0, MIN (g_utf8_strlen (whole, -1), 300));

  blame (walk, line_of (walk), g_strstrip (what));
}

static gboolean
parse (Walk *walk, GError **error)
{
  g_autoptr (GError) failure = NULL;
  int                result;

  while ((result = jz_xml_input_push (walk->input, &failure)) == 1 && !walk->hostile)
    ;
  if (walk->hostile)
    blame (walk, line_of (walk), _("it refers to a schema of its own"));
  else if (result < 0 && !g_error_matches (failure, JZ_ERROR, JZ_ERROR_REFUSED))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  else if (result < 0)
    blame (walk, 0, failure->message);
  return TRUE;
}

gboolean
jz_schema_walk (const char *name, const char *root, gboolean but_ids, JzHashedEntry *entry, JzElementFunc func,
                gpointer data, GPtrArray *faults, GError **error)
{
  Walk                   walk = { name, root, faults, faults->len + DOCUMENT_FAULTS, func, data };
  xmlSchemaPtr           schema = read_schema (but_ids);
  xmlSchemaValidCtxtPtr  context = xmlSchemaNewValidCtxt (schema);
  g_autoptr (JzXmlInput) input = jz_xml_input_new (name, jz_hashed_entry_read, entry, JZ_PART_BYTES_MAX);
  xmlSchemaSAXPlugPtr    plug;
  gboolean               ok;

  walk.input = input;
  xmlSchemaSetValidStructuredErrors (context, (xmlStructuredErrorFunc) invalid_cb, &walk);
  plug = xmlSchemaSAXPlug (context, &walk.validator, &walk.validator_data);
  jz_xml_input_handle (input, start_cb, end_cb, characters_cb, &walk);
  ok = parse (&walk, error);
  xmlSchemaSAXUnplug (plug);
  xmlSchemaFreeValidCtxt (context);
  xmlSchemaFree (schema);
  return ok;
}
