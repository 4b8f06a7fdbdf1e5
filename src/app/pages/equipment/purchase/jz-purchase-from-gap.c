/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-purchase-from-gap.h"

#include <glib/gi18n-lib.h>

#include "jz-purchase-gap.h"

typedef struct
{
  GArray     *rows; /* standard_row.id */
  gint64      id;
  const char *purpose;
} GapWork;

static void
gap_work_free (gpointer data)
{
  GapWork *self = data;

  g_array_unref (self->rows);
  g_free (self);
}

/* The person whose account it is asks; an account without one asks in the name of the first of the staff who has its name. */
static gboolean
gap_write_cb (JzOperation *operation, gpointer data, GError **error)
{
  GapWork      *self = data;
  JzRequestData head = { .purpose = self->purpose };

  if (!jz_connection_number (jz_operation_get_connection (operation), &head.applicant, 0, error,
                             "SELECT ifnull (account.person, (SELECT id FROM person WHERE person.name = account.name "
                             "AND kind = 'staff' AND voided IS NULL)) "
                             "FROM account WHERE account.id = ?", "l", jz_operation_get_actor (operation)->account))
    return FALSE;
  if (head.applicant == 0)
    {
      g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID,
                           _("Your account belongs to nobody in the register of staff: put that right in Settings"));
      return FALSE;
    }
  return jz_purchase_request_from_rows (operation, self->rows, &head, &self->id, error);
}

typedef struct
{
  GWeakRef   page;
  JzSession *session;
  GapWork   *work;
} Writing;

static void
writing_free (Writing *self)
{
  g_weak_ref_clear (&self->page);
  g_object_unref (self->session);
  gap_work_free (self->work);
  g_free (self);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Writing           *self = data;
  g_autoptr (JzPage) page = g_weak_ref_get (&self->page);
  g_autoptr (GError) error = NULL;
  g_autofree char   *words = NULL;
  gint64             operation = 0;

  if (!jz_store_write_finish (JZ_STORE (source), result, &operation, &words, &error))
    jz_session_say_trouble (self->session, error->message);
  else if (page != NULL)
    {
      jz_session_say_done (self->session, words, operation);
      jz_page_show (page, "purchase-request", self->work->id);
    }
  writing_free (self);
}

void
jz_purchase_from_gap (JzPage *page, JzSession *session, const gint64 *rows, guint n)
{
  Writing *self = g_new0 (Writing, 1);

  g_weak_ref_init (&self->page, page);
  self->session = g_object_ref (session);
  self->work = g_new0 (GapWork, 1);
  self->work->rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->work->purpose = _("What lacks against the standard");
  g_array_append_vals (self->work->rows, rows, n);
  jz_store_write (jz_session_get_store (session), &jz_action_purchase_request, jz_session_get_actor (session),
                  gap_write_cb, self->work, NULL, NULL,
                  written_cb, self);
}
