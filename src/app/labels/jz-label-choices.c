/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-label-choices.h"

#include <glib/gi18n-lib.h>

#include "jz-compat.h"

#define FAULTS_SHOWN 5

struct _JzLabelChoices
{
  GtkWidget      parent_instance;
  GtkWidget     *scroller;
  GtkWidget     *content; /* of the labels of books: which of theirs; else NULL */
  GtkWidget     *stock, *codes, *missing;
  GtkWidget     *start, *offset_x, *offset_y, *scale_x, *scale_y;
  GtkWidget     *test_print, *test_save;
  GtkWidget     *faults;
  JzSession     *session;
  JzLabelSubject subject;
  GPtrArray     *stocks;
  gboolean       quiet;
};

G_DEFINE_FINAL_TYPE (JzLabelChoices, jz_label_choices, GTK_TYPE_WIDGET)

enum { CHANGED, TEST, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
changed (JzLabelChoices *self)
{
  if (!self->quiet)
    g_signal_emit (self, signals[CHANGED], 0);
}

JzLabelStock *
jz_label_choices_get_stock (JzLabelChoices *self)
{
  guint i = adw_combo_row_get_selected (ADW_COMBO_ROW (self->stock));

  return self->stocks != NULL && i < self->stocks->len ? g_ptr_array_index (self->stocks, i) : NULL;
}

/* What is remembered: how far a printer is off, for each stock; the stock of each kind of label. */

static char *
offset_key (JzLabelChoices *self)
{
  JzLabelStock *stock = jz_label_choices_get_stock (self);
  const char   *printer = jz_session_get_preference (self->session, JZ_PREFERENCE_PRINTER);

  return g_strdup_printf ("labels.offset.%s.%s", printer != NULL ? printer : "", stock != NULL ? stock->name : "");
}

static char *
stock_key (JzLabelChoices *self)
{
  return g_strdup_printf ("labels.stock.%d", (int) self->subject);
}

static JzCalibration
calibration (JzLabelChoices *self)
{
  return (JzCalibration){ gtk_spin_button_get_value (GTK_SPIN_BUTTON (self->offset_x)),
                          gtk_spin_button_get_value (GTK_SPIN_BUTTON (self->offset_y)),
                          gtk_spin_button_get_value (GTK_SPIN_BUTTON (self->scale_x)),
                          gtk_spin_button_get_value (GTK_SPIN_BUTTON (self->scale_y)) };
}

static void
recall_offsets (JzLabelChoices *self)
{
  g_autofree char *key = offset_key (self);
  const char      *text = jz_session_get_preference (self->session, key);
  g_auto (GStrv)   parts = g_strsplit (text != NULL ? text : "", " ", 4);
  GtkWidget *const spins[] = { self->offset_x, self->offset_y, self->scale_x, self->scale_y };
  const double     usual[] = { 0, 0, 100, 100 };
  gboolean         known = g_strv_length (parts) == 4;

  self->quiet = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (spins); i++)
    gtk_spin_button_set_value (GTK_SPIN_BUTTON (spins[i]), known ? g_ascii_strtod (parts[i], NULL) : usual[i]);
  self->quiet = FALSE;
}

void
jz_label_choices_remember (JzLabelChoices *self)
{
  JzCalibration    c = calibration (self);
  const double     values[] = { c.offset_x, c.offset_y, c.scale_x, c.scale_y };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *key = offset_key (self), *which = stock_key (self);
  char             number[G_ASCII_DTOSTR_BUF_SIZE];

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", g_ascii_formatd (number, sizeof number, "%.2f", values[i]));
  jz_session_set_preference (self->session, key, text->str);
  if (jz_label_choices_get_stock (self) != NULL)
    jz_session_set_preference (self->session, which, jz_label_choices_get_stock (self)->name);
}

void
jz_label_choices_apply (JzLabelChoices *self, JzLabelWork *work)
{
  static const JzLabelCodes codes[] = { JZ_LABEL_CODES_AUTO, JZ_LABEL_CODES_CODE128, JZ_LABEL_CODES_QR,
                                        JZ_LABEL_CODES_BOTH, JZ_LABEL_CODES_CODE39 };

  work->subject = self->subject;
  work->missing = gtk_switch_get_active (GTK_SWITCH (self->missing));
  work->stock = jz_label_choices_get_stock (self);
  work->calibration = calibration (self);
  work->start = (guint) gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->start));
  work->codes = codes[adw_combo_row_get_selected (ADW_COMBO_ROW (self->codes))];
}

