/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include <glib/gi18n-lib.h>

#include "jz-care-dialogs.h"
#include "jz-compat.h"
#include "jz-date.h"
#include "jz-edit-dialog.h"
#include "jz-field.h"
#include "jz-grid-field.h"

#define MOST_FIELDS 8
#define REJECTS_MOST 20 /* shown */

static const char *const condition_values[] = { "good", "worn", "broken", "missing" };

typedef struct
{
  JzEditDialog  *dialog;
  JzSession     *session;
  JzBulkKind     kind;
  GArray        *ids;
  guint          n_fields;
  GtkWidget     *checks[MOST_FIELDS], *values[MOST_FIELDS];
  GtkWidget     *preview;
  GtkStringList *schemes;
  GArray        *scheme_ids;
  GCancellable  *cancellable;
} Bulk;

static void
bulk_free (gpointer data)
{
  Bulk *self = data;

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->schemes);
  g_array_unref (self->scheme_ids);
  g_array_unref (self->ids);
  g_object_unref (self->session);
  g_free (self);
}

static const char *
title_of (const char *field)
{
  static const struct
  {
    const char *field, *title;
  } titles[] = {
    { "subject", N_("Subject") },     { "unit", N_("Unit") },
    { "least", N_("Least stock") },   { "category", N_("Category (code)") },
    { "scheme", N_("Code table") },   { "note", N_("Note") },
    { "condition", N_("Condition") }, { "supplier", N_("Supplier") },
    { "fund", N_("Fund") },           { "maker", N_("Maker") },
    { "origin", N_("Origin") },       { "warranty", N_("Warranty until") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    if (g_str_equal (titles[i].field, field))
      return g_dgettext (GETTEXT_PACKAGE, titles[i].title);
  return field;
}

/* What is ticked. */

typedef struct
{
  JzBulkKind   kind;
  GArray      *ids;
  GArray      *changes; /* of JzBulkChange; values are owned */
  JzBulkResult result;
  Bulk        *dialog; /* of a preview: alive unless it was cancelled */
} Work;

static void
work_free (gpointer data)
{
  Work *self = data;

  for (guint i = 0; i < self->changes->len; i++)
    g_free ((char *) g_array_index (self->changes, JzBulkChange, i).value);
  g_array_unref (self->changes);
  g_array_unref (self->ids);
  jz_bulk_result_clear (&self->result);
  g_free (self);
}

static char *
value_of (Bulk *self, guint i)
{
  const char *field = jz_bulk_fields (self->kind)[i];
  char       *text, iso[JZ_DATE_LENGTH];
  JzDate      date;

  if (g_str_equal (field, "condition"))
    return g_strdup (condition_values[gtk_drop_down_get_selected (GTK_DROP_DOWN (self->values[i]))]);
  if (g_str_equal (field, "scheme"))
    {
      guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->values[i]));

      return g_strdup_printf ("%" G_GINT64_FORMAT,
                              at < self->scheme_ids->len ? g_array_index (self->scheme_ids, gint64, at) : 0);
    }
  text = jz_grid_field_text (self->values[i]);
  date = g_str_equal (field, "warranty") ? jz_date_parse (text) : JZ_DATE_NONE;
  if (date == JZ_DATE_NONE)
    return text;
  g_free (text);
  return g_strdup (jz_date_to_iso (date, iso));
}

static Work *
work_new (Bulk *self)
{
  Work *work = g_new0 (Work, 1);

  work->kind = self->kind;
  work->ids = g_array_ref (self->ids);
  work->changes = g_array_new (FALSE, FALSE, sizeof (JzBulkChange));
  work->dialog = self;
  for (guint i = 0; i < self->n_fields; i++)
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (self->checks[i])))
      {
        JzBulkChange change = { jz_bulk_fields (self->kind)[i], value_of (self, i) };

        g_array_append_val (work->changes, change);
      }
  return work;
}

