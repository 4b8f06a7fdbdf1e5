/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-catalogue-form.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-field.h"
#include "jz-money.h"
#include "jz-picker.h"
#include "jz-row-field.h"
#include "jz-spine-preview.h"
#include "jz-text.h"

#define PATIENCE 200 /* ms after the last key before the file is asked */

/* Left, in this order; the others only in detail. */
static const struct
{
  JzBibText text;
  gboolean  usual;
} fields[] = {
  { JZ_BIB_TITLE, TRUE },     { JZ_BIB_SUBTITLE, FALSE }, { JZ_BIB_VOLUME, TRUE }, { JZ_BIB_VOLUME_TITLE, FALSE },
  { JZ_BIB_AUTHOR, TRUE },    { JZ_BIB_EDITION, FALSE },  { JZ_BIB_PLACE, FALSE }, { JZ_BIB_PUBLISHER, TRUE },
  { JZ_BIB_YEAR, TRUE },      { JZ_BIB_PAGES, TRUE },     { JZ_BIB_SIZE, FALSE },  { JZ_BIB_BINDING, FALSE },
  { JZ_BIB_SERIES, TRUE },    { JZ_BIB_SUMMARY, TRUE },   { JZ_BIB_ISBN, FALSE },  { JZ_BIB_OTHER_NUMBER, FALSE },
  { JZ_BIB_LANGUAGE, FALSE },
};

struct _JzCatalogueForm
{
  GtkWidget           parent_instance;
  GtkWidget          *columns;
  GtkWidget          *rows[JZ_BIB_N_TEXTS]; /* price and class too */
  GtkWidget          *number, *count, *numbers, *picker, *place;
  GtkWidget          *subjects, *source, *call, *class_note, *number_note, *price_note;
  JzSpinePreview     *preview;
  JzSession          *session;
  gint64              accession;
  JzCatalogueBook    *book;
  JzCatalogueGlance  *glance;   /* the newest answer; NULL: none yet */
  GCancellable       *cancellable;
  guint               patience; /* source */
  gboolean            filling, detailed;
};

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (JzCatalogueForm, jz_catalogue_form, GTK_TYPE_WIDGET)

