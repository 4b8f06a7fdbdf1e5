/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-views-page.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const JzPageView *view;
  GtkStack         *stack; /* that it is a page of: the page's own, or that of the views it stands together with */
  GtkWidget        *made;  /* NULL until it is first shown */
} Place;

typedef struct
{
  GtkBox          *box;
  GtkStack        *stack;
  Place           *places;  /* of each view */
  JzPageActions  **groups;
  AdwToastOverlay *toasts;  /* for what has no list */
  JzSession       *session;
} JzViewsPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (JzViewsPage, jz_views_page, JZ_TYPE_PAGE)

#define PRIVATE(self) ((JzViewsPagePrivate *) jz_views_page_get_instance_private (self))

static const char *
name_of (const JzPageView *view)
{
  return view->list != NULL ? view->list->kind : view->name;
}

static JzListPage *
list_of (const Place *place)
{
  return place->view->list != NULL && place->made != NULL ? JZ_LIST_PAGE (place->made) : NULL;
}

/* The index of the view in front. */
static guint
shown (JzViewsPage *self)
{
  JzViewsPagePrivate *priv = PRIVATE (self);
  const char         *name = gtk_stack_get_visible_child_name (priv->stack);

  for (guint i = 0; i < JZ_VIEWS_PAGE_GET_CLASS (self)->n_views; i++)
    {
      const Place *place = &priv->places[i];
      const char  *inside = place->view->inside;

      if (g_strcmp0 (inside != NULL ? inside : name_of (place->view), name) == 0 &&
          (inside == NULL || g_strcmp0 (gtk_stack_get_visible_child_name (place->stack), name_of (place->view)) == 0))
        return i;
    }
  return 0;
}

static Place *
in_front (JzViewsPage *self)
{
  return &PRIVATE (self)->places[shown (self)];
}

static JzListPage *
get_list (JzPage *page)
{
  const Place *place = in_front (JZ_VIEWS_PAGE (page));

  return place->view->get_list != NULL && place->made != NULL ? place->view->get_list (place->made) : list_of (place);
}

static void
set_view_session (JzViewsPage *self, guint i)
{
  JzViewsPageClass *klass = JZ_VIEWS_PAGE_GET_CLASS (self);
  const Place      *place = &PRIVATE (self)->places[i];
  JzSession        *session = PRIVATE (self)->session;

  if (place->made == NULL)
    return;
  if (place->view->list != NULL)
    jz_list_page_set_session (list_of (place), session);
  else
    place->view->set_session (place->made, session);
  if (klass->view_signed != NULL)
    klass->view_signed (self, i, session);
}

static void
set_view_narrow (const Place *place, gboolean narrow)
{
  if (list_of (place) != NULL)
    jz_list_page_set_narrow (list_of (place), narrow);
  else if (place->made != NULL && place->view->set_narrow != NULL)
    place->view->set_narrow (place->made, narrow);
}

static void
make_view (JzViewsPage *self, guint i)
{
  JzViewsPageClass *klass = JZ_VIEWS_PAGE_GET_CLASS (self);
  Place            *place = &PRIVATE (self)->places[i];
  const JzPageView *view = place->view;
  GtkWidget        *child;

  child = place->made = view->list != NULL ? GTK_WIDGET (jz_list_page_new (view->list)) : view->make ();
  if (view->list != NULL)
    {
      if (klass->n_groups > 0)
        jz_page_actions_dress (PRIVATE (self)->groups[view->group], list_of (place));
      if (klass->list_made != NULL)
        child = klass->list_made (self, i, list_of (place));
    }
  set_view_narrow (place, jz_page_is_narrow (JZ_PAGE (self)));
  adw_bin_set_child (ADW_BIN (gtk_stack_get_child_by_name (place->stack, name_of (view))), child);
  set_view_session (self, i);
}

static void
view_shown_cb (JzViewsPage *self)
{
  guint  i = shown (self);
  Place *place = &PRIVATE (self)->places[i];

  if (place->made == NULL)
    make_view (self, i);
  for (guint group = 0; group < JZ_VIEWS_PAGE_GET_CLASS (self)->n_groups; group++)
    jz_page_actions_set_view (PRIVATE (self)->groups[group], (guint) place->view->group == group ? list_of (place) : NULL);
}

