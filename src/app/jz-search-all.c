/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-search-all.h"

#include <glib/gi18n-lib.h>

#include "jz-compat.h"
#include "jz-find.h"
#include "jz-search.h"
#include "jz-text.h"
#include "jz-upkeep-view.h"

#define MOST   "8" /* of each kind */
#define MOST_N 8

enum
{
  ITEM,
  ASSET,
  PLACE,
  VOUCHER,
};

/* What can be found, in the order shown. ?1: expression for an index, ?2: folded text. */
static const struct
{
  const char *kind;
  const char *title; /* msgid */
  const char *sql;   /* id, title, what stands beside it */
} kinds[] = {
  [ITEM] = { "item", N_("Items"),
    "SELECT id, name, code || '  ' || spec FROM item WHERE id IN "
    "(SELECT rowid FROM item_search WHERE item_search MATCH ?1 LIMIT " MOST ") AND ?2 <> ''" },
  [ASSET] = { "asset", N_("Asset cards"),
    "SELECT asset.id, item.name, asset.number FROM asset JOIN item ON item.id = asset.item "
    "WHERE asset.voided IS NULL AND ?1 <> '' AND instr (jz_fold (asset.number || char (10) || asset.serial), ?2) > 0 LIMIT " MOST },
  [PLACE] = { "place", N_("Places"),
    "SELECT id, path, code FROM place WHERE id IN "
    "(SELECT rowid FROM place_search WHERE place_search MATCH ?1 LIMIT " MOST ") AND ?2 <> ''" },
  [VOUCHER] = { "voucher", N_("Vouchers"),
    "SELECT id, number, date FROM voucher WHERE ?1 <> '' AND instr (jz_fold (number), ?2) > 0 "
    "ORDER BY id DESC LIMIT " MOST },
};

/* What jz_find() finds, after those: the view that has such rows, and what a row's id is there. */
static const struct
{
  const char *find; /* kind of jz_find() */
  const char *kind;
  const char *title; /* msgid */
  int         row;   /* JzUpkeepRow; 0: the row has the id of what is found */
} more[] = {
  { "requests", "purchase-request", N_("Requests"), 0 },
  { "orders", "purchase-order", N_("Orders"), 0 },
  { "acceptances", "purchase-acceptance", N_("Acceptances"), 0 },
  { "suppliers", "supplier", N_("Suppliers"), 0 },
  { "repairs", "upkeep", N_("Repairs"), JZ_UPKEEP_ROW_REPAIR },
  { "damages", "upkeep", N_("Damage and compensation"), JZ_UPKEEP_ROW_DAMAGE },
  { "disposals", "upkeep", N_("Requests to write off"), JZ_UPKEEP_ROW_DISPOSAL },
  { "stocktakes", "stocktake", N_("Stock-takes"), 0 },
  { "machines", "machine", N_("Computers"), 0 },
  { "titles", "title", N_("Titles"), 0 },
  { "copies", "copy", N_("Copies"), 0 },
  { "readers", "reader", N_("Readers"), 0 },
  { "experiments", "experiment", N_("Experiments"), 0 },
};

#define FIRST_MORE G_N_ELEMENTS (kinds)

static const struct
{
  guint       kind; /* of kinds[] */
  const char *sql;
} codes[] = {
  { ASSET, "SELECT id FROM asset WHERE number = ? AND voided IS NULL" },
  { PLACE, "SELECT id FROM place WHERE code = ? AND voided IS NULL" },
  { VOUCHER, "SELECT id FROM voucher WHERE number = ?" },
  { ITEM, "SELECT id FROM item WHERE code = ? AND voided IS NULL" },
};

typedef struct
{
  guint  kind; /* of kinds[], then of more[] */
  gint64 id;
  char  *title;
  char  *beside;
} Result;

