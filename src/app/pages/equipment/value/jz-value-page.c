/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-value-page.h"

#include <glib/gi18n-lib.h>

#include "jz-compat.h"
#include "jz-date-entry.h"
#include "jz-depreciation.h"
#include "jz-grid-field.h"
#include "jz-page-actions.h"
#include "jz-page.h"
#include "jz-table-output.h"
#include "jz-value-forms.h"
#include "jz-value-lists.h"
#include "jz-value-paper.h"
#include "jz-value-share.h"
#include "jz-value-sums.h"
#include "jz-value-writes.h"

typedef enum { WORTH, BUDGET, SPEND, FUNDS, PURPOSES, LIVES, N_PANES } Pane;

/* What can be done in a pane: the button, and Enter on a row. */
static const struct
{
  const char       *title;
  const JzListView *view; /* NULL: made by month */
  const char       *tool, *action;
  const char       *more, *more_action;
  const char       *activate;
} panes[N_PANES] = {
  [WORTH] = { N_("Depreciation"), NULL, N_("Rules…"), "value.rules", NULL, NULL, "value.own-life" },
  [BUDGET] = { N_("Budget"), &jz_budget_view, N_("Plan a line"), "value.new-line", N_("Public expenditure…"),
               "value.year", "value.revise" },
  [SPEND] = { N_("Spending"), &jz_expenditure_view, N_("Note spending"), "value.note-spending", NULL, NULL,
              "value.open-spent" },
  [FUNDS] = { N_("Funds"), &jz_funds_view, N_("Add a fund"), "value.new-fund", N_("Take over from vouchers"),
              "value.collect-funds", "value.change-fund" },
  [PURPOSES] = { N_("Purposes"), &jz_purposes_view, N_("Add a purpose"), "value.new-purpose", NULL, NULL,
                 "value.change-purpose" },
  [LIVES] = { N_("Lives"), &jz_lives_view, N_("Add a life"), "value.new-life", N_("Rules…"), "value.rules",
              "value.change-life" },
};

struct _JzValuePage
{
  GtkBox              parent_instance;
  JzSession          *session;
  JzStore            *store;
  gulong              changed_id;
  GSimpleActionGroup *actions;
  gboolean            narrow;
  Pane                shown;
  int                 month;   /* of the list of what cards are worth */
  GtkWidget          *choice, *date, *date_box, *year, *year_box;
  GtkStack           *stack;
  GtkWidget          *boxes[N_PANES];
  JzListPage         *lists[N_PANES];
  JzValueShare       *share;
  JzValueSums        *sums;
  char               *filter;  /* of the sums, that is set */
};

G_DEFINE_FINAL_TYPE (JzValuePage, jz_value_page, GTK_TYPE_BOX)

static int
this_month (void)
{
  char today[JZ_DATE_LENGTH];

  return jz_wear_month (jz_date_to_iso (jz_date_today (), today));
}

static int
year_of (JzValuePage *self)
{
  return gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->year));
}

static JzTable *
table_of (JzValuePage *self, Pane pane)
{
  return self->lists[pane] != NULL ? jz_list_page_get_table (self->lists[pane]) : NULL;
}

/* Reading what is no list. */

static void
refresh (JzValuePage *self)
{
  if (self->store == NULL)
    return;
  if (self->share != NULL && self->shown == BUDGET)
    jz_value_share_read (self->share, self->store, year_of (self));
  if (self->sums != NULL && self->shown == SPEND)
    jz_value_sums_read (self->sums, self->store, year_of (self));
}

static void
set_year_filter (JzValuePage *self, Pane pane)
{
  g_autofree char *year = g_strdup_printf ("%d", year_of (self));

  if (table_of (self, pane) != NULL)
    jz_table_set_filter (table_of (self, pane), "year", year);
}

static void
cleared_cb (JzTable *table, JzValuePage *self)
{
  for (Pane pane = BUDGET; pane <= SPEND; pane++)
    if (table_of (self, pane) == table)
      set_year_filter (self, pane);
}

/* Lists. */

static void
activated_cb (JzTable *table, gint64 id, gpointer action)
{
  gtk_widget_activate_action (GTK_WIDGET (table), action, "x", id);
}

