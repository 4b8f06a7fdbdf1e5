/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-gap-aside.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "jz-field.h"
#include "jz-gap-form.h"
#include "jz-picker.h"

struct _JzGapAside
{
  GtkBox     parent_instance;
  JzSession *session;
  gint64     row; /* 0: none is chosen */
  GtkWidget *subjects;
  GtkWidget *hint, *chosen;
  GtkWidget *title, *facts, *fault, *items, *picker, *request;
};

G_DEFINE_FINAL_TYPE (JzGapAside, jz_gap_aside, GTK_TYPE_BOX)

static GtkWidget *
words_new (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 24);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static void
clear_box (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

void
jz_gap_aside_set_subjects (JzGapAside *self, GPtrArray *rows)
{
  g_autoptr (GPtrArray) subjects = jz_gap_sum (rows);

  clear_box (self->subjects);
  for (guint i = 0; i < subjects->len; i++)
    {
      JzGapSubject    *subject = g_ptr_array_index (subjects, i);
      g_autofree char *words = jz_gap_subject_words (subject);

      gtk_box_append (GTK_BOX (self->subjects),
                      words_new (subject->subject[0] != '\0' ? subject->subject : _("No subject"), NULL));
      gtk_box_append (GTK_BOX (self->subjects), words_new (words, "jz-caption"));
    }
}

/* Matching. */

typedef struct
{
  gint64   row, item;
  gboolean fits;
} Match;

static gboolean
match_cb (JzOperation *operation, gpointer data, GError **error)
{
  Match *match = data;

  return jz_gap_match (operation, match->row, match->item, match->fits, error);
}

static void
match (JzGapAside *self, gint64 item, gboolean fits)
{
  Match *work;

  if (self->session == NULL || self->row == 0)
    return;
  work = g_new (Match, 1);
  *work = (Match){ self->row, item, fits };
  jz_session_write (self->session, &jz_action_gap, match_cb, work, g_free);
}

static void
picked_cb (JzGapAside *self)
{
  gint64 item = jz_picker_get_id (JZ_PICKER (self->picker));

  if (item == 0)
    return;
  jz_picker_set (JZ_PICKER (self->picker), 0, NULL);
  match (self, item, TRUE);
}

static void
unfit_cb (GtkWidget *button, JzGapAside *self)
{
  gint64 *item = g_object_get_data (G_OBJECT (button), "jz-item");

  match (self, *item, FALSE);
}

static GtkWidget *
make_item (JzGapAside *self, const JzGapItem *item)
{
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget       *button = gtk_button_new_with_label (_("Does not count"));
  g_autofree char *more = g_strdup_printf (_("%s %s, held: %" PRId64), item->code, item->spec, item->held);
  g_autofree char *name = g_strdup_printf (_("%s does not count as this row"), item->name);

  gtk_box_append (GTK_BOX (box), words_new (item->name, NULL));
  gtk_box_append (GTK_BOX (box), words_new (more, "jz-caption"));
  gtk_widget_add_css_class (button, "jz-link");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_visible (button, jz_session_may (self->session, jz_action_gap.permission));
  gtk_widget_set_tooltip_text (button, name);
  g_object_set_data_full (G_OBJECT (button), "jz-item", g_memdup2 (&item->id, sizeof item->id), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (unfit_cb), self, 0);
  gtk_box_append (GTK_BOX (box), button);
  return box;
}

typedef struct
{
  JzGapAside *aside;
  gint64      row;
  GPtrArray  *items;
} Reading;

static void
reading_free (Reading *self)
{
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_object_unref (self->aside);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static gboolean
read_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Reading *self = data;

  self->items = jz_gap_items (connection, self->row, error);
  return self->items != NULL;
}

static void
read_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Reading) reading = data;
  JzGapAside         *self = reading->aside;

  if (!jz_store_read_finish (JZ_STORE (source), result, NULL) || self->row != reading->row || self->session == NULL)
    return;
  clear_box (self->items);
  if (reading->items->len == 0)
    gtk_box_append (GTK_BOX (self->items), words_new (_("No item of the school counts as this row"), "jz-dim"));
  for (guint i = 0; i < reading->items->len; i++)
    gtk_box_append (GTK_BOX (self->items), make_item (self, g_ptr_array_index (reading->items, i)));
}