static const char *
text_of (GtkWidget *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

/* What the file says. */

static void
show_numbers (JzCatalogueForm *self)
{
  const JzCatalogueGlance *glance = self->glance;
  int                      n = jz_row_field_get_number (self->count);
  g_autofree char         *last = NULL, *run = NULL;
  guint64                  first = 0;
  gsize                    digits = 0, length = glance != NULL ? strlen (glance->first) : 0;

  while (digits < length && g_ascii_isdigit (glance->first[length - digits - 1]))
    digits++;
  if (digits > 0)
    first = g_ascii_strtoull (glance->first + length - digits, NULL, 10);
  last = digits > 0 ? g_strdup_printf ("%.*s%0*" G_GUINT64_FORMAT, (int) (length - digits), glance->first, (int) digits,
                                       first + (guint64) n - 1)
                    : g_strdup ("");
  run = n > 1 && digits > 0 ? g_strdup_printf ("%s–%s", glance->first, last)
                            : g_strdup (glance != NULL ? glance->first : "");
  gtk_label_set_text (GTK_LABEL (self->numbers), run);
}

static void
show_price (JzCatalogueForm *self)
{
  gint64           fen = jz_bib_price (text_of (self->rows[JZ_BIB_PRICE]));
  gint64           discount = self->glance != NULL ? self->glance->discount : JZ_DISCOUNT_WHOLE;
  g_autofree char *paid = fen > 0 ? jz_money_format (jz_accession_paid (fen, discount)) : NULL;
  g_autofree char *words = paid != NULL && discount != JZ_DISCOUNT_WHOLE ?
                             g_strdup_printf (_("× %.2f = %s yuan"), (double) discount / JZ_DISCOUNT_WHOLE, paid) :
                             g_strdup ("");

  gtk_label_set_text (GTK_LABEL (self->price_note), words);
}

static void
show_call (JzCatalogueForm *self)
{
  const JzCatalogueGlance *glance = self->glance;
  const char *typed = text_of (self->number), *number = typed[0] != '\0' ? typed : glance != NULL ? glance->number : "";
  const char              *class_ = glance != NULL ? glance->class_ : "";
  g_autofree char         *call = number[0] != '\0' ? g_strconcat (class_, "/", number, NULL) : g_strdup (class_);
  g_autofree char         *words = NULL;

  gtk_label_set_text (GTK_LABEL (self->call), call);
  gtk_label_set_text (GTK_LABEL (self->class_note), glance != NULL ? glance->class_name : "");
  if (glance != NULL && glance->freed != NULL && glance->freed[0] != '\0')
    words = g_strdup_printf (_("%s; free again: %s"), glance->number, glance->freed);
  gtk_label_set_text (GTK_LABEL (self->number_note), words != NULL ? words : glance != NULL ? glance->number : "");
  jz_spine_preview_set (self->preview, class_, number, glance != NULL ? glance->first : "");
}

static void
show_glance (JzCatalogueForm *self)
{
  show_call (self);
  show_numbers (self);
  show_price (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
glanced_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  JzCatalogueForm   *self = data;
  JzCatalogueGlance *glance = jz_catalogue_glance_finish (result);

  if (glance != NULL && !g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    {
      g_clear_pointer (&self->glance, jz_catalogue_glance_free);
      self->glance = g_steal_pointer (&glance);
      show_glance (self);
    }
  jz_catalogue_glance_free (glance);
  g_object_unref (self);
}

static void
ask_file (JzCatalogueForm *self)
{
  JzCatalogueBook   *book = jz_catalogue_form_get_book (self);
  JzCatalogueGlance *question;

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (book == NULL || self->session == NULL)
    return;
  question = g_new0 (JzCatalogueGlance, 1);
  question->record = jz_marc_copy (book->record);
  question->title = book->title;
  question->accession = self->accession;
  question->place = jz_picker_get_id (JZ_PICKER (self->picker));
  question->class_ = g_strdup (text_of (self->rows[JZ_BIB_CLASS]));
  self->cancellable = g_cancellable_new ();
  jz_catalogue_glance (jz_session_get_store (self->session), question, self->cancellable, glanced_cb,
                       g_object_ref (self));
}

static gboolean
patience_cb (gpointer data)
{
  JzCatalogueForm *self = data;

  self->patience = 0;
  ask_file (self);
  return G_SOURCE_REMOVE;
}

static void
typed_cb (JzCatalogueForm *self)
{
  if (self->filling)
    return;
  show_call (self);
  show_price (self);
  show_numbers (self);
  if (self->patience != 0)
    g_source_remove (self->patience);
  self->patience = g_timeout_add (PATIENCE, patience_cb, self);
}

/* The book. */

static void
fill (JzCatalogueForm *self)
{
  g_auto (JzBib)   bib = { 0 };
  g_autofree char *source = NULL;

  if (self->book != NULL)
    jz_bib_read (self->book->record, &bib);
  self->filling = TRUE;
  for (guint i = 0; i < JZ_BIB_N_TEXTS; i++)
    gtk_editable_set_text (GTK_EDITABLE (self->rows[i]), bib.texts[i] != NULL ? bib.texts[i] : "");
  self->filling = FALSE;
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->subjects), bib.subjects != NULL ? bib.subjects : "");
  gtk_widget_set_visible (self->subjects, bib.subjects != NULL && bib.subjects[0] != '\0');
  source = self->book == NULL                ? g_strdup ("") :
           self->book->title != 0            ? g_strdup (_("Own catalogue: one more copy")) :
           self->book->source[0] != '\0'     ? g_strdup_printf (_("Record from %s"), self->book->source) :
                                               g_strdup (_("Typed here"));
  gtk_label_set_text (GTK_LABEL (self->source), source);
  gtk_widget_set_sensitive (self->columns, self->book != NULL);
}

void
jz_catalogue_form_set_book (JzCatalogueForm *self, JzCatalogueBook *book)
{
  g_clear_pointer (&self->book, jz_catalogue_book_free);
  g_clear_pointer (&self->glance, jz_catalogue_glance_free);
  self->book = book;
  gtk_editable_set_text (GTK_EDITABLE (self->number), "");
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (jz_row_field_get_control (self->count)), 1);
  fill (self);
  show_glance (self);
  ask_file (self);
}

