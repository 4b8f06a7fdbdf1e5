/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "jz-lazy-list-private.h"

#define HEAD      300
#define STEP      40   /* rows that GTK makes in one go: 15 to 20 ms */
#define MADE      210  /* as many widgets as GTK makes for a list of any length */

static void jz_lazy_list_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (JzLazyList, jz_lazy_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, jz_lazy_list_iface_init))

enum { ANSWERED, REFILLING, FAILED, KEEP, KEPT, N_SIGNALS };
static guint signals[N_SIGNALS];

void
jz_lazy_list_say_failed (JzLazyList *self, GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED))
    g_signal_emit (self, signals[FAILED], 0, error);
}

/* GListModel. */

static GType
get_item_type (GListModel *model)
{
  return JZ_TYPE_ROW;
}

static guint
get_n_items (GListModel *model)
{
  return JZ_LAZY_LIST (model)->told;
}

static void
row_gone_cb (gpointer data, GObject *was)
{
  JzLazyList *self = data;

  g_hash_table_remove (self->live, GUINT_TO_POINTER (jz_row_get_position ((JzRow *) was)));
}

static gpointer
get_item (GListModel *model, guint position)
{
  JzLazyList *self = JZ_LAZY_LIST (model);
  JzRow      *row;
  JzListRows *rows;

  if (position >= self->told)
    return NULL;
  row = g_hash_table_lookup (self->live, GUINT_TO_POINTER (position));
  if (row != NULL)
    return g_object_ref (row);
  row = jz_row_new (position, jz_lazy_list_get_id (self, position), row_gone_cb, self);
  g_hash_table_insert (self->live, GUINT_TO_POINTER (position), row);
  if (position >= self->ids->len)
    return row; /* about to be taken back */
  rows = jz_lazy_windows_look_up (self, position / WINDOW);
  if (rows != NULL)
    jz_row_set (row, jz_row_get_id (row), rows, position % WINDOW);
  else
    jz_lazy_windows_want (self, position / WINDOW);
  return row;
}

static void
jz_lazy_list_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* Questions. */

typedef struct
{
  JzListQuery *query;
  JzListOrder *order;      /* in and out */
  GArray      *kept_ids;   /* to be found again; or NULL */
  gboolean     head;       /* the first ids will do */
  GArray      *ids;
  JzListRows  *first;      /* the first window comes along, so that it costs no second way */
  GtkBitset   *kept;
} Question;

static void
question_free (gpointer data)
{
  Question *self = data;

  jz_list_query_unref (self->query);
  g_clear_pointer (&self->order, jz_list_order_unref);
  g_clear_pointer (&self->kept_ids, g_array_unref);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->first, jz_list_rows_unref);
  g_clear_pointer (&self->kept, gtk_bitset_unref);
  g_free (self);
}

static GtkBitset *
find_again (GArray *ids, GArray *kept_ids)
{
  g_autoptr (GHashTable) kept = g_hash_table_new (g_int64_hash, g_int64_equal);
  GtkBitset *positions = gtk_bitset_new_empty ();

  for (guint i = 0; i < kept_ids->len; i++)
    g_hash_table_add (kept, &g_array_index (kept_ids, gint64, i));
  for (guint i = 0; kept_ids->len > 0 && i < ids->len; i++)
    if (g_hash_table_contains (kept, &g_array_index (ids, gint64, i)))
      gtk_bitset_add (positions, i);
  return positions;
}

static gboolean
question_read_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Question *self = data;

  if (self->head)
    self->ids = jz_list_head_read (self->query, HEAD, connection, error);
  else
    {
      if (self->order == NULL)
        self->order = jz_list_order_read (self->query, connection, error);
      if (self->order != NULL)
        self->ids = jz_list_order_search (self->order, self->query, connection, error);
    }
  if (self->ids == NULL)
    return FALSE;
  if (self->kept_ids != NULL)
    self->kept = find_again (self->ids, self->kept_ids);
  self->first = jz_list_rows_read (jz_list_query_get_spec (self->query), (const gint64 *) self->ids->data,
                                   MIN (self->ids->len, WINDOW), connection, error);
  return self->first != NULL;
}

