/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-category-tree.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-compat.h"
#include "jz-quantity.h"

/* A branch, as the list shows it. */

#define JZ_TYPE_CATEGORY (jz_category_get_type ())
G_DECLARE_FINAL_TYPE (JzCategory, jz_category, JZ, CATEGORY, GObject)

struct _JzCategory
{
  GObject     parent_instance;
  char       *title;
  char       *value; /* NULL: all */
  gint64      count;
  GListStore *below;
};

G_DEFINE_FINAL_TYPE (JzCategory, jz_category, G_TYPE_OBJECT)

static void
jz_category_finalize (GObject *object)
{
  JzCategory *self = JZ_CATEGORY (object);

  g_free (self->title);
  g_free (self->value);
  g_clear_object (&self->below);
  G_OBJECT_CLASS (jz_category_parent_class)->finalize (object);
}

static void
jz_category_class_init (JzCategoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = jz_category_finalize;
}

static void
jz_category_init (JzCategory *self)
{
}

static JzCategory *
category_new (const char *title, const char *value, gint64 count)
{
  JzCategory *self = g_object_new (JZ_TYPE_CATEGORY, NULL);

  self->title = g_strdup (title);
  self->value = g_strdup (value);
  self->count = count;
  self->below = g_list_store_new (JZ_TYPE_CATEGORY);
  return self;
}

/* Reading. */

typedef struct
{
  gint64 scheme;
  char  *code;   /* "" for the scheme itself */
  char  *parent; /* "" for the scheme; NULL for a scheme */
  char  *name;
  gint64 count;  /* with all below */
} Branch;

typedef struct
{
  GPtrArray *branches; /* parents before their children */
  gint64     total;
} Reading;

static void
branch_free (gpointer data)
{
  Branch *self = data;

  g_free (self->code);
  g_free (self->parent);
  g_free (self->name);
  g_free (self);
}

static void
reading_free (gpointer data)
{
  Reading *self = data;

  g_ptr_array_unref (self->branches);
  g_free (self);
}

/* The count of a code goes to itself and up; a chain of parents that runs in a ring is cut. */
static const char tree_sql[] =
  "WITH RECURSIVE own (scheme, category, n) AS MATERIALIZED "
  "  (SELECT scheme, category, count (*) FROM item WHERE voided IS NULL GROUP BY 1, 2), "
  "up (scheme, code, n, depth) AS (SELECT scheme, category, n, 0 FROM own WHERE category <> '' UNION ALL "
  "  SELECT up.scheme, code.parent, up.n, depth + 1 FROM up JOIN code ON code.scheme = up.scheme AND code.code = up.code "
  "  WHERE code.parent IS NOT NULL AND depth < 12) "
  "SELECT s.id, '', NULL, s.name, (SELECT sum (n) FROM own WHERE own.scheme = s.id) AS n FROM code_scheme s WHERE n > 0 UNION ALL "
  "SELECT up.scheme, up.code, ifnull (code.parent, ''), ifnull (code.name, ''), sum (up.n) FROM up "
  "LEFT JOIN code ON code.scheme = up.scheme AND code.code = up.code GROUP BY up.scheme, up.code ORDER BY 1, 2";

static gboolean
read_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Reading     *self = data;
  JzStatement *rows = jz_connection_query (connection, error, tree_sql, "");

  while (jz_statement_next (rows))
    {
      Branch *branch = g_new0 (Branch, 1);

      branch->scheme = jz_statement_int64 (rows, 0);
      branch->code = jz_statement_dup (rows, 1);
      branch->parent = jz_statement_dup (rows, 2);
      branch->name = jz_statement_dup (rows, 3);
      branch->count = jz_statement_int64 (rows, 4);
      if (branch->parent == NULL)
        self->total += branch->count;
      g_ptr_array_add (self->branches, branch);
    }
  return jz_statement_finish (rows, error);
}

/* The widget. */

