/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-catalogue-sources.h"

#include <glib/gi18n-lib.h>

#include "jz-marc-index.h"

#define LOOKS_EVERY_MS 250

struct _JzCatalogueSources
{
  GtkWidget     parent_instance;
  GtkWidget    *line;        /* a flow of labels */
  GCancellable *cancellable; /* of what is under way */
  char         *isbn;
  guint         waiting;
  gboolean      any;
};

enum { FOUND, ENDED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (JzCatalogueSources, jz_catalogue_sources, GTK_TYPE_WIDGET)

/* One target that is asked, or the file's own answers. */
typedef struct
{
  JzCatalogueSources *self;   /* a reference */
  GCancellable       *cancellable;
  GtkWidget          *label;  /* a reference; NULL: the own catalogue, which has none yet */
  char               *name;
  char               *isbn;
  char               *path;   /* of a file of records; NULL: a server */
  guint               looks;  /* how far the file has been read; 0: nobody looks */
  JzLookupAnswer     *answer;  /* of the own catalogue */
  GPtrArray          *targets; /* of JzTarget */
} Asked;

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_object_unref (asked->self);
  g_object_unref (asked->cancellable);
  g_clear_object (&asked->label);
  g_clear_pointer (&asked->answer, jz_lookup_answer_free);
  g_clear_pointer (&asked->targets, g_ptr_array_unref);
  g_clear_handle_id (&asked->looks, g_source_remove);
  g_free (asked->name);
  g_free (asked->isbn);
  g_free (asked->path);
  g_free (asked);
}

static Asked *
asked_new (JzCatalogueSources *self, const char *name)
{
  Asked *asked = g_new0 (Asked, 1);

  asked->self = g_object_ref (self);
  asked->cancellable = g_object_ref (self->cancellable);
  asked->name = g_strdup (name);
  asked->isbn = g_strdup (self->isbn);
  return asked;
}

static GtkWidget *
add_label (JzCatalogueSources *self, const char *words)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "jz-dim");
  gtk_box_append (GTK_BOX (self->line), label);
  return label;
}

/* A sign and words, and a colour that says the same. */
static void
say_answer (GtkWidget *label, const char *name, const JzLookupAnswer *answer)
{
  guint            n = answer->records->len;
  g_autofree char *words =
      answer->trouble != NULL ? g_strdup_printf (_("! %s: %s"), name, answer->trouble)
      : n == 0                ? g_strdup_printf (_("○ %s: none"), name)
               : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "✓ %s: %u record", "✓ %s: %u records", n), name, n);

  gtk_label_set_text (GTK_LABEL (label), words);
  gtk_widget_set_tooltip_text (label, words);
  gtk_widget_remove_css_class (label, "jz-dim");
  gtk_widget_add_css_class (label, answer->trouble != NULL ? "jz-warn" : n > 0 ? "jz-ok" : "jz-dim");
}

static void
take_answer (JzCatalogueSources *self, GtkWidget *label, const char *name, const char *source,
             const JzLookupAnswer *answer)
{
  JzLookupRecord *first = answer->records->len > 0 ? g_ptr_array_index (answer->records, 0) : NULL;

  say_answer (label, name, answer);
  if (first != NULL && first->matches)
    {
      self->any = TRUE;
      g_signal_emit (self, signals[FOUND], 0, first, source);
    }
}

static void
count_down (JzCatalogueSources *self)
{
  if (--self->waiting == 0)
    g_signal_emit (self, signals[ENDED], 0, self->any);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Asked                     *asked = data;
  g_autoptr (JzLookupAnswer) answer = jz_lookup_ask_finish (result, NULL);

  if (answer != NULL && !g_cancellable_is_cancelled (asked->cancellable))
    {
      take_answer (asked->self, asked->label, asked->name, asked->name, answer);
      count_down (asked->self);
    }
  asked_free (asked);
}

/* A large file is read once before anything is found in it, which takes its time. */
static gboolean
look_cb (gpointer data)
{
  Asked           *asked = data;
  g_autofree char *words = NULL;
  guint            records;

  if (jz_marc_index_is_made (asked->path, &records))
    {
      words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "… %s: read for the first time, %u record so far",
                                            "… %s: read for the first time, %u records so far", records),
                               asked->name, records);
      gtk_label_set_text (GTK_LABEL (asked->label), words);
    }
  return G_SOURCE_CONTINUE;
}

static void
ask_target (JzCatalogueSources *self, const JzTarget *target)
{
  Asked           *asked = asked_new (self, target->name);
  g_autofree char *words = g_strdup_printf (_("… %s"), target->name);

  asked->label = g_object_ref (add_label (self, words));
  if (target->kind == JZ_TARGET_FILE)
    {
      asked->path = g_strdup (target->path);
      asked->looks = g_timeout_add (LOOKS_EVERY_MS, look_cb, asked);
    }
  self->waiting++;
  jz_lookup_ask_async (target, self->isbn, self->cancellable, answered_cb, asked);
}

/* The own catalogue. */

static gboolean
own_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Asked *asked = data;

  asked->answer = jz_lookup_own (connection, asked->isbn, error);
  asked->targets = asked->answer != NULL ? jz_target_list (connection, TRUE, error) : NULL;
  return asked->targets != NULL;
}

static void
own_answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Asked              *asked = data;
  JzCatalogueSources *self = asked->self;

  if (jz_store_read_finish (JZ_STORE (source), result, NULL) && !g_cancellable_is_cancelled (asked->cancellable))
    {
      take_answer (self, add_label (self, ""), _("Own catalogue"), "", asked->answer);
      /* What is here already is not asked for elsewhere. */
      for (guint i = 0; !self->any && i < asked->targets->len; i++)
        ask_target (self, g_ptr_array_index (asked->targets, i));
      count_down (self);
    }
  asked_free (asked);
}

void
jz_catalogue_sources_stop (JzCatalogueSources *self)
{
  GtkWidget *child;

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  while ((child = gtk_widget_get_first_child (self->line)) != NULL)
    gtk_box_remove (GTK_BOX (self->line), child);
}

void
jz_catalogue_sources_ask (JzCatalogueSources *self, JzStore *store, const char *isbn)
{
  Asked *asked;

  jz_catalogue_sources_stop (self);
  g_free (self->isbn);
  self->isbn = g_strdup (isbn);
  self->cancellable = g_cancellable_new ();
  self->any = FALSE;
  self->waiting = 1;
  asked = asked_new (self, "");
  jz_store_read (store, own_cb, asked, NULL, self->cancellable, own_answered_cb, asked);
}

static void
jz_catalogue_sources_dispose (GObject *object)
{
  JzCatalogueSources *self = JZ_CATALOGUE_SOURCES (object);

  if (self->line != NULL)
    jz_catalogue_sources_stop (self);
  g_clear_pointer (&self->line, gtk_widget_unparent);
  g_clear_pointer (&self->isbn, g_free);
  G_OBJECT_CLASS (jz_catalogue_sources_parent_class)->dispose (object);
}

static void
jz_catalogue_sources_class_init (JzCatalogueSourcesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = jz_catalogue_sources_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[FOUND] = g_signal_new ("found", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_STRING);
  signals[ENDED] = g_signal_new ("ended", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
jz_catalogue_sources_init (JzCatalogueSources *self)
{
  self->line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_widget_set_parent (self->line, GTK_WIDGET (self));
}

JzCatalogueSources *
jz_catalogue_sources_new (void)
{
  return g_object_new (JZ_TYPE_CATALOGUE_SOURCES, NULL);
}
