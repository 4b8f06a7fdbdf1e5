/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-equipment-paper.h"

#include <glib/gi18n-lib.h>

#include "jz-compat.h"
#include "jz-preview.h"
#include "jz-voucher-form.h"

typedef struct
{
  JzPage        *page;
  JzSession     *session;
  gint64         voucher;
  JzPages       *pages;
  gint64         operation;
  char          *number;
} Reading;

static Reading *
reading_new (JzPage *page, JzSession *session)
{
  Reading *self = g_new0 (Reading, 1);

  self->page = g_object_ref (page);
  self->session = g_object_ref (session);
  return self;
}

static void
reading_free (Reading *self)
{
  g_clear_pointer (&self->pages, jz_pages_unref);
  g_free (self->number);
  g_object_unref (self->session);
  g_object_unref (self->page);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

/* Takes @reading. */
static void
run (Reading *reading, JzReadFunc func, GAsyncReadyCallback callback)
{
  JzStore *store = jz_session_get_store (reading->session);

  if (store != NULL)
    jz_store_read (store, func, reading, NULL, NULL, callback, reading);
  else
    reading_free (reading);
}

static void
say (Reading *reading, const char *sentence)
{
  g_autofree char *plain = g_markup_escape_text (sentence, -1);

  jz_page_add_toast (reading->page, adw_toast_new (plain));
}

/* The window to show the answer in; NULL, having said why, where there is none or no answer. */
static GtkWindow *
answer (Reading *reading, GObject *source, GAsyncResult *result)
{
  GtkRoot           *root = gtk_widget_get_root (GTK_WIDGET (reading->page));
  g_autoptr (GError) error = NULL;
  g_autofree char   *with_sign = NULL;

  if (!GTK_IS_WINDOW (root) || jz_session_get_actor (reading->session)->account == 0)
    return NULL;
  if (jz_store_read_finish (JZ_STORE (source), result, &error))
    return GTK_WINDOW (root);
  with_sign = g_strdup_printf ("✗ %s", error->message);
  say (reading, with_sign);
  return NULL;
}

/* The paper form of a voucher. */

static gboolean
pages_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Reading  *self = data;
  JzReport *report = jz_voucher_form_new (connection, self->voucher, error);

  if (report == NULL)
    return FALSE;
  self->number = jz_connection_text (connection, NULL, "SELECT number FROM voucher WHERE id = ?", "l", self->voucher);
  self->pages = jz_pages_from_report (report, self->number != NULL ? self->number : "", error);
  return self->pages != NULL;
}

static void
pages_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Reading) self = data;
  GtkWindow          *window = answer (self, source, result);

  if (window != NULL)
    jz_preview_present (window, self->session, self->pages);
}

void
jz_equipment_print_voucher (JzPage *page, JzSession *session, gint64 voucher)
{
  Reading *reading = reading_new (page, session);

  reading->voucher = voucher;
  run (reading, pages_cb, pages_read_cb);
}

/* Reversing. */

static gboolean
operation_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Reading *self = data;

  self->number = jz_connection_text (connection, NULL, "SELECT number FROM voucher WHERE id = ?", "l", self->voucher);
  return jz_connection_number (connection, &self->operation, 0, error, "SELECT operation FROM voucher WHERE id = ?",
                               "l", self->voucher);
}

typedef struct
{
  JzPage *page;
  gint64  operation;
} Reversal;

static void
confirmed_cb (gpointer data)
{
  Reversal *reversal = data;

  gtk_widget_activate_action (GTK_WIDGET (reversal->page), "win.undo-operation", "x", reversal->operation);
}

static void
operation_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Reading) self = data;
  g_autofree char    *heading = NULL;
  GtkWindow          *window = answer (self, source, result);
  Reversal           *reversal;

  if (window == NULL)
    return;
  heading = g_strdup_printf (_("Reverse %s?"), self->number);
  reversal = g_new (Reversal, 1);
  *reversal = (Reversal){ self->page, self->operation };
  /* The page outlives the question, which is never told when it is answered by no. */
  g_object_set_data_full (G_OBJECT (self->page), "jz-reversal", reversal, g_free);
  jz_compat_ask (
    window, heading,
    _("A voucher that takes it back is posted, as long as nothing later stands on it. The voucher itself stays in the books."),
    _("_Reverse"), TRUE, confirmed_cb, reversal);
}

void
jz_equipment_reverse (JzPage *page, JzSession *session, gint64 voucher)
{
  Reading *reading = reading_new (page, session);

  reading->voucher = voucher;
  run (reading, operation_cb, operation_read_cb);
}
