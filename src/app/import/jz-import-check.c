/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-import-check.h"

#include <glib/gi18n-lib.h>

#include "jz-columns.h"
#include "jz-compat.h"
#include "jz-import-faults.h"
#include "jz-import-table.h"
#include "jz-quantity.h"
#include "jz-text.h"

#define PANE_WIDTH 350
#define SCHEMES    "import.schemes" /* preference: a dictionary of name and columns, as GVariant text */

struct _JzImportCheck
{
  GtkWidget       parent_instance;
  GtkWidget      *box;
  GtkWidget      *line;   /* what the columns are */
  GtkWidget      *heads;  /* rows that may be the headings */
  JzImportTable  *table;
  JzImportFaults *faults;
  GtkWidget      *total, *good, *warnings, *bad, *only;
  GtkWidget      *skip, *cards, *note;
  GtkWidget      *schemes, *scheme, *save, *name;
  GtkStringList  *scheme_names;
  GVariantDict   *saved;
  JzSession      *session;
  JzImportDraft  *draft;
  gboolean        quiet;
};

G_DEFINE_FINAL_TYPE (JzImportCheck, jz_import_check, GTK_TYPE_WIDGET)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* Schemes. */

static void
list_schemes (JzImportCheck *self, guint chosen)
{
  g_autoptr (GVariant) all = g_variant_dict_end (self->saved);
  GVariantIter iter;
  const char  *name;
  GVariant    *text;

  self->quiet = TRUE;
  gtk_string_list_splice (self->scheme_names, 0, g_list_model_get_n_items (G_LIST_MODEL (self->scheme_names)), NULL);
  gtk_string_list_append (self->scheme_names, jz_import_draft_is_recalled (self->draft) ? _("As last time") : _("As recognised"));
  g_variant_iter_init (&iter, all);
  while (g_variant_iter_loop (&iter, "{&sv}", &name, &text))
    gtk_string_list_append (self->scheme_names, name);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->scheme), chosen);
  self->quiet = FALSE;
  g_variant_dict_unref (self->saved);
  self->saved = g_variant_dict_new (all);
}

static void
scheme_cb (JzImportCheck *self)
{
  guint            chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->scheme));
  const char      *name = gtk_string_list_get_string (self->scheme_names, chosen);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (self->quiet || self->draft == NULL || name == NULL)
    return;
  gtk_widget_remove_css_class (self->line, "jz-err");
  if (chosen == 0)
    jz_import_draft_reset (self->draft);
  else if (g_variant_dict_lookup (self->saved, name, "s", &text) && !jz_import_draft_load (self->draft, name, text, &error))
    {
      g_autofree char *sentence = g_strdup_printf ("✗ %s", error->message);

      gtk_label_set_text (GTK_LABEL (self->line), sentence);
      gtk_widget_add_css_class (self->line, "jz-err");
      return;
    }
  jz_import_table_refresh (self->table);
  jz_import_check_refresh (self);
}

static void
save_cb (JzImportCheck *self)
{
  g_autofree char *name = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name))), *text = NULL, *preference = NULL;
  g_autoptr (GVariant) all = NULL;

  if (*g_strstrip (name) == '\0')
    return;
  text = jz_import_draft_save (self->draft);
  g_variant_dict_insert (self->saved, name, "s", text);
  all = g_variant_ref_sink (g_variant_dict_end (self->saved));
  g_variant_dict_unref (self->saved);
  self->saved = g_variant_dict_new (all);
  preference = g_variant_print (all, TRUE);
  jz_session_set_preference (self->session, SCHEMES, preference);
  list_schemes (self, 0);
  self->quiet = TRUE;
  for (guint i = 1; i < g_list_model_get_n_items (G_LIST_MODEL (self->scheme_names)); i++)
    if (g_str_equal (gtk_string_list_get_string (self->scheme_names, i), name))
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->scheme), i);
  self->quiet = FALSE;
  gtk_popover_popdown (GTK_POPOVER (gtk_widget_get_ancestor (self->name, GTK_TYPE_POPOVER)));
}