static int
compare_positions (gconstpointer a, gconstpointer b)
{
  guint x = jz_row_get_position (*(JzRow **) a), y = jz_row_get_position (*(JzRow **) b);

  return (x > y) - (x < y);
}

/* The row objects of @n positions get what stands there now. Texts of the same id stay until newer ones come. */
static void
refill (JzLazyList *self, guint n)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer       row;

  g_hash_table_iter_init (&iter, self->live);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    if (jz_row_get_position (row) < n)
      g_ptr_array_add (rows, g_object_ref (row));
  g_ptr_array_sort (rows, compare_positions);
  for (guint i = 0; i < rows->len; i++)
    {
      JzRow      *one = g_ptr_array_index (rows, i);
      guint       position = jz_row_get_position (one);
      gint64      id = g_array_index (self->ids, gint64, position);
      JzListRows *window = jz_lazy_windows_look_up (self, position / WINDOW);

      if (window == NULL)
        jz_lazy_windows_want (self, position / WINDOW);
      if (window != NULL || id != jz_row_get_id (one))
        {
          jz_row_set (one, id, window, position % WINDOW);
          jz_row_say_changed (one);
        }
    }
}

static void
forget_tail (JzLazyList *self, guint n)
{
  GHashTableIter iter;
  gpointer       position, row;

  g_hash_table_iter_init (&iter, self->live);
  while (g_hash_table_iter_next (&iter, &position, &row))
    if (GPOINTER_TO_UINT (position) >= n)
      {
        g_object_weak_unref (row, row_gone_cb, self);
        g_hash_table_iter_remove (&iter);
      }
}

static void
tell_up_to (JzLazyList *self, guint n)
{
  guint before = self->told;

  if (n <= before)
    return;
  self->told = n;
  g_list_model_items_changed (G_LIST_MODEL (self), before, 0, n - before);
}

static gboolean tell_cb (gpointer data);

/* Tells of the rows past those that GTK knows: a few in each frame, until all the widgets that it makes are there.
 * All at once would hold the main loop for 70 ms. */
static void
tell_more (JzLazyList *self)
{
  guint n = self->ids->len, next = self->told + STEP < MADE ? MIN (self->told + STEP, n) : n;

  if (next < n && self->tell_source == 0)
    self->tell_source = g_idle_add (tell_cb, self);
  tell_up_to (self, next);
}

static gboolean
tell_cb (gpointer data)
{
  JzLazyList *self = data;

  self->tell_source = 0;
  tell_more (self);
  return G_SOURCE_REMOVE;
}

static void
tell_down_to (JzLazyList *self, guint n)
{
  guint before = self->told;

  /* Row objects past the end must not be given out again where the list grows later. */
  forget_tail (self, n);
  self->told = n;
  g_list_model_items_changed (G_LIST_MODEL (self), n, before - n, 0);
}

/* Takes the rows of a list back that is empty now, a few in each frame: all at once would hold the main loop for 80 ms, as
 * GTK throws the widgets away. Whoever shows the list shows something else in its place by then. */
static gboolean
empty_cb (gpointer data)
{
  JzLazyList *self = data;

  self->tell_source = self->told > STEP ? g_idle_add (empty_cb, self) : 0;
  tell_down_to (self, self->told > MADE ? MADE : self->told > STEP ? self->told - STEP : 0);
  return G_SOURCE_REMOVE;
}

static void
take_ids (JzLazyList *self, GArray *ids, JzListRows *first, GtkBitset *kept)
{
  guint before = self->told;
  guint same = MIN (before, ids->len);

  g_signal_emit (self, signals[REFILLING], 0);
  g_clear_handle_id (&self->tell_source, g_source_remove);
  self->generation++;
  jz_lazy_windows_drop (self);
  g_array_ref (ids);
  g_array_unref (self->ids);
  self->ids = ids;
  if (first != NULL && ids->len > 0)
    jz_lazy_windows_keep (self, 0, jz_list_rows_ref (first));
  refill (self, same);
  /* Never both at once: GTK then asks for every added item. */
  if (before > same && same == 0 && self->known)
    self->tell_source = g_idle_add (empty_cb, self);
  else if (before > same)
    tell_down_to (self, same);
  else
    tell_more (self);
  g_signal_emit (self, signals[KEPT], 0, kept);
}

