/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-count-lines.h"

#include <glib/gi18n-lib.h>

#include "jz-stocktake.h"

static const JzStatusWord verdict_words[] = {
  { "open", N_("○ Not counted yet") }, { "agree", N_("✓ Agrees") }, { "elsewhere", N_("↗ Elsewhere") },
  { "missing", N_("✗ Not found") }, { "short", N_("! Fewer") }, { "surplus", N_("! More") }, { NULL }
};

static const JzListColumn columns[] = {
  { "code", N_("Code"), JZ_COLUMN_CODE, "ifnull (asset.number, item.code)", .width = 96 },
  { "name", N_("Name"), JZ_COLUMN_TEXT, "item.name", .sort = "item.sort_key", .width = 110, .expand = TRUE },
  { "spec", N_("Specification"), JZ_COLUMN_TEXT, "item.spec", .width = 100, .quiet = TRUE },
  { "place", N_("Place"), JZ_COLUMN_TEXT, "place.path", .sort = "place.sort_key", .width = 110 },
  { "expected", N_("In the books"), JZ_COLUMN_QUANTITY, "l.expected", .decimals = "item.decimals", .width = 60 },
  { "counted", N_("Counted"), JZ_COLUMN_QUANTITY, "l.counted", .decimals = "item.decimals", .width = 60 },
  { "found", N_("Seen at"), JZ_COLUMN_TEXT, "found.path", .width = 100, .hidden = TRUE },
  { "verdict", N_("Result"), JZ_COLUMN_STATUS, JZ_STOCKTAKE_VERDICT, .words = verdict_words, .width = 100 },
  { "cause", N_("Cause"), JZ_COLUMN_TEXT, "l.cause", .width = 130 },
  { "counters", N_("Counted by"), JZ_COLUMN_TEXT,
    "(SELECT group_concat (counter, '、') FROM (SELECT DISTINCT counter FROM stocktake_scan WHERE line = l.id AND counter <> ''))",
    .width = 100, .hidden = TRUE },
  { NULL }
};

/* What nobody has seen is open while it is counted, missing afterwards. */
static const JzListFilter filters[] = {
  { "stocktake", N_("Stock-take"), JZ_COLUMN_CODE, "stocktake_line.stocktake = CAST (? AS INTEGER)", NULL },
  { "show", N_("Shown"), JZ_COLUMN_CODE,
    "CASE ? WHEN 'open' THEN ifnull (l.counted, 0) = 0 AND l.expected > 0 WHEN 'difference' THEN "
    JZ_STOCKTAKE_VERDICT " NOT IN ('open', 'agree') ELSE " JZ_STOCKTAKE_VERDICT " = ? END", NULL },
  { NULL }
};

static const JzListSpec spec = {
  .name = "stocktake-lines", .table = "stocktake_line", .id_sql = "stocktake_line.id",
  .joins = "LEFT JOIN stocktake_line l ON l.id = stocktake_line.id LEFT JOIN stocktake s ON s.id = l.stocktake "
           "LEFT JOIN item ON item.id = l.item LEFT JOIN asset ON asset.id = l.asset "
           "LEFT JOIN place ON place.id = l.place LEFT JOIN place found ON found.id = l.found_place",
  .columns = columns, .filters = filters,
  .search = "SELECT id FROM stocktake_line WHERE item IN (SELECT rowid FROM item_search WHERE item_search MATCH ?1) "
            "OR asset IN (SELECT id FROM asset WHERE instr (jz_fold (number || char (10) || serial), ?2) > 0)",
  .order = "place",
};

static const struct
{
  const char *id, *title; /* msgid */
} shows[] = {
  { "open", N_("Not seen") }, { "elsewhere", N_("Elsewhere") },
  { "difference", N_("Differences") }, { "all", N_("All") },
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
jz_count_lines_show (JzTable *table, const char *which)
{
  gtk_toggle_button_set_active (g_object_get_data (G_OBJECT (table), which), TRUE);
}

/* Whatever else is taken away, it is the lines of this stock-take. */
static void
cleared_cb (JzTable *table, gpointer data)
{
  jz_table_set_filter (table, "stocktake", data);
  jz_count_lines_show (table, "all");
}

JzTable *
jz_count_lines_new (JzSession *session, gint64 id)
{
  JzTable *table = jz_table_new (&spec, _("Lines to count"), _("Search name, specification, number, pinyin initials"));
  char    *text = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  g_object_set_data_full (G_OBJECT (table), "jz-stocktake", text, g_free);
  g_signal_connect (table, "cleared", G_CALLBACK (cleared_cb), text);
  jz_table_add_last (table, make_switch (table));
  jz_table_set_filter (table, "stocktake", text);
  jz_table_set_session (table, session);
  return table;
}
