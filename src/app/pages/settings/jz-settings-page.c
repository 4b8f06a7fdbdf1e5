/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-settings-page.h"

#include <glib/gi18n-lib.h>

#include "jz-account-form.h"
#include "jz-bells-form.h"
#include "jz-bells.h"
#include "jz-calendar-view.h"
#include "jz-calendar.h"
#include "jz-care-dialogs.h"
#include "jz-catalogue-policy.h"
#include "jz-class-form.h"
#include "jz-codes-view.h"
#include "jz-codes.h"
#include "jz-day-form.h"
#include "jz-depreciation.h"
#include "jz-import-dialog.h"
#include "jz-lending-lists.h"
#include "jz-lending-papers.h"
#include "jz-library-lists.h"
#include "jz-library-papers.h"
#include "jz-library-standard.h"
#include "jz-loan-rule.h"
#include "jz-merge.h"
#include "jz-page-actions.h"
#include "jz-people.h"
#include "jz-parity-form.h"
#include "jz-parity.h"
#include "jz-person-form.h"
#include "jz-promotion-form.h"
#include "jz-promotion.h"
#include "jz-policy-lists.h"
#include "jz-purchase-dialogs.h"
#include "jz-purchase-step.h"
#include "jz-ratio.h"
#include "jz-settings-lists.h"
#include "jz-settings-papers.h"
#include "jz-settings-views.h"
#include "jz-upkeep-papers.h"
#include "jz-upkeep.h"
#include "jz-value-forms.h"
#include "jz-value-lists.h"
#include "jz-value-writes.h"
#include "jz-weeding.h"

#define MOST_MERGED 50 /* rows that become one */

struct _JzSettingsPage
{
  JzPage              parent_instance;
  GtkStack           *stack;
  GtkWidget          *made[JZ_SETTINGS_N_VIEWS];
  JzSession          *session;
  GSimpleActionGroup *actions;
  GWeakRef            toast; /* the latest */
};

G_DEFINE_FINAL_TYPE (JzSettingsPage, jz_settings_page, JZ_TYPE_PAGE)

/* Actions. Each is there when the account may do it. */

static void
add_person_cb (JzSettingsPage *self, gint64 id)
{
  jz_person_form_present (GTK_WIDGET (self), self->session, id);
}
static void
leave_person_cb (JzSettingsPage *self, gint64 id)
{
  jz_person_form_set_active (self->session, id, FALSE);
}
static void
return_person_cb (JzSettingsPage *self, gint64 id)
{
  jz_person_form_set_active (self->session, id, TRUE);
}
static void merge_people_cb (JzSettingsPage *self, gint64 id);

static void
class_cb (JzSettingsPage *self, gint64 id)
{
  jz_class_form_present (GTK_WIDGET (self), self->session, id);
}

static void
promote_cb (JzSettingsPage *self, gint64 id)
{
  jz_promotion_form_present (GTK_WIDGET (self), self->session);
}

static void
account_cb (JzSettingsPage *self, gint64 id)
{
  jz_account_form_present (GTK_WIDGET (self), self->session, id);
}
static void
password_cb (JzSettingsPage *self, gint64 id)
{
  jz_account_form_password (GTK_WIDGET (self), self->session, id);
}
static void
disable_cb (JzSettingsPage *self, gint64 id)
{
  jz_account_form_set_disabled (self->session, id, TRUE);
}
static void
enable_cb (JzSettingsPage *self, gint64 id)
{
  jz_account_form_set_disabled (self->session, id, FALSE);
}
static void
term_cb (JzSettingsPage *self, gint64 id)
{
  jz_term_form_present (GTK_WIDGET (self), self->session);
}
static void
bells_cb (JzSettingsPage *self, gint64 id)
{
  jz_bells_form_present (GTK_WIDGET (self), self->session, id);
}
static void
parity_cb (JzSettingsPage *self, gint64 id)
{
  jz_parity_form_present (GTK_WIDGET (self), self->session);
}
static void
import_people_cb (JzSettingsPage *self, gint64 id)
{
  jz_import_dialog_choose (GTK_WIDGET (self), self->session, JZ_IMPORT_PEOPLE);
}
static void
find_people_cb (JzSettingsPage *self, gint64 id)
{
  jz_duplicates_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->session, JZ_PAGE (self), JZ_DUPLICATE_PEOPLE);
}
static void
import_calendar_cb (JzSettingsPage *self, gint64 id)
{
  jz_import_dialog_choose (GTK_WIDGET (self), self->session, JZ_IMPORT_CALENDAR);
}
static void
import_standard_cb (JzSettingsPage *self, gint64 id)
{
  jz_import_dialog_choose (GTK_WIDGET (self), self->session, JZ_IMPORT_STANDARD);
}
static void
import_codes_cb (JzSettingsPage *self, gint64 id)
{
  jz_import_codes_choose (GTK_WIDGET (self), self->session);
}