static void
set_session (JzPage *page, JzSession *session)
{
  JzViewsPage      *self = JZ_VIEWS_PAGE (page);
  JzViewsPageClass *klass = JZ_VIEWS_PAGE_GET_CLASS (self);

  PRIVATE (self)->session = session;
  for (guint group = 0; group < klass->n_groups; group++)
    jz_page_actions_set_session (PRIVATE (self)->groups[group], session);
  if (session != NULL)
    view_shown_cb (self);
  for (guint i = 0; i < klass->n_views; i++)
    set_view_session (self, i);
}

static gboolean
show (JzPage *page, const char *kind, gint64 id)
{
  JzViewsPage      *self = JZ_VIEWS_PAGE (page);
  JzViewsPageClass *klass = JZ_VIEWS_PAGE_GET_CLASS (self);

  for (guint i = 0; i < klass->n_views; i++)
    {
      const Place *place = &PRIVATE (self)->places[i];

      if (!g_str_equal (name_of (place->view), kind))
        continue;
      gtk_stack_set_visible_child_name (place->stack, kind);
      if (place->view->inside != NULL)
        gtk_stack_set_visible_child_name (PRIVATE (self)->stack, place->view->inside);
      view_shown_cb (self);
      if (klass->view_asked != NULL)
        klass->view_asked (self, i);
      if (place->view->list != NULL && id != 0)
        jz_table_show_id (jz_list_page_get_table (list_of (place)), id);
      return TRUE;
    }
  return FALSE;
}

static gboolean
scanned (JzPage *page, const char *code)
{
  const Place *place = in_front (JZ_VIEWS_PAGE (page));

  return place->made != NULL && place->view->scanned != NULL && place->view->scanned (place->made, code);
}

static void
set_narrow (JzPage *page, gboolean narrow)
{
  JzViewsPage *self = JZ_VIEWS_PAGE (page);

  for (guint i = 0; i < JZ_VIEWS_PAGE_GET_CLASS (self)->n_views; i++)
    set_view_narrow (&PRIVATE (self)->places[i], narrow);
}

static void
add_toast (JzPage *page, AdwToast *toast)
{
  JzViewsPage *self = JZ_VIEWS_PAGE (page);
  JzListPage  *list = get_list (page);
  const Place *place = in_front (self);

  if (list != NULL && gtk_widget_get_mapped (GTK_WIDGET (list)))
    adw_toast_overlay_add_toast (jz_table_get_toasts (jz_list_page_get_table (list)), toast);
  else if (place->made != NULL && place->view->add_toast != NULL)
    place->view->add_toast (place->made, toast);
  else
    adw_toast_overlay_add_toast (PRIVATE (self)->toasts, toast);
}

/* Views that stand together have a stack of their own, with its switcher over it. */
static GtkStack *
make_inner (JzViewsPage *self, const char *title)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *switcher = gtk_stack_switcher_new (), *stack = gtk_stack_new ();

  gtk_stack_switcher_set_stack (GTK_STACK_SWITCHER (switcher), GTK_STACK (stack));
  gtk_widget_set_halign (switcher, GTK_ALIGN_START);
  gtk_widget_add_css_class (switcher, "jz-inner-switcher");
  gtk_widget_set_vexpand (stack, TRUE);
  gtk_box_append (GTK_BOX (box), switcher);
  gtk_box_append (GTK_BOX (box), stack);
  gtk_stack_add_titled (PRIVATE (self)->stack, box, title, g_dgettext (GETTEXT_PACKAGE, title));
  g_signal_connect_object (stack, "notify::visible-child", G_CALLBACK (view_shown_cb), self, G_CONNECT_SWAPPED);
  return GTK_STACK (stack);
}

static void
add_view (JzViewsPage *self, guint i)
{
  JzViewsPagePrivate *priv = PRIVATE (self);
  Place              *place = &priv->places[i];
  const JzPageView   *view = &JZ_VIEWS_PAGE_GET_CLASS (self)->views[i];

  place->view = view;
  if (view->inside == NULL)
    place->stack = priv->stack;
  else if (i > 0 && g_strcmp0 (priv->places[i - 1].view->inside, view->inside) == 0)
    place->stack = priv->places[i - 1].stack;
  else
    place->stack = make_inner (self, view->inside);
  gtk_stack_add_titled (place->stack, adw_bin_new (), name_of (view),
                        g_dgettext (GETTEXT_PACKAGE, view->list != NULL ? view->list->title : view->title));
}

