/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-told.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-attachment.h"
#include "jz-history.h"

#define HISTORY_MOST 20

typedef enum
{
  LINE_ACTION, /* label, action */
  LINE_GROUP,
  LINE_FACT,
  LINE_ENTRY,
  LINE_FILES, /* of a table; undo: its row, target: how many of each kind */
  LINE_LINK, /* an entry; button, action */
} LineKind;

typedef struct
{
  LineKind kind;
  char    *texts[5];
  gint64   undo; /* operation, 0: none */
  GVariant *target;
} Line;

struct _JzTold
{
  char   *title;
  char   *subtitle;
  char   *badge;
  GArray *lines;
};

static void
line_clear (gpointer data)
{
  Line *self = data;

  for (guint i = 0; i < G_N_ELEMENTS (self->texts); i++)
    g_free (self->texts[i]);
  g_clear_pointer (&self->target, g_variant_unref);
}

JzTold *
jz_told_new (const char *title, const char *subtitle, const char *badge)
{
  JzTold *self = g_new0 (JzTold, 1);

  self->title = g_strdup (title);
  self->subtitle = g_strdup (subtitle);
  self->badge = g_strdup (badge);
  self->lines = g_array_new (FALSE, TRUE, sizeof (Line));
  g_array_set_clear_func (self->lines, line_clear);
  return self;
}

void
jz_told_free (JzTold *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->badge);
  g_array_unref (self->lines);
  g_free (self);
}

static void
add_line (JzTold *self, LineKind kind, const char *first, const char *second, const char *third, gint64 undo)
{
  Line line = { kind, { g_strdup (first), g_strdup (second), g_strdup (third) }, undo };

  g_array_append_val (self->lines, line);
}

void
jz_told_add_group (JzTold *self, const char *title, const char *note)
{
  add_line (self, LINE_GROUP, title, note, NULL, 0);
}

void
jz_told_add_fact (JzTold *self, const char *label, const char *value)
{
  add_line (self, LINE_FACT, label, value, NULL, 0);
}

void
jz_told_add_entry (JzTold *self, const char *label, const char *title, const char *subtitle)
{
  add_line (self, LINE_ENTRY, label, title, subtitle, 0);
}

void
jz_told_add_link (JzTold *self, const char *label, const char *title, const char *subtitle, const char *button, const char *action,
                  GVariant *target)
{
  Line line = { LINE_LINK, { g_strdup (label), g_strdup (title), g_strdup (subtitle), g_strdup (button), g_strdup (action) }, 0,
                target != NULL ? g_variant_ref_sink (target) : NULL };

  g_array_append_val (self->lines, line);
}

void
jz_told_add_action (JzTold *self, const char *label, const char *action, GVariant *target)
{
  Line line = {
    LINE_ACTION, { g_strdup (label), g_strdup (action), NULL }, 0, target != NULL ? g_variant_ref_sink (target) : NULL
  };

  g_array_append_val (self->lines, line);
}

/* "11-17 10:05" this year, "2025-06-18" before, in local time. */
static char *
when (const char *at)
{
  g_autoptr (GTimeZone) local = g_time_zone_new_local ();
  g_autoptr (GDateTime) utc = g_date_time_new_from_iso8601 (at, NULL);
  g_autoptr (GDateTime) then = utc != NULL ? g_date_time_to_timezone (utc, local) : NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now (local);

  if (then == NULL)
    return g_strdup (at);
  return g_date_time_format (then,
                             g_date_time_get_year (then) == g_date_time_get_year (now) ? "%m-%d %H:%M" : "%Y-%m-%d");
}

gboolean
jz_told_add_history (JzTold *self, JzConnection *connection, const char *table, gint64 row, GError **error)
{
  g_autoptr (GPtrArray) history = jz_history_read (connection, table, row, HISTORY_MOST, error);

  if (history == NULL)
    return FALSE;
  if (history->len > 0)
    jz_told_add_group (self, _("History"), NULL);
  for (guint i = 0; i < history->len; i++)
    {
      JzHistoryRow    *one = g_ptr_array_index (history, i);
      g_autofree char *date = when (one->at);

      add_line (self, LINE_ENTRY, date, one->words, one->who, !one->undone && one->account != 0 ? one->operation : 0);
    }
  return TRUE;
}

