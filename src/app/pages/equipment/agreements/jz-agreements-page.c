/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-agreements-page.h"

#include <glib/gi18n-lib.h>

#include "jz-compat.h"
#include "jz-preview.h"
#include "jz-progress-strip.h"
#include "jz-reconcile-form.h"

struct _JzAgreementsPage
{
  GtkBox           parent_instance;
  JzSession       *session;
  JzStore         *store;
  gulong           changed_id;
  GCancellable    *cancellable;
  GtkWidget       *tools;
  JzProgressStrip *strip;
  GtkWidget       *figures[JZ_N_AGREEMENTS], *words[JZ_N_AGREEMENTS];
  GtkStringList   *cards, *differences; /* what stands in the lists */
  GtkWidget       *print_cards;
  GArray          *stale;               /* gint64: places */
};

G_DEFINE_FINAL_TYPE (JzAgreementsPage, jz_agreements_page, GTK_TYPE_BOX)

/* Reading. */

typedef struct
{
  JzAgreementsPage *page;
  JzReconcile       result;
  char             *school; /* to be printed; NULL: only read */
  JzPages          *pages;
} Reading;

static void
reading_free (Reading *self)
{
  jz_reconcile_clear (&self->result);
  g_clear_pointer (&self->pages, jz_pages_unref);
  g_free (self->school);
  g_object_unref (self->page);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static gboolean
read_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Reading *self = data;

  if (!jz_reconcile_read (connection, NULL, &self->result, error))
    return FALSE;
  if (self->school == NULL)
    return TRUE;
  self->pages = jz_pages_from_report (jz_reconcile_form_new (&self->result, self->school), _("The three agreements"),
                                      error);
  return self->pages != NULL;
}

static void
show_figure (JzAgreementsPage *self, const JzReconcile *result, JzAgreement agreement)
{
  g_autofree char *figure = jz_agreement_figure (result, agreement), *words = jz_agreement_words (result, agreement);
  gboolean         holds = jz_agreement_holds (result, agreement);

  gtk_label_set_text (GTK_LABEL (self->figures[agreement]), figure);
  gtk_label_set_text (GTK_LABEL (self->words[agreement]), words);
  gtk_widget_remove_css_class (self->figures[agreement], holds ? "jz-warn" : "jz-ok");
  gtk_widget_add_css_class (self->figures[agreement], holds ? "jz-ok" : "jz-warn");
}

static void
fill_list (GtkStringList *list, GPtrArray *lines)
{
  g_ptr_array_add (lines, NULL);
  gtk_string_list_splice (list, 0, g_list_model_get_n_items (G_LIST_MODEL (list)), (const char *const *) lines->pdata);
}

static void
show_result (JzAgreementsPage *self, const JzReconcile *result)
{
  g_autoptr (GPtrArray) cards = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) differences = g_ptr_array_new_with_free_func (g_free);

  for (int i = 0; i < JZ_N_AGREEMENTS; i++)
    show_figure (self, result, (JzAgreement) i);
  g_array_set_size (self->stale, 0);
  for (guint i = 0; i < result->stale->len; i++)
    {
      JzStaleCard *card = g_ptr_array_index (result->stale, i);

      g_array_append_val (self->stale, card->place);
      g_ptr_array_add (cards, jz_stale_card_words (card));
    }
  for (guint i = 0; i < result->differences->len; i++)
    g_ptr_array_add (differences, jz_ledger_difference_words (g_ptr_array_index (result->differences, i)));
  gtk_widget_set_visible (self->print_cards, cards->len > 0 && jz_session_may (self->session, "label"));
  if (cards->len == 0)
    g_ptr_array_add (cards, g_strdup (_("✓ None")));
  if (differences->len == 0)
    g_ptr_array_add (differences, g_strdup (_("✓ None")));
  fill_list (self->cards, cards);
  fill_list (self->differences, differences);
}

static void
read_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Reading) reading = data;
  g_autoptr (GError)  error = NULL;
  JzAgreementsPage   *self = reading->page;
  GtkRoot            *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->store != JZ_STORE (source))
    return;
  if (!jz_store_read_finish (self->store, result, &error))
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return;
      jz_session_say_trouble (self->session, error->message);
    }
  else if (reading->pages != NULL && GTK_IS_WINDOW (root))
    jz_preview_present (GTK_WINDOW (root), self->session, reading->pages);
  else
    show_result (self, &reading->result);
  jz_progress_strip_end (self->strip);
}

