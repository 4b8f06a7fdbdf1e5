/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-shelf-lines.h"

#include <glib/gi18n-lib.h>

#include "jz-library-count-read.h"

static const JzStatusWord result_words[] = {
  { "open", N_ ("○ Not seen yet") },     { "found", N_ ("✓ Stands there") },
  { "back", N_ ("✓ Has turned up") },    { "lent", N_ ("! Lent, but here") },
  { "elsewhere", N_ ("↗ Elsewhere") },   { "withdrawn", N_ ("! Struck off, but here") },
  { "missing", N_ ("✗ Not found") },     { "out", N_ ("· Lent or on its way") },
  { "away", N_ ("· Not on the shelf") }, { NULL }
};

static const JzListColumn columns[] = {
  { "code", N_ ("Accession number"), JZ_COLUMN_CODE, "c.barcode", .width = 96 },
  { "title", N_ ("Title of the book"), JZ_COLUMN_TEXT, "trim (title.title || ' ' || title.volume)",
    .sort = "title.sort_key", .width = 150, .expand = TRUE },
  { "call", N_ ("Call number"), JZ_COLUMN_CODE, "c.call", .sort = "c.call_key", .width = 110 },
  { "place", N_ ("Where it belongs"), JZ_COLUMN_TEXT, "place.path", .sort = "place.sort_key", .width = 110 },
  { "found", N_ ("Seen at"), JZ_COLUMN_TEXT, "found.path", .width = 100 },
  { "result", N_ ("Result"), JZ_COLUMN_STATUS, JZ_LIBRARY_COUNT_RESULT, .words = result_words, .width = 130 },
  { "counter", N_ ("Counted by"), JZ_COLUMN_TEXT,
    "(SELECT counter FROM library_count_scan WHERE line = l.id ORDER BY id LIMIT 1)", .width = 100, .hidden = TRUE },
  { NULL }
};

static const JzListFilter filters[] = {
  { "count", N_ ("Shelf count"), JZ_COLUMN_CODE, "library_count_line.count = CAST (? AS INTEGER)", NULL },
  { "show", N_ ("Shown"), JZ_COLUMN_CODE,
    "CASE ? WHEN 'open' THEN " JZ_LIBRARY_COUNT_RESULT
    " IN ('open', 'missing') WHEN 'found' THEN " JZ_LIBRARY_COUNT_RESULT
    " IN ('found', 'back') WHEN 'elsewhere' THEN " JZ_LIBRARY_COUNT_RESULT
    " = 'elsewhere' ELSE " JZ_LIBRARY_COUNT_RESULT " NOT IN ('open', 'found', 'out', 'away') END",
    NULL },
  { NULL }
};

static const JzListSpec spec = {
  .name = "library-count-lines",
  .table = "library_count_line",
  .id_sql = "library_count_line.id",
  .joins = "LEFT JOIN library_count_line l ON l.id = library_count_line.id LEFT JOIN copy c ON c.id = l.copy "
           "LEFT JOIN title ON title.id = c.title LEFT JOIN place ON place.id = c.place LEFT JOIN place found ON "
           "found.id = l.found_place",
  .columns = columns,
  .filters = filters,
  .search = "SELECT library_count_line.id FROM library_count_line JOIN copy ON copy.id = copy WHERE title IN (SELECT "
            "rowid FROM "
            "title_search WHERE title_search MATCH ?1) OR instr (jz_fold (number || char (10) || barcode || char (10) "
            "|| call), ?2) > 0",
  .order = "call",
};

static const struct
{
  const char *id, *title; /* msgid */
} shows[] = {
  { "open", N_ ("Not seen") },          { "found", N_ ("Found") }, { "elsewhere", N_ ("Elsewhere") },
  { "difference", N_ ("Differences") }, { "all", N_ ("All") },
};

static void
toggled_cb (GtkToggleButton *button, gpointer data)
{
  const char *which = g_object_get_data (G_OBJECT (button), "jz-show");

  if (gtk_toggle_button_get_active (button))
    jz_table_set_filter (JZ_TABLE (data), "show", g_str_equal (which, "all") ? NULL : which);
}

static GtkWidget *
make_switch (JzTable *table)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), *first = NULL;

  gtk_widget_add_css_class (box, "linked");
  for (guint i = 0; i < G_N_ELEMENTS (shows); i++)
    {
      GtkWidget *button = gtk_toggle_button_new_with_label (g_dgettext (GETTEXT_PACKAGE, shows[i].title));

      g_object_set_data (G_OBJECT (button), "jz-show", (gpointer) shows[i].id);
      gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), (GtkToggleButton *) first);
      first = first != NULL ? first : button;
      g_signal_connect (button, "toggled", G_CALLBACK (toggled_cb), table);
      g_object_set_data (G_OBJECT (table), shows[i].id, button);
      gtk_box_append (GTK_BOX (box), button);
    }
  return box;
}

void
jz_shelf_lines_show (JzTable *table, const char *which)
{
  gtk_toggle_button_set_active (g_object_get_data (G_OBJECT (table), which), TRUE);
}

/* Whatever else is taken away, it is the books of this count. */
static void
cleared_cb (JzTable *table, gpointer data)
{
  jz_table_set_filter (table, "count", data);
  jz_shelf_lines_show (table, "all");
}

JzTable *
jz_shelf_lines_new (JzSession *session, gint64 id)
{
  JzTable *table =
    jz_table_new (&spec, _ ("Books to count"), _ ("Search accession number, title, call number, pinyin initials"));
  char    *text = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  g_object_set_data_full (G_OBJECT (table), "jz-count", text, g_free);
  g_signal_connect (table, "cleared", G_CALLBACK (cleared_cb), text);
  jz_table_add_last (table, make_switch (table));
  jz_table_set_filter (table, "count", text);
  jz_table_set_session (table, session);
  return table;
}
