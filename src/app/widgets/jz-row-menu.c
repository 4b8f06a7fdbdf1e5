/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-row-menu.h"

#include <glib/gi18n-lib.h>

struct _JzRowMenu
{
  GtkWidget          *over;
  GtkWidget          *view;
  GtkEventController *keys, *click; /* the view's */
  GMenuModel         *menu;
  GtkWidget          *popover;      /* NULL until it is first shown */
};

static GMenuModel *
full_menu (JzRowMenu *self)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) own = g_menu_new ();

  if (self->menu != NULL)
    g_menu_append_section (menu, NULL, self->menu);
  g_menu_append (own, _("Copy"), "table.copy");
  g_menu_append (own, _("Choose all"), "table.select-all");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (own));
  return G_MENU_MODEL (menu);
}

static void
pop_up (JzRowMenu *self, double x, double y)
{
  GdkRectangle at = { (int) x, (int) y, 1, 1 };

  if (self->popover == NULL)
    {
      g_autoptr (GMenuModel) model = full_menu (self);

      self->popover = gtk_popover_menu_new_from_model (model);
      gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
      gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
      gtk_widget_set_parent (self->popover, self->over);
    }
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), &at);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

/* The row under the pointer is chosen first, unless it is among those chosen. */
static void
choose_at (JzRowMenu *self, double x, double y)
{
  GtkWidget *at = gtk_widget_pick (self->view, x, y, GTK_PICK_DEFAULT);

  for (; at != NULL && at != self->view; at = gtk_widget_get_parent (at))
    if (GTK_IS_LIST_VIEW (gtk_widget_get_parent (at)))
      {
        if ((gtk_widget_get_state_flags (at) & GTK_STATE_FLAG_SELECTED) == 0)
          gtk_widget_activate_action (at, "listitem.select", "(bb)", FALSE, FALSE);
        return;
      }
}

static void
right_click_cb (GtkGestureClick *gesture, int n_press, double x, double y, gpointer data)
{
  JzRowMenu       *self = data;
  graphene_point_t at;

  choose_at (self, x, y);
  if (gtk_widget_compute_point (self->view, self->over, &GRAPHENE_POINT_INIT ((float) x, (float) y), &at))
    pop_up (self, at.x, at.y);
}

static gboolean
menu_key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  pop_up (data, 24, 80);
  return TRUE;
}

void
jz_row_menu_set (JzRowMenu *self, GMenuModel *menu)
{
  g_set_object (&self->menu, menu);
}

JzRowMenu *
jz_row_menu_new (GtkWidget *over, GtkWidget *view)
{
  JzRowMenu *self = g_new0 (JzRowMenu, 1);

  self->over = over;
  self->view = view;
  self->keys = gtk_shortcut_controller_new ();
  self->click = GTK_EVENT_CONTROLLER (gtk_gesture_click_new ());
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (self->keys),
                                        gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Menu|<Shift>F10"),
                                                          gtk_callback_action_new (menu_key_cb, self, NULL)));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (self->click), GDK_BUTTON_SECONDARY);
  g_signal_connect (self->click, "pressed", G_CALLBACK (right_click_cb), self);
  gtk_widget_add_controller (view, self->keys);
  gtk_widget_add_controller (view, self->click);
  return self;
}

void
jz_row_menu_free (JzRowMenu *self)
{
  gtk_widget_remove_controller (self->view, self->keys);
  gtk_widget_remove_controller (self->view, self->click);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_object (&self->menu);
  g_free (self);
}