static gboolean
write_cb (JzOperation *operation, gpointer data, GError **error)
{
  Work *self = data;

  return jz_bulk_edit (operation, self->kind, (const gint64 *) (gpointer) self->ids->data, self->ids->len,
                       (const JzBulkChange *) (gpointer) self->changes->data, self->changes->len, &self->result, error);
}

/* What would come of it. */

static gboolean
preview_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Work *self = data;

  return jz_bulk_preview (connection, self->kind, (const gint64 *) (gpointer) self->ids->data, self->ids->len,
                          (const JzBulkChange *) (gpointer) self->changes->data, self->changes->len, &self->result,
                          error);
}

static char *
preview_words (const JzBulkResult *result)
{
  GString *words = g_string_new (NULL);

  g_string_append_printf (words, _("%u rows will change, %u say so already, %u can't be changed"), result->changed,
                          result->same, result->rejects->len);
  for (guint i = 0; i < result->rejects->len && i < REJECTS_MOST; i++)
    {
      const JzBulkReject *reject = g_ptr_array_index (result->rejects, i);

      g_string_append_printf (words, "\n✗ %s %s: %s", reject->code != NULL ? reject->code : "",
                              reject->name != NULL ? reject->name : "", reject->reason);
    }
  return g_string_free (words, FALSE);
}

static void
previewed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Work *work = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL, *go = NULL;
  gboolean         ok = jz_store_read_finish (JZ_STORE (source), result, &error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      words = ok ? preview_words (&work->result) : g_strdup_printf ("✗ %s", error->message);
      go = ok ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Change %u row", "Change %u rows", work->result.changed),
                                 work->result.changed) :
                g_strdup (_("Change"));
      gtk_label_set_text (GTK_LABEL (work->dialog->preview), words);
      jz_edit_dialog_set_go (work->dialog->dialog, go, ok && work->result.changed > 0);
    }
  work_free (work);
}

static void
ask (Bulk *self)
{
  Work *work = work_new (self);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (work->changes->len == 0 || jz_session_get_store (self->session) == NULL)
    {
      gtk_label_set_text (GTK_LABEL (self->preview), _("Tick what is to be changed"));
      jz_edit_dialog_set_go (self->dialog, _("Change"), FALSE);
      work_free (work);
      return;
    }
  self->cancellable = g_cancellable_new ();
  jz_store_read (jz_session_get_store (self->session), preview_cb, work, NULL, self->cancellable, previewed_cb, work);
}

static void
go_cb (Bulk *self)
{
  jz_edit_dialog_write (self->dialog, self->session, &jz_action_bulk_edit, write_cb, work_new (self), work_free, NULL,
                        NULL);
}

/* Whoever fills a field in means it. */
static void
filled_cb (Bulk *self, GParamSpec *pspec, GtkWidget *value)
{
  for (guint i = 0; i < self->n_fields; i++)
    if (self->values[i] == value)
      gtk_check_button_set_active (GTK_CHECK_BUTTON (self->checks[i]), TRUE);
  ask (self);
}

/* The form. */

static GtkWidget *
make_value (Bulk *self, const char *field)
{
  static const char *const conditions[] = { N_("Good"), N_("Worn"), N_("Broken"), N_("Missing"), NULL };

  if (g_str_equal (field, "condition"))
    return jz_grid_field_choice (conditions, 0);
  if (g_str_equal (field, "scheme"))
    return gtk_drop_down_new (G_LIST_MODEL (g_object_ref (self->schemes)), NULL);
  return jz_grid_field_entry (NULL);
}