static void
purchase_steps_cb (JzSettingsPage *self, gint64 id)
{
  jz_steps_dialog_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->session);
}

static void
life_cb (JzSettingsPage *self, gint64 id)
{
  jz_life_form_present (GTK_WIDGET (self), self->session, id);
}
static void
rules_cb (JzSettingsPage *self, gint64 id)
{
  jz_rule_form_present (GTK_WIDGET (self), self->session);
}

typedef struct
{
  const char        *name;
  const JzAction    *action;    /* whose permission it takes */
  gboolean           of_row;    /* takes the id of a row */
  /* One of these. */
  void             (*run) (JzSettingsPage *self, gint64 id);
  const JzPaperKind *paper;     /* a dialog about the row, or a new one */
  JzWriteFunc        write;     /* with a gint64 *, the row */
  const char        *leads_to;  /* a view */
} Action;

static const Action actions[] = {
  { "add-person", &jz_action_people, FALSE, add_person_cb },
  { "change-person", &jz_action_people, TRUE, add_person_cb },
  { "leave-person", &jz_action_people, TRUE, leave_person_cb },
  { "return-person", &jz_action_people, TRUE, return_person_cb },
  { "import-people", &jz_action_people, FALSE, import_people_cb },
  { "find-people", &jz_action_people, FALSE, find_people_cb },
  { "merge-people", &jz_action_merge_people, FALSE, merge_people_cb },
  { "add-class", &jz_action_people, FALSE, class_cb },
  { "change-class", &jz_action_people, TRUE, class_cb },
  { "promote", &jz_action_promote, FALSE, promote_cb },
  { "add-account", &jz_action_account, FALSE, account_cb },
  { "change-roles", &jz_action_account, TRUE, account_cb },
  { "change-password", &jz_action_account, TRUE, password_cb },
  { "disable-account", &jz_action_account, TRUE, disable_cb },
  { "enable-account", &jz_action_account, TRUE, enable_cb },
  { "add-term", &jz_action_calendar, FALSE, term_cb },
  { "import-calendar", &jz_action_calendar, FALSE, import_calendar_cb },
  { "change-parity", &jz_action_parity, FALSE, parity_cb },
  { "show-calendar", &jz_action_bells, FALSE, .leads_to = "calendar" },
  { "show-bells", &jz_action_bells, FALSE, .leads_to = "bells" },
  { "add-bells", &jz_action_bells, FALSE, bells_cb },
  { "change-bells", &jz_action_bells, TRUE, bells_cb },
  { "remove-bells", &jz_action_bells, TRUE, .write = jz_bells_remove_write },
  { "import-standard", &jz_action_codes, FALSE, import_standard_cb },
  { "import-codes", &jz_action_codes, FALSE, import_codes_cb },
  { "add-rule", &jz_action_upkeep_policy, FALSE, .paper = &jz_paper_rule },
  { "change-rule", &jz_action_upkeep_policy, TRUE, .paper = &jz_paper_rule },
  { "remove-rule", &jz_action_upkeep_policy, TRUE, .write = jz_policy_remove_rule },
  { "add-step", &jz_action_upkeep_policy, FALSE, .paper = &jz_paper_step },
  { "change-step", &jz_action_upkeep_policy, TRUE, .paper = &jz_paper_step },
  { "remove-step", &jz_action_upkeep_policy, TRUE, .write = jz_policy_remove_step },
  { "show-purchase-steps", &jz_action_purchase_steps, FALSE, .leads_to = "purchase-approval" },
  { "show-devices", &jz_action_ratio, FALSE, .leads_to = "devices" },
  { "purchase-steps", &jz_action_purchase_steps, FALSE, purchase_steps_cb },
  { "change-purchase-step", &jz_action_purchase_steps, TRUE, purchase_steps_cb },
  { "add-device", &jz_action_ratio, FALSE, .paper = &jz_paper_device },
  { "change-device", &jz_action_ratio, TRUE, .paper = &jz_paper_device },
  { "remove-device", &jz_action_ratio, TRUE, .write = jz_policy_remove_device },
  { "network-words", &jz_action_ratio, FALSE, .paper = &jz_paper_network_words },
  { "show-loan-rules", &jz_action_lending_rules, FALSE, .leads_to = "loan-rules" },
  { "show-book-compensation", &jz_action_lending_rules, FALSE, .leads_to = "book-compensation" },
  { "show-reader-groups", &jz_action_lending_rules, FALSE, .leads_to = "reader-groups" },
  { "add-loan-rule", &jz_action_lending_rules, FALSE, .paper = &jz_paper_loan_rule },
  { "change-loan-rule", &jz_action_lending_rules, TRUE, .paper = &jz_paper_loan_rule },
  { "remove-loan-rule", &jz_action_lending_rules, TRUE, .write = jz_lending_remove_rule },
  { "add-book-compensation", &jz_action_lending_rules, FALSE, .paper = &jz_paper_book_compensation },
  { "change-book-compensation", &jz_action_lending_rules, TRUE, .paper = &jz_paper_book_compensation },
  { "remove-book-compensation", &jz_action_lending_rules, TRUE, .write = jz_lending_remove_compensation },
  { "add-reader-group", &jz_action_lending_rules, FALSE, .paper = &jz_paper_reader_group },
  { "change-reader-group", &jz_action_lending_rules, TRUE, .paper = &jz_paper_reader_group },
  { "remove-reader-group", &jz_action_lending_rules, TRUE, .write = jz_lending_remove_group },
  { "lending-policy", &jz_action_lending_rules, FALSE, .paper = &jz_paper_lending_policy },
  { "show-book-places", &jz_action_lending_rules, FALSE, .leads_to = "book-places" },
  { "turn-place", &jz_action_lending_rules, TRUE, .write = jz_library_turn_place },
  { "use-library-standard", &jz_action_library_standard, TRUE, .write = jz_library_use_standard },
  { "library-policy", &jz_action_library_standard, FALSE, .paper = &jz_paper_library_policy },
  { "show-weeding-rules", &jz_action_weeding_policy, FALSE, .leads_to = "weeding-rules" },
  { "show-weeding-steps", &jz_action_weeding_policy, FALSE, .leads_to = "weeding-steps" },
  { "add-weeding-rule", &jz_action_weeding_policy, FALSE, .paper = &jz_paper_weeding_rule },
  { "change-weeding-rule", &jz_action_weeding_policy, TRUE, .paper = &jz_paper_weeding_rule },
  { "remove-weeding-rule", &jz_action_weeding_policy, TRUE, .write = jz_library_remove_weeding_rule },
  { "add-weeding-step", &jz_action_weeding_steps, FALSE, .paper = &jz_paper_weeding_step },
  { "change-weeding-step", &jz_action_weeding_steps, TRUE, .paper = &jz_paper_weeding_step },
  { "remove-weeding-step", &jz_action_weeding_steps, TRUE, .write = jz_library_remove_weeding_step },
  { "add-catalogue-need", &jz_action_catalogue_policy, FALSE, .paper = &jz_paper_catalogue_need },
  { "change-catalogue-need", &jz_action_catalogue_policy, TRUE, .paper = &jz_paper_catalogue_need },
  { "remove-catalogue-need", &jz_action_catalogue_policy, TRUE, .write = jz_library_remove_need },
  { "catalogue-policy", &jz_action_catalogue_policy, FALSE, .paper = &jz_paper_catalogue_policy },
  { "add-life", &jz_action_life, FALSE, life_cb },
  { "change-life", &jz_action_life, TRUE, life_cb },
  { "remove-life", &jz_action_life, TRUE, .write = jz_value_remove_life },
  { "value-rules", &jz_action_life, FALSE, rules_cb },
};

