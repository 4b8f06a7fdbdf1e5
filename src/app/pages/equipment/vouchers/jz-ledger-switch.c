/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-ledger-switch.h"

#include <glib/gi18n-lib.h>

#include "jz-agreements-page.h"
#include "jz-compat.h"
#include "jz-grid-field.h"
#include "jz-ledger-page.h"

struct _JzLedgerSwitch
{
  GtkBox        parent_instance;
  JzListPage   *items;
  JzLedgerPage *ledger;     /* made when it is first asked for */
  JzAgreementsPage *agreements; /* the same */
  GtkWidget    *choices[3]; /* in the tool row of the list, of the ledger, of the agreements */
  JzSession    *session;
  guint         chosen;     /* 0: the list */
};

G_DEFINE_FINAL_TYPE (JzLedgerSwitch, jz_ledger_switch, GTK_TYPE_BOX)

#define AGREEMENTS (JZ_N_LEDGERS + 1) /* the last choice */

static GtkWidget *make_choice (JzLedgerSwitch *self);

static void
make_ledger (JzLedgerSwitch *self)
{
  self->ledger = jz_ledger_page_new ();
  self->choices[1] = make_choice (self);
  jz_ledger_page_add_tool (self->ledger, self->choices[1]);
  gtk_widget_set_hexpand (GTK_WIDGET (self->ledger), TRUE);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->ledger));
}

static void
make_agreements (JzLedgerSwitch *self)
{
  self->agreements = jz_agreements_page_new ();
  self->choices[2] = make_choice (self);
  jz_agreements_page_add_tool (self->agreements, self->choices[2]);
  gtk_widget_set_hexpand (GTK_WIDGET (self->agreements), TRUE);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->agreements));
}

/* Only what is in front has a session: the others need not follow the file. */
static void
show_ledger (JzLedgerSwitch *self, guint chosen)
{
  gboolean is_shown = chosen > 0 && chosen < AGREEMENTS;

  if (is_shown && self->ledger == NULL)
    make_ledger (self);
  if (self->ledger == NULL)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->ledger), is_shown);
  if (is_shown)
    jz_ledger_page_set_kind (self->ledger, (JzLedgerKind) (chosen - 1));
  jz_ledger_page_set_session (self->ledger, is_shown ? self->session : NULL);
  if (is_shown)
    gtk_widget_grab_focus (self->choices[1]);
}

static void
show_agreements (JzLedgerSwitch *self, gboolean is_shown)
{
  if (is_shown && self->agreements == NULL)
    make_agreements (self);
  if (self->agreements == NULL)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->agreements), is_shown);
  jz_agreements_page_set_session (self->agreements, is_shown ? self->session : NULL);
  if (is_shown)
    gtk_widget_grab_focus (self->choices[2]);
}

static void
show (JzLedgerSwitch *self, guint chosen)
{
  self->chosen = chosen;
  gtk_widget_set_visible (GTK_WIDGET (self->items), chosen == 0);
  show_ledger (self, chosen);
  show_agreements (self, chosen == AGREEMENTS);
  for (guint i = 0; i < G_N_ELEMENTS (self->choices); i++)
    if (self->choices[i] != NULL)
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->choices[i]), chosen);
}

static void
chosen_cb (JzLedgerSwitch *self, GParamSpec *pspec, GtkDropDown *choice)
{
  guint chosen = gtk_drop_down_get_selected (choice);

  if (chosen != self->chosen)
    show (self, chosen);
}

static GtkWidget *
make_choice (JzLedgerSwitch *self)
{
  static const char *const titles[] = { N_("All items"),   N_("General ledger"),     N_("Subsidiary ledger"),
                                        N_("Room ledger"), N_("Consumables ledger"),
                                        N_("Teacher's ledger"),
                                        N_("The three agreements"), NULL };
  GtkWidget *choice = jz_grid_field_choice (titles, 0);

  jz_compat_name (choice, _("Which ledger"));
  g_signal_connect_object (choice, "notify::selected", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  return choice;
}

void
jz_ledger_switch_reset (JzLedgerSwitch *self)
{
  show (self, 0);
}

void
jz_ledger_switch_set_session (JzLedgerSwitch *self, JzSession *session)
{
  g_set_object (&self->session, session);
  show (self, session != NULL ? self->chosen : 0);
}

static void
jz_ledger_switch_dispose (GObject *object)
{
  g_clear_object (&JZ_LEDGER_SWITCH (object)->session);
  G_OBJECT_CLASS (jz_ledger_switch_parent_class)->dispose (object);
}

static void
jz_ledger_switch_class_init (JzLedgerSwitchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = jz_ledger_switch_dispose;
}

static void
jz_ledger_switch_init (JzLedgerSwitch *self)
{
}

GtkWidget *
jz_ledger_switch_new (JzListPage *items)
{
  JzLedgerSwitch *self = g_object_new (JZ_TYPE_LEDGER_SWITCH, NULL);

  self->items = items;
  self->choices[0] = make_choice (self);
  jz_table_add_tool (jz_list_page_get_table (items), self->choices[0], FALSE);
  gtk_widget_set_hexpand (GTK_WIDGET (items), TRUE);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (items));
  return GTK_WIDGET (self);
}
