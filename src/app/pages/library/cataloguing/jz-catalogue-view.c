/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-catalogue-view.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-accession-dialog.h"
#include "jz-catalogue-form.h"
#include "jz-catalogue-pane.h"
#include "jz-catalogue-sources.h"
#include "jz-isbn.h"
#include "jz-key-button.h"
#include "jz-marc-window.h"
#include "jz-money.h"
#include "jz-target-dialog.h"
#include "jz-text.h"

#define JZ_TYPE_CATALOGUE_VIEW (jz_catalogue_view_get_type ())
G_DECLARE_FINAL_TYPE (JzCatalogueView, jz_catalogue_view, JZ, CATALOGUE_VIEW, GtkWidget)

struct _JzCatalogueView
{
  GtkWidget           parent_instance;
  GtkWidget          *box, *entry, *said, *kept, *sums, *batches;
  AdwToastOverlay    *toasts; /* over the form alone */
  AdwToast           *toast;  /* the newest; weak */
  JzCatalogueSources *sources;
  JzCatalogueForm    *form;
  JzCataloguePane    *pane;
  JzSession          *session;
  char               *asked; /* what the entry said when the book in hand began; NULL: none */
  gboolean            saving;
  char               *next;  /* what was scanned or typed while it is being saved; NULL: nothing */
};

G_DEFINE_FINAL_TYPE (JzCatalogueView, jz_catalogue_view, GTK_TYPE_WIDGET)

static void
say (JzCatalogueView *self, const char *words, const char *colour)
{
  static const char *const colours[] = { "jz-ok", "jz-warn", "jz-err", "jz-dim", NULL };

  for (guint i = 0; colours[i] != NULL; i++)
    gtk_widget_remove_css_class (self->said, colours[i]);
  gtk_widget_add_css_class (self->said, colour);
  gtk_label_set_text (GTK_LABEL (self->said), words);
}

/* The fields that the form does not know: they stay as they are. */
static void
say_kept (JzCatalogueView *self)
{
  JzCatalogueBook    *book = jz_catalogue_form_get_book (self->form);
  g_autoptr (GString) tags = g_string_new (NULL);
  g_autofree char    *words = NULL;

  for (guint i = 0; book != NULL && i < jz_marc_n_fields (book->record); i++)
    {
      JzMarcField field = jz_marc_field (book->record, i);

      if (!jz_bib_knows (book->record, field.tag) && strstr (tags->str, field.tag) == NULL)
        g_string_append_printf (tags, " %s", field.tag);
    }
  words = tags->len > 0 ? g_strdup_printf (_("Fields kept as they are:%s"), tags->str) : g_strdup ("");
  gtk_label_set_text (GTK_LABEL (self->kept), words);
}

static void
say_what_next (JzCatalogueView *self)
{
  const char *fault = jz_catalogue_form_get_fault (self->form);

  say_kept (self);
  if (jz_catalogue_form_get_book (self->form) == NULL)
    say (self, _("Scan an ISBN; or type a title for a book without one"), "jz-dim");
  else if (fault != NULL)
    {
      g_autofree char *words = g_strdup_printf ("! %s", fault);

      say (self, words, "jz-warn");
    }
  else
    say (self, _("Enter saves and goes to the next"), "jz-dim");
}

/* The book in hand. */

static void
begin (JzCatalogueView *self, JzCatalogueBook *book)
{
  jz_catalogue_form_set_book (self->form, book);
  say_what_next (self);
}

static void
clear (JzCatalogueView *self)
{
  g_clear_pointer (&self->asked, g_free);
  jz_catalogue_sources_stop (self->sources);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  begin (self, NULL);
  gtk_widget_grab_focus (self->entry);
}

static void
found_cb (JzCatalogueView *self, JzLookupRecord *record, const char *source)
{
  /* The first answer is taken; what a person began to type meanwhile is not taken away. */
  if (jz_catalogue_form_get_book (self->form) == NULL)
    begin (self, jz_catalogue_book_from (record, source));
}

