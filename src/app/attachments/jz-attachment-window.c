/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-attachment-window.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-attachment-save.h"
#include "jz-attachment.h"
#include "jz-compat-file.h"
#include "jz-compat.h"
#include "jz-picture.h"

#define THUMB_SIDE 96
#define LARGE_SIDE 4000

struct _JzAttachmentWindow
{
  AdwWindow       parent_instance;
  JzSession      *session;
  char           *table, *kind;
  gint64          row;
  GPtrArray      *files;   /* of JzAttachment; NULL until read */
  gint64          shown;   /* its id, 0: none */
  GCancellable   *cancellable; /* of what is being decoded */

  AdwWindowTitle *title;
  GtkWidget      *list, *stack, *scroller, *picture, *page, *trouble;
  GtkWidget      *previous, *next, *zoom, *save, *open, *remove;
};

G_DEFINE_FINAL_TYPE (JzAttachmentWindow, jz_attachment_window, ADW_TYPE_WINDOW)

static const JzAttachment *
shown_file (JzAttachmentWindow *self)
{
  for (guint i = 0; self->files != NULL && i < self->files->len; i++)
    if (((JzAttachment *) g_ptr_array_index (self->files, i))->id == self->shown)
      return g_ptr_array_index (self->files, i);
  return NULL;
}

static void
say (JzAttachmentWindow *self, const char *sentence)
{
  g_autofree char *with_sign = sentence != NULL ? g_strdup_printf ("✗ %s", sentence) : NULL;

  gtk_label_set_text (GTK_LABEL (self->trouble), with_sign != NULL ? with_sign : "");
  gtk_widget_set_visible (self->trouble, sentence != NULL);
}

static gboolean
is_picture (const JzAttachment *file)
{
  return g_str_equal (file->media, "image/jpeg") || g_str_equal (file->media, "image/png");
}

/* The pixels of one file, on a thread. */

typedef struct
{
  JzStore *store;
  gint64   id;
  char    *name;
  guint    side;   /* longest, in pixels */
  GBytes  *bytes;
  JzPixels pixels;
  GtkWidget *image; /* of a small picture; or NULL */
} Load;

static void
load_free (gpointer data)
{
  Load *self = data;

  g_object_unref (self->store);
  g_clear_object (&self->image);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  jz_pixels_clear (&self->pixels);
  g_free (self->name);
  g_free (self);
}

static gboolean
bytes_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Load *self = data;

  self->bytes = jz_attachment_read (connection, self->id, error);
  return self->bytes != NULL;
}

static void
load_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Load   *self = data;
  GError *error = NULL;

  if (jz_store_read_sync (self->store, bytes_cb, self, cancellable, &error) &&
      jz_picture_pixels (self->bytes, self->side, self->name, &self->pixels, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
load (JzAttachmentWindow *self, const JzAttachment *file, guint side, GtkWidget *image, GCancellable *cancellable,
      GAsyncReadyCallback callback)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, NULL);
  Load             *data = g_new0 (Load, 1);

  data->store = g_object_ref (jz_session_get_store (self->session));
  data->id = file->id;
  data->name = g_strdup (file->name);
  data->side = side;
  data->image = image != NULL ? g_object_ref (image) : NULL;
  g_task_set_task_data (task, data, load_free);
  g_task_run_in_thread (task, load_cb);
}

static GdkTexture *
texture_of (const JzPixels *pixels)
{
  return gdk_memory_texture_new ((int) pixels->width, (int) pixels->height, GDK_MEMORY_R8G8B8A8, pixels->pixels,
                                 pixels->stride);
}

static void
thumb_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Load                   *loaded = g_task_get_task_data (G_TASK (result));
  g_autoptr (GdkTexture)  texture = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), NULL))
    return; /* the sign for a picture stays */
  texture = texture_of (&loaded->pixels);
  gtk_image_set_from_paintable (GTK_IMAGE (loaded->image), GDK_PAINTABLE (texture));
}

/* Showing. */

static void
show_page (JzAttachmentWindow *self, const char *icon, const char *title, const char *words)
{
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->page), icon);
  adw_status_page_set_title (ADW_STATUS_PAGE (self->page), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (self->page), words);
  gtk_stack_set_visible_child (GTK_STACK (self->stack), self->page);
}