static void
run_action (JzSettingsPage *self, const Action *action, gint64 id)
{
  if (action->paper != NULL)
    jz_paper_dialog_present (GTK_WIDGET (self), self->session, action->paper, id, NULL, FALSE);
  else if (action->write != NULL)
    jz_session_write (self->session, action->action, action->write, g_memdup2 (&id, sizeof id), g_free);
  else if (action->leads_to != NULL)
    gtk_stack_set_visible_child_name (self->stack, action->leads_to);
  else
    action->run (self, id);
}

static void
action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzSettingsPage *self = data;

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    if (self->session != NULL && g_str_equal (actions[i].name, g_action_get_name (G_ACTION (action))))
      run_action (self, &actions[i], parameter != NULL ? g_variant_get_int64 (parameter) : 0);
}

static void
offer_actions (JzSettingsPage *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    if (self->session != NULL && jz_session_may (self->session, actions[i].action->permission))
      {
        g_autoptr (GSimpleAction) action =
          g_simple_action_new (actions[i].name, actions[i].of_row ? G_VARIANT_TYPE_INT64 : NULL);

        g_signal_connect_object (action, "activate", G_CALLBACK (action_cb), self, 0);
        g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (action));
      }
    else
      g_action_map_remove_action (G_ACTION_MAP (self->actions), actions[i].name);
}