struct _JzCategoryTree
{
  GtkWidget           parent_instance;
  GtkWidget          *box;
  GListStore         *roots;
  GtkTreeListModel   *rows;
  GtkSingleSelection *selection;
  JzStore            *store;
  gulong              changed_id;
  char               *chosen;
  gboolean            quiet;
};

G_DEFINE_FINAL_TYPE (JzCategoryTree, jz_category_tree, GTK_TYPE_WIDGET)

enum { CHOSEN, N_SIGNALS };
static guint signals[N_SIGNALS];

static JzCategory *
make_branch (GHashTable *made, const Branch *branch)
{
  g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT ":%s", branch->scheme, branch->code);
  g_autofree char *title = g_strdup_printf ("%s%s%s", branch->code, *branch->code != '\0' ? " " : "", branch->name);
  JzCategory      *category = category_new (g_strstrip (title), value, branch->count);

  g_hash_table_insert (made, g_strdup (value), category);
  return category;
}

static void
build (JzCategoryTree *self, Reading *reading)
{
  g_autoptr (GHashTable) made = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  g_autoptr (GListStore) roots = g_list_store_new (JZ_TYPE_CATEGORY);
  g_autoptr (JzCategory) all = category_new (_("All items"), NULL, reading->total);

  for (guint i = 0; i < reading->branches->len; i++)
    make_branch (made, g_ptr_array_index (reading->branches, i));
  g_list_store_append (roots, all);
  for (guint i = 0; i < reading->branches->len; i++)
    {
      Branch          *branch = g_ptr_array_index (reading->branches, i);
      g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT ":%s", branch->scheme, branch->code);
      g_autofree char *above =
        g_strdup_printf ("%" G_GINT64_FORMAT ":%s", branch->scheme, branch->parent != NULL ? branch->parent : "");
      JzCategory      *parent = branch->parent != NULL ? g_hash_table_lookup (made, above) : NULL;

      g_list_store_append (parent != NULL ? parent->below : roots, g_hash_table_lookup (made, value));
    }
  g_list_store_remove_all (self->roots);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (roots)); i++)
    {
      g_autoptr (JzCategory) root = g_list_model_get_item (G_LIST_MODEL (roots), i);

      g_list_store_append (self->roots, root);
    }
}

/* Opens what was open down to @value and chooses it again. */
static void
choose (JzCategoryTree *self, const char *value)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->rows)); i++)
    {
      g_autoptr (GtkTreeListRow) row = gtk_tree_list_model_get_row (self->rows, i);
      g_autoptr (JzCategory) category = gtk_tree_list_row_get_item (row);

      if (g_strcmp0 (category->value, value) == 0)
        {
          gtk_single_selection_set_selected (self->selection, i);
          return;
        }
      if (value != NULL && category->value != NULL && g_str_has_prefix (value, category->value))
        gtk_tree_list_row_set_expanded (row, TRUE);
    }
  gtk_single_selection_set_selected (self->selection, 0);
}

typedef struct
{
  JzCategoryTree *tree;
  Reading        *reading;
} ReadingAnswer;

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree ReadingAnswer *answer = data;
  g_autoptr (JzCategoryTree) self = answer->tree;

  if (jz_store_read_finish (JZ_STORE (source), result, NULL) && self->store == JZ_STORE (source) && self->box != NULL)
    {
      self->quiet = TRUE;
      build (self, answer->reading);
      choose (self, self->chosen);
      self->quiet = FALSE;
    }
  reading_free (answer->reading);
}

static void
ask (JzCategoryTree *self)
{
  ReadingAnswer *answer = g_new (ReadingAnswer, 1);

  *answer = (ReadingAnswer){ g_object_ref (self), g_new0 (Reading, 1) };
  answer->reading->branches = g_ptr_array_new_with_free_func (branch_free);
  jz_store_read (self->store, read_cb, answer->reading, NULL, NULL, answered_cb, answer);
}

void
jz_category_tree_set_store (JzCategoryTree *self, JzStore *store)
{
  if (self->store == store)
    return;
  if (self->store != NULL)
    g_signal_handler_disconnect (self->store, self->changed_id);
  g_set_object (&self->store, store);
  if (store == NULL)
    return;
  self->changed_id = g_signal_connect_swapped (store, "changed", G_CALLBACK (ask), self);
  ask (self);
}