static void
picture_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  JzAttachmentWindow     *self = JZ_ATTACHMENT_WINDOW (source);
  Load                   *loaded = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError)      error = NULL;
  g_autoptr (GdkTexture)  texture = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && self->session != NULL &&
          loaded->id == self->shown)
        {
          g_autofree char *plain = g_markup_escape_text (error->message, -1);

          show_page (self, "dialog-warning-symbolic", _("This picture can't be shown"), plain);
        }
      return;
    }
  if (self->session == NULL || loaded->id != self->shown)
    return;
  texture = texture_of (&loaded->pixels);
  gtk_picture_set_paintable (GTK_PICTURE (self->picture), GDK_PAINTABLE (texture));
  gtk_stack_set_visible_child (GTK_STACK (self->stack), self->scroller);
}

static void
tell_title (JzAttachmentWindow *self, const JzAttachment *file, guint at)
{
  g_autofree char *size = g_format_size ((guint64) file->size);
  g_autofree char *subtitle = g_strdup_printf (_("%s · %u of %u · %s"), jz_attachment_kind_words (file->kind), at + 1,
                                               self->files->len, size);

  adw_window_title_set_title (self->title, file->name);
  adw_window_title_set_subtitle (self->title, subtitle);
  gtk_picture_set_alternative_text (GTK_PICTURE (self->picture), file->name);
}

static void
show_at (JzAttachmentWindow *self, guint at)
{
  const JzAttachment *file = g_ptr_array_index (self->files, at);
  g_autofree char    *name = g_markup_escape_text (file->name, -1);

  self->shown = file->id;
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  tell_title (self, file, at);
  gtk_widget_set_sensitive (self->previous, at > 0);
  gtk_widget_set_sensitive (self->next, at + 1 < self->files->len);
  gtk_widget_set_visible (self->zoom, is_picture (file));
  if (is_picture (file))
    {
      show_page (self, "image-x-generic-symbolic", name, NULL);
      load (self, file, LARGE_SIDE, NULL, self->cancellable, picture_cb);
    }
  else
    show_page (self, "text-x-generic-symbolic", name, _("Save it, or open it with the program for such files"));
}

static void
row_selected_cb (JzAttachmentWindow *self, GtkListBoxRow *row)
{
  if (row != NULL && self->files != NULL && (guint) gtk_list_box_row_get_index (row) < self->files->len)
    show_at (self, (guint) gtk_list_box_row_get_index (row));
}

static void
step (JzAttachmentWindow *self, int by)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));
  GtkListBoxRow *other = row != NULL ? gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list),
                                                                      gtk_list_box_row_get_index (row) + by) : NULL;

  if (other != NULL)
    gtk_list_box_select_row (GTK_LIST_BOX (self->list), other);
}

static void
previous_cb (JzAttachmentWindow *self)
{
  step (self, -1);
}

static void
next_cb (JzAttachmentWindow *self)
{
  step (self, 1);
}

static void
zoom_cb (JzAttachmentWindow *self)
{
  gboolean actual = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->zoom));

  gtk_picture_set_can_shrink (GTK_PICTURE (self->picture), !actual);
}

/* The list. */

static GtkWidget *
make_row (JzAttachmentWindow *self, const JzAttachment *file)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *image = gtk_image_new_from_icon_name (is_picture (file) ? "image-x-generic-symbolic" :
                                                   "text-x-generic-symbolic");
  GtkWidget *name = gtk_label_new (file->name), *kind = gtk_label_new (jz_attachment_kind_words (file->kind));

  gtk_image_set_pixel_size (GTK_IMAGE (image), is_picture (file) ? 44 : 24);
  gtk_widget_set_size_request (image, 48, 48);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_xalign (GTK_LABEL (kind), 0);
  gtk_widget_add_css_class (kind, "jz-caption");
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (texts), name);
  gtk_box_append (GTK_BOX (texts), kind);
  gtk_box_append (GTK_BOX (row), image);
  gtk_box_append (GTK_BOX (row), texts);
  if (is_picture (file))
    load (self, file, THUMB_SIDE, image, NULL, thumb_cb);
  return row;
}

static void
show_files (JzAttachmentWindow *self)
{
  int        chosen = -1;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), child);
  for (guint i = 0; i < self->files->len; i++)
    {
      const JzAttachment *file = g_ptr_array_index (self->files, i);

      gtk_list_box_append (GTK_LIST_BOX (self->list), make_row (self, file));
      if (file->id == self->shown || (self->shown == 0 && chosen < 0 && g_strcmp0 (file->kind, self->kind) == 0))
        chosen = (int) i;
    }
  gtk_list_box_select_row (GTK_LIST_BOX (self->list),
                           gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), MAX (chosen, 0)));
}

typedef struct
{
  JzAttachmentWindow *window;
  GPtrArray          *files;
} Reading;

static gboolean
read_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Reading *self = data;

  self->files = jz_attachment_list (connection, self->window->table, self->window->row, error);
  return self->files != NULL;
}

