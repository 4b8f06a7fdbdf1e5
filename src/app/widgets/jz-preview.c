/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-preview.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "jz-compat-file.h"
#include "jz-compat.h"
#include "jz-edit-dialog.h"
#include "jz-print.h"
#include "jz-progress-strip.h"

#define POINTS_PER_MM (72.0 / 25.4)
#define MARGIN        18 /* px around the page */
#define LARGEST       6.0

struct _JzPreview
{
  GtkWidget        parent_instance;
  GtkWidget       *box;
  GtkWidget       *previous;
  GtkWidget       *next;
  GtkWidget       *number;   /* "Page 1 of 3" */
  GtkWidget       *scroller;
  GtkWidget       *area;
  GtkWidget       *wrong;
  JzProgressStrip *strip;
  JzPages         *pages;
  guint            page;
  double           zoom;     /* px per point; 0: the whole page fits */
};

G_DEFINE_FINAL_TYPE (JzPreview, jz_preview, GTK_TYPE_WIDGET)

/* The page. */

static double
scale_to_fit (JzPreview *self, double width, double height)
{
  double room_x = MAX (gtk_widget_get_width (self->scroller) - 2 * MARGIN, 50);
  double room_y = MAX (gtk_widget_get_height (self->scroller) - 2 * MARGIN, 50);

  return MIN (room_x / width, room_y / height);
}

static void
draw_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  JzPreview *self = data;
  double     page_width, page_height, scale;

  if (self->pages == NULL || jz_pages_n_pages (self->pages) == 0)
    return;
  jz_pages_get_paper (self->pages, &page_width, &page_height);
  page_width *= POINTS_PER_MM;
  page_height *= POINTS_PER_MM;
  scale = self->zoom > 0 ? self->zoom : scale_to_fit (self, page_width, page_height);
  cairo_translate (cr, floor (MAX ((width - page_width * scale) / 2, 0)),
                   floor (MAX ((height - page_height * scale) / 2, 0)));
  cairo_set_source_rgba (cr, 0, 0, 0, 0.25);
  cairo_rectangle (cr, -1, -1, page_width * scale + 3, page_height * scale + 3);
  cairo_fill (cr);
  cairo_scale (cr, scale, scale);
  cairo_rectangle (cr, 0, 0, page_width, page_height);
  cairo_clip (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  jz_pages_draw (self->pages, cr, self->page);
}

static void
show_page (JzPreview *self)
{
  guint            n = self->pages != NULL ? jz_pages_n_pages (self->pages) : 0;
  g_autofree char *number = n > 0 ? g_strdup_printf (_("Page %u of %u"), self->page + 1, n) : g_strdup (_("No pages"));
  double           width = 0, height = 0;

  gtk_label_set_text (GTK_LABEL (self->number), number);
  gtk_widget_set_sensitive (self->previous, self->page > 0);
  gtk_widget_set_sensitive (self->next, self->page + 1 < n);
  if (self->pages != NULL)
    jz_pages_get_paper (self->pages, &width, &height);
  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (self->area),
                                      self->zoom > 0 ? (int) (width * POINTS_PER_MM * self->zoom) + 2 * MARGIN : 0);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (self->area),
                                       self->zoom > 0 ? (int) (height * POINTS_PER_MM * self->zoom) + 2 * MARGIN : 0);
  jz_compat_name (self->area, number);
  gtk_widget_queue_draw (self->area);
}

void
jz_preview_set_pages (JzPreview *self, JzPages *pages)
{
  guint n = pages != NULL ? jz_pages_n_pages (pages) : 0;

  g_clear_pointer (&self->pages, jz_pages_unref);
  self->pages = pages != NULL ? jz_pages_ref (pages) : NULL;
  self->page = n > 0 ? MIN (self->page, n - 1) : 0;
  show_page (self);
}

static void
turn (JzPreview *self, int step)
{
  int page = (int) self->page + step;

  if (self->pages == NULL || page < 0 || (guint) page >= jz_pages_n_pages (self->pages))
    return;
  self->page = (guint) page;
  show_page (self);
}

static void
previous_cb (JzPreview *self)
{
  turn (self, -1);
}

static void
next_cb (JzPreview *self)
{
  turn (self, 1);
}

static void
set_zoom (JzPreview *self, double factor)
{
  double width, height, now;

  if (self->pages == NULL)
    return;
  jz_pages_get_paper (self->pages, &width, &height);
  now = self->zoom > 0 ? self->zoom : scale_to_fit (self, width * POINTS_PER_MM, height * POINTS_PER_MM);
  self->zoom = factor > 0 ? CLAMP (now * factor, 0.2, LARGEST) : 0;
  show_page (self);
}

static void
zoom_in_cb (JzPreview *self)
{
  set_zoom (self, 1.25);
}

static void
zoom_out_cb (JzPreview *self)
{
  set_zoom (self, 0.8);
}