typedef struct
{
  JzLazyList *list;
  Question   *question;
  guint       number;
} Answer;

static void ask (JzLazyList *self, gboolean head);

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Answer *answer = data;
  g_autoptr (JzLazyList) self = answer->list;
  g_autoptr (GError) error = NULL;
  Question *question = answer->question;
  gboolean  ok = jz_store_read_finish (JZ_STORE (source), result, &error);

  if (answer->number == self->question)
    {
      self->busy = FALSE;
      g_clear_object (&self->cancellable);
      if (ok)
        {
          if (!question->head)
            {
              g_clear_pointer (&self->order, jz_list_order_unref);
              self->order = g_steal_pointer (&question->order);
              g_clear_pointer (&self->order_query, jz_list_query_unref);
              self->order_query = jz_list_query_ref (question->query);
            }
          self->known = TRUE;
          take_ids (self, question->ids, question->first, question->kept);
          if (question->head && question->ids->len == HEAD)
            ask (self, FALSE);
          g_signal_emit (self, signals[ANSWERED], 0);
        }
      else
        jz_lazy_list_say_failed (self, error);
    }
  question_free (question);
}

static void
ask (JzLazyList *self, gboolean head)
{
  Question *question = g_new0 (Question, 1);
  Answer   *answer = g_new (Answer, 1);
  g_autoptr (GtkBitset) positions = gtk_bitset_new_empty ();

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->busy = TRUE;
  question->query = jz_list_query_ref (self->query);
  question->head = head;
  if (self->order != NULL && self->order_query != NULL && jz_list_query_same_order (self->query, self->order_query))
    question->order = jz_list_order_ref (self->order);
  g_signal_emit (self, signals[KEEP], 0, positions);
  if (!gtk_bitset_is_empty (positions))
    question->kept_ids = jz_lazy_list_get_ids (self, positions);
  *answer = (Answer){ g_object_ref (self), question, ++self->question };
  jz_store_read (self->store, question_read_cb, question, NULL, self->cancellable, answered_cb, answer);
}

static void
store_changed_cb (JzLazyList *self)
{
  g_clear_pointer (&self->order, jz_list_order_unref);
  if (self->query != NULL)
    ask (self, FALSE);
}

void
jz_lazy_list_set_store (JzLazyList *self, JzStore *store)
{
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (self->store == store)
    return;
  if (self->store != NULL)
    g_signal_handler_disconnect (self->store, self->changed_id);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->question++;
  self->busy = FALSE;
  self->known = FALSE;
  g_clear_pointer (&self->order, jz_list_order_unref);
  g_set_object (&self->store, store);
  take_ids (self, none, NULL, NULL);
  if (store != NULL)
    self->changed_id = g_signal_connect_swapped (store, "changed", G_CALLBACK (store_changed_cb), self);
  if (store != NULL && self->query != NULL)
    ask (self, jz_list_query_get_search (self->query)[0] == '\0');
}

void
jz_lazy_list_set_query (JzLazyList *self, JzListQuery *query)
{
  gboolean first = self->query == NULL;

  g_return_if_fail (jz_list_query_get_spec (query) == self->spec);

  if (self->query != NULL && jz_list_query_equal (self->query, query))
    return;
  jz_list_query_ref (query);
  g_clear_pointer (&self->query, jz_list_query_unref);
  self->query = query;
  if (self->store != NULL)
    ask (self, first && jz_list_query_get_search (query)[0] == '\0');
}

JzListQuery *
jz_lazy_list_get_query (JzLazyList *self)
{
  return self->query;
}