static void
selected_cb (JzCategoryTree *self)
{
  GtkTreeListRow *row = gtk_single_selection_get_selected_item (self->selection);
  g_autoptr (JzCategory) category = row != NULL ? gtk_tree_list_row_get_item (row) : NULL;

  if (self->quiet || category == NULL || g_strcmp0 (category->value, self->chosen) == 0)
    return;
  g_free (self->chosen);
  self->chosen = g_strdup (category->value);
  g_signal_emit (self, signals[CHOSEN], 0, self->chosen);
}

void
jz_category_tree_reset (JzCategoryTree *self)
{
  self->quiet = TRUE;
  g_clear_pointer (&self->chosen, g_free);
  choose (self, NULL);
  self->quiet = FALSE;
}

static GListModel *
below_cb (gpointer item, gpointer data)
{
  JzCategory *category = item;

  return g_list_model_get_n_items (G_LIST_MODEL (category->below)) > 0 ? G_LIST_MODEL (g_object_ref (category->below)) :
                                                                         NULL;
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *expander = gtk_tree_expander_new ();
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = gtk_label_new (NULL);
  GtkWidget *count = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (count, "jz-caption");
  gtk_box_append (GTK_BOX (row), title);
  gtk_box_append (GTK_BOX (row), count);
  gtk_tree_expander_set_child (GTK_TREE_EXPANDER (expander), row);
  gtk_list_item_set_child (item, expander);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkTreeListRow  *row = gtk_list_item_get_item (item);
  GtkTreeExpander *expander = GTK_TREE_EXPANDER (gtk_list_item_get_child (item));
  GtkWidget       *title = gtk_widget_get_first_child (gtk_tree_expander_get_child (expander));
  g_autoptr (JzCategory) category = gtk_tree_list_row_get_item (row);
  g_autofree char *plain = g_strdup_printf ("%" G_GINT64_FORMAT, category->count);
  g_autofree char *count = jz_decimal_group (plain);

  gtk_tree_expander_set_list_row (expander, row);
  gtk_label_set_text (GTK_LABEL (title), category->title);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_next_sibling (title)), count);
}

static GtkWidget *
make_list (JzCategoryTree *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget          *scroller = gtk_scrolled_window_new ();
  GtkWidget          *list;

  self->roots = g_list_store_new (JZ_TYPE_CATEGORY);
  self->rows = gtk_tree_list_model_new (G_LIST_MODEL (g_object_ref (self->roots)), FALSE, FALSE, below_cb, NULL, NULL);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->rows)));
  g_signal_connect_swapped (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  list = gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)), factory);
  gtk_widget_add_css_class (list, "navigation-sidebar");
  jz_compat_name (list, _("Categories"));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  gtk_widget_set_vexpand (scroller, TRUE);
  return scroller;
}

static void
jz_category_tree_dispose (GObject *object)
{
  JzCategoryTree *self = JZ_CATEGORY_TREE (object);

  jz_category_tree_set_store (self, NULL);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->rows);
  g_clear_object (&self->roots);
  g_clear_pointer (&self->chosen, g_free);
  G_OBJECT_CLASS (jz_category_tree_parent_class)->dispose (object);
}

static void
jz_category_tree_class_init (JzCategoryTreeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = jz_category_tree_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "jz-tree");
  signals[CHOSEN] = g_signal_new ("chosen", JZ_TYPE_CATEGORY_TREE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                  1, G_TYPE_STRING);
}

static void
jz_category_tree_init (JzCategoryTree *self)
{
  GtkWidget *title = gtk_label_new (_("Categories"));

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "jz-tree-title");
  gtk_box_append (GTK_BOX (self->box), title);
  gtk_box_append (GTK_BOX (self->box), make_list (self));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

JzCategoryTree *
jz_category_tree_new (void)
{
  return g_object_new (JZ_TYPE_CATEGORY_TREE, NULL);
}
