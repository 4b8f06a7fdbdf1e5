/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "jz-key-button.h"
#include "jz-package.h"
#include "jz-progress-strip.h"
#include "jz-submission-dialogs.h"

#define FAULTS_SHOWN 100

#define JZ_TYPE_VERIFY_WINDOW (jz_verify_window_get_type ())
G_DECLARE_FINAL_TYPE (JzVerifyWindow, jz_verify_window, JZ, VERIFY_WINDOW, AdwWindow)

struct _JzVerifyWindow
{
  AdwWindow        parent_instance;
  JzDialogHead     head;
  JzProgressStrip *strip;
  GtkWidget       *box;
  GCancellable    *cancellable;
};

G_DEFINE_FINAL_TYPE (JzVerifyWindow, jz_verify_window, ADW_TYPE_WINDOW)

typedef struct
{
  char          *path;
  GPtrArray     *faults;
  JzPackageInfo *info;
  gboolean       own; /* signed with the key of this computer */
} Proof;

static void
proof_free (gpointer data)
{
  Proof *self = data;

  g_clear_pointer (&self->faults, g_ptr_array_unref);
  g_clear_pointer (&self->info, jz_package_info_free);
  g_free (self->path);
  g_free (self);
}

static gboolean
is_own (const char *key)
{
  g_autofree char *path = jz_key_default_path (), *own = NULL;
  JzPublicKey      public_key;

  if (key == NULL || !jz_key_read_public (path, &public_key, NULL))
    return FALSE;
  own = jz_public_key_to_text (&public_key);
  return g_str_equal (own, key);
}

static void
thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Proof  *proof = data;
  GError *error = NULL;

  if (jz_package_verify_apart (proof->path, NULL, cancellable, NULL, NULL, &proof->faults, &proof->info, &error))
    {
      proof->own = is_own (proof->info->key);
      g_task_return_boolean (task, TRUE);
    }
  else
    g_task_return_error (task, error);
}

static void
add (JzVerifyWindow *self, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_can_focus (label, FALSE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (self->box), label);
}

/* @words: (transfer full) */
static void
add_take (JzVerifyWindow *self, char *words, const char *css_class)
{
  add (self, words, css_class);
  g_free (words);
}

static void
add_origin (JzVerifyWindow *self, const Proof *proof)
{
  const JzPackageInfo *info = proof->info;

  add_take (self,
            g_strdup_printf (_("%s · package %ld · made %s"), info->school_name != NULL ? info->school_name : "?",
                             (long) info->seq, info->created != NULL ? info->created : "?"),
            NULL);
  if (info->signature == JZ_SIGNATURE_MISSING)
    add (self, _("✗ It is not signed"), "jz-err");
  else if (info->signature == JZ_SIGNATURE_BAD)
    add (self, _("✗ The signature does not fit: the content was changed after signing"), "jz-err");
  else if (proof->own)
    add (self, _("✓ Signed with the key of this school"), "jz-ok");
  else
    add_take (self, g_strdup_printf (_("! Signed with a key that is not this school's: %s"), info->key), "jz-warn");
}

static const char *
kind_of (const char *kind)
{
  return g_str_equal (kind, "layout")    ? _("Layout") :
         g_str_equal (kind, "hash")      ? _("Checksum") :
         g_str_equal (kind, "signature") ? _("Signature") :
         g_str_equal (kind, "schema")    ? _("Form") :
         g_str_equal (kind, "content")   ? _("Content") :
                                           kind;
}

static void
show (JzVerifyWindow *self, const Proof *proof)
{
  GPtrArray *faults = proof->faults;

  if (faults->len == 0)
    add (self, _("✓ The package is sound"), "jz-verify-ok");
  else
    add_take (self,
              g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "✗ The package has %u fault",
                                            "✗ The package has %u faults", faults->len),
                               faults->len),
              "jz-verify-err");
  add_origin (self, proof);
  for (guint i = 0; i < faults->len && i < FAULTS_SHOWN; i++)
    {
      JzFault *fault = g_ptr_array_index (faults, i);

      add_take (self, g_strdup_printf ("%s · %s: %s", kind_of (fault->kind), fault->where, fault->what), NULL);
    }
  for (guint i = 0; faults->len == 0 && proof->info->parts != NULL && i < proof->info->parts->len; i++)
    {
      JzPackagePart *part = g_ptr_array_index (proof->info->parts, i);

      add_take (self, g_strdup_printf (_("✓ %s: %lu rows"), part->name, (gulong) part->rows), "jz-dim");
    }
}

static void
proved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  JzVerifyWindow *self = JZ_VERIFY_WINDOW (source);
  g_autoptr (GError) error = NULL;

  jz_progress_strip_end (self->strip);
  if (g_task_propagate_boolean (G_TASK (result), &error))
    show (self, g_task_get_task_data (G_TASK (result)));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      add (self, _("✗ The package is refused"), "jz-verify-err");
      add (self, error->message, NULL);
    }
}

static gboolean
close_request (GtkWindow *window)
{
  g_cancellable_cancel (JZ_VERIFY_WINDOW (window)->cancellable);
  return GTK_WINDOW_CLASS (jz_verify_window_parent_class)->close_request (window);
}

static void
jz_verify_window_finalize (GObject *object)
{
  g_clear_object (&JZ_VERIFY_WINDOW (object)->cancellable);
  G_OBJECT_CLASS (jz_verify_window_parent_class)->finalize (object);
}

static void
jz_verify_window_class_init (JzVerifyWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = jz_verify_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = close_request;
}

static void
jz_verify_window_init (JzVerifyWindow *self)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *scroller = gtk_scrolled_window_new ();

  jz_dialog_head_init (&self->head, GTK_WINDOW (self), _("Verify a Package"), _("Close"));
  gtk_widget_set_visible (self->head.cancel, FALSE);
  self->strip = jz_progress_strip_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  self->cancellable = g_cancellable_new ();
  gtk_widget_add_css_class (self->box, "jz-dialog-body");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->box);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (content), self->head.header);
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (self->strip));
  gtk_box_append (GTK_BOX (content), scroller);
  adw_window_set_content (ADW_WINDOW (self), content);
  g_signal_connect_object (self->head.go, "clicked", G_CALLBACK (gtk_window_close), self, G_CONNECT_SWAPPED);
}

void
jz_verify_window_present (GtkWindow *parent, const char *path)
{
  JzVerifyWindow *self = g_object_new (JZ_TYPE_VERIFY_WINDOW, "transient-for", parent, "modal", TRUE,
                                       "destroy-with-parent", TRUE, "default-width", 620, "default-height", 520, NULL);
  Proof           *proof = g_new0 (Proof, 1);
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, proved_cb, NULL);
  g_autofree char *base = g_path_get_basename (path);

  proof->path = g_strdup (path);
  adw_window_title_set_subtitle (self->head.title, base);
  g_task_set_task_data (task, proof, proof_free);
  gtk_window_present (GTK_WINDOW (self));
  jz_progress_strip_begin (self->strip, _("Proving every part"), self->cancellable);
  g_task_run_in_thread (task, thread);
}