static void
add_tool (JzTable *table, const char *label, const char *action, gboolean suggested)
{
  if (label != NULL)
    jz_page_actions_add_button (table, label, action, suggested);
}

static void
sum_chosen_cb (JzValuePage *self, const char *filter, const char *key)
{
  JzTable *table = table_of (self, SPEND);

  if (self->filter != NULL)
    jz_table_set_filter (table, self->filter, NULL);
  jz_table_set_filter (table, "share", NULL);
  g_free (self->filter);
  self->filter = g_strdup (filter);
  if (filter != NULL && key != NULL)
    jz_table_set_filter (table, filter, key);
}

static void
show_share_rows_cb (JzValuePage *self)
{
  g_autofree char *year = g_strdup_printf ("%d", year_of (self));

  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->choice), SPEND);
  sum_chosen_cb (self, NULL, NULL);
  jz_table_set_filter (table_of (self, SPEND), "share", year);
}

static void
add_beside (JzValuePage *self, Pane pane)
{
  if (pane == BUDGET)
    {
      self->share = jz_value_share_new ();
      g_signal_connect_object (self->share, "rows", G_CALLBACK (show_share_rows_cb), self, G_CONNECT_SWAPPED);
      gtk_box_prepend (GTK_BOX (self->boxes[pane]), GTK_WIDGET (self->share));
    }
  if (pane == SPEND)
    {
      self->sums = jz_value_sums_new ();
      g_signal_connect_object (self->sums, "chosen", G_CALLBACK (sum_chosen_cb), self, G_CONNECT_SWAPPED);
      jz_list_page_set_side (self->lists[pane], GTK_WIDGET (self->sums));
    }
}

static void
make_list (JzValuePage *self, Pane pane)
{
  static const char *const papers[N_PANES] = { [WORTH] = "worth", [BUDGET] = "budget", [SPEND] = "spend" };
  g_autoptr (GMenuModel)   menu = jz_value_paper_menu (papers[pane]);
  JzTable *table;

  self->lists[pane] = jz_list_page_new (panes[pane].view != NULL ? panes[pane].view : jz_worth_view_for (self->month));
  table = table_of (self, pane);
  add_tool (table, panes[pane].tool, panes[pane].action, pane != WORTH);
  add_tool (table, panes[pane].more, panes[pane].more_action, FALSE);
  jz_table_output_attach (table, menu);
  g_signal_connect (table, "activated", G_CALLBACK (activated_cb), (gpointer) panes[pane].activate);
  g_signal_connect_object (table, "cleared", G_CALLBACK (cleared_cb), self, 0);
  gtk_widget_set_vexpand (GTK_WIDGET (self->lists[pane]), TRUE);
  gtk_box_append (GTK_BOX (self->boxes[pane]), GTK_WIDGET (self->lists[pane]));
  add_beside (self, pane);
  jz_list_page_set_narrow (self->lists[pane], self->narrow);
  jz_list_page_set_session (self->lists[pane], self->session);
  if (pane == BUDGET || pane == SPEND)
    set_year_filter (self, pane);
}

static void
show_pane (JzValuePage *self, Pane pane)
{
  self->shown = pane;
  gtk_widget_set_visible (self->date_box, pane == WORTH);
  gtk_widget_set_visible (self->year_box, pane == BUDGET || pane == SPEND);
  if (self->session == NULL)
    return;
  if (self->lists[pane] == NULL)
    make_list (self, pane);
  gtk_stack_set_visible_child (self->stack, self->boxes[pane]);
  refresh (self);
}

static void
choice_cb (JzValuePage *self)
{
  show_pane (self, (Pane) gtk_drop_down_get_selected (GTK_DROP_DOWN (self->choice)));
}