static void
ended_cb (JzCatalogueView *self, gboolean any)
{
  if (any || jz_catalogue_form_get_book (self->form) != NULL || self->asked == NULL)
    return;
  begin (self, jz_catalogue_book_new (self->asked, ""));
  say (self, _("! No source has it: type what the book says"), "jz-warn");
  jz_catalogue_form_focus (self->form);
}

static void
look_up (JzCatalogueView *self, const char *text, const char *isbn)
{
  g_free (self->asked);
  self->asked = g_strdup (text);
  begin (self, NULL);
  say (self, _("Looking for it…"), "jz-dim");
  jz_catalogue_sources_ask (self->sources, jz_session_get_store (self->session), isbn);
}

/* What was typed is not thrown away for a scan. */
static gboolean
may_go (JzCatalogueView *self)
{
  JzCatalogueBook *book = jz_catalogue_form_get_book (self->form);

  if (book == NULL || !book->touched)
    return TRUE;
  say (self, _("! This book is not saved yet: save it, or press “Another book”"), "jz-warn");
  return FALSE;
}

/* A book that was typed gets the number that is on it. */
static gboolean
take_isbn (JzCatalogueView *self, const char *code)
{
  JzCatalogueBook *book = jz_catalogue_form_get_book (self->form);
  g_auto (JzBib)   bib = { 0 };

  if (book == NULL || !book->touched)
    return FALSE;
  jz_bib_read (book->record, &bib);
  if (bib.texts[JZ_BIB_ISBN][0] != '\0')
    return FALSE;
  jz_bib_write (book->record, JZ_BIB_ISBN, code);
  jz_catalogue_form_reload (self->form);
  return TRUE;
}

static void
begin_blank (JzCatalogueView *self, const char *title)
{
  jz_catalogue_sources_stop (self->sources);
  g_free (self->asked);
  self->asked = g_strdup (title);
  begin (self, jz_catalogue_book_new ("", title));
  jz_catalogue_form_focus (self->form);
}

/* Saving. */

static void entered_cb (JzCatalogueView *self);

static void
saved_cb (const JzCatalogued *saved, const char *words, gint64 operation, const GError *error, gpointer data)
{
  g_autoptr (JzCatalogueView) self = data;
  g_autofree char            *next = g_steal_pointer (&self->next);

  self->saving = FALSE;
  if (self->session == NULL || self->box == NULL)
    return;
  if (error != NULL)
    {
      g_autofree char *sentence = g_strdup_printf ("✗ %s", error->message);

      say (self, sentence, "jz-err");
      return;
    }
  jz_session_say_done (self->session, words, operation);
  clear (self);
  if (next != NULL)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->entry), next);
      gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
      entered_cb (self);
    }
}

static void
save (JzCatalogueView *self)
{
  JzCatalogueBook *book = jz_catalogue_form_get_book (self->form);
  JzCopyRun        run;

  if (book == NULL || self->saving || self->session == NULL || !jz_catalogue_form_get_run (self->form, &run))
    return;
  self->saving = TRUE;
  jz_catalogue_book_save (book, self->session, jz_catalogue_form_get_number (self->form), &run, saved_cb,
                          g_object_ref (self));
}

/* The next book, once this one is saved. */
static void
wait_with (JzCatalogueView *self, const char *text)
{
  g_free (self->next);
  self->next = g_strdup (text);
}

static void
entered_cb (JzCatalogueView *self)
{
  g_autofree char *text = jz_text_tidy (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  char             isbn[JZ_ISBN_SIZE];

  if (self->session == NULL)
    return;
  if (jz_catalogue_form_get_book (self->form) != NULL && (text[0] == '\0' || g_strcmp0 (text, self->asked) == 0))
    save (self);
  else if (self->saving)
    wait_with (self, text);
  else if (text[0] == '\0' || !may_go (self))
    return;
  else if (jz_isbn_parse (text, isbn) != JZ_ISBN_NONE)
    look_up (self, text, isbn);
  else
    begin_blank (self, text);
}

gboolean
jz_catalogue_view_scanned (GtkWidget *widget, const char *code)
{
  JzCatalogueView *self = JZ_CATALOGUE_VIEW (widget);
  char             isbn[JZ_ISBN_SIZE];

  if (self->session == NULL || jz_isbn_parse (code, isbn) == JZ_ISBN_NONE)
    return FALSE;
  if (self->saving)
    {
      wait_with (self, code);
      return TRUE;
    }
  if (take_isbn (self, code) || !may_go (self))
    return TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), code);
  gtk_widget_grab_focus (self->entry);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  look_up (self, code, isbn);
  return TRUE;
}