/* Nothing happened to these files: the window stays as it is. */
static gboolean
are_same (GPtrArray *a, GPtrArray *b)
{
  if (a == NULL || a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (((JzAttachment *) g_ptr_array_index (a, i))->id != ((JzAttachment *) g_ptr_array_index (b, i))->id)
      return FALSE;
  return TRUE;
}

static void
read_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Reading                       *reading = data;
  g_autoptr (JzAttachmentWindow) self = reading->window;
  g_autoptr (GPtrArray)          files = NULL;
  g_autoptr (GError)             error = NULL;
  gboolean                       ok = jz_store_read_finish (JZ_STORE (source), result, &error);

  files = reading->files;
  g_free (reading);
  if (self->session == NULL)
    return;
  if (!ok)
    say (self, error->message);
  else if (files->len == 0)
    gtk_window_close (GTK_WINDOW (self));
  else if (!are_same (self->files, files))
    {
      g_clear_pointer (&self->files, g_ptr_array_unref);
      self->files = g_steal_pointer (&files);
      show_files (self);
    }
}

static void
read_anew (JzAttachmentWindow *self)
{
  Reading *reading;

  if (self->session == NULL || jz_session_get_store (self->session) == NULL)
    return;
  reading = g_new0 (Reading, 1);
  reading->window = g_object_ref (self);
  jz_store_read (jz_session_get_store (self->session), read_cb, reading, NULL, NULL, read_done_cb, reading);
}

/* Saving, opening, removing. */

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (JzAttachmentWindow) self = data;
  g_autoptr (GError)             error = NULL;
  g_autofree char               *path = jz_attachment_save_finish (result, &error);

  if (path == NULL)
    say (self, error->message);
}

static void
launched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (JzAttachmentWindow) self = data;
  g_autoptr (GError)             error = NULL;

  if (!g_app_info_launch_default_for_uri_finish (result, &error))
    say (self, error->message);
}

static void
saved_to_open_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (JzAttachmentWindow) self = data;
  g_autoptr (GError)             error = NULL;
  g_autofree char               *path = jz_attachment_save_finish (result, &error);
  g_autofree char               *uri = path != NULL ? g_filename_to_uri (path, NULL, &error) : NULL;

  if (uri != NULL)
    g_app_info_launch_default_for_uri_async (uri, NULL, NULL, launched_cb, g_steal_pointer (&self));
  else
    say (self, error->message);
}

/* @path NULL: only to be opened. */
static void
save_shown (JzAttachmentWindow *self, const char *path, GAsyncReadyCallback saved)
{
  const JzAttachment *file = shown_file (self);

  if (file != NULL && self->session != NULL)
    jz_attachment_save (jz_session_get_store (self->session), file->id, file->name, path, saved, g_object_ref (self));
}

static void
save_chosen_cb (const char *path, gpointer data)
{
  save_shown (data, path, saved_cb);
}

static void
save_cb (JzAttachmentWindow *self)
{
  const JzAttachment *file = shown_file (self);
  const char         *dot = file != NULL ? strrchr (file->name, '.') : NULL;
  g_autofree char    *pattern = g_strconcat ("*", dot != NULL ? dot : "", NULL);
  const char *const   patterns[] = { pattern, NULL };
  JzCompatFileChoice  choice = { JZ_CHOOSE_SAVE, _("Save Attachment"), file != NULL ? file->name : NULL,
                                 _("Such files"), patterns };

  if (file != NULL)
    jz_compat_choose_file (GTK_WINDOW (self), &choice, save_chosen_cb, g_object_ref (self), g_object_unref);
}

static void
open_cb (JzAttachmentWindow *self)
{
  save_shown (self, NULL, saved_to_open_cb);
}

static gboolean
remove_write_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_attachment_remove (operation, *(gint64 *) data, error);
}

static void
remove_cb (JzAttachmentWindow *self)
{
  gint64 id = self->shown;

  if (id != 0 && self->session != NULL)
    jz_session_write (self->session, &jz_action_detach, remove_write_cb, g_memdup2 (&id, sizeof id), g_free);
}

/* The window. */

static gboolean
key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  gint32 by;

  g_variant_get (args, "(i)", &by);
  step (JZ_ATTACHMENT_WINDOW (widget), by);
  return TRUE;
}

