/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-label-chosen.h"

#include <glib/gi18n-lib.h>

#include "jz-label-window.h"

/* "[1,2,3]", for json_each(). */
static char *
json_of (GArray *ids)
{
  GString *json = g_string_new ("[");

  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (json, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", g_array_index (ids, gint64, i));
  return g_string_free (g_string_append_c (json, ']'), FALSE);
}

static const struct
{
  const char    *view;
  JzLabelSubject subject;
  const char    *sql;
} sources[] = {
  { "item", JZ_LABELS_ASSETS,
    "SELECT id FROM asset WHERE voided IS NULL AND item IN (SELECT value FROM json_each (?)) ORDER BY number" },
  { "asset", JZ_LABELS_ASSETS,
    "SELECT id FROM asset WHERE voided IS NULL AND id IN (SELECT value FROM json_each (?)) ORDER BY number" },
  { "voucher", JZ_LABELS_ASSETS,
    "SELECT DISTINCT asset FROM entry WHERE asset IS NOT NULL AND voucher IN (SELECT value FROM json_each (?)) ORDER "
    "BY 1" },
  { "place", JZ_LABELS_SHELF_CARDS,
    "SELECT id FROM place WHERE kind IN ('cabinet', 'shelf') AND id IN (SELECT value FROM json_each (?)) ORDER BY "
    "code" },
  { "title", JZ_LABELS_COPIES,
    "SELECT id FROM copy WHERE voided IS NULL AND title IN (SELECT value FROM json_each (?))" },
  { "copy", JZ_LABELS_COPIES, "SELECT id FROM copy WHERE voided IS NULL AND id IN (SELECT value FROM json_each (?))" },
  { "copy-label", JZ_LABELS_COPIES,
    "SELECT id FROM copy WHERE voided IS NULL AND id IN (SELECT value FROM json_each (?))" },
  { "place", JZ_LABELS_ROOMS,
    "SELECT id FROM place WHERE kind = 'room' AND id IN (SELECT value FROM json_each (?)) ORDER BY code" },
};

/* Returns: (transfer full), empty where nothing of it has a label. */
static GArray *
read_ids (JzConnection *connection, const char *view, GArray *ids, JzLabelSubject *subject, GError **error)
{
  g_autofree char   *json = json_of (ids);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < G_N_ELEMENTS (sources) && found->len == 0; i++)
    {
      JzStatement *rows;

      if (!g_str_equal (sources[i].view, view))
        continue;
      rows = jz_connection_query (connection, error, sources[i].sql, "s", json);
      while (jz_statement_next (rows))
        g_array_append_vals (found, &(gint64){ jz_statement_int64 (rows, 0) }, 1);
      if (!jz_statement_finish (rows, error))
        return NULL;
      *subject = sources[i].subject;
    }
  return g_steal_pointer (&found);
}

typedef struct
{
  JzPage        *page;
  JzSession     *session;
  char          *view;
  GArray        *ids;
  JzLabelSubject subject;
  GArray        *labels;
} Reading;

static void
reading_free (Reading *self)
{
  g_clear_pointer (&self->labels, g_array_unref);
  g_array_unref (self->ids);
  g_free (self->view);
  g_object_unref (self->session);
  g_object_unref (self->page);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static gboolean
read_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Reading *self = data;

  self->labels = read_ids (connection, self->view, self->ids, &self->subject, error);
  return self->labels != NULL;
}

static void
say (Reading *self, const char *sentence)
{
  g_autofree char *plain = g_markup_printf_escaped ("✗ %s", sentence);

  jz_page_add_toast (self->page, adw_toast_new (plain));
}

static void
read_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Reading)  self = data;
  g_autoptr (GError)   error = NULL;
  g_autoptr (GVariant) ids = NULL;
  GtkWindow           *window = jz_page_get_window (self->page);
  gboolean             ok = jz_store_read_finish (JZ_STORE (source), result, &error);

  if (window == NULL || jz_session_get_actor (self->session)->account == 0)
    return;
  if (!ok || self->labels->len == 0)
    {
      say (self, ok ? _("Nothing of this has a label") : error->message);
      return;
    }
  ids = g_variant_ref_sink (g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, self->labels->data, self->labels->len,
                                                       sizeof (gint64)));
  jz_label_window_present (window, self->session, self->subject, FALSE, ids);
}

void
jz_label_chosen_print (JzPage *page, JzSession *session, const char *view, GArray *ids)
{
  JzStore *store = jz_session_get_store (session);
  Reading *self;

  if (store == NULL)
    return;
  self = g_new0 (Reading, 1);
  self->page = g_object_ref (page);
  self->session = g_object_ref (session);
  self->view = g_strdup (view);
  self->ids = g_array_ref (ids);
  jz_store_read (store, read_cb, self, NULL, NULL, read_done_cb, self);
}