static void
zoom_fit_cb (JzPreview *self)
{
  set_zoom (self, 0);
}

static gboolean
key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  JzPreview *self = JZ_PREVIEW (widget);

  switch (g_variant_get_int32 (args))
    {
    case 0: set_zoom (self, 0); break;
    case 2: set_zoom (self, 1.25); break;
    case -2: set_zoom (self, 0.8); break;
    default: turn (self, g_variant_get_int32 (args)); break;
    }
  return GDK_EVENT_STOP;
}

static void
say (JzPreview *self, const char *sentence)
{
  g_autofree char *with_sign = sentence != NULL ? g_strdup_printf ("✗ %s", sentence) : NULL;

  gtk_label_set_text (GTK_LABEL (self->wrong), with_sign != NULL ? with_sign : "");
  gtk_widget_set_visible (self->wrong, sentence != NULL);
}

/* Saving. */

typedef struct
{
  JzPreview    *preview;
  JzPages      *pages;
  char         *path;
  guint         n_done;  /* atomic: the thread counts, the window looks */
  guint         source;
  JzPrintedFunc saved;
  GObject      *data;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *self = data;

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->data);
  jz_pages_unref (self->pages);
  g_object_unref (self->preview);
  g_free (self->path);
  g_free (self);
}

static void
count_cb (guint n_done, guint n_pages, gpointer data)
{
  g_atomic_int_set (&((Saving *) data)->n_done, n_done);
}

static void
save_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Saving *self = data;
  GError *error = NULL;

  if (jz_pages_write_pdf (self->pages, self->path, cancellable, count_cb, self, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static gboolean
look_cb (gpointer data)
{
  Saving *self = data;

  jz_progress_strip_set (self->preview->strip, g_atomic_int_get (&self->n_done), jz_pages_n_pages (self->pages));
  return G_SOURCE_CONTINUE;
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  JzPreview         *self = JZ_PREVIEW (source);
  Saving            *saving = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  g_clear_handle_id (&saving->source, g_source_remove);
  jz_progress_strip_end (self->strip);
  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      if (saving->saved != NULL)
        saving->saved (saving->data);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    say (self, error->message);
}

static void
file_chosen_cb (const char *path, gpointer data)
{
  Saving *choice = data;
  Saving *saving = g_new0 (Saving, 1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GTask)        task = g_task_new (choice->preview, cancellable, saved_cb, NULL);

  *saving = (Saving){ g_object_ref (choice->preview),
                      jz_pages_ref (choice->pages),
                      g_strdup (path),
                      0,
                      0,
                      choice->saved,
                      choice->data != NULL ? g_object_ref (choice->data) : NULL };
  g_task_set_task_data (task, saving, saving_free);
  say (saving->preview, NULL);
  jz_progress_strip_begin (saving->preview->strip, _("Writing the PDF file"), cancellable);
  saving->source = g_timeout_add (100, look_cb, saving);
  g_task_run_in_thread (task, save_thread);
}

void
jz_preview_save (JzPreview *self, JzPrintedFunc saved, GObject *data)
{
  static const char *const patterns[] = { "*.pdf", NULL };
  JzCompatFileChoice choice = { JZ_CHOOSE_SAVE, _("Save as PDF"), NULL, _("PDF files"), patterns };
  g_autofree char   *name = NULL;
  Saving            *saving;

  if (self->pages == NULL || jz_pages_n_pages (self->pages) == 0)
    return;
  saving = g_new0 (Saving, 1);
  *saving = (Saving){
    g_object_ref (self), jz_pages_ref (self->pages), NULL, 0, 0, saved, data != NULL ? g_object_ref (data) : NULL
  };
  name = g_strconcat (jz_pages_get_name (self->pages), ".pdf", NULL);
  choice.name = name;
  jz_compat_choose_file (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), &choice, file_chosen_cb, saving,
                         saving_free);
}

/* Printing. */

typedef struct
{
  JzPreview    *preview;
  JzPrintedFunc printed;
  GObject      *data;
} Printing;

static void
printed_cb (const GError *error, gboolean sent, gpointer data)
{
  g_autofree Printing *printing = data;

  if (error != NULL)
    say (printing->preview, error->message);
  else if (sent && printing->printed != NULL)
    printing->printed (printing->data);
  g_clear_object (&printing->data);
  g_object_unref (printing->preview);
}

void
jz_preview_print (JzPreview *self, JzSession *session, JzPrintedFunc printed, GObject *data)
{
  Printing *printing;

  if (self->pages == NULL || jz_pages_n_pages (self->pages) == 0)
    return;
  say (self, NULL);
  printing = g_new (Printing, 1);
  *printing = (Printing){ g_object_ref (self), printed, data != NULL ? g_object_ref (data) : NULL };
  jz_print (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), session, self->pages, printed_cb, printing);
}