static void
add_field (Bulk *self, GtkWidget *grid, guint i)
{
  const char *field = jz_bulk_fields (self->kind)[i];
  GtkWidget  *check = gtk_check_button_new_with_label (title_of (field)), *value = make_value (self, field);

  self->checks[i] = check;
  self->values[i] = value;
  gtk_widget_set_hexpand (value, TRUE);
  jz_compat_name (value, title_of (field));
  gtk_grid_attach (GTK_GRID (grid), check, 0, (int) i, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), value, 1, (int) i, 1, 1);
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (ask), self);
  g_signal_connect_swapped (value, GTK_IS_DROP_DOWN (value) ? "notify::selected" : "notify::text",
                            G_CALLBACK (filled_cb), self);
}

static GtkWidget *
make_form (Bulk *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *grid = gtk_grid_new ();

  gtk_grid_set_row_spacing (GTK_GRID (grid), 8);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  for (guint i = 0; i < self->n_fields; i++)
    add_field (self, grid, i);
  self->preview = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->preview), 0);
  gtk_label_set_wrap (GTK_LABEL (self->preview), TRUE);
  gtk_box_append (GTK_BOX (box), grid);
  gtk_box_append (GTK_BOX (box), self->preview);
  jz_field_set_form (box);
  return box;
}

typedef struct
{
  GtkWindow *parent;
  Bulk      *bulk;
} Opening;

static gboolean
schemes_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Bulk        *self = ((Opening *) data)->bulk;
  JzStatement *rows = jz_connection_query (
      connection, error,
      "SELECT id, name || ' ' || edition FROM code_scheme WHERE kind IN ('asset', 'instrument', 'own') ORDER BY id",
      "");

  while (jz_statement_next (rows))
    {
      g_array_append_vals (self->scheme_ids, &(gint64){ jz_statement_int64 (rows, 0) }, 1);
      gtk_string_list_append (self->schemes, jz_statement_text (rows, 1));
    }
  return jz_statement_finish (rows, error);
}

static void
show (Bulk *self, GtkWindow *parent)
{
  g_autofree char *title =
      self->kind == JZ_BULK_ITEMS ?
          g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Change %u item", "Change %u items", self->ids->len),
                           self->ids->len) :
          g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Change %u asset", "Change %u assets", self->ids->len),
                           self->ids->len);

  self->dialog = jz_edit_dialog_new (GTK_WIDGET (parent), title, _("Change"), 560, -1);
  jz_edit_dialog_set_body (self->dialog, make_form (self), TRUE);
  g_object_set_data_full (G_OBJECT (self->dialog), "jz-bulk", self, bulk_free);
  g_signal_connect_swapped (self->dialog, "go", G_CALLBACK (go_cb), self);
  ask (self);
  gtk_window_present (GTK_WINDOW (self->dialog));
  gtk_widget_grab_focus (GTK_IS_DROP_DOWN (self->values[0]) ? self->checks[0] : self->values[0]);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Opening *opening = data;
  g_autoptr (GError) error = NULL;

  if (!jz_store_read_finish (JZ_STORE (source), result, &error) || opening->parent == NULL)
    {
      if (error != NULL)
        jz_session_say_trouble (opening->bulk->session, error->message);
      bulk_free (opening->bulk);
    }
  else
    show (opening->bulk, opening->parent);
  g_clear_weak_pointer (&opening->parent);
}

void
jz_bulk_dialog_present (GtkWindow *parent, JzSession *session, JzBulkKind kind, GArray *ids)
{
  Bulk    *self;
  Opening *opening;

  if (parent == NULL || session == NULL || jz_session_get_store (session) == NULL || ids->len == 0)
    return;
  self = g_new0 (Bulk, 1);
  self->session = g_object_ref (session);
  self->kind = kind;
  self->ids = g_array_ref (ids);
  self->n_fields = g_strv_length ((char **) jz_bulk_fields (kind));
  self->schemes = gtk_string_list_new (NULL);
  self->scheme_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  opening = g_new0 (Opening, 1);
  opening->bulk = self;
  g_set_weak_pointer (&opening->parent, parent);
  jz_store_read (jz_session_get_store (session), schemes_cb, opening, NULL, NULL, opened_cb, opening);
}