struct _JzSearchAll
{
  GtkPopover    parent_instance;
  GtkWidget    *entry;
  GtkWidget    *results;
  GtkWidget    *nothing;
  JzStore      *store;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (JzSearchAll, jz_search_all, GTK_TYPE_POPOVER)

enum { CHOSEN, UNKNOWN, N_SIGNALS };
static guint signals[N_SIGNALS];

typedef struct
{
  char   *typed;
  char   *expression;
  char   *folded;
  char   *code;   /* instead: the exact code */
  GArray *results;
} Search;

typedef struct
{
  JzSearchAll *popover;
  Search      *search;
} SearchAnswer;

static void
result_clear (gpointer data)
{
  Result *self = data;

  g_free (self->title);
  g_free (self->beside);
}

static Search *
search_new (void)
{
  Search *self = g_new0 (Search, 1);

  self->results = g_array_new (FALSE, TRUE, sizeof (Result));
  g_array_set_clear_func (self->results, result_clear);
  return self;
}

static void
search_free (gpointer data)
{
  Search *self = data;

  g_free (self->typed);
  g_free (self->expression);
  g_free (self->folded);
  g_free (self->code);
  g_array_unref (self->results);
  g_free (self);
}

static const char *
view_of (guint kind)
{
  return kind < FIRST_MORE ? kinds[kind].kind : more[kind - FIRST_MORE].kind;
}

static const char *
title_of (guint kind)
{
  return kind < FIRST_MORE ? kinds[kind].title : more[kind - FIRST_MORE].title;
}

static void
take_found (Search *self, guint i, const JzFound *found)
{
  Result result = { FIRST_MORE + i, more[i].row != 0 ? found->id * 8 + more[i].row : found->id, g_strdup (found->title),
                    g_strdup_printf ("%s  %s", found->code, found->detail) };

  g_strstrip (result.beside);
  g_array_append_val (self->results, result);
}

/* Papers stand in the order in which they came: the newest are looked for first. */
static gboolean
search_more (JzConnection *connection, Search *self, guint i, GError **error)
{
  gint64                total;
  g_autoptr (GPtrArray) found = NULL;

  found = jz_find (connection, more[i].find, self->typed, 0, 0, &total, error);
  if (found == NULL)
    return FALSE;
  g_clear_pointer (&found, g_ptr_array_unref);
  found = jz_find (connection, more[i].find, self->typed, MOST_N, (guint) MAX (total - MOST_N, 0), NULL, error);
  for (guint row = found != NULL ? found->len : 0; row > 0; row--)
    take_found (self, i, g_ptr_array_index (found, row - 1));
  return found != NULL;
}

static gboolean
search_read_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Search *self = data;
  gboolean ok = TRUE;

  for (guint i = 0; ok && i < G_N_ELEMENTS (kinds); i++)
    {
      JzStatement *rows = jz_connection_query (connection, error, kinds[i].sql, "ss", self->expression, self->folded);

      while (jz_statement_next (rows))
        {
          Result result = { i, jz_statement_int64 (rows, 0), jz_statement_dup (rows, 1), jz_statement_dup (rows, 2) };

          g_array_append_val (self->results, result);
        }
      ok = jz_statement_finish (rows, error);
    }
  for (guint i = 0; ok && i < G_N_ELEMENTS (more); i++)
    ok = search_more (connection, self, i, error);
  return ok;
}

static gboolean
read_paper (JzConnection *connection, Search *self, GError **error)
{
  g_autoptr (JzFound) found = NULL;

  if (!jz_find_paper (connection, self->code, &found, error))
    return FALSE;
  for (guint i = 0; found != NULL && i < G_N_ELEMENTS (more); i++)
    if (g_str_equal (more[i].find, found->kind))
      take_found (self, i, found);
  return TRUE;
}

static gboolean
code_read_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Search *self = data;

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      Result result = { codes[i].kind };

      if (!jz_connection_number (connection, &result.id, 0, error, codes[i].sql, "s", self->code))
        return FALSE;
      if (result.id == 0)
        continue;
      g_array_append_val (self->results, result);
      return TRUE;
    }
  return read_paper (connection, self, error);
}

/* Results. */

static void
clear_results (JzSearchAll *self)
{
  for (GtkWidget *row = gtk_widget_get_first_child (self->results); row != NULL;
       row = gtk_widget_get_first_child (self->results))
    gtk_list_box_remove (GTK_LIST_BOX (self->results), row);
}

static void
add_result (JzSearchAll *self, const Result *result)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title = gtk_label_new (result->title);
  GtkWidget *beside = gtk_label_new (result->beside);

  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_label_set_ellipsize (GTK_LABEL (beside), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (beside, "jz-caption");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), beside);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data (G_OBJECT (row), "jz-kind", (gpointer) view_of (result->kind));
  g_object_set_data (G_OBJECT (row), "jz-title", (gpointer) title_of (result->kind));
  g_object_set_data_full (G_OBJECT (row), "jz-id", g_memdup2 (&result->id, sizeof result->id), g_free);
  gtk_list_box_append (GTK_LIST_BOX (self->results), row);
}

static void
header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  const char *title = g_object_get_data (G_OBJECT (row), "jz-title");
  GtkWidget  *label;

  if (before != NULL && g_object_get_data (G_OBJECT (before), "jz-title") == title)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  label = gtk_label_new (g_dgettext (GETTEXT_PACKAGE, title));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "jz-kind");
  gtk_list_box_row_set_header (row, label);
}

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree SearchAnswer *answer = data;
  g_autoptr (JzSearchAll) self = answer->popover;
  GArray *results = answer->search->results;

  if (jz_store_read_finish (JZ_STORE (source), result, NULL) && self->entry != NULL)
    {
      clear_results (self);
      for (guint i = 0; i < results->len; i++)
        add_result (self, &g_array_index (results, Result, i));
      gtk_widget_set_visible (self->nothing, results->len == 0);
      gtk_list_box_select_row (GTK_LIST_BOX (self->results),
                               gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->results), 0));
    }
  search_free (answer->search);
}