void
jz_label_choices_set_start (JzLabelChoices *self, guint start)
{
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->start), start);
}

static void
stock_cb (JzLabelChoices *self)
{
  JzLabelStock *stock = jz_label_choices_get_stock (self);

  if (self->quiet || stock == NULL)
    return;
  recall_offsets (self);
  gtk_spin_button_set_range (GTK_SPIN_BUTTON (self->start), 1, jz_label_stock_per_page (stock));
  changed (self);
}

void
jz_label_choices_set_stocks (JzLabelChoices *self, GPtrArray *stocks)
{
  static const char *const usual[JZ_LABELS_N_SUBJECTS] = { "a4-3x8", "a4-2x4", "a4-2x4", "a4-4x10", "a4-4x10",
                                                           "a4-4x10",
                                                            "card-85x54" };
  g_autofree char *key = stock_key (self);
  const char      *name = jz_session_get_preference (self->session, key);
  GtkStringList   *list = gtk_string_list_new (NULL);
  guint            chosen = 0;

  self->stocks = stocks;
  for (guint i = 0; i < self->stocks->len; i++)
    {
      JzLabelStock *stock = g_ptr_array_index (self->stocks, i);

      gtk_string_list_append (list, stock->title);
      if (g_str_equal (stock->name, name != NULL ? name : usual[self->subject]))
        chosen = i;
    }
  self->quiet = TRUE;
  adw_combo_row_set_model (ADW_COMBO_ROW (self->stock), G_LIST_MODEL (list));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->stock), chosen);
  self->quiet = FALSE;
  g_object_unref (list);
  stock_cb (self);
}

void
jz_label_choices_set_faults (JzLabelChoices *self, GPtrArray *faults, gboolean printable)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (faults->len > 0)
    g_string_append_printf (text,
                            g_dngettext (GETTEXT_PACKAGE, "✗ %u label does not fit and is left out",
                                         "✗ %u labels do not fit and are left out", faults->len),
                            faults->len);
  for (guint i = 0; i < faults->len && i < FAULTS_SHOWN; i++)
    g_string_append_printf (text, "\n%s", (char *) g_ptr_array_index (faults, i));
  if (faults->len > FAULTS_SHOWN)
    g_string_append (text, "\n…");
  gtk_label_set_text (GTK_LABEL (self->faults), text->str);
  gtk_widget_set_visible (self->faults, faults->len > 0);
  gtk_widget_set_sensitive (self->test_print, printable);
  gtk_widget_set_sensitive (self->test_save, printable);
}

/* Widgets. */

static void
print_test_cb (JzLabelChoices *self)
{
  g_signal_emit (self, signals[TEST], 0, FALSE);
}

static void
save_test_cb (JzLabelChoices *self)
{
  g_signal_emit (self, signals[TEST], 0, TRUE);
}

static GtkWidget *
add_row (GtkWidget *group, const char *title, const char *subtitle, GtkWidget *suffix)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (suffix, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), suffix);
  jz_compat_name (suffix, title);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return row;
}

static GtkWidget *
add_spin (JzLabelChoices *self, GtkWidget *group, const char *title, const char *subtitle, const char *unit, double low,
          double high, double step, int digits)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (low, high, step);
  GtkWidget *row = add_row (group, title, subtitle, spin);
  GtkWidget *label = gtk_label_new (unit);

  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (spin), (guint) digits);
  gtk_editable_set_alignment (GTK_EDITABLE (spin), 1);
  gtk_editable_set_width_chars (GTK_EDITABLE (spin), 5);
  gtk_widget_add_css_class (label, "jz-caption");
  gtk_widget_set_size_request (label, 24, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  g_signal_connect_object (spin, "value-changed", G_CALLBACK (changed), self, G_CONNECT_SWAPPED);
  return spin;
}

static GtkWidget *
add_combo (GtkWidget *group, const char *title, const char *const *choices)
{
  GtkWidget     *row = adw_combo_row_new ();
  GtkStringList *list = gtk_string_list_new (choices);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (list));
  g_object_unref (list);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return row;
}

/* The kinds of labels that a book has; each has a paper of its own. */
static void
content_cb (JzLabelChoices *self)
{
  self->subject = JZ_LABELS_COPY_BARCODES + adw_combo_row_get_selected (ADW_COMBO_ROW (self->content));
  if (self->stocks != NULL)
    jz_label_choices_set_stocks (self, self->stocks);
}