static void
stop (JzAgreementsPage *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/* @school: to be printed; NULL: to be shown. */
static void
start_reading (JzAgreementsPage *self, const char *school)
{
  Reading *reading;

  stop (self);
  if (self->store == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  reading = g_new0 (Reading, 1);
  reading->page = g_object_ref (self);
  reading->school = g_strdup (school);
  self->cancellable = g_cancellable_new ();
  jz_progress_strip_begin (self->strip, school != NULL ? _("Laying out pages") : NULL,
                           school != NULL ? self->cancellable : NULL);
  jz_store_read (self->store, read_cb, reading, NULL, self->cancellable, read_done_cb, reading);
}

static void
ask (JzAgreementsPage *self)
{
  start_reading (self, NULL);
}

static void
print_cb (JzAgreementsPage *self)
{
  if (self->session != NULL)
    start_reading (self, jz_session_get_school (self->session));
}

static void
print_cards_cb (JzAgreementsPage *self)
{
  GVariant *places = g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, self->stale->data, self->stale->len,
                                                sizeof (gint64));

  gtk_widget_activate_action (GTK_WIDGET (self), "win.print-labels", "(sb@ax)", "shelf-cards", TRUE, places);
}

void
jz_agreements_page_set_session (JzAgreementsPage *self, JzSession *session)
{
  JzStore *store = session != NULL ? jz_session_get_store (session) : NULL;

  stop (self);
  if (self->store != NULL)
    g_signal_handler_disconnect (self->store, self->changed_id);
  g_set_object (&self->session, session);
  g_set_object (&self->store, store);
  if (store == NULL)
    return;
  self->changed_id = g_signal_connect_swapped (store, "changed", G_CALLBACK (ask), self);
  ask (self);
}

void
jz_agreements_page_add_tool (JzAgreementsPage *self, GtkWidget *widget)
{
  gtk_box_prepend (GTK_BOX (self->tools), widget);
}

/* Widgets. */

static GtkWidget *
label_new (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
make_card (JzAgreementsPage *self, JzAgreement agreement)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->figures[agreement] = label_new (NULL, "jz-title");
  self->words[agreement] = label_new (NULL, NULL);
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "jz-form");
  gtk_box_append (GTK_BOX (card), label_new (jz_agreement_title (agreement), "jz-group"));
  gtk_box_append (GTK_BOX (card), self->figures[agreement]);
  gtk_box_append (GTK_BOX (card), self->words[agreement]);
  return card;
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_margin_start (label, 8);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)),
                      gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static GtkWidget *
make_list (GtkStringList *lines, const char *title, GtkWidget *button)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *scroller = gtk_scrolled_window_new (), *heading = label_new (title, "jz-group"), *list;
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  list = gtk_list_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (lines)))), factory);
  jz_compat_name (list, title);
  gtk_widget_set_hexpand (heading, TRUE);
  gtk_widget_set_size_request (head, -1, 34); /* the same with a button and without */
  gtk_box_append (GTK_BOX (head), heading);
  if (button != NULL)
    gtk_box_append (GTK_BOX (head), button);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  gtk_scrolled_window_set_has_frame (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), scroller);
  return box;
}

static GtkWidget *
make_body (JzAgreementsPage *self)
{
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *cards = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *lists = gtk_box_new (GTK_ORIENTATION_HORIZONTAL,
                                                                                         18);

  self->print_cards = gtk_button_new_with_label (_("Print these cards…"));
  g_signal_connect_object (self->print_cards, "clicked", G_CALLBACK (print_cards_cb), self, G_CONNECT_SWAPPED);
  gtk_box_set_homogeneous (GTK_BOX (cards), TRUE);
  gtk_box_set_homogeneous (GTK_BOX (lists), TRUE);
  for (int i = 0; i < JZ_N_AGREEMENTS; i++)
    gtk_box_append (GTK_BOX (cards), make_card (self, (JzAgreement) i));
  gtk_box_append (GTK_BOX (lists), make_list (self->cards, _("Shelf cards missing or out of date"), self->print_cards));
  gtk_box_append (GTK_BOX (lists), make_list (self->differences, _("Codes whose ledgers differ"), NULL));
  gtk_widget_add_css_class (body, "jz-settings-page");
  gtk_widget_set_vexpand (body, TRUE);
  gtk_box_append (GTK_BOX (body), cards);
  gtk_box_append (GTK_BOX (body), lists);
  return body;
}

static GtkWidget *
make_tools (JzAgreementsPage *self)
{
  GtkWidget *print = gtk_button_new_with_label (_("Print…")), *room = gtk_label_new (NULL);

  self->tools = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_widget_add_css_class (self->tools, "jz-tools");
  gtk_widget_set_hexpand (room, TRUE);
  g_signal_connect_object (print, "clicked", G_CALLBACK (print_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->tools), room);
  gtk_box_append (GTK_BOX (self->tools), print);
  return self->tools;
}

static void
jz_agreements_page_dispose (GObject *object)
{
  JzAgreementsPage *self = JZ_AGREEMENTS_PAGE (object);

  stop (self);
  if (self->store != NULL)
    g_signal_handler_disconnect (self->store, self->changed_id);
  g_clear_object (&self->store);
  g_clear_object (&self->session);
  g_clear_object (&self->cards);
  g_clear_object (&self->differences);
  g_clear_pointer (&self->stale, g_array_unref);
  G_OBJECT_CLASS (jz_agreements_page_parent_class)->dispose (object);
}

static void
jz_agreements_page_class_init (JzAgreementsPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = jz_agreements_page_dispose;
}

static void
jz_agreements_page_init (JzAgreementsPage *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->strip = jz_progress_strip_new ();
  self->cards = gtk_string_list_new (NULL);
  self->differences = gtk_string_list_new (NULL);
  self->stale = g_array_new (FALSE, FALSE, sizeof (gint64));
  gtk_box_append (GTK_BOX (self), make_tools (self));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->strip));
  gtk_box_append (GTK_BOX (self), make_body (self));
  g_signal_connect (self, "map", G_CALLBACK (ask), NULL);
}

JzAgreementsPage *
jz_agreements_page_new (void)
{
  return g_object_new (JZ_TYPE_AGREEMENTS_PAGE, NULL);
}