static void
stop (JzSearchAll *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
typed_cb (JzSearchAll *self)
{
  const char      *typed = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char *expression = jz_search_expression (typed);
  SearchAnswer    *answer;

  stop (self);
  if (expression == NULL || self->store == NULL)
    {
      clear_results (self);
      gtk_widget_set_visible (self->nothing, FALSE);
      return;
    }
  answer = g_new (SearchAnswer, 1);
  *answer = (SearchAnswer){ g_object_ref (self), search_new () };
  answer->search->expression = g_steal_pointer (&expression);
  answer->search->typed = g_strdup (typed);
  answer->search->folded = jz_text_fold (typed);
  self->cancellable = g_cancellable_new ();
  jz_store_read (self->store, search_read_cb, answer->search, NULL, self->cancellable, searched_cb, answer);
}

static void
coded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree SearchAnswer *answer = data;
  g_autoptr (JzSearchAll) self = answer->popover;
  Search *search = answer->search;

  if (jz_store_read_finish (JZ_STORE (source), result, NULL))
    {
      if (search->results->len > 0)
        {
          Result *found = &g_array_index (search->results, Result, 0);

          g_signal_emit (self, signals[CHOSEN], 0, view_of (found->kind), found->id);
        }
      else
        g_signal_emit (self, signals[UNKNOWN], 0, search->code);
    }
  search_free (search);
}

void
jz_search_all_find_code (JzSearchAll *self, const char *code)
{
  SearchAnswer *answer;

  if (self->store == NULL)
    return;
  answer = g_new (SearchAnswer, 1);
  *answer = (SearchAnswer){ g_object_ref (self), search_new () };
  answer->search->code = g_strdup (code);
  jz_store_read (self->store, code_read_cb, answer->search, NULL, NULL, coded_cb, answer);
}

void
jz_search_all_set_store (JzSearchAll *self, JzStore *store)
{
  stop (self);
  g_set_object (&self->store, store);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
}

/* Choosing. */

static void
choose (JzSearchAll *self, GtkListBoxRow *row)
{
  gint64 *id = row != NULL ? g_object_get_data (G_OBJECT (row), "jz-id") : NULL;

  if (id == NULL)
    return;
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHOSEN], 0, g_object_get_data (G_OBJECT (row), "jz-kind"), *id);
}

static void
entered_cb (JzSearchAll *self)
{
  choose (self, gtk_list_box_get_selected_row (GTK_LIST_BOX (self->results)));
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, gpointer data)
{
  JzSearchAll   *self = data;
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->results));
  int            step = keyval == GDK_KEY_Down ? 1 : keyval == GDK_KEY_Up ? -1 : 0;
  int            at = row != NULL ? gtk_list_box_row_get_index (row) + step : 0;

  if (step == 0 || at < 0)
    return GDK_EVENT_PROPAGATE;
  if (gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->results), at) != NULL)
    gtk_list_box_select_row (GTK_LIST_BOX (self->results),
                             gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->results), at));
  return GDK_EVENT_STOP;
}

static void
shown_cb (JzSearchAll *self)
{
  gtk_widget_grab_focus (self->entry);
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
}

static void
jz_search_all_dispose (GObject *object)
{
  JzSearchAll *self = JZ_SEARCH_ALL (object);

  stop (self);
  g_clear_object (&self->store);
  self->entry = NULL;
  G_OBJECT_CLASS (jz_search_all_parent_class)->dispose (object);
}

static void
jz_search_all_class_init (JzSearchAllClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = jz_search_all_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", JZ_TYPE_SEARCH_ALL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                  G_TYPE_STRING, G_TYPE_INT64);
  signals[UNKNOWN] =
    g_signal_new ("unknown", JZ_TYPE_SEARCH_ALL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
jz_search_all_init (JzSearchAll *self)
{
  GtkWidget          *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget          *scroller = gtk_scrolled_window_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->entry = gtk_search_entry_new ();
  g_object_set (self->entry, "placeholder-text", _("Name, number, place, pinyin initials"), NULL);
  jz_compat_name (self->entry, _("Search everything"));
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (typed_cb), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (entered_cb), self);
  g_signal_connect_swapped (self->entry, "stop-search", G_CALLBACK (gtk_popover_popdown), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (self->entry, keys);
  self->results = gtk_list_box_new ();
  gtk_list_box_set_header_func (GTK_LIST_BOX (self->results), header_cb, NULL, NULL);
  jz_compat_name (self->results, _("Results"));
  g_signal_connect_swapped (self->results, "row-activated", G_CALLBACK (choose), self);
  self->nothing = gtk_label_new (_("Nothing found"));
  gtk_widget_add_css_class (self->nothing, "jz-dim");
  gtk_widget_set_visible (self->nothing, FALSE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 480);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->results);
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), self->nothing);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_widget_set_size_request (box, 420, -1);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "jz-search-popover");
  g_signal_connect (self, "show", G_CALLBACK (shown_cb), NULL);
}

JzSearchAll *
jz_search_all_new (void)
{
  return g_object_new (JZ_TYPE_SEARCH_ALL, NULL);
}
