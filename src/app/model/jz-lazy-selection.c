/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "jz-lazy-selection.h"

struct _JzLazySelection
{
  GObject     parent_instance;
  JzLazyList *list;
  GtkBitset  *chosen;
  GtkBitset  *asked_for; /* what was chosen when the question went out */
  gint64      newer;     /* the id chosen since then, 0 for none */
};

static void list_model_iface_init (GListModelInterface *iface);
static void selection_model_iface_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (JzLazySelection, jz_lazy_selection, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init)
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL, selection_model_iface_init))

static GType
get_item_type (GListModel *model)
{
  return JZ_TYPE_ROW;
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (JZ_LAZY_SELECTION (model)->list));
}

static gpointer
get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (JZ_LAZY_SELECTION (model)->list), position);
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* Takes @chosen (transfer full) and tells of the span in which it differs, as far as GTK knows of rows yet. */
static void
take (JzLazySelection *self, GtkBitset *chosen)
{
  g_autoptr (GtkBitset) differing = gtk_bitset_copy (chosen);
  guint first, last;

  gtk_bitset_difference (differing, self->chosen);
  gtk_bitset_unref (self->chosen);
  self->chosen = chosen;
  if (gtk_bitset_is_empty (differing))
    return;
  first = gtk_bitset_get_minimum (differing);
  last = MIN (gtk_bitset_get_maximum (differing), get_n_items (G_LIST_MODEL (self)) - 1);
  if (get_n_items (G_LIST_MODEL (self)) > 0 && first <= last)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), first, last - first + 1);
}

static gboolean
is_selected (GtkSelectionModel *model, guint position)
{
  return gtk_bitset_contains (JZ_LAZY_SELECTION (model)->chosen, position);
}

static GtkBitset *
get_selection_in_range (GtkSelectionModel *model, guint position, guint n_items)
{
  return gtk_bitset_ref (JZ_LAZY_SELECTION (model)->chosen);
}

static gboolean
set_selection (GtkSelectionModel *model, GtkBitset *selected, GtkBitset *mask)
{
  JzLazySelection *self = JZ_LAZY_SELECTION (model);
  GtkBitset       *chosen = gtk_bitset_copy (self->chosen);
  g_autoptr (GtkBitset) added = gtk_bitset_copy (selected);

  gtk_bitset_subtract (chosen, mask);
  gtk_bitset_intersect (added, mask);
  gtk_bitset_union (chosen, added);
  if (jz_lazy_list_n_items (self->list) < G_MAXUINT)
    gtk_bitset_remove_range_closed (chosen, jz_lazy_list_n_items (self->list), G_MAXUINT);
  take (self, chosen);
  return TRUE;
}

static gboolean
select_item (GtkSelectionModel *model, guint position, gboolean unselect_rest)
{
  JzLazySelection *self = JZ_LAZY_SELECTION (model);
  GtkBitset       *chosen = unselect_rest ? gtk_bitset_new_empty () : gtk_bitset_copy (self->chosen);

  if (position < jz_lazy_list_n_items (self->list))
    gtk_bitset_add (chosen, position);
  take (self, chosen);
  return TRUE;
}

static gboolean
unselect_item (GtkSelectionModel *model, guint position)
{
  GtkBitset *chosen = gtk_bitset_copy (JZ_LAZY_SELECTION (model)->chosen);

  gtk_bitset_remove (chosen, position);
  take (JZ_LAZY_SELECTION (model), chosen);
  return TRUE;
}

static gboolean
select_range (GtkSelectionModel *model, guint position, guint n_items, gboolean unselect_rest)
{
  JzLazySelection *self = JZ_LAZY_SELECTION (model);
  GtkBitset       *chosen = unselect_rest ? gtk_bitset_new_empty () : gtk_bitset_copy (self->chosen);
  guint            n = jz_lazy_list_n_items (self->list);

  if (position < n && n_items > 0)
    gtk_bitset_add_range (chosen, position, MIN (n_items, n - position));
  take (self, chosen);
  return TRUE;
}

static gboolean
unselect_range (GtkSelectionModel *model, guint position, guint n_items)
{
  GtkBitset *chosen = gtk_bitset_copy (JZ_LAZY_SELECTION (model)->chosen);

  if (n_items > 0)
    gtk_bitset_remove_range_closed (chosen, position, MAX (position, position + n_items - 1));
  take (JZ_LAZY_SELECTION (model), chosen);
  return TRUE;
}