void
jz_catalogue_view_add_toast (GtkWidget *widget, AdwToast *toast)
{
  JzCatalogueView *self = JZ_CATALOGUE_VIEW (widget);

  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
  g_set_weak_pointer (&self->toast, toast);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* Keys and buttons. */

static void
save_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  save (JZ_CATALOGUE_VIEW (widget));
}

static void
edited_cb (const JzMarc *record, GObject *data)
{
  JzCatalogueView *self = JZ_CATALOGUE_VIEW (data);
  JzCatalogueBook *book = jz_catalogue_form_get_book (self->form);

  if (book == NULL || jz_marc_equal (book->record, record))
    return;
  jz_marc_free (book->record);
  book->record = jz_marc_copy (record);
  book->touched = TRUE;
  jz_catalogue_form_reload (self->form);
}

static void
marc_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JzCatalogueBook *book = jz_catalogue_form_get_book (JZ_CATALOGUE_VIEW (widget)->form);

  if (book != NULL && !JZ_CATALOGUE_VIEW (widget)->saving)
    jz_marc_window_present (widget, book->record, edited_cb, G_OBJECT (widget));
}

static void
detail_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JzCatalogueForm *form = JZ_CATALOGUE_VIEW (widget)->form;

  jz_catalogue_form_set_detailed (form, !jz_catalogue_form_is_detailed (form));
}

static void
clear_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  clear (JZ_CATALOGUE_VIEW (widget));
}

static void
back_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_grab_focus (JZ_CATALOGUE_VIEW (widget)->entry);
}

static void
begun_cb (gint64 accession, GObject *pane)
{
  jz_catalogue_pane_choose (JZ_CATALOGUE_PANE (pane), accession);
}

static void
start_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (JZ_CATALOGUE_VIEW (widget)->session != NULL)
    jz_accession_dialog_present (widget, JZ_CATALOGUE_VIEW (widget)->session, begun_cb,
                                 G_OBJECT (JZ_CATALOGUE_VIEW (widget)->pane));
}

static void
targets_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (JZ_CATALOGUE_VIEW (widget)->session != NULL)
    jz_target_dialog_present (widget, JZ_CATALOGUE_VIEW (widget)->session);
}

static gboolean
finish_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_accession_set_open (operation, *(gint64 *) data, FALSE, error);
}

static void
finish_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JzCatalogueView *self = JZ_CATALOGUE_VIEW (widget);
  gint64           id = jz_catalogue_pane_get_id (self->pane);

  if (id == 0 || self->session == NULL)
    return;
  jz_catalogue_pane_choose (self->pane, 0);
  jz_session_write (self->session, &jz_action_accession, finish_cb, g_memdup2 (&id, sizeof id), g_free);
}

/* The delivery. */

static void
batch_chosen_cb (JzCatalogueView *self)
{
  guint   at = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->batches));
  GArray *ids = jz_catalogue_pane_get_ids (self->pane);

  if (ids != NULL && at < ids->len && g_array_index (ids, gint64, at) != jz_catalogue_pane_get_id (self->pane))
    jz_catalogue_pane_choose (self->pane, g_array_index (ids, gint64, at));
}