static void
jz_views_page_constructed (GObject *object)
{
  JzViewsPage        *self = JZ_VIEWS_PAGE (object);
  JzViewsPageClass   *klass = JZ_VIEWS_PAGE_GET_CLASS (self);
  JzViewsPagePrivate *priv = PRIVATE (self);

  G_OBJECT_CLASS (jz_views_page_parent_class)->constructed (object);
  priv->groups = g_new0 (JzPageActions *, klass->n_groups);
  for (guint group = 0; group < klass->n_groups; group++)
    priv->groups[group] = klass->groups[group](JZ_PAGE (self));
  priv->places = g_new0 (Place, klass->n_views);
  for (guint i = 0; i < klass->n_views; i++)
    add_view (self, i);
  jz_page_set_views (JZ_PAGE (self), priv->stack);
  g_signal_connect_object (priv->stack, "notify::visible-child", G_CALLBACK (view_shown_cb), self, G_CONNECT_SWAPPED);
}

static void
jz_views_page_dispose (GObject *object)
{
  JzViewsPage        *self = JZ_VIEWS_PAGE (object);
  JzViewsPagePrivate *priv = PRIVATE (self);

  /* What is under way may keep them longer than the views. */
  for (guint group = 0; group < JZ_VIEWS_PAGE_GET_CLASS (self)->n_groups; group++)
    if (priv->groups[group] != NULL)
      {
        jz_page_actions_set_view (priv->groups[group], NULL);
        jz_page_actions_set_session (priv->groups[group], NULL);
        g_clear_object (&priv->groups[group]);
      }
  G_OBJECT_CLASS (jz_views_page_parent_class)->dispose (object);
}

static void
jz_views_page_finalize (GObject *object)
{
  JzViewsPagePrivate *priv = PRIVATE (JZ_VIEWS_PAGE (object));

  g_free (priv->groups);
  g_free (priv->places);
  G_OBJECT_CLASS (jz_views_page_parent_class)->finalize (object);
}

static void
jz_views_page_class_init (JzViewsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  JzPageClass  *page_class = JZ_PAGE_CLASS (klass);

  object_class->constructed = jz_views_page_constructed;
  object_class->dispose = jz_views_page_dispose;
  object_class->finalize = jz_views_page_finalize;
  page_class->set_session = set_session;
  page_class->get_list = get_list;
  page_class->show = show;
  page_class->scanned = scanned;
  page_class->set_narrow = set_narrow;
  page_class->add_toast = add_toast;
}

static void
jz_views_page_init (JzViewsPage *self)
{
  JzViewsPagePrivate *priv = PRIVATE (self);

  priv->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  priv->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (priv->stack), TRUE);
  gtk_box_append (priv->box, GTK_WIDGET (priv->stack));
  priv->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  adw_toast_overlay_set_child (priv->toasts, GTK_WIDGET (priv->box));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (priv->toasts));
}

void
jz_views_page_add_bar (JzViewsPage *self, GtkWidget *bar)
{
  g_return_if_fail (JZ_IS_VIEWS_PAGE (self));

  gtk_box_prepend (PRIVATE (self)->box, bar);
}

JzPageActions *
jz_views_page_get_actions (JzViewsPage *self, guint group)
{
  g_return_val_if_fail (JZ_IS_VIEWS_PAGE (self) && group < JZ_VIEWS_PAGE_GET_CLASS (self)->n_groups, NULL);

  return PRIVATE (self)->groups[group];
}

JzListPage *
jz_views_page_get_list (JzViewsPage *self, guint i)
{
  g_return_val_if_fail (JZ_IS_VIEWS_PAGE (self) && i < JZ_VIEWS_PAGE_GET_CLASS (self)->n_views, NULL);

  return list_of (&PRIVATE (self)->places[i]);
}

GtkWidget *
jz_views_page_get_widget (JzViewsPage *self, guint i)
{
  g_return_val_if_fail (JZ_IS_VIEWS_PAGE (self) && i < JZ_VIEWS_PAGE_GET_CLASS (self)->n_views, NULL);

  return PRIVATE (self)->places[i].made;
}

JzListPage *
jz_views_page_find_list (JzViewsPage *self, const char *kind)
{
  g_return_val_if_fail (JZ_IS_VIEWS_PAGE (self), NULL);

  for (guint i = 0; i < JZ_VIEWS_PAGE_GET_CLASS (self)->n_views; i++)
    if (g_str_equal (name_of (PRIVATE (self)->places[i].view), kind))
      return list_of (&PRIVATE (self)->places[i]);
  return NULL;
}

JzSession *
jz_views_page_get_session (JzViewsPage *self)
{
  g_return_val_if_fail (JZ_IS_VIEWS_PAGE (self), NULL);

  return PRIVATE (self)->session;
}