/* Life. */

static void
jz_preview_dispose (GObject *object)
{
  JzPreview *self = JZ_PREVIEW (object);

  g_clear_pointer (&self->pages, jz_pages_unref);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (jz_preview_parent_class)->dispose (object);
}

static void
jz_preview_class_init (JzPreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jz_preview_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "jz-preview");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Page_Down, 0, key_cb, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Page_Up, 0, key_cb, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_0, GDK_CONTROL_MASK, key_cb, "i", 0);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_plus, GDK_CONTROL_MASK, key_cb, "i", 2);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_equal, GDK_CONTROL_MASK, key_cb, "i", 2);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_minus, GDK_CONTROL_MASK, key_cb, "i", -2);
}

static GtkWidget *
make_tool (JzPreview *self, const char *icon, const char *words, void (*func) (JzPreview *))
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, words);
  jz_compat_name (button, words);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (func), self);
  return button;
}

static GtkWidget *
make_tools (JzPreview *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_add_css_class (row, "jz-tools");
  self->previous = make_tool (self, "jz-previous-symbolic", _("Page before"), previous_cb);
  self->next = make_tool (self, "jz-next-symbolic", _("Next page"), next_cb);
  self->number = gtk_label_new (NULL);
  gtk_box_append (GTK_BOX (row), self->previous);
  gtk_box_append (GTK_BOX (row), self->number);
  gtk_box_append (GTK_BOX (row), self->next);
  gtk_widget_set_hexpand (self->number, FALSE);
  gtk_box_append (GTK_BOX (row), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (row), make_tool (self, "jz-minus-symbolic", _("Smaller"), zoom_out_cb));
  gtk_box_append (GTK_BOX (row), make_tool (self, "jz-plus-symbolic", _("Larger"), zoom_in_cb));
  gtk_box_append (GTK_BOX (row), make_tool (self, "jz-fit-symbolic", _("Whole page"), zoom_fit_cb));
  return row;
}

static void
jz_preview_init (JzPreview *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->scroller = gtk_scrolled_window_new ();
  self->area = gtk_drawing_area_new ();
  self->wrong = gtk_label_new (NULL);
  self->strip = jz_progress_strip_new ();
  gtk_widget_add_css_class (self->wrong, "jz-err");
  gtk_widget_add_css_class (self->wrong, "jz-dialog-wrong");
  gtk_label_set_xalign (GTK_LABEL (self->wrong), 0);
  gtk_label_set_wrap (GTK_LABEL (self->wrong), TRUE);
  gtk_widget_set_visible (self->wrong, FALSE);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->area), draw_cb, self, NULL);
  gtk_widget_set_hexpand (self->area, TRUE);
  gtk_widget_set_vexpand (self->area, TRUE);
  gtk_widget_set_focusable (self->area, TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->area);
  gtk_widget_set_vexpand (self->scroller, TRUE);
  gtk_widget_add_css_class (self->scroller, "jz-paper");
  gtk_box_append (GTK_BOX (self->box), make_tools (self));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->strip));
  gtk_box_append (GTK_BOX (self->box), self->wrong);
  gtk_box_append (GTK_BOX (self->box), self->scroller);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  show_page (self);
}

JzPreview *
jz_preview_new (void)
{
  return g_object_new (JZ_TYPE_PREVIEW, NULL);
}

/* The window of its own. */

static void
print_cb (JzPreview *self)
{
  jz_preview_print (self, g_object_get_data (G_OBJECT (self), "jz-session"), NULL, NULL);
}

static void
save_cb (JzPreview *self)
{
  jz_preview_save (self, NULL, NULL);
}

void
jz_preview_present (GtkWindow *parent, JzSession *session, JzPages *pages)
{
  JzPreview    *self = jz_preview_new ();
  JzEditDialog *dialog = jz_edit_dialog_new (GTK_WIDGET (parent), _("Print preview"), _("Print…"), 920, 720);
  GtkWidget    *pdf = gtk_button_new_with_label (_("Save as PDF…"));
  GtkWidget    *tools = gtk_widget_get_first_child (self->box);
  GtkWidget    *room = gtk_label_new (NULL);

  jz_preview_set_pages (self, pages);
  g_object_set_data_full (G_OBJECT (self), "jz-session", g_object_ref (session), g_object_unref);
  gtk_widget_set_hexpand (room, TRUE);
  gtk_box_append (GTK_BOX (tools), room);
  gtk_box_append (GTK_BOX (tools), pdf);
  g_signal_connect_object (pdf, "clicked", G_CALLBACK (save_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "go", G_CALLBACK (print_cb), self, G_CONNECT_SWAPPED);
  jz_edit_dialog_set_title (dialog, _("Print preview"), jz_pages_get_title (pages));
  jz_edit_dialog_set_body (dialog, GTK_WIDGET (self), FALSE);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (self->area);
}