static GtkWidget *
make_schemes (JzImportCheck *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = gtk_label_new (_("Column scheme"));
  GtkWidget *popover = gtk_popover_new ();

  self->scheme_names = gtk_string_list_new (NULL);
  self->scheme = gtk_drop_down_new (G_LIST_MODEL (g_object_ref (self->scheme_names)), NULL);
  self->save = gtk_menu_button_new ();
  self->name = gtk_entry_new ();
  gtk_widget_add_css_class (label, "jz-caption");
  jz_compat_name (self->scheme, _("Column scheme"));
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->save), _("Save Scheme…"));
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->name), _("Name, then Enter"));
  jz_compat_name (self->name, _("Name"));
  gtk_popover_set_child (GTK_POPOVER (popover), self->name);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->save), popover);
  g_signal_connect_object (self->scheme, "notify::selected", G_CALLBACK (scheme_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->name, "activate", G_CALLBACK (save_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), self->scheme);
  gtk_box_append (GTK_BOX (box), self->save);
  return box;
}

GtkWidget *
jz_import_check_get_schemes (JzImportCheck *self)
{
  return self->schemes;
}

/* Headings. */

#define HEAD_SHOWN 24 /* characters of a row */

/* "Row 3: 序号 · 编号 · 仪器名称…" */
static char *
name_head (const JzSheetRow *row)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char    *tidy = NULL, *cut = NULL;

  for (guint i = 0; i < row->n_cells; i++)
    if (!jz_text_is_blank (row->cells[i].text))
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", row->cells[i].text);
  tidy = jz_text_tidy (text->str);
  cut = g_utf8_strlen (tidy, -1) > HEAD_SHOWN ? g_utf8_substring (tidy, 0, HEAD_SHOWN) : NULL;
  return g_strdup_printf (_("Row %u: %s%s"), row->number, cut != NULL ? cut : tidy, cut != NULL ? "…" : "");
}

static void
list_heads (JzImportCheck *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint                     chosen = 0;

  for (guint i = 0; i < jz_import_draft_n_heads (self->draft); i++)
    {
      const JzSheetRow *row = jz_import_draft_get_head (self->draft, i);

      gtk_string_list_take (names, name_head (row));
      if (row->number == jz_import_draft_get_heading_row (self->draft))
        chosen = i;
    }
  self->quiet = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->heads), G_LIST_MODEL (names));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->heads), chosen);
  self->quiet = FALSE;
}

static void
heading_cb (JzImportCheck *self)
{
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->heads));

  if (self->quiet || self->draft == NULL || chosen == GTK_INVALID_LIST_POSITION)
    return;
  jz_import_draft_set_heading_row (self->draft, jz_import_draft_get_head (self->draft, chosen)->number);
  jz_import_table_set_draft (self->table, self->draft);
  jz_import_check_refresh (self);
}

static GtkWidget *
make_heads (JzImportCheck *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = gtk_label_new (_("Headings begin in"));

  self->heads = gtk_drop_down_new (NULL, NULL);
  gtk_widget_add_css_class (label, "jz-caption");
  jz_compat_name (self->heads, _("Headings begin in"));
  g_signal_connect_object (self->heads, "notify::selected", G_CALLBACK (heading_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), self->heads);
  gtk_widget_set_margin_top (box, 4);
  gtk_widget_set_margin_bottom (box, 4);
  gtk_widget_set_margin_end (box, 8);
  return box;
}

/* What there is to say. */

static char *
number (guint n)
{
  g_autofree char *plain = g_strdup_printf ("%u", n);

  return jz_decimal_group (plain);
}

static void
say_columns (JzImportCheck *self)
{
  const JzSheetField *missing = jz_import_draft_get_missing (self->draft);
  g_autofree char    *sentence = NULL;
  int                 n = jz_import_draft_n_columns (self->draft), used = 0;

  for (int c = 0; c < n; c++)
    used += jz_import_draft_get_field (self->draft, c) >= 0;
  if (missing != NULL)
    sentence = g_strdup_printf (_("✗ No column is the %s yet: choose it over one of the columns"), g_dgettext (GETTEXT_PACKAGE, missing->title));
  else
    sentence = g_strdup_printf (_("%d of %d columns are recognised, %d are not imported. Above is what the program calls them, below the sheet."), used, n, n - used);
  gtk_label_set_text (GTK_LABEL (self->line), sentence);
  if (missing != NULL)
    gtk_widget_add_css_class (self->line, "jz-err");
  else
    gtk_widget_remove_css_class (self->line, "jz-err");
}