static gboolean
select_all (GtkSelectionModel *model)
{
  return select_range (model, 0, jz_lazy_list_n_items (JZ_LAZY_SELECTION (model)->list), TRUE);
}

static gboolean
unselect_all (GtkSelectionModel *model)
{
  take (JZ_LAZY_SELECTION (model), gtk_bitset_new_empty ());
  return TRUE;
}

static void
selection_model_iface_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->get_selection_in_range = get_selection_in_range;
  iface->set_selection = set_selection;
  iface->select_item = select_item;
  iface->unselect_item = unselect_item;
  iface->select_range = select_range;
  iface->unselect_range = unselect_range;
  iface->select_all = select_all;
  iface->unselect_all = unselect_all;
}

/* Following the list. */

static void
items_changed_cb (JzLazySelection *self, guint position, guint removed, guint added)
{
  /* A list grows and shrinks at its end alone; rows that are still to be told of may be chosen already. */
  if (removed > 0)
    gtk_bitset_remove_range_closed (self->chosen, position, G_MAXUINT);
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
keep_cb (JzLazySelection *self, GtkBitset *positions)
{
  gtk_bitset_union (positions, self->chosen);
  g_clear_pointer (&self->asked_for, gtk_bitset_unref);
  self->asked_for = gtk_bitset_copy (self->chosen);
}

static void
refilling_cb (JzLazySelection *self)
{
  self->newer = self->asked_for == NULL || gtk_bitset_equals (self->asked_for, self->chosen) ?
                  0 :
                  jz_lazy_selection_get_only (self);
}

static void
kept_cb (JzLazySelection *self, GtkBitset *positions)
{
  GtkBitset *chosen = positions != NULL && self->newer == 0 ? gtk_bitset_copy (positions) : gtk_bitset_new_empty ();
  guint      position = self->newer != 0 ? jz_lazy_list_find (self->list, self->newer) : GTK_INVALID_LIST_POSITION;

  if (position != GTK_INVALID_LIST_POSITION)
    gtk_bitset_add (chosen, position);
  take (self, chosen);
}

static void
jz_lazy_selection_dispose (GObject *object)
{
  g_clear_object (&JZ_LAZY_SELECTION (object)->list);
  G_OBJECT_CLASS (jz_lazy_selection_parent_class)->dispose (object);
}

static void
jz_lazy_selection_finalize (GObject *object)
{
  gtk_bitset_unref (JZ_LAZY_SELECTION (object)->chosen);
  g_clear_pointer (&JZ_LAZY_SELECTION (object)->asked_for, gtk_bitset_unref);
  G_OBJECT_CLASS (jz_lazy_selection_parent_class)->finalize (object);
}

static void
jz_lazy_selection_class_init (JzLazySelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = jz_lazy_selection_dispose;
  G_OBJECT_CLASS (klass)->finalize = jz_lazy_selection_finalize;
}

static void
jz_lazy_selection_init (JzLazySelection *self)
{
  self->chosen = gtk_bitset_new_empty ();
}

JzLazySelection *
jz_lazy_selection_new (JzLazyList *list)
{
  JzLazySelection *self = g_object_new (JZ_TYPE_LAZY_SELECTION, NULL);

  self->list = g_object_ref (list);
  g_signal_connect_object (list, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "keep", G_CALLBACK (keep_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "kept", G_CALLBACK (kept_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "refilling", G_CALLBACK (refilling_cb), self, G_CONNECT_SWAPPED);
  return self;
}

JzLazyList *
jz_lazy_selection_get_list (JzLazySelection *self)
{
  return self->list;
}

guint
jz_lazy_selection_n_chosen (JzLazySelection *self)
{
  return (guint) gtk_bitset_get_size (self->chosen);
}

GArray *
jz_lazy_selection_get_ids (JzLazySelection *self)
{
  return jz_lazy_list_get_ids (self->list, self->chosen);
}

gint64
jz_lazy_selection_get_only (JzLazySelection *self)
{
  return jz_lazy_selection_n_chosen (self) == 1 ?
           jz_lazy_list_get_id (self->list, gtk_bitset_get_minimum (self->chosen)) :
           0;
}