void
jz_catalogue_form_reload (JzCatalogueForm *self)
{
  fill (self);
  ask_file (self);
}

JzCatalogueBook *
jz_catalogue_form_get_book (JzCatalogueForm *self)
{
  g_auto (JzBib) bib = { 0 };

  if (self->book == NULL)
    return NULL;
  jz_bib_read (self->book->record, &bib);
  for (guint i = 0; i < JZ_BIB_N_TEXTS; i++)
    {
      g_autofree char *text = jz_text_tidy (text_of (self->rows[i]));

      if (strcmp (text, bib.texts[i]) == 0)
        continue;
      jz_bib_write (self->book->record, i, text);
      self->book->touched = TRUE;
    }
  return self->book;
}

const char *
jz_catalogue_form_get_number (JzCatalogueForm *self)
{
  const char *typed = text_of (self->number);

  return typed[0] != '\0' ? typed : NULL;
}

gboolean
jz_catalogue_form_get_run (JzCatalogueForm *self, JzCopyRun *run)
{
  const char *price = text_of (self->rows[JZ_BIB_PRICE]);
  gboolean    priced = price[0] == '\0' || jz_bib_price (price) >= 0;
  gboolean    placed = !jz_picker_is_open (JZ_PICKER (self->picker));

  jz_row_field_set_error (self->rows[JZ_BIB_PRICE], priced ? NULL : _("This is no price"));
  jz_row_field_set_error (self->place, placed ? NULL : _("There is no such place"));
  if (!placed)
    {
      gtk_widget_grab_focus (self->picker);
      return FALSE;
    }
  *run = (JzCopyRun){ .count = (guint) jz_row_field_get_number (self->count), .price = -1, .accession = self->accession,
                      .place = jz_picker_get_id (JZ_PICKER (self->picker)) };
  return priced;
}

const char *
jz_catalogue_form_get_fault (JzCatalogueForm *self)
{
  return self->glance == NULL       ? NULL
       : self->glance->same != NULL ? _("The same title is in the catalogue already")
                                    : self->glance->fault;
}

void
jz_catalogue_form_set_session (JzCatalogueForm *self, JzSession *session)
{
  g_set_object (&self->session, session);
  jz_picker_set_store (JZ_PICKER (self->picker), session != NULL ? jz_session_get_store (session) : NULL);
  if (session == NULL)
    jz_catalogue_form_set_book (self, NULL);
}

void
jz_catalogue_form_set_accession (JzCatalogueForm *self, gint64 accession)
{
  self->accession = accession;
  ask_file (self);
}

void
jz_catalogue_form_set_detailed (JzCatalogueForm *self, gboolean detailed)
{
  self->detailed = detailed;
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    gtk_widget_set_visible (self->rows[fields[i].text], fields[i].usual || detailed);
}

gboolean
jz_catalogue_form_is_detailed (JzCatalogueForm *self)
{
  return self->detailed;
}

void
jz_catalogue_form_focus (JzCatalogueForm *self)
{
  jz_row_field_focus (self->rows[text_of (self->rows[JZ_BIB_TITLE])[0] != '\0' ? JZ_BIB_AUTHOR : JZ_BIB_TITLE]);
}

/* Making it. */

static AdwPreferencesGroup *
add_group (GtkWidget *column, const char *title, GtkWidget **note)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, title);
  if (note != NULL)
    {
      *note = gtk_label_new ("");
      gtk_label_set_ellipsize (GTK_LABEL (*note), PANGO_ELLIPSIZE_END);
      adw_preferences_group_set_header_suffix (group, *note);
    }
  gtk_box_append (GTK_BOX (column), GTK_WIDGET (group));
  return group;
}

static GtkWidget *
add_note (GtkWidget *row)
{
  GtkWidget *note = gtk_label_new ("");

  gtk_label_set_ellipsize (GTK_LABEL (note), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (note), 16);
  gtk_widget_add_css_class (note, "jz-caption");
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), note);
  return note;
}