static void
show_facts (JzGapAside *self, const JzGapRow *row)
{
  g_autofree char *required = jz_gap_row_text (row, JZ_GAP_REQUIRED);
  g_autofree char *lacking = row->lacking > 0 ? g_strdup_printf (_("✗ %" PRId64 " short"),
                                                                 row->lacking) : g_strdup (_("✓ nothing lacks"));
  g_autofree char *facts = row->fault == NULL ?
                             g_strdup_printf (_("%s asks for %s %s; usable: %" PRId64 "; %s"), row->rule, required,
                                              row->unit,
                                              row->usable, lacking) :
                             NULL;
  g_autofree char *fault = row->fault != NULL ? g_strdup_printf ("! %s", row->fault) : NULL;

  gtk_label_set_text (GTK_LABEL (self->title), row->name);
  gtk_label_set_text (GTK_LABEL (self->facts), facts != NULL ? facts : "");
  gtk_label_set_text (GTK_LABEL (self->fault), fault != NULL ? fault : "");
  gtk_widget_set_visible (self->facts, facts != NULL);
  gtk_widget_set_visible (self->fault, fault != NULL);
  gtk_widget_set_visible (self->request, row->lacking > 0 && jz_session_may (self->session, "purchase.request"));
}

void
jz_gap_aside_set_row (JzGapAside *self, const JzGapRow *row)
{
  JzStore *store = self->session != NULL ? jz_session_get_store (self->session) : NULL;
  Reading *reading;

  gtk_widget_set_visible (self->hint, row == NULL);
  gtk_widget_set_visible (self->chosen, row != NULL);
  if (row == NULL || row->id != self->row)
    clear_box (self->items);
  self->row = row != NULL ? row->id : 0;
  if (row == NULL || store == NULL)
    return;
  show_facts (self, row);
  reading = g_new0 (Reading, 1);
  reading->aside = g_object_ref (self);
  reading->row = row->id;
  jz_store_read (store, read_cb, reading, NULL, NULL, read_done_cb, reading);
}

void
jz_gap_aside_set_session (JzGapAside *self, JzSession *session)
{
  g_set_object (&self->session, session);
  jz_picker_set_store (JZ_PICKER (self->picker), session != NULL ? jz_session_get_store (session) : NULL);
  gtk_widget_set_visible (self->picker, session != NULL && jz_session_may (session, jz_action_gap.permission));
  jz_gap_aside_set_row (self, NULL);
}

/* The row alone, as the button over the table does for all. */
static void
request_cb (JzGapAside *self)
{
  gtk_widget_activate_action_variant (GTK_WIDGET (self), "purchase.from-gap",
                                      g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, &self->row, 1, sizeof self->row));
}

static GtkWidget *
make_chosen (JzGapAside *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->title = words_new (NULL, "jz-title");
  self->facts = words_new (NULL, NULL);
  self->fault = words_new (NULL, "jz-err");
  self->items = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  self->picker = GTK_WIDGET (jz_picker_new ("items", _("Another item counts"), _("Another item counts: name, number")));
  gtk_box_append (GTK_BOX (box), self->title);
  gtk_box_append (GTK_BOX (box), self->facts);
  gtk_box_append (GTK_BOX (box), self->fault);
  self->request = gtk_button_new_with_label (_("Ask for this row"));
  gtk_widget_set_halign (self->request, GTK_ALIGN_START);
  g_signal_connect_object (self->request, "clicked", G_CALLBACK (request_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->request);
  gtk_box_append (GTK_BOX (box), words_new (_("What counts as this row"), "jz-group"));
  gtk_box_append (GTK_BOX (box), self->items);
  gtk_box_append (GTK_BOX (box), self->picker);
  jz_field_set_form (box);
  g_signal_connect_object (self->picker, "chosen", G_CALLBACK (picked_cb), self, G_CONNECT_SWAPPED);
  return box;
}

static void
jz_gap_aside_dispose (GObject *object)
{
  g_clear_object (&JZ_GAP_ASIDE (object)->session);
  G_OBJECT_CLASS (jz_gap_aside_parent_class)->dispose (object);
}

static void
jz_gap_aside_class_init (JzGapAsideClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = jz_gap_aside_dispose;
}

static void
jz_gap_aside_init (JzGapAside *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->hint = words_new (_("Choose a row to see which items count as it"), "jz-dim");
  self->chosen = make_chosen (self);
  self->subjects = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_box_append (GTK_BOX (box), self->hint);
  gtk_box_append (GTK_BOX (box), self->chosen);
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), words_new (_("Filled, by subject"), "jz-group"));
  gtk_box_append (GTK_BOX (box), self->subjects);
  gtk_widget_add_css_class (box, "jz-import-choices");
  gtk_widget_add_css_class (GTK_WIDGET (self), "jz-import-pane");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_widget_set_size_request (scroller, 260, -1);
  gtk_box_append (GTK_BOX (self), scroller);
}

JzGapAside *
jz_gap_aside_new (void)
{
  return g_object_new (JZ_TYPE_GAP_ASIDE, NULL);
}