/* Another month is another list: the figures are part of what is asked. */
static void
date_cb (JzValuePage *self)
{
  JzDate date;
  char   iso[JZ_DATE_LENGTH];

  if (!jz_date_entry_read (JZ_DATE_ENTRY (self->date), &date))
    return;
  jz_date_to_iso (date != JZ_DATE_NONE ? date : jz_date_today (), iso);
  if (jz_wear_month (iso) == self->month)
    return;
  self->month = jz_wear_month (iso);
  if (self->lists[WORTH] == NULL)
    return;
  gtk_box_remove (GTK_BOX (self->boxes[WORTH]), GTK_WIDGET (self->lists[WORTH]));
  self->lists[WORTH] = NULL;
  if (self->shown == WORTH)
    show_pane (self, WORTH);
}

static void
year_cb (JzValuePage *self)
{
  set_year_filter (self, BUDGET);
  set_year_filter (self, SPEND);
  refresh (self);
}

/* Actions. */

static void
rules_cb (JzValuePage *self, gint64 id)
{
  jz_rule_form_present (GTK_WIDGET (self), self->session);
}

static void
line_cb (JzValuePage *self, gint64 id)
{
  jz_budget_form_present (GTK_WIDGET (self), self->session, id, year_of (self));
}

static void
year_form_cb (JzValuePage *self, gint64 id)
{
  jz_year_form_present (GTK_WIDGET (self), self->session, year_of (self));
}

static void
show_in_page (JzValuePage *self, const char *kind, gint64 id)
{
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (self), JZ_TYPE_PAGE);

  if (page != NULL)
    jz_page_show (JZ_PAGE (page), kind, id);
}

static void
show_asset_cb (JzValuePage *self, gint64 id)
{
  show_in_page (self, "asset", id);
}

static void
show_voucher_cb (JzValuePage *self, gint64 id)
{
  show_in_page (self, "voucher", id);
}

/* Enter on a row of spending: what was noted is changed. Of the ledger, the inspector leads on to the voucher. */
static void
open_spent_cb (JzValuePage *self, gint64 id)
{
  if (id % 2 != 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "value.change-spending", "x", id / 2);
  else
    gtk_widget_activate_action (GTK_WIDGET (table_of (self, SPEND)), "value.show-voucher-of", "x", id);
}

/* Questions that need an answer from the file first. */

typedef struct
{
  JzValuePage *page;
  gint64       id, number;
  char        *fund;
  gboolean     of_line;
} Question;

static void
question_free (Question *self)
{
  g_object_unref (self->page);
  g_free (self->fund);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static gboolean
question_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Question *self = data;

  if (!self->of_line)
    return jz_connection_number (connection, &self->number, 0, error, "SELECT voucher FROM entry WHERE id = ?", "l",
                                 self->id / 2);
  self->fund = jz_connection_text (connection, error,
                                   "SELECT fund FROM budget_row WHERE id = ?", "l", self->id);
  return self->fund != NULL && jz_connection_number (connection, &self->number, 0, error,
                                                     "SELECT year FROM budget_row WHERE id = ?", "l", self->id);
}

static void
question_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Question) question = data;
  JzValuePage         *self = question->page;

  if (!jz_store_read_finish (JZ_STORE (source), result, NULL) || self->session == NULL)
    return;
  if (!question->of_line)
    {
      show_in_page (self, "voucher", question->number);
      return;
    }
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->year), (double) question->number);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->choice), SPEND);
  sum_chosen_cb (self, "by-fund", question->fund);
}

static void
ask (JzValuePage *self, gint64 id, gboolean of_line)
{
  Question *question = g_new0 (Question, 1);

  question->page = g_object_ref (self);
  question->id = id;
  question->of_line = of_line;
  jz_store_read (self->store, question_cb, question, NULL, NULL, question_done_cb, question);
}

static void
show_voucher_of_cb (JzValuePage *self, gint64 id)
{
  ask (self, id, FALSE);
}

static void
show_spent_cb (JzValuePage *self, gint64 id)
{
  ask (self, id, TRUE);
}

