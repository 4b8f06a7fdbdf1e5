/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-stocktake-plan.h"

#include <glib/gi18n-lib.h>

#include "jz-edit-dialog.h"
#include "jz-grid-field.h"
#include "jz-picker.h"
#include "jz-stocktake.h"

typedef struct
{
  JzEditDialog        *dialog;
  JzSession           *session;
  GtkWidget           *place, *keeper, *name, *several;
  JzStocktakeBegunFunc begun;
  GObject             *data;
} Plan;

static void
plan_free (gpointer data)
{
  Plan *self = data;

  g_object_unref (self->session);
  g_object_unref (self->data);
  g_free (self);
}

typedef struct
{
  JzStocktakePlan      plan;
  char                *name;
  gint64               id;
  JzStocktakeBegunFunc begun;
} Work;

static void
work_free (gpointer data)
{
  Work *self = data;

  g_free (self->name);
  g_free (self);
}

static gboolean
write_cb (JzOperation *operation, gpointer data, GError **error)
{
  Work *self = data;

  return jz_stocktake_start (operation, &self->plan, &self->id, error);
}

static void
written_cb (gpointer work, GObject *data)
{
  Work *self = work;

  self->begun (self->id, data);
}

/* What is typed and stands for nothing is never taken for everything. */
static gboolean
check (GtkWidget *picker, const char *sentence)
{
  gboolean open = jz_picker_is_open (JZ_PICKER (picker));

  jz_grid_field_say (picker, open ? sentence : NULL);
  if (open)
    gtk_widget_grab_focus (picker);
  return !open;
}

static void
go_cb (Plan *self)
{
  Work *work;

  if (!check (self->place, _("There is no such place")) || !check (self->keeper, _("There is no such person")))
    return;
  work = g_new0 (Work, 1);
  work->name = jz_grid_field_text (self->name);
  work->plan = (JzStocktakePlan){ .name = work->name,
                                  .place = jz_picker_get_id (JZ_PICKER (self->place)),
                                  .keeper = jz_picker_get_id (JZ_PICKER (self->keeper)),
                                  .several = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->several)) == 1 ? "later" : "add" };
  work->begun = self->begun;
  jz_edit_dialog_write (self->dialog, self->session, &jz_action_stocktake, write_cb, work, work_free, written_cb,
                        self->data);
}

static void
scanned_cb (Plan *self, const char *code)
{
  jz_picker_scan (JZ_PICKER (self->place), code);
}

static GtkWidget *
make_picker (Plan *self, const char *kinds, const char *title)
{
  JzPicker *picker = jz_picker_new (kinds, title, _("Everything"));

  jz_picker_set_store (picker, jz_session_get_store (self->session));
  return GTK_WIDGET (picker);
}

static GtkWidget *
make_form (Plan *self)
{
  static const char *const ways[] = { N_("Their numbers add up"), N_("The later one stands"), NULL };
  GtkWidget *grid = jz_grid_field_grid ();

  self->place = make_picker (self, "places", _("Place, with all that is in it"));
  self->keeper = make_picker (self, "people", _("Only what this person keeps"));
  self->name = jz_grid_field_entry (NULL);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->name), _("What is counted"));
  jz_grid_field_attach (grid, _("Place, with all that is in it"), self->place, 0, 0, 1);
  jz_grid_field_attach (grid, _("Only what this person keeps"), self->keeper, 1, 0, 1);
  self->several = jz_grid_field_choice (ways, 0);
  jz_grid_field_attach (grid, _("Name"), self->name, 0, 1, 1);
  jz_grid_field_attach (grid, _("Where several count the same"), self->several, 1, 1, 1);
  return grid;
}

void
jz_stocktake_plan_present (GtkWindow *parent, JzSession *session, JzStocktakeBegunFunc begun, GObject *data)
{
  Plan *self;

  if (parent == NULL || session == NULL)
    return;
  self = g_new0 (Plan, 1);
  self->session = g_object_ref (session);
  self->begun = begun;
  self->data = g_object_ref (data);
  self->dialog = jz_edit_dialog_new (GTK_WIDGET (parent), _("Begin a stock-take"), _("Begin counting"), 620, -1);
  jz_edit_dialog_set_body (self->dialog, make_form (self), TRUE);
  g_object_set_data_full (G_OBJECT (self->dialog), "jz-stocktake-plan", self, plan_free);
  g_signal_connect_swapped (self->dialog, "go", G_CALLBACK (go_cb), self);
  g_signal_connect_swapped (self->dialog, "scanned", G_CALLBACK (scanned_cb), self);
  gtk_window_present (GTK_WINDOW (self->dialog));
  gtk_widget_grab_focus (self->place);
}
