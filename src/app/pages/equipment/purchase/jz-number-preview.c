/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-number-preview.h"

#include "jz-numbering.h"

#define CARDS_MOST 10000 /* that one line can make */

static void
wanted_free (gpointer data)
{
  JzNumberWanted *self = data;

  g_free (self->code);
  g_free (self->acquired);
  g_free (self->first);
  g_free (self->last);
  g_free (self);
}

GPtrArray *
jz_number_preview_new (void)
{
  return g_ptr_array_new_with_free_func (wanted_free);
}

void
jz_number_preview_add (GPtrArray *wanted, gint64 line, gint64 item, const char *code, gint64 place,
                       const char *acquired, gint64 n)
{
  JzNumberWanted *one = g_new0 (JzNumberWanted, 1);

  *one = (JzNumberWanted){ line, item, place, MIN (n, CARDS_MOST), g_strdup (code), g_strdup (acquired), NULL, NULL };
  g_ptr_array_add (wanted, one);
}

typedef struct
{
  GPtrArray          *wanted;
  GtkWidget          *over; /* keeps @data */
  JzNumberPreviewFunc func;
  gpointer            data;
} Preview;

static void
preview_free (Preview *self)
{
  g_ptr_array_unref (self->wanted);
  g_object_unref (self->over);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Preview, preview_free)

static gboolean
number (JzNumbering *numbering, JzNumberWanted *one, GError **error)
{
  const JzNumberFor what = { .item = one->item, .code = one->code, .place = one->place, .acquired = one->acquired };

  for (gint64 i = 0; i < one->n; i++)
    {
      char *next = jz_numbering_next (numbering, &what, error);

      if (next == NULL)
        return FALSE;
      if (one->first == NULL)
        one->first = g_strdup (next);
      g_free (one->last);
      one->last = next;
    }
  return TRUE;
}

static gboolean
read_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Preview                *self = data;
  g_autoptr (JzNumbering) numbering = jz_numbering_new (connection, error);

  for (guint i = 0; numbering != NULL && i < self->wanted->len; i++)
    if (!number (numbering, g_ptr_array_index (self->wanted, i), error))
      return FALSE;
  return numbering != NULL;
}

/* Without a preview the form is as good as before: nothing is said. */
static void
read_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Preview) self = data;

  if (jz_store_read_finish (JZ_STORE (source), result, NULL) && gtk_widget_get_realized (self->over))
    self->func (self->wanted, self->data);
}

void
jz_number_preview_read (JzStore *store, GPtrArray *wanted, GtkWidget *over, JzNumberPreviewFunc func, gpointer data)
{
  Preview *self = g_new (Preview, 1);

  *self = (Preview){ g_ptr_array_ref (wanted), g_object_ref (over), func, data };
  jz_store_read (store, read_cb, self, NULL, NULL, read_done_cb, self);
}