static GtkWidget *
make_button (JzAttachmentWindow *self, const char *icon, const char *label, GCallback clicked)
{
  GtkWidget *button = icon != NULL ? gtk_button_new_from_icon_name (icon) : gtk_button_new_with_label (label);

  if (icon != NULL)
    {
      gtk_widget_set_tooltip_text (button, label);
      jz_compat_name (button, label);
    }
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
make_header (JzAttachmentWindow *self)
{
  AdwHeaderBar *header = ADW_HEADER_BAR (adw_header_bar_new ());

  self->title = ADW_WINDOW_TITLE (adw_window_title_new (_("Attachments"), NULL));
  adw_header_bar_set_title_widget (header, GTK_WIDGET (self->title));
  self->previous = make_button (self, "jz-previous-symbolic", _("Previous"), G_CALLBACK (previous_cb));
  self->next = make_button (self, "jz-next-symbolic", _("Next"), G_CALLBACK (next_cb));
  self->zoom = gtk_toggle_button_new_with_label (_("Full size"));
  g_signal_connect_object (self->zoom, "toggled", G_CALLBACK (zoom_cb), self, G_CONNECT_SWAPPED);
  self->save = make_button (self, NULL, _("Save as…"), G_CALLBACK (save_cb));
  self->open = make_button (self, NULL, _("Open with…"), G_CALLBACK (open_cb));
  self->remove = make_button (self, NULL, _("Remove"), G_CALLBACK (remove_cb));
  gtk_widget_set_visible (self->remove, jz_session_may (self->session, "item"));
  adw_header_bar_pack_start (header, self->previous);
  adw_header_bar_pack_start (header, self->next);
  adw_header_bar_pack_start (header, self->zoom);
  adw_header_bar_pack_end (header, self->remove);
  adw_header_bar_pack_end (header, self->open);
  adw_header_bar_pack_end (header, self->save);
  return GTK_WIDGET (header);
}

static GtkWidget *
make_list (JzAttachmentWindow *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->list = gtk_list_box_new ();
  gtk_widget_add_css_class (self->list, "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Attachments"), -1);
  g_signal_connect_object (self->list, "row-selected", G_CALLBACK (row_selected_cb), self, G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);
  gtk_widget_set_size_request (scroller, 220, -1);
  return scroller;
}

static GtkWidget *
make_view (JzAttachmentWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->stack = gtk_stack_new ();
  self->scroller = gtk_scrolled_window_new ();
  self->picture = gtk_picture_new ();
  self->page = adw_status_page_new ();
  self->trouble = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->trouble, "jz-err");
  gtk_widget_set_visible (self->trouble, FALSE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->picture);
  gtk_stack_add_child (GTK_STACK (self->stack), self->page);
  gtk_stack_add_child (GTK_STACK (self->stack), self->scroller);
  gtk_widget_set_hexpand (self->stack, TRUE);
  gtk_widget_set_vexpand (self->stack, TRUE);
  gtk_box_append (GTK_BOX (box), self->stack);
  gtk_box_append (GTK_BOX (box), self->trouble);
  return box;
}

static void
jz_attachment_window_dispose (GObject *object)
{
  JzAttachmentWindow *self = JZ_ATTACHMENT_WINDOW (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_clear_pointer (&self->table, g_free);
  g_clear_pointer (&self->kind, g_free);
  G_OBJECT_CLASS (jz_attachment_window_parent_class)->dispose (object);
}

static void
jz_attachment_window_class_init (JzAttachmentWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jz_attachment_window_dispose;
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Page_Up, 0, key_cb, "(i)", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Page_Down, 0, key_cb, "(i)", 1);
}

static void
jz_attachment_window_init (JzAttachmentWindow *self)
{
  self->cancellable = g_cancellable_new ();
}

void
jz_attachment_window_present (GtkWindow *parent, JzSession *session, const char *table, gint64 row, const char *kind)
{
  JzAttachmentWindow *self;
  GtkWidget          *box, *panes;

  if (parent == NULL || session == NULL || jz_session_get_store (session) == NULL)
    return;
  self = g_object_new (JZ_TYPE_ATTACHMENT_WINDOW, "transient-for", parent, "modal", TRUE, "destroy-with-parent", TRUE,
                       "default-width", 980,
                       "default-height", 640, "title", _("Attachments"), NULL);
  self->session = g_object_ref (session);
  self->table = g_strdup (table);
  self->kind = g_strdup (kind);
  self->row = row;
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  panes = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_box_append (GTK_BOX (panes), make_list (self));
  gtk_box_append (GTK_BOX (panes), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (panes), make_view (self));
  gtk_box_append (GTK_BOX (box), make_header (self));
  gtk_box_append (GTK_BOX (box), panes);
  adw_window_set_content (ADW_WINDOW (self), box);
  g_signal_connect_object (session, "signed-out", G_CALLBACK (gtk_window_destroy), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (jz_session_get_store (session), "changed", G_CALLBACK (read_anew), self, G_CONNECT_SWAPPED);
  read_anew (self);
  gtk_window_present (GTK_WINDOW (self));
}