static GtkWidget *
add_entry (JzCatalogueForm *self, AdwPreferencesGroup *group, const char *title)
{
  GtkWidget *row = jz_row_field_entry (group, title, NULL);

  g_signal_connect_object (row, "changed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  return row;
}

/* What is told and not typed. */
static void
add_told_row (AdwPreferencesGroup *group, const char *title, const char *subtitle, GtkWidget *label)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  adw_preferences_group_add (group, row);
}

static GtkWidget *
make_record (JzCatalogueForm *self)
{
  GtkWidget           *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  AdwPreferencesGroup *group = add_group (column, _("Bibliography"), &self->source);

  gtk_widget_add_css_class (self->source, "jz-caption");
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    self->rows[fields[i].text] = add_entry (self, group, _(jz_bib_words (fields[i].text)));
  self->subjects = adw_action_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->subjects), _("Subject words"));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->subjects), FALSE);
  gtk_widget_set_visible (self->subjects, FALSE);
  adw_preferences_group_add (group, self->subjects);
  return column;
}

static void
place_chosen_cb (JzCatalogueForm *self)
{
  jz_row_field_set_error (self->place, NULL);
  typed_cb (self);
}

static GtkWidget *
make_copies (JzCatalogueForm *self)
{
  GtkWidget           *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  AdwPreferencesGroup *number = add_group (column, _("Call number"), &self->call),
                      *copies = add_group (column, _("Copies"), NULL);

  gtk_widget_add_css_class (self->call, "jz-acc");
  self->rows[JZ_BIB_CLASS] = add_entry (self, number, _("Class number"));
  self->class_note = add_note (self->rows[JZ_BIB_CLASS]);
  self->number = add_entry (self, number, _("Title number; empty: the next"));
  self->number_note = add_note (self->number);
  self->count = jz_row_field_number (copies, _("Number of copies"), NULL, 0, 999, 1);
  g_signal_connect_object (jz_row_field_get_control (self->count), "value-changed", G_CALLBACK (typed_cb), self,
                           G_CONNECT_SWAPPED);
  self->numbers = gtk_label_new ("");
  add_told_row (copies, _("Accession number"), _("Goes on without a gap"), self->numbers);
  self->picker = GTK_WIDGET (jz_picker_new ("places", _("Shelved at"), _("As the delivery says")));
  self->place = jz_row_field_widget (copies, _("Shelved at"), NULL, self->picker);
  g_signal_connect_object (self->picker, "chosen", G_CALLBACK (place_chosen_cb), self, G_CONNECT_SWAPPED);
  self->rows[JZ_BIB_PRICE] = add_entry (self, copies, _("Printed price"));
  self->price_note = add_note (self->rows[JZ_BIB_PRICE]);
  self->preview = jz_spine_preview_new ();
  gtk_box_append (GTK_BOX (column), GTK_WIDGET (self->preview));
  return column;
}

static void
jz_catalogue_form_dispose (GObject *object)
{
  JzCatalogueForm *self = JZ_CATALOGUE_FORM (object);

  if (self->patience != 0)
    g_source_remove (self->patience);
  self->patience = 0;
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_pointer (&self->book, jz_catalogue_book_free);
  g_clear_pointer (&self->glance, jz_catalogue_glance_free);
  g_clear_pointer (&self->columns, gtk_widget_unparent);
  G_OBJECT_CLASS (jz_catalogue_form_parent_class)->dispose (object);
}

static void
jz_catalogue_form_class_init (JzCatalogueFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = jz_catalogue_form_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[CHANGED] =
      g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
jz_catalogue_form_init (JzCatalogueForm *self)
{
  self->columns = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  gtk_box_set_homogeneous (GTK_BOX (self->columns), TRUE);
  gtk_box_append (GTK_BOX (self->columns), make_record (self));
  gtk_box_append (GTK_BOX (self->columns), make_copies (self));
  gtk_widget_set_parent (self->columns, GTK_WIDGET (self));
  jz_field_set_form (self->columns);
  jz_catalogue_form_set_detailed (self, FALSE);
  gtk_widget_set_sensitive (self->columns, FALSE);
}

JzCatalogueForm *
jz_catalogue_form_new (void)
{
  return g_object_new (JZ_TYPE_CATALOGUE_FORM, NULL);
}
