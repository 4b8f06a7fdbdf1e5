/* adw-types: preloaded into gtk4-builder-tool, which knows no type of libadwaita by itself, and none of ours.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <adwaita.h>

/* Stands for the widget of that name: the tool asks for no more than a widget. */
typedef GtkWidget      JzViewSwitcher;
typedef GtkWidgetClass JzViewSwitcherClass;

GType jz_view_switcher_get_type (void);

G_DEFINE_TYPE (JzViewSwitcher, jz_view_switcher, GTK_TYPE_WIDGET)

static void
jz_view_switcher_class_init (JzViewSwitcherClass *klass)
{
}

static void
jz_view_switcher_init (JzViewSwitcher *self)
{
}

static void __attribute__ ((constructor))
know_types (void)
{
  g_type_ensure (ADW_TYPE_APPLICATION_WINDOW);
  g_type_ensure (jz_view_switcher_get_type ());
}