static const struct
{
  const char     *name;
  const JzAction *action; /* whose permission it takes; NULL: whoever reads */
  gboolean        of_row;
  void          (*run) (JzValuePage *self, gint64 id);
  JzWriteFunc     write;  /* what is written at once, in the place of @run */
  void          (*form) (GtkWidget *over, JzSession *session, gint64 id); /* or the form that is shown */
} defined[] = {
  { "rules", &jz_action_life, FALSE, rules_cb, NULL },
  { "own-life", &jz_action_life, TRUE, NULL, NULL, jz_own_life_form_present },
  { "item-life", &jz_action_life, TRUE, NULL, NULL, jz_item_life_form_present },
  { "show-asset", NULL, TRUE, show_asset_cb, NULL },
  { "new-line", &jz_action_fund, FALSE, line_cb, NULL },
  { "revise", &jz_action_fund, TRUE, line_cb, NULL },
  { "plan-spent", &jz_action_fund, TRUE, line_cb, NULL },
  { "remove-line", &jz_action_fund, TRUE, NULL, jz_value_remove_line },
  { "year", &jz_action_fund, FALSE, year_form_cb, NULL },
  { "show-spent", NULL, TRUE, show_spent_cb, NULL },
  { "note-spending", &jz_action_spend, FALSE, NULL, NULL, jz_spending_form_present },
  { "change-spending", &jz_action_spend, TRUE, NULL, NULL, jz_spending_form_present },
  { "remove-spending", &jz_action_spend, TRUE, NULL, jz_value_remove_spending },
  { "open-spent", NULL, TRUE, open_spent_cb, NULL },
  { "show-voucher", NULL, TRUE, show_voucher_cb, NULL },
  { "show-voucher-of", NULL, TRUE, show_voucher_of_cb, NULL },
  { "new-fund", &jz_action_fund, FALSE, NULL, NULL, jz_fund_form_present },
  { "change-fund", &jz_action_fund, TRUE, NULL, NULL, jz_fund_form_present },
  { "remove-fund", &jz_action_fund, TRUE, NULL, jz_value_remove_fund },
  { "collect-funds", &jz_action_fund, FALSE, NULL, jz_value_collect_funds },
  { "new-purpose", &jz_action_fund, FALSE, NULL, NULL, jz_purpose_form_present },
  { "change-purpose", &jz_action_fund, TRUE, NULL, NULL, jz_purpose_form_present },
  { "remove-purpose", &jz_action_fund, TRUE, NULL, jz_value_remove_purpose },
  { "new-life", &jz_action_life, FALSE, NULL, NULL, jz_life_form_present },
  { "change-life", &jz_action_life, TRUE, NULL, NULL, jz_life_form_present },
  { "remove-life", &jz_action_life, TRUE, NULL, jz_value_remove_life },
};

static void
action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzValuePage *self = data;
  gint64       id = parameter != NULL ? g_variant_get_int64 (parameter) : 0;

  for (gsize i = 0; i < G_N_ELEMENTS (defined); i++)
    if (self->session != NULL && g_str_equal (defined[i].name, g_action_get_name (G_ACTION (action))))
      {
        if (defined[i].write != NULL)
          jz_session_write (self->session, defined[i].action, defined[i].write, g_memdup2 (&id, sizeof id), g_free);
        else if (defined[i].form != NULL)
          defined[i].form (GTK_WIDGET (self), self->session, id);
        else
          defined[i].run (self, id);
      }
}

static void
paper_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzValuePage *self = data;
  JzValueAsked asked = { self->month, year_of (self),
                         self->sums != NULL ? jz_value_sums_get_by (self->sums) : JZ_SPEND_FUND };

  jz_value_paper_make (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->session,
                       g_variant_get_string (parameter, NULL), &asked);
}

static void
offer (JzValuePage *self, const char *name, const GVariantType *type, GCallback callback)
{
  g_autoptr (GSimpleAction) action = g_simple_action_new (name, type);

  g_signal_connect_object (action, "activate", callback, self, 0);
  g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (action));
}

static void
offer_actions (JzValuePage *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (defined); i++)
    {
      g_action_map_remove_action (G_ACTION_MAP (self->actions), defined[i].name);
      if (self->session != NULL && (defined[i].action == NULL ||
                                    jz_session_may (self->session, defined[i].action->permission)))
        offer (self, defined[i].name, defined[i].of_row ? G_VARIANT_TYPE_INT64 : NULL, G_CALLBACK (action_cb));
    }
  g_action_map_remove_action (G_ACTION_MAP (self->actions), "paper");
  if (self->session != NULL)
    offer (self, "paper", G_VARIANT_TYPE_STRING, G_CALLBACK (paper_cb));
}

