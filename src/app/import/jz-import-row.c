/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jz-import-row.h"

typedef struct
{
  int           column;
  JzImportState mark;
  char         *text;
} Mark;

struct _JzImportRow
{
  GObject       parent_instance;
  JzSheetRow   *row;
  JzImportState state;
  GArray       *marks; /* NULL while there are none */
};

G_DEFINE_FINAL_TYPE (JzImportRow, jz_import_row, G_TYPE_OBJECT)

static void
mark_clear (gpointer data)
{
  g_free (((Mark *) data)->text);
}

static void
jz_import_row_finalize (GObject *object)
{
  JzImportRow *self = JZ_IMPORT_ROW (object);

  g_free (self->row);
  g_clear_pointer (&self->marks, g_array_unref);
  G_OBJECT_CLASS (jz_import_row_parent_class)->finalize (object);
}

static void
jz_import_row_class_init (JzImportRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = jz_import_row_finalize;
}

static void
jz_import_row_init (JzImportRow *self)
{
}

JzImportRow *
jz_import_row_new (JzSheetRow *row, JzImportState state)
{
  JzImportRow *self = g_object_new (JZ_TYPE_IMPORT_ROW, NULL);

  self->row = row;
  self->state = state;
  return self;
}

guint
jz_import_row_get_number (JzImportRow *self)
{
  return self->row->number;
}

JzImportState
jz_import_row_get_state (JzImportRow *self)
{
  return self->state;
}

void
jz_import_row_set_state (JzImportRow *self, JzImportState state)
{
  self->state = state;
}

static Mark *
find_mark (JzImportRow *self, int column)
{
  for (guint i = 0; self->marks != NULL && i < self->marks->len; i++)
    if (g_array_index (self->marks, Mark, i).column == column)
      return &g_array_index (self->marks, Mark, i);
  return NULL;
}

const char *
jz_import_row_get_text (JzImportRow *self, int column)
{
  const Mark *mark = find_mark (self, column);

  return mark != NULL && mark->text != NULL ? mark->text : jz_sheet_row_cell (self->row, column)->text;
}

JzImportState
jz_import_row_get_mark (JzImportRow *self, int column)
{
  const Mark *mark = find_mark (self, column);

  return mark != NULL ? mark->mark : JZ_IMPORT_UNKNOWN;
}

void
jz_import_row_unmark (JzImportRow *self)
{
  g_clear_pointer (&self->marks, g_array_unref);
}

void
jz_import_row_mark (JzImportRow *self, int column, JzImportState mark, const char *text)
{
  Mark *old = find_mark (self, column);
  Mark  made = { column, mark, g_strdup (text) };

  if (self->marks == NULL)
    {
      self->marks = g_array_new (FALSE, FALSE, sizeof (Mark));
      g_array_set_clear_func (self->marks, mark_clear);
    }
  if (old == NULL)
    g_array_append_val (self->marks, made);
  else
    {
      old->mark = mark;
      if (text != NULL)
        g_free (old->text);
      if (text != NULL)
        old->text = g_steal_pointer (&made.text);
    }
}

/* Faults. */

G_DEFINE_FINAL_TYPE (JzImportFault, jz_import_fault, G_TYPE_OBJECT)

static void
jz_import_fault_finalize (GObject *object)
{
  JzImportFault *self = JZ_IMPORT_FAULT (object);

  g_free (self->value);
  g_free (self->reason);
  g_free (self->remedy);
  G_OBJECT_CLASS (jz_import_fault_parent_class)->finalize (object);
}

static void
jz_import_fault_class_init (JzImportFaultClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = jz_import_fault_finalize;
}

static void
jz_import_fault_init (JzImportFault *self)
{
}

JzImportFault *
jz_import_fault_new (const JzRowFault *fault, int field, gboolean warning)
{
  JzImportFault *self = g_object_new (JZ_TYPE_IMPORT_FAULT, NULL);

  self->row = fault->row;
  self->field = field;
  self->warning = warning;
  self->value = g_strdup (fault->value);
  self->reason = g_strdup (fault->reason);
  self->remedy = g_strdup (fault->remedy);
  return self;
}