/* Views. */

static JzListPage *
list_of (JzSettingsPage *self, guint i)
{
  if (self->made[i] == NULL)
    return NULL;
  if (JZ_IS_CODES_VIEW (self->made[i]))
    return jz_codes_view_get_list (JZ_CODES_VIEW (self->made[i]));
  return JZ_IS_LIST_PAGE (self->made[i]) ? JZ_LIST_PAGE (self->made[i]) : NULL;
}

static JzListPage *
current (JzPage *page)
{
  JzSettingsPage *self = JZ_SETTINGS_PAGE (page);

  for (guint i = 0; i < JZ_SETTINGS_N_VIEWS; i++)
    if (self->made[i] != NULL && gtk_widget_get_parent (self->made[i]) == gtk_stack_get_visible_child (self->stack))
      return list_of (self, i);
  return NULL;
}

static void
merge_people_cb (JzSettingsPage *self, gint64 id)
{
  JzListPage        *list = current (JZ_PAGE (self));
  JzTable           *table = list != NULL ? jz_list_page_get_table (list) : NULL;
  g_autoptr (GArray) ids = table != NULL ? jz_lazy_selection_get_ids (jz_table_get_selection (table)) : NULL;

  if (ids == NULL || ids->len < 2 || ids->len > MOST_MERGED)
    jz_session_say_trouble (self->session, _("Choose the rows that are one person, two at least"));
  else
    jz_merge_dialog_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->session, JZ_DUPLICATE_PEOPLE,
                             ids);
}

static void
activated_cb (JzTable *table, gint64 id, gpointer action)
{
  g_autofree char *name = g_strdup_printf ("page.%s", (const char *) action);

  gtk_widget_activate_action (GTK_WIDGET (table), name, "x", id);
}

static void
add_people_menu (JzListPage *page)
{
  g_autoptr (GMenu) menu = g_menu_new (), merging = g_menu_new ();

  g_menu_append (merging, _("Merge…"), "page.merge-people");
  g_menu_append_section (menu, NULL, jz_list_page_get_actions (page));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (merging));
  jz_table_set_menu (jz_list_page_get_table (page), G_MENU_MODEL (menu));
}

static GtkWidget *
make_list (const JzSettingsViewKind *view)
{
  JzListPage *page = jz_list_page_new (view->list);
  JzTable    *table = jz_list_page_get_table (page);

  for (int i = (int) G_N_ELEMENTS (view->tools) - 1, n = 0; i >= 0; i--)
    if (view->tools[i].label != NULL)
      jz_page_actions_add_button (table, view->tools[i].label, view->tools[i].action, n++ == 0);
  if (view->list == &jz_settings_people_view)
    add_people_menu (page);
  if (view->activate != NULL)
    g_signal_connect (table, "activated", G_CALLBACK (activated_cb), (gpointer) view->activate);
  return GTK_WIDGET (page);
}

static void
set_view_session (JzSettingsPage *self, guint i)
{
  if (JZ_IS_SETTINGS_VIEW (self->made[i]))
    jz_settings_view_set_session (JZ_SETTINGS_VIEW (self->made[i]), self->session);
  else if (JZ_IS_LIST_PAGE (self->made[i]))
    jz_list_page_set_session (JZ_LIST_PAGE (self->made[i]), self->session);
}

static void
set_view_narrow (JzSettingsPage *self, guint i)
{
  if (JZ_IS_CODES_VIEW (self->made[i]))
    jz_codes_view_set_narrow (JZ_CODES_VIEW (self->made[i]), jz_page_is_narrow (JZ_PAGE (self)));
  else if (JZ_IS_LIST_PAGE (self->made[i]))
    jz_list_page_set_narrow (JZ_LIST_PAGE (self->made[i]), jz_page_is_narrow (JZ_PAGE (self)));
}

/* A view is made when it is first shown. */
static void
view_shown_cb (JzSettingsPage *self)
{
  const char *name = gtk_stack_get_visible_child_name (self->stack);

  for (guint i = 0; i < JZ_SETTINGS_N_VIEWS; i++)
    if (self->made[i] == NULL && g_strcmp0 (name, jz_settings_views[i].name) == 0)
      {
        self->made[i] =
          jz_settings_views[i].list != NULL ? make_list (&jz_settings_views[i]) : jz_settings_views[i].make ();
        set_view_narrow (self, i);
        adw_bin_set_child (ADW_BIN (gtk_stack_get_visible_child (self->stack)), self->made[i]);
        set_view_session (self, i);
      }
}