/* @words: (transfer full) */
static void
say_count (GtkWidget *label, gboolean visible, char *words)
{
  gtk_label_set_text (GTK_LABEL (label), words);
  gtk_widget_set_visible (label, visible);
  g_free (words);
}

static void
say_counts (JzImportCheck *self)
{
  const JzImportResult *result = jz_import_draft_get_result (self->draft);
  gboolean              known = result->rejects != NULL && jz_import_draft_get_missing (self->draft) == NULL;
  guint                 n_warnings = known ? result->warnings->len : 0;
  g_autofree char      *all = number (result->read), *good = number (result->read - result->rejected), *warnings = number (n_warnings);
  g_autofree char      *bad = number (result->rejected);

  say_count (self->total, known, g_strdup_printf (_("%s rows"), all));
  say_count (self->good, known, g_strdup_printf (_("✓ %s can be imported"), good));
  say_count (self->warnings, n_warnings > 0, g_strdup_printf (_("! %s warnings"), warnings));
  say_count (self->bad, known && result->rejected > 0, g_strdup_printf (_("✗ %s have faults"), bad));
}

static void
say_note (JzImportCheck *self)
{
  const JzImportResult *result = jz_import_draft_get_result (self->draft);
  gboolean              blocked = result->rejected > 0 && !jz_import_check_wants_rejects (self);
  gboolean              taken = result->read > 0 && result->skipped == result->read;

  gtk_label_set_text (GTK_LABEL (self->note), blocked ? _("✗ Rows with faults must be mended first, or be skipped")
                                              : taken ? _("! All of these rows were imported before") : _("The whole import can be undone (Ctrl+Z)."));
  gtk_widget_remove_css_class (self->note, "jz-err");
  gtk_widget_remove_css_class (self->note, "jz-warn");
  if (blocked || taken)
    gtk_widget_add_css_class (self->note, blocked ? "jz-err" : "jz-warn");
}

void
jz_import_check_refresh (JzImportCheck *self)
{
  say_columns (self);
  say_counts (self);
  say_note (self);
  jz_import_faults_refresh (self->faults);
  g_signal_emit (self, signals[CHANGED], 0);
}

guint
jz_import_check_n_ready (JzImportCheck *self)
{
  const JzImportResult *result = self->draft != NULL ? jz_import_draft_get_result (self->draft) : NULL;

  if (result == NULL || result->rejects == NULL || jz_import_draft_is_busy (self->draft) || jz_import_draft_get_missing (self->draft) != NULL ||
      (result->rejected > 0 && !jz_import_check_wants_rejects (self)))
    return 0;
  return result->read - result->rejected;
}

gboolean
jz_import_check_wants_rejects (JzImportCheck *self)
{
  return gtk_check_button_get_active (GTK_CHECK_BUTTON (self->skip));
}

void
jz_import_check_set_draft (JzImportCheck *self, JzImportDraft *draft)
{
  g_set_object (&self->draft, draft);
  jz_import_table_set_draft (self->table, draft);
  jz_import_faults_set_draft (self->faults, draft);
  if (draft == NULL)
    return;
  list_heads (self);
  list_schemes (self, 0);
  self->quiet = TRUE;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->cards), jz_import_draft_get_cards (draft));
  self->quiet = FALSE;
  jz_import_check_refresh (self);
}

/* Choices. */

static void
only_cb (JzImportCheck *self)
{
  jz_import_table_set_only_faulty (self->table, gtk_check_button_get_active (GTK_CHECK_BUTTON (self->only)));
}