const JzListSpec *
jz_lazy_list_get_spec (JzLazyList *self)
{
  return self->spec;
}

guint
jz_lazy_list_n_items (JzLazyList *self)
{
  return self->ids->len;
}

void
jz_lazy_list_tell_all (JzLazyList *self)
{
  tell_up_to (self, self->ids->len);
}

gint64
jz_lazy_list_get_id (JzLazyList *self, guint position)
{
  return position < self->ids->len ? g_array_index (self->ids, gint64, position) : 0;
}

guint
jz_lazy_list_find (JzLazyList *self, gint64 id)
{
  const gint64 *ids = (const gint64 *) self->ids->data;

  for (guint i = 0; i < self->ids->len; i++)
    if (ids[i] == id)
      return i;
  return GTK_INVALID_LIST_POSITION;
}

gboolean
jz_lazy_list_is_busy (JzLazyList *self)
{
  return self->busy;
}

gboolean
jz_lazy_list_is_known (JzLazyList *self)
{
  return self->known;
}

GArray *
jz_lazy_list_get_ids (JzLazyList *self, GtkBitset *positions)
{
  GArray        *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GtkBitsetIter  iter;
  guint          position;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, positions, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    if (position < self->ids->len)
      g_array_append_val (ids, g_array_index (self->ids, gint64, position));
  return ids;
}

guint
jz_lazy_list_n_live (JzLazyList *self)
{
  return g_hash_table_size (self->live);
}

/* The object. */

static void
release_rows (JzLazyList *self)
{
  GHashTableIter iter;
  gpointer       row;

  g_hash_table_iter_init (&iter, self->live);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    g_object_weak_unref (row, row_gone_cb, self);
  g_hash_table_remove_all (self->live);
}

static void
jz_lazy_list_dispose (GObject *object)
{
  JzLazyList *self = JZ_LAZY_LIST (object);

  g_clear_handle_id (&self->want_source, g_source_remove);
  g_clear_handle_id (&self->tell_source, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->store != NULL)
    g_signal_handler_disconnect (self->store, self->changed_id);
  g_clear_object (&self->store);
  release_rows (self);
  G_OBJECT_CLASS (jz_lazy_list_parent_class)->dispose (object);
}

static void
jz_lazy_list_finalize (GObject *object)
{
  JzLazyList *self = JZ_LAZY_LIST (object);

  g_clear_pointer (&self->order, jz_list_order_unref);
  g_clear_pointer (&self->order_query, jz_list_query_unref);
  g_clear_pointer (&self->query, jz_list_query_unref);
  g_array_unref (self->ids);
  g_hash_table_unref (self->live);
  g_hash_table_unref (self->windows);
  g_hash_table_unref (self->wanted);
  g_hash_table_unref (self->asked);
  g_queue_clear (&self->used);
  G_OBJECT_CLASS (jz_lazy_list_parent_class)->finalize (object);
}

static void
jz_lazy_list_class_init (JzLazyListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = jz_lazy_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = jz_lazy_list_finalize;

  signals[ANSWERED] =
    g_signal_new ("answered", JZ_TYPE_LAZY_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REFILLING] =
    g_signal_new ("refilling", JZ_TYPE_LAZY_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] =
    g_signal_new ("failed", JZ_TYPE_LAZY_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[KEPT] =
    g_signal_new ("kept", JZ_TYPE_LAZY_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, GTK_TYPE_BITSET);
  signals[KEEP] =
    g_signal_new ("keep", JZ_TYPE_LAZY_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, GTK_TYPE_BITSET);
}

static void
jz_lazy_list_init (JzLazyList *self)
{
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->live = g_hash_table_new (NULL, NULL);
  self->windows = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) jz_list_rows_unref);
  self->wanted = g_hash_table_new (NULL, NULL);
  self->asked = g_hash_table_new (NULL, NULL);
}

JzLazyList *
jz_lazy_list_new (const JzListSpec *spec)
{
  JzLazyList *self = g_object_new (JZ_TYPE_LAZY_LIST, NULL);

  self->spec = spec;
  return self;
}
