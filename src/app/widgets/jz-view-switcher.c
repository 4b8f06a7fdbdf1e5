/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-view-switcher.h"

#include <glib/gi18n-lib.h>

#include "jz-compat.h"

#define ALL_ROOM 4096 /* px; wider than a screen */

struct _JzViewSwitcher
{
  GtkWidget  parent_instance;
  GtkWidget *tabs; /* a GtkStackSwitcher: a button for each page, in their order */
  GtkWidget *more;
  GtkStack  *stack;
  guint      fitting; /* how many pages have a button that is seen */
  guint      label_source;
};

G_DEFINE_FINAL_TYPE (JzViewSwitcher, jz_view_switcher, GTK_TYPE_WIDGET)

static int
natural_width (GtkWidget *widget)
{
  int natural;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return natural;
}

/* The number of the page in front, counted from 0; -1: none. */
static int
number_in_front (JzViewSwitcher *self)
{
  g_autoptr (GListModel) pages = self->stack != NULL ? G_LIST_MODEL (gtk_stack_get_pages (self->stack)) : NULL;

  for (guint i = 0; pages != NULL && i < g_list_model_get_n_items (pages); i++)
    if (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (pages), i))
      return (int) i;
  return -1;
}

static void
label_more (JzViewSwitcher *self)
{
  int         front = number_in_front (self);
  gboolean    here = front >= (int) self->fitting;
  const char *title = _("More");

  if (here)
    title = gtk_stack_page_get_title (gtk_stack_get_page (self->stack, gtk_stack_get_visible_child (self->stack)));
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->more), title);
  jz_compat_name (gtk_widget_get_first_child (self->more), here ? title : _("More views")); /* lists have a "More" too */
  if (here)
    gtk_widget_add_css_class (self->more, "here");
  else
    gtk_widget_remove_css_class (self->more, "here");
}

/* Not inside the layout that found it out. */
static gboolean
label_cb (gpointer data)
{
  JzViewSwitcher *self = data;

  self->label_source = 0;
  label_more (self);
  return G_SOURCE_REMOVE;
}

static void
make_menu_cb (GtkMenuButton *button, gpointer data)
{
  JzViewSwitcher *self = data;
  g_autoptr (GListModel) pages = self->stack != NULL ? G_LIST_MODEL (gtk_stack_get_pages (self->stack)) : NULL;
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = self->fitting; pages != NULL && i < g_list_model_get_n_items (pages); i++)
    {
      g_autoptr (GObject) page = g_list_model_get_item (pages, i);
      g_autoptr (GMenuItem) item = g_menu_item_new (gtk_stack_page_get_title (GTK_STACK_PAGE (page)), NULL);

      g_menu_item_set_action_and_target (item, "win.view-number", "i", (int) i + 1);
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

/* How many buttons go into @room. */
static guint
count_fitting (JzViewSwitcher *self, int room, int *taken)
{
  guint fitting = 0;

  *taken = 0;
  for (GtkWidget *tab = gtk_widget_get_first_child (self->tabs); tab != NULL; tab = gtk_widget_get_next_sibling (tab), fitting++)
    {
      int width = gtk_widget_should_layout (tab) ? natural_width (tab) : 0;

      if (*taken + width > room)
        break;
      *taken += width;
    }
  return fitting;
}

static void
show_fitting (JzViewSwitcher *self, guint fitting)
{
  guint i = 0;

  for (GtkWidget *tab = gtk_widget_get_first_child (self->tabs); tab != NULL; tab = gtk_widget_get_next_sibling (tab), i++)
    {
      gtk_widget_set_child_visible (tab, i < fitting);
      gtk_widget_set_can_focus (tab, i < fitting);
    }
  gtk_widget_set_child_visible (self->more, fitting < i);
  if (fitting == self->fitting)
    return;
  self->fitting = fitting;
  if (self->label_source == 0)
    self->label_source = g_idle_add (label_cb, self);
}

static void
jz_view_switcher_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  JzViewSwitcher *self = JZ_VIEW_SWITCHER (widget);
  int             all = natural_width (self->tabs), more = natural_width (self->more), taken;
  guint           fitting = count_fitting (self, all <= width ? all : width - more, &taken);

  show_fitting (self, fitting);
  gtk_widget_size_allocate (self->tabs, &(GtkAllocation){ 0, 0, all, height }, baseline);
  gtk_widget_size_allocate (self->more, &(GtkAllocation){ taken, 0, more, height }, baseline);
}

static void
jz_view_switcher_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                          int *minimum_baseline, int *natural_baseline)
{
  JzViewSwitcher *self = JZ_VIEW_SWITCHER (widget);
  int             tabs_minimum, more_minimum, more_natural;

  gtk_widget_measure (self->tabs, orientation, -1, &tabs_minimum, natural, NULL, NULL);
  gtk_widget_measure (self->more, orientation, -1, &more_minimum, &more_natural, NULL, NULL);
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? MIN (*natural, more_natural) : MAX (tabs_minimum, more_minimum);
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? MAX (*natural, ALL_ROOM) : MAX (*natural, more_natural);
}

static void
front_cb (JzViewSwitcher *self)
{
  label_more (self);
}

void
jz_view_switcher_set_stack (JzViewSwitcher *self, GtkStack *stack)
{
  g_return_if_fail (JZ_IS_VIEW_SWITCHER (self));
  if (self->stack != NULL)
    g_signal_handlers_disconnect_by_func (self->stack, front_cb, self);
  g_set_object (&self->stack, stack);
  gtk_stack_switcher_set_stack (GTK_STACK_SWITCHER (self->tabs), stack);
  if (stack != NULL)
    g_signal_connect_object (stack, "notify::visible-child", G_CALLBACK (front_cb), self, G_CONNECT_SWAPPED);
  label_more (self);
}

static void
jz_view_switcher_dispose (GObject *object)
{
  JzViewSwitcher *self = JZ_VIEW_SWITCHER (object);

  g_clear_handle_id (&self->label_source, g_source_remove);
  if (self->tabs != NULL)
    jz_view_switcher_set_stack (self, NULL);
  g_clear_pointer (&self->tabs, gtk_widget_unparent);
  g_clear_pointer (&self->more, gtk_widget_unparent);
  G_OBJECT_CLASS (jz_view_switcher_parent_class)->dispose (object);
}

static void
jz_view_switcher_class_init (JzViewSwitcherClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jz_view_switcher_dispose;
  widget_class->measure = jz_view_switcher_measure;
  widget_class->size_allocate = jz_view_switcher_size_allocate;
}

static void
jz_view_switcher_init (JzViewSwitcher *self)
{
  self->tabs = gtk_stack_switcher_new ();
  gtk_widget_remove_css_class (self->tabs, "linked");
  gtk_widget_add_css_class (self->tabs, "jz-views");
  gtk_widget_set_parent (self->tabs, GTK_WIDGET (self));
  self->more = gtk_menu_button_new ();
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (self->more), FALSE);
  gtk_widget_set_tooltip_text (self->more, _("More views"));
  gtk_widget_add_css_class (self->more, "jz-more-views");
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->more), make_menu_cb, self, NULL);
  gtk_widget_set_parent (self->more, GTK_WIDGET (self));
  label_more (self);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}
