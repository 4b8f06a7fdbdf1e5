/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "jz-row.h"

typedef struct
{
  JzRowFunc func;
  gpointer  data;
} Watch;

struct _JzRow
{
  GObject     parent_instance;
  guint       position;
  gint64      id;
  JzListRows *rows; /* NULL: loading */
  guint       at;
  GArray     *watches;
};

G_DEFINE_FINAL_TYPE (JzRow, jz_row, G_TYPE_OBJECT)

static void
jz_row_finalize (GObject *object)
{
  JzRow *self = JZ_ROW (object);

  g_clear_pointer (&self->rows, jz_list_rows_unref);
  g_clear_pointer (&self->watches, g_array_unref);
  G_OBJECT_CLASS (jz_row_parent_class)->finalize (object);
}

static void
jz_row_class_init (JzRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = jz_row_finalize;
}

static void
jz_row_init (JzRow *self)
{
  self->watches = g_array_new (FALSE, FALSE, sizeof (Watch));
}

JzRow *
jz_row_new (guint position, gint64 id, GWeakNotify gone, gpointer list)
{
  JzRow *self = g_object_new (JZ_TYPE_ROW, NULL);

  self->position = position;
  self->id = id;
  g_object_weak_ref (G_OBJECT (self), gone, list);
  return self;
}

gint64
jz_row_get_id (JzRow *self)
{
  return self->id;
}

guint
jz_row_get_position (JzRow *self)
{
  return self->position;
}

JzRowState
jz_row_get_state (JzRow *self)
{
  if (self->rows == NULL)
    return JZ_ROW_LOADING;
  return jz_list_rows_exists (self->rows, self->at) ? JZ_ROW_READY : JZ_ROW_GONE;
}

const char *
jz_row_get_text (JzRow *self, guint column)
{
  return self->rows != NULL ? jz_list_rows_text (self->rows, self->at, column) : "";
}

void
jz_row_watch (JzRow *self, JzRowFunc func, gpointer data)
{
  Watch watch = { func, data };

  g_array_append_val (self->watches, watch);
}

void
jz_row_unwatch (JzRow *self, JzRowFunc func, gpointer data)
{
  for (guint i = 0; i < self->watches->len; i++)
    {
      Watch *watch = &g_array_index (self->watches, Watch, i);

      if (watch->func == func && watch->data == data)
        {
          g_array_remove_index_fast (self->watches, i);
          return;
        }
    }
}

void
jz_row_set (JzRow *self, gint64 id, JzListRows *rows, guint at)
{
  self->id = id;
  if (rows != NULL)
    jz_list_rows_ref (rows);
  g_clear_pointer (&self->rows, jz_list_rows_unref);
  self->rows = rows;
  self->at = at;
}

void
jz_row_say_changed (JzRow *self)
{
  g_object_ref (self);
  for (guint i = 0; i < self->watches->len; i++)
    {
      Watch *watch = &g_array_index (self->watches, Watch, i);

      watch->func (self, watch->data);
    }
  g_object_unref (self);
}