static void
skip_cb (JzImportCheck *self)
{
  if (self->draft != NULL)
    say_note (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
cards_cb (JzImportCheck *self)
{
  if (self->quiet || self->draft == NULL)
    return;
  jz_import_draft_set_cards (self->draft, (JzCards) gtk_drop_down_get_selected (GTK_DROP_DOWN (self->cards)));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
row_cb (JzImportCheck *self, guint row)
{
  jz_import_table_show_row (self->table, row);
}

/* Widgets. */

static GtkWidget *
add_count (GtkWidget *box, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static GtkWidget *
make_status (JzImportCheck *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);

  gtk_widget_add_css_class (box, "jz-status");
  self->total = add_count (box, NULL);
  self->good = add_count (box, "jz-ok");
  self->warnings = add_count (box, "jz-warn");
  self->bad = add_count (box, "jz-err");
  self->only = gtk_check_button_new_with_label (_("Only rows with faults and warnings"));
  gtk_widget_set_hexpand (self->only, TRUE);
  gtk_widget_set_halign (self->only, GTK_ALIGN_END);
  g_signal_connect_object (self->only, "toggled", G_CALLBACK (only_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->only);
  return box;
}

static GtkWidget *
make_left (JzImportCheck *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->line = gtk_label_new (NULL);
  self->table = jz_import_table_new ();
  gtk_label_set_xalign (GTK_LABEL (self->line), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->line), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (self->line, "jz-caption");
  gtk_widget_add_css_class (self->line, "jz-import-line");
  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_set_hexpand (self->line, TRUE);
  gtk_box_append (GTK_BOX (top), self->line);
  gtk_box_append (GTK_BOX (top), make_heads (self));
  gtk_box_append (GTK_BOX (box), top);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->table));
  gtk_widget_set_vexpand (GTK_WIDGET (self->table), TRUE);
  gtk_box_append (GTK_BOX (box), make_status (self));
  return box;
}

static GtkWidget *
make_choices (JzImportCheck *self)
{
  const char *cards[] = { _("Cards by price"), _("A card for every piece"), _("No cards"), NULL };
  GtkWidget  *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget  *label = gtk_label_new (_("Skip rows with faults and save them as a file to be mended and imported later"));

  self->skip = gtk_check_button_new ();
  self->cards = gtk_drop_down_new_from_strings (cards);
  self->note = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_margin_start (label, 6);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->skip), TRUE);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (self->skip), label);
  jz_compat_name (self->skip, gtk_label_get_text (GTK_LABEL (label)));
  jz_compat_name (self->cards, _("Which pieces get a card"));
  gtk_widget_set_tooltip_text (self->cards, _("Which pieces get a card of their own with a number: from 1,000 yuan on unless the school says otherwise"));
  gtk_label_set_wrap (GTK_LABEL (self->note), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->note), 0);
  gtk_widget_add_css_class (self->note, "jz-caption");
  g_signal_connect_object (self->skip, "toggled", G_CALLBACK (skip_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->cards, "notify::selected", G_CALLBACK (cards_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->skip);
  gtk_box_append (GTK_BOX (box), self->cards);
  gtk_box_append (GTK_BOX (box), self->note);
  gtk_widget_add_css_class (box, "jz-import-choices");
  return box;
}

static GtkWidget *
make_right (JzImportCheck *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->faults = jz_import_faults_new ();
  gtk_widget_set_vexpand (GTK_WIDGET (self->faults), TRUE);
  gtk_widget_set_hexpand (box, FALSE);
  gtk_widget_set_size_request (box, (int) (PANE_WIDTH * jz_columns_text_scale ()), -1);
  gtk_widget_add_css_class (box, "jz-import-pane");
  g_signal_connect_object (self->faults, "row", G_CALLBACK (row_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->faults));
  gtk_box_append (GTK_BOX (box), make_choices (self));
  return box;
}

static void
jz_import_check_dispose (GObject *object)
{
  JzImportCheck *self = JZ_IMPORT_CHECK (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->schemes);
  g_clear_object (&self->scheme_names);
  g_clear_pointer (&self->saved, g_variant_dict_unref);
  g_clear_object (&self->draft);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (jz_import_check_parent_class)->dispose (object);
}

static void
jz_import_check_class_init (JzImportCheckClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = jz_import_check_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[CHANGED] = g_signal_new ("changed", JZ_TYPE_IMPORT_CHECK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
jz_import_check_init (JzImportCheck *self)
{
  GtkWidget *right;

  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_box_append (GTK_BOX (self->box), make_left (self));
  right = make_right (self);
  gtk_widget_set_hexpand (right, FALSE);
  gtk_box_append (GTK_BOX (self->box), right);
  self->schemes = g_object_ref_sink (make_schemes (self));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

JzImportCheck *
jz_import_check_new (JzSession *session)
{
  JzImportCheck *self = g_object_new (JZ_TYPE_IMPORT_CHECK, NULL);
  const char    *text = jz_session_get_preference (session, SCHEMES);
  g_autoptr (GVariant) saved = text != NULL ? g_variant_parse (G_VARIANT_TYPE_VARDICT, text, NULL, NULL, NULL) : NULL;

  self->session = g_object_ref (session);
  self->saved = g_variant_dict_new (saved);
  return self;
}