static void
add_content (JzLabelChoices *self, GtkWidget *group)
{
  const char *const kinds[] = { _("Barcode label"), _("Spine label"), _("Both on one label"), NULL };

  self->content = add_combo (group, _("Label of a book"), kinds);
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->content), self->subject - JZ_LABELS_COPY_BARCODES);
  g_signal_connect_object (self->content, "notify::selected", G_CALLBACK (content_cb), self, G_CONNECT_SWAPPED);
}

static GtkWidget *
make_what (JzLabelChoices *self)
{
  const char *const codes[] = { _("As fits"), _("Barcode"), _("QR code"), _("Barcode and QR code"), _("Code 39"), NULL };
  GtkWidget        *group = adw_preferences_group_new ();

  if (self->subject >= JZ_LABELS_COPY_BARCODES && self->subject <= JZ_LABELS_COPIES)
    add_content (self, group);
  self->stock = add_combo (group, _("Paper"), NULL);
  self->codes = add_combo (group, _("Codes"), codes);
  self->missing = gtk_switch_new ();
  gtk_widget_set_visible (add_row (group, _("Only those without a label"), NULL, self->missing),
                          jz_label_subject_is_noted (self->subject));
  g_signal_connect_object (self->stock, "notify::selected", G_CALLBACK (stock_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->codes, "notify::selected", G_CALLBACK (changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->missing, "notify::active", G_CALLBACK (changed), self, G_CONNECT_SWAPPED);
  return group;
}

static GtkWidget *
make_position (JzLabelChoices *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("Position"));
  self->start =
    add_spin (self, group, _("First label"), _("Used ones are left out; click the sheet"), "", 1, 1000, 1, 0);
  self->offset_x = add_spin (self, group, _("Offset across"), NULL, "mm", -50, 50, 0.5, 1);
  self->offset_y = add_spin (self, group, _("Offset down"), NULL, "mm", -50, 50, 0.5, 1);
  self->scale_x = add_spin (self, group, _("Scale across"), NULL, "%", 90, 110, 0.1, 1);
  self->scale_y = add_spin (self, group, _("Scale down"), NULL, "%", 90, 110, 0.1, 1);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->scale_x), 100);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->scale_y), 100);
  return group;
}

static GtkWidget *
add_button (JzLabelChoices *self, GtkWidget *box, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static GtkWidget *
make_output (JzLabelChoices *self)
{
  GtkWidget  *group = adw_preferences_group_new ();
  GtkWidget  *test = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  const char *printer = jz_session_get_preference (self->session, JZ_PREFERENCE_PRINTER);

  self->test_print = add_button (self, test, _("Print"), G_CALLBACK (print_test_cb));
  self->test_save = add_button (self, test, _("PDF…"), G_CALLBACK (save_test_cb));
  add_row (group, _("Test sheet first"), _("Measure the outlines, then move"), test);
  if (printer != NULL)
    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), printer);
  return group;
}

static void
build (JzLabelChoices *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->faults = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->faults), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->faults), 0);
  gtk_widget_add_css_class (self->faults, "jz-err");
  gtk_widget_set_visible (self->faults, FALSE);
  gtk_widget_set_hexpand (scroller, FALSE);
  gtk_box_append (GTK_BOX (box), make_what (self));
  gtk_box_append (GTK_BOX (box), self->faults);
  gtk_box_append (GTK_BOX (box), make_position (self));
  gtk_box_append (GTK_BOX (box), make_output (self));
  gtk_widget_add_css_class (box, "jz-label-choices");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_widget_set_size_request (scroller, 404, -1);
  self->scroller = scroller;
  gtk_widget_set_parent (scroller, GTK_WIDGET (self));
}

static void
jz_label_choices_dispose (GObject *object)
{
  JzLabelChoices *self = JZ_LABEL_CHOICES (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (jz_label_choices_parent_class)->dispose (object);
}

static void
jz_label_choices_class_init (JzLabelChoicesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = jz_label_choices_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[CHANGED] =
    g_signal_new ("changed", JZ_TYPE_LABEL_CHOICES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[TEST] = g_signal_new ("test", JZ_TYPE_LABEL_CHOICES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                G_TYPE_BOOLEAN);
}

static void
jz_label_choices_init (JzLabelChoices *self)
{
}

JzLabelChoices *
jz_label_choices_new (JzSession *session, JzLabelSubject subject, gboolean missing)
{
  JzLabelChoices *self = g_object_new (JZ_TYPE_LABEL_CHOICES, NULL);

  self->session = g_object_ref (session);
  self->subject = subject;
  self->quiet = TRUE;
  build (self);
  gtk_switch_set_active (GTK_SWITCH (self->missing), missing);
  self->quiet = FALSE;
  return self;
}