/* The object. */

void
jz_value_page_set_session (JzValuePage *self, JzSession *session)
{
  JzStore *store = session != NULL ? jz_session_get_store (session) : NULL;

  if (self->store != NULL)
    g_signal_handler_disconnect (self->store, self->changed_id);
  g_set_object (&self->session, session);
  g_set_object (&self->store, store);
  offer_actions (self);
  for (Pane pane = WORTH; pane < N_PANES; pane++)
    if (self->lists[pane] != NULL)
      jz_list_page_set_session (self->lists[pane], session);
  if (self->store != NULL)
    self->changed_id = g_signal_connect_swapped (self->store, "changed", G_CALLBACK (refresh), self);
  show_pane (self, self->shown);
}

JzListPage *
jz_value_page_get_list (JzValuePage *self)
{
  return self->lists[self->shown];
}

void
jz_value_page_set_narrow (JzValuePage *self, gboolean narrow)
{
  self->narrow = narrow;
  for (Pane pane = WORTH; pane < N_PANES; pane++)
    if (self->lists[pane] != NULL)
      jz_list_page_set_narrow (self->lists[pane], narrow);
}

static GtkWidget *
captioned (const char *caption, GtkWidget *control)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (box), gtk_label_new (caption));
  gtk_box_append (GTK_BOX (box), control);
  return box;
}

static GtkWidget *
make_bar (JzValuePage *self)
{
  const char *titles[N_PANES + 1] = { NULL };
  GtkWidget  *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  int         year = this_month () / 12;

  for (int pane = 0; pane < N_PANES; pane++)
    titles[pane] = panes[pane].title;
  gtk_widget_add_css_class (bar, "jz-tools");
  self->choice = jz_grid_field_choice (titles, WORTH);
  jz_compat_name (self->choice, _("What about value"));
  g_signal_connect_object (self->choice, "notify::selected", G_CALLBACK (choice_cb), self, G_CONNECT_SWAPPED);
  self->date = GTK_WIDGET (jz_date_entry_new (jz_date_today ()));
  jz_compat_name (self->date, _("Day"));
  g_signal_connect_object (self->date, "changed", G_CALLBACK (date_cb), self, G_CONNECT_SWAPPED);
  self->date_box = captioned (_("At the end of the month of"), self->date);
  self->year = gtk_spin_button_new_with_range (1990, year + 5, 1);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->year), year);
  jz_compat_name (self->year, _("Year"));
  g_signal_connect_object (self->year, "value-changed", G_CALLBACK (year_cb), self, G_CONNECT_SWAPPED);
  self->year_box = captioned (_("Year"), self->year);
  gtk_box_append (GTK_BOX (bar), self->choice);
  gtk_box_append (GTK_BOX (bar), self->date_box);
  gtk_box_append (GTK_BOX (bar), self->year_box);
  return bar;
}

static void
jz_value_page_dispose (GObject *object)
{
  JzValuePage *self = JZ_VALUE_PAGE (object);

  if (self->store != NULL)
    g_signal_handler_disconnect (self->store, self->changed_id);
  g_clear_object (&self->store);
  g_clear_object (&self->session);
  g_clear_object (&self->actions);
  g_clear_pointer (&self->filter, g_free);
  G_OBJECT_CLASS (jz_value_page_parent_class)->dispose (object);
}

static void
jz_value_page_class_init (JzValuePageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = jz_value_page_dispose;
}

static void
jz_value_page_init (JzValuePage *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->actions = g_simple_action_group_new ();
  gtk_widget_insert_action_group (GTK_WIDGET (self), "value", G_ACTION_GROUP (self->actions));
  self->month = this_month ();
  gtk_box_append (GTK_BOX (self), make_bar (self));
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  for (Pane pane = WORTH; pane < N_PANES; pane++)
    {
      self->boxes[pane] = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
      gtk_stack_add_child (self->stack, self->boxes[pane]);
    }
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->stack));
}

JzValuePage *
jz_value_page_new (void)
{
  return g_object_new (JZ_TYPE_VALUE_PAGE, NULL);
}