static void
show_batches (JzCatalogueView *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GArray                   *ids = jz_catalogue_pane_get_ids (self->pane);
  guint                     at = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      gtk_string_list_append (names, g_ptr_array_index (jz_catalogue_pane_get_names (self->pane), i));
      if (g_array_index (ids, gint64, i) == jz_catalogue_pane_get_id (self->pane))
        at = i;
    }
  g_signal_handlers_block_by_func (self->batches, batch_chosen_cb, self);
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->batches), G_LIST_MODEL (names));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->batches), at);
  g_signal_handlers_unblock_by_func (self->batches, batch_chosen_cb, self);
  gtk_widget_set_visible (self->batches, ids != NULL && ids->len > 1);
}

static void
batch_cb (JzCatalogueView *self)
{
  const JzAccessionState *state = jz_catalogue_pane_get_state (self->pane);
  g_autofree char *listed = state != NULL ? jz_money_format (state->listed) : NULL,
                  *paid = state != NULL ? jz_money_format (state->paid) : NULL;
  g_autofree char *words =
      state != NULL ? g_strdup_printf (_("This batch: %d titles   %d copies   listed %s yuan   paid %s yuan   ! "
                                          "labels to print: %d"),
                                       (int) state->titles, (int) state->copies, listed, paid, (int) state->unlabelled)
                    : g_strdup (_("No batch is being worked on"));

  gtk_label_set_text (GTK_LABEL (self->sums), words);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "catalogue.finish-batch", state != NULL && state->open);
  show_batches (self);
  jz_catalogue_form_set_accession (self->form, jz_catalogue_pane_get_id (self->pane));
}

void
jz_catalogue_view_set_session (GtkWidget *widget, JzSession *session)
{
  JzCatalogueView *self = JZ_CATALOGUE_VIEW (widget);

  g_set_object (&self->session, session);
  jz_catalogue_form_set_session (self->form, session);
  jz_catalogue_pane_set_session (self->pane, session);
  gtk_widget_set_sensitive (self->box, session != NULL && jz_session_may (session, jz_action_catalogue.permission));
  clear (self);
}

void
jz_catalogue_view_set_narrow (GtkWidget *widget, gboolean narrow)
{
  gtk_widget_set_visible (GTK_WIDGET (JZ_CATALOGUE_VIEW (widget)->pane), !narrow);
}

/* Making it. */

static GtkWidget *
make_top (JzCatalogueView *self)
{
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  self->entry = gtk_entry_new ();
  gtk_entry_set_icon_from_icon_name (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_PRIMARY, "jz-scan-symbolic");
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _("Scan an ISBN, or type a title"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("ISBN or title"), -1);
  gtk_widget_add_css_class (self->entry, "jz-scan-entry");
  gtk_widget_set_size_request (self->entry, 360, -1);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (entered_cb), self);
  self->sources = jz_catalogue_sources_new ();
  g_signal_connect_swapped (self->sources, "found", G_CALLBACK (found_cb), self);
  g_signal_connect_swapped (self->sources, "ended", G_CALLBACK (ended_cb), self);
  self->said = gtk_label_new ("");
  gtk_label_set_xalign (GTK_LABEL (self->said), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->said), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (lines), GTK_WIDGET (self->sources));
  gtk_box_append (GTK_BOX (lines), self->said);
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (top, "jz-scan-row");
  gtk_box_append (GTK_BOX (top), self->entry);
  gtk_box_append (GTK_BOX (top), lines);
  return top;
}

static void
add_button (GtkWidget *box, GtkWidget *button, const char *action)
{
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (GTK_BOX (box), button);
}

static GtkWidget *
make_buttons (JzCatalogueView *self)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8),
            *go = jz_key_button_new (_("Save, next book"), "Enter");

  self->kept = gtk_label_new ("");
  gtk_label_set_xalign (GTK_LABEL (self->kept), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->kept), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->kept, TRUE);
  gtk_widget_add_css_class (self->kept, "jz-caption");
  gtk_widget_add_css_class (buttons, "jz-scan-row");
  gtk_box_append (GTK_BOX (buttons), self->kept);
  gtk_widget_add_css_class (go, "suggested-action");
  add_button (buttons, gtk_button_new_with_label (_("Sources…")), "catalogue.targets");
  add_button (buttons, gtk_button_new_with_label (_("Another book")), "catalogue.clear");
  add_button (buttons, jz_key_button_new (_("All fields"), "F3"), "catalogue.detail");
  add_button (buttons, jz_key_button_new ("MARC", "F4"), "catalogue.marc");
  add_button (buttons, go, "form.go");
  return buttons;
}