static void
set_session (JzPage *page, JzSession *session)
{
  JzSettingsPage *self = JZ_SETTINGS_PAGE (page);

  self->session =
    session != NULL && jz_session_get_store (session) != NULL && jz_session_get_actor (session)->account != 0 ?
      session :
      NULL;
  offer_actions (self);
  for (guint i = 0; i < JZ_SETTINGS_N_VIEWS; i++)
    set_view_session (self, i);
  if (self->session != NULL)
    view_shown_cb (self);
}

/* What every page does. */

static gboolean
show (JzPage *page, const char *kind, gint64 id)
{
  JzSettingsPage *self = JZ_SETTINGS_PAGE (page);

  for (guint i = 0; i < JZ_SETTINGS_N_VIEWS; i++)
    if (jz_settings_views[i].list != NULL && g_str_equal (jz_settings_views[i].list->kind, kind))
      {
        gtk_stack_set_visible_child_name (self->stack, jz_settings_views[i].name);
        view_shown_cb (self);
        jz_table_show_id (jz_list_page_get_table (JZ_LIST_PAGE (self->made[i])), id);
        return TRUE;
      }
  return FALSE;
}

static void
set_narrow (JzPage *page, gboolean narrow)
{
  JzSettingsPage *self = JZ_SETTINGS_PAGE (page);

  for (guint i = 0; i < JZ_SETTINGS_N_VIEWS; i++)
    set_view_narrow (self, i);
}

static void
add_toast (JzPage *page, AdwToast *toast)
{
  JzListPage *list = current (page);
  GtkWidget  *above = gtk_widget_get_ancestor (GTK_WIDGET (page), ADW_TYPE_TOAST_OVERLAY);
  AdwToast   *before = g_weak_ref_get (&JZ_SETTINGS_PAGE (page)->toast);

  /* Views have places of their own for toasts: two of them would lie over each other. */
  if (before != NULL)
    adw_toast_dismiss (before);
  g_clear_object (&before);
  g_weak_ref_set (&JZ_SETTINGS_PAGE (page)->toast, toast);
  if (list != NULL)
    adw_toast_overlay_add_toast (jz_table_get_toasts (jz_list_page_get_table (list)), toast);
  else if (above != NULL)
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (above), toast);
  else
    g_object_unref (toast);
}

static void
jz_settings_page_dispose (GObject *object)
{
  g_clear_object (&JZ_SETTINGS_PAGE (object)->actions);
  G_OBJECT_CLASS (jz_settings_page_parent_class)->dispose (object);
}

static void
jz_settings_page_finalize (GObject *object)
{
  g_weak_ref_clear (&JZ_SETTINGS_PAGE (object)->toast);
  G_OBJECT_CLASS (jz_settings_page_parent_class)->finalize (object);
}

static void
jz_settings_page_class_init (JzSettingsPageClass *klass)
{
  JzPageClass *page_class = JZ_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jz_settings_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = jz_settings_page_finalize;
  page_class->set_session = set_session;
  page_class->get_list = current;
  page_class->show = show;
  page_class->set_narrow = set_narrow;
  page_class->add_toast = add_toast;
}

static void
jz_settings_page_init (JzSettingsPage *self)
{
  g_weak_ref_init (&self->toast, NULL);
  self->actions = g_simple_action_group_new ();
  gtk_widget_insert_action_group (GTK_WIDGET (self), "page", G_ACTION_GROUP (self->actions));
  self->stack = GTK_STACK (gtk_stack_new ());
  for (guint i = 0; i < JZ_SETTINGS_N_VIEWS; i++)
    gtk_stack_page_set_visible (gtk_stack_add_titled (self->stack, adw_bin_new (), jz_settings_views[i].name,
                                                      g_dgettext (GETTEXT_PACKAGE, jz_settings_views[i].title)),
                                !jz_settings_views[i].aside);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
  jz_page_set_views (JZ_PAGE (self), self->stack);
  g_signal_connect_object (self->stack, "notify::visible-child", G_CALLBACK (view_shown_cb), self, G_CONNECT_SWAPPED);
}

JzPage *
jz_settings_page_new (void)
{
  return g_object_new (JZ_TYPE_SETTINGS_PAGE, NULL);
}