/* Files. */

gboolean
jz_told_add_files (JzTold *self, JzConnection *connection, const char *table, gint64 row, GError **error)
{
  g_autoptr (GPtrArray) files = jz_attachment_list (connection, table, row, error);
  GVariantBuilder       counts;
  Line                  line = { LINE_FILES, { g_strdup (table), NULL, NULL }, row };

  g_variant_builder_init (&counts, G_VARIANT_TYPE ("a(su)"));
  for (guint i = 0; files != NULL && i < files->len;)
    {
      const char *kind = ((JzAttachment *) g_ptr_array_index (files, i))->kind;
      guint       n = 0;

      for (; i < files->len && g_str_equal (((JzAttachment *) g_ptr_array_index (files, i))->kind, kind); i++)
        n++;
      g_variant_builder_add (&counts, "(su)", kind, n);
    }
  line.target = g_variant_ref_sink (g_variant_builder_end (&counts));
  g_array_append_val (self->lines, line);
  return files != NULL;
}

static GMenuModel *
make_add_menu (const char *table, gint64 row)
{
  GMenu *menu = g_menu_new ();

  for (guint i = 0; jz_attachment_kinds[i] != NULL; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (jz_attachment_kind_words (jz_attachment_kinds[i]), NULL);

      g_menu_item_set_action_and_target (item, "attachment.add", "(sxs)", table, row, jz_attachment_kinds[i]);
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}

static void
fill_files (const Line *line, JzInspector *inspector)
{
  g_autoptr (GMenuModel) menu = make_add_menu (line->texts[0], line->undo);
  GVariantIter iter;
  const char  *kind;
  guint        n;

  jz_inspector_add_group (inspector, _("Attachments"), NULL);
  g_variant_iter_init (&iter, line->target);
  while (g_variant_iter_next (&iter, "(&su)", &kind, &n))
    {
      g_autofree char *many = g_strdup_printf ("%s %u", jz_attachment_kind_words (kind), n);

      jz_inspector_add_chip (inspector, g_str_equal (kind, "photo") ? "image-x-generic-symbolic" : "text-x-generic-symbolic",
                             n > 1 ? many : jz_attachment_kind_words (kind), "attachment.open",
                             g_variant_new ("(sxs)", line->texts[0], line->undo, kind));
    }
  jz_inspector_add_chip_menu (inspector, "list-add-symbolic", _("Add file"), menu);
  jz_inspector_set_files (inspector, line->texts[0], line->undo);
}

void
jz_told_fill (JzTold *self, JzInspector *inspector)
{
  jz_inspector_set_title (inspector, self->title, self->subtitle, self->badge);
  for (guint i = 0; i < self->lines->len; i++)
    {
      Line *line = &g_array_index (self->lines, Line, i);

      switch (line->kind)
        {
        case LINE_GROUP: jz_inspector_add_group (inspector, line->texts[0], line->texts[1]); break;
        case LINE_FACT: jz_inspector_add_fact (inspector, line->texts[0], line->texts[1]); break;
        case LINE_ACTION: jz_inspector_add_action (inspector, line->texts[0], line->texts[1], line->target); break;
        case LINE_ENTRY:
          jz_inspector_add_entry (inspector, line->texts[0], line->texts[1], line->texts[2],
                                  line->undo != 0 ? _("Undo") : NULL, "win.undo-operation",
                                  line->undo != 0 ? g_variant_new_int64 (line->undo) : NULL);
          break;
        case LINE_FILES: fill_files (line, inspector); break;
        case LINE_LINK:
          jz_inspector_add_entry (inspector, line->texts[0], line->texts[1], line->texts[2], line->texts[3], line->texts[4], line->target);
          break;
        default: g_assert_not_reached ();
        }
    }
}

void
jz_told_fill_menu (JzTold *self, GMenu *menu)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      const Line *line = &g_array_index (self->lines, Line, i);
      g_autoptr (GMenuItem) item = NULL;

      if (line->kind != LINE_ACTION || line->target == NULL)
        continue;
      item = g_menu_item_new (line->texts[0], NULL);
      g_menu_item_set_action_and_target_value (item, line->texts[1], line->target);
      g_menu_item_set_attribute (item, "hidden-when", "s", "action-disabled");
      g_menu_append_item (menu, item);
    }
}