static GtkWidget *
make_foot (JzCatalogueView *self)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->sums = gtk_label_new ("");
  gtk_label_set_xalign (GTK_LABEL (self->sums), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->sums), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->sums, TRUE);
  self->batches = gtk_drop_down_new (NULL, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->batches), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Batch"), -1);
  g_signal_connect_swapped (self->batches, "notify::selected", G_CALLBACK (batch_chosen_cb), self);
  gtk_widget_add_css_class (foot, "jz-status");
  gtk_box_append (GTK_BOX (foot), self->sums);
  gtk_box_append (GTK_BOX (foot), self->batches);
  add_button (foot, gtk_button_new_with_label (_("Print labels…")), "holdings.print-labels");
  add_button (foot, gtk_button_new_with_label (_("New batch…")), "catalogue.start-batch");
  add_button (foot, gtk_button_new_with_label (_("Finish the batch")), "catalogue.finish-batch");
  return foot;
}

static GtkWidget *
make_work (JzCatalogueView *self)
{
  GtkWidget *work = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *scrolled = gtk_scrolled_window_new ();

  self->form = jz_catalogue_form_new ();
  g_signal_connect_swapped (self->form, "changed", G_CALLBACK (say_what_next), self);
  gtk_widget_add_css_class (GTK_WIDGET (self->form), "jz-scan-row");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->form));
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  adw_toast_overlay_set_child (self->toasts, scrolled);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_widget_set_hexpand (work, TRUE);
  gtk_box_append (GTK_BOX (work), make_top (self));
  gtk_box_append (GTK_BOX (work), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (work), GTK_WIDGET (self->toasts));
  gtk_box_append (GTK_BOX (work), make_buttons (self));
  gtk_box_append (GTK_BOX (work), make_foot (self));
  return work;
}

static void
jz_catalogue_view_dispose (GObject *object)
{
  JzCatalogueView *self = JZ_CATALOGUE_VIEW (object);

  g_clear_object (&self->session);
  g_clear_weak_pointer (&self->toast);
  g_clear_pointer (&self->asked, g_free);
  g_clear_pointer (&self->next, g_free);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (jz_catalogue_view_parent_class)->dispose (object);
}

static void
jz_catalogue_view_class_init (JzCatalogueViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jz_catalogue_view_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "form.go", NULL, save_action_cb);
  gtk_widget_class_install_action (widget_class, "catalogue.marc", NULL, marc_action_cb);
  gtk_widget_class_install_action (widget_class, "catalogue.detail", NULL, detail_action_cb);
  gtk_widget_class_install_action (widget_class, "catalogue.clear", NULL, clear_action_cb);
  gtk_widget_class_install_action (widget_class, "catalogue.back", NULL, back_action_cb);
  gtk_widget_class_install_action (widget_class, "catalogue.start-batch", NULL, start_action_cb);
  gtk_widget_class_install_action (widget_class, "catalogue.finish-batch", NULL, finish_action_cb);
  gtk_widget_class_install_action (widget_class, "catalogue.targets", NULL, targets_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "form.go", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "catalogue.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F3, 0, "catalogue.detail", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F4, 0, "catalogue.marc", NULL);
}

static void
jz_catalogue_view_init (JzCatalogueView *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->pane = jz_catalogue_pane_new ();
  g_signal_connect_swapped (self->pane, "changed", G_CALLBACK (batch_cb), self);
  gtk_box_append (GTK_BOX (self->box), make_work (self));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->pane));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
jz_catalogue_view_new (void)
{
  return g_object_new (JZ_TYPE_CATALOGUE_VIEW, NULL);
}
