/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-date-entry.h"

#include <glib/gi18n-lib.h>

#include "jz-field.h"
#include "jz-grid-field.h"
#include "jz-text.h"

struct _JzDateEntry
{
  GtkWidget  parent_instance;
  GtkWidget *entry;
  GtkWidget *popover;
  GtkWidget *calendar;
  gboolean   quiet;
};

G_DEFINE_FINAL_TYPE (JzDateEntry, jz_date_entry, GTK_TYPE_WIDGET)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

gboolean
jz_date_entry_read (JzDateEntry *self, JzDate *date)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  *date = jz_date_parse (typed);
  return *date != JZ_DATE_NONE || jz_text_is_blank (typed);
}

void
jz_date_entry_set (JzDateEntry *self, JzDate date)
{
  char iso[JZ_DATE_LENGTH];

  gtk_editable_set_text (GTK_EDITABLE (self->entry), jz_date_to_iso (date, iso));
}

static void
tidy (JzDateEntry *self)
{
  JzDate date;
  char   iso[JZ_DATE_LENGTH];

  if (!jz_date_entry_read (self, &date))
    jz_grid_field_say (GTK_WIDGET (self), _("This is no date"));
  else if (g_strcmp0 (jz_date_to_iso (date, iso), gtk_editable_get_text (GTK_EDITABLE (self->entry))) != 0)
    jz_date_entry_set (self, date);
}

static void
typed_cb (JzDateEntry *self)
{
  jz_grid_field_say (GTK_WIDGET (self), NULL);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
entered_cb (JzDateEntry *self)
{
  tidy (self);
  jz_field_go_on (self->entry);
}

static void
open_calendar (JzDateEntry *self)
{
  JzDate date;
  int    year, month, day;
  g_autoptr (GDateTime) shown = NULL;

  if (!jz_date_entry_read (self, &date) || date == JZ_DATE_NONE)
    date = jz_date_today ();
  jz_date_get (date, &year, &month, &day);
  shown = g_date_time_new_local (year, month, day, 12, 0, 0);
  self->quiet = TRUE;
  gtk_calendar_select_day (GTK_CALENDAR (self->calendar), shown);
  self->quiet = FALSE;
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static gboolean
open_key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  open_calendar (JZ_DATE_ENTRY (widget));
  return GDK_EVENT_STOP;
}

static void
day_cb (JzDateEntry *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (GTK_CALENDAR (self->calendar));

  if (!self->quiet)
    jz_date_entry_set (self, jz_date_new (g_date_time_get_year (day), g_date_time_get_month (day),
                                          g_date_time_get_day_of_month (day)));
}

static gboolean
jz_date_entry_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (JZ_DATE_ENTRY (widget)->entry);
}

static void
jz_date_entry_dispose (GObject *object)
{
  JzDateEntry *self = JZ_DATE_ENTRY (object);

  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_pointer (&self->entry, gtk_widget_unparent);
  G_OBJECT_CLASS (jz_date_entry_parent_class)->dispose (object);
}

static void
jz_date_entry_class_init (JzDateEntryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jz_date_entry_dispose;
  widget_class->grab_focus = jz_date_entry_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, GDK_ALT_MASK, open_key_cb, NULL);
  signals[CHANGED] =
    g_signal_new ("changed", JZ_TYPE_DATE_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
jz_date_entry_init (JzDateEntry *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->entry = gtk_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 10);
  gtk_widget_set_hexpand (self->entry, TRUE);
  gtk_entry_set_icon_from_icon_name (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_SECONDARY, "jz-calendar-symbolic");
  gtk_entry_set_icon_tooltip_text (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_SECONDARY, _("Calendar"));
  g_signal_connect_swapped (self->entry, "icon-press", G_CALLBACK (open_calendar), self);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (typed_cb), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (entered_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (tidy), self);
  gtk_widget_add_controller (self->entry, focus);
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
  self->popover = gtk_popover_new ();
  self->calendar = gtk_calendar_new ();
  g_signal_connect_swapped (self->calendar, "day-selected", G_CALLBACK (day_cb), self);
  gtk_popover_set_child (GTK_POPOVER (self->popover), self->calendar);
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
}

JzDateEntry *
jz_date_entry_new (JzDate date)
{
  JzDateEntry *self = g_object_new (JZ_TYPE_DATE_ENTRY, NULL);

  if (date != JZ_DATE_NONE)
    jz_date_entry_set (self, date);
  return self;
}
