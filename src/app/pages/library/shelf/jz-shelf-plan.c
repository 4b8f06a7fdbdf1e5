/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-shelf-plan.h"

#include <glib/gi18n-lib.h>

#include "jz-edit-dialog.h"
#include "jz-grid-field.h"
#include "jz-library-count.h"
#include "jz-picker.h"
#include "jz-shelf-window.h"
#include "jz-weeding.h"

enum { FROM, TO, NAME, N_TEXTS };

typedef struct
{
  JzEditDialog *dialog;
  JzSession    *session;
  GtkWindow    *parent;
  GtkWidget    *place, *texts[N_TEXTS]; /* of a request: texts[NAME] is why */
  GArray       *copies;                 /* NULL: a count begins */
} Plan;

static void
plan_free (gpointer data)
{
  Plan *self = data;

  g_clear_weak_pointer (&self->parent);
  g_clear_pointer (&self->copies, g_array_unref);
  g_object_unref (self->session);
  g_free (self);
}

typedef struct
{
  char      *texts[N_TEXTS];
  gint64     place, id;
  GArray    *copies;
  JzSession *session;
} Work;

static void
work_free (gpointer data)
{
  Work *self = data;

  for (guint i = 0; i < N_TEXTS; i++)
    g_free (self->texts[i]);
  g_clear_pointer (&self->copies, g_array_unref);
  g_object_unref (self->session);
  g_free (self);
}

static gboolean
write_cb (JzOperation *operation, gpointer data, GError **error)
{
  Work              *self = data;
  JzLibraryCountPlan plan = { self->texts[NAME], self->place, self->texts[FROM], self->texts[TO] };

  return self->copies != NULL ?
           jz_weeding_ask (operation, self->texts[NAME], (const gint64 *) (gpointer) self->copies->data,
                           self->copies->len, &self->id, error) :
           jz_library_count_start (operation, &plan, &self->id, error);
}

static void
written_cb (gpointer data, GObject *parent)
{
  Work *work = data;

  if (work->copies == NULL)
    jz_shelf_window_present (GTK_WINDOW (parent), work->session, work->id);
}

/* What is typed and stands for nothing is never taken for everything. */
static gboolean
place_is_sound (Plan *self)
{
  gboolean open = self->place != NULL && jz_picker_is_open (JZ_PICKER (self->place));

  if (self->place != NULL)
    jz_grid_field_say (self->place, open ? _("There is no such place") : NULL);
  if (open)
    gtk_widget_grab_focus (self->place);
  return !open;
}

static void
go_cb (Plan *self)
{
  Work *work;

  if (self->parent == NULL || !place_is_sound (self))
    return;
  work = g_new0 (Work, 1);
  for (guint i = 0; i < N_TEXTS; i++)
    work->texts[i] = self->texts[i] != NULL ? jz_grid_field_text (self->texts[i]) : NULL;
  work->place = self->place != NULL ? jz_picker_get_id (JZ_PICKER (self->place)) : 0;
  work->copies = self->copies != NULL ? g_array_ref (self->copies) : NULL;
  work->session = g_object_ref (self->session);
  jz_edit_dialog_write (self->dialog, self->session,
                        self->copies != NULL ? &jz_action_weeding : &jz_action_library_count, write_cb, work, work_free,
                        written_cb, G_OBJECT (self->parent));
}

static void
scanned_cb (Plan *self, const char *code)
{
  if (self->place != NULL)
    jz_picker_scan (JZ_PICKER (self->place), code);
}

static Plan *
plan_new (GtkWindow *parent, JzSession *session, const char *title, const char *go)
{
  Plan *self = g_new0 (Plan, 1);

  self->session = g_object_ref (session);
  g_set_weak_pointer (&self->parent, parent);
  self->dialog = jz_edit_dialog_new (GTK_WIDGET (parent), title, go, 620, -1);
  g_object_set_data_full (G_OBJECT (self->dialog), "jz-shelf-plan", self, plan_free);
  g_signal_connect_swapped (self->dialog, "go", G_CALLBACK (go_cb), self);
  g_signal_connect_swapped (self->dialog, "scanned", G_CALLBACK (scanned_cb), self);
  return self;
}

static void
show (Plan *self, GtkWidget *grid, GtkWidget *first)
{
  jz_edit_dialog_set_body (self->dialog, grid, TRUE);
  gtk_window_present (GTK_WINDOW (self->dialog));
  gtk_widget_grab_focus (first);
}

void
jz_shelf_plan_present (GtkWindow *parent, JzSession *session)
{
  static const char *const titles[] = { N_("From call number"), N_("To call number"), N_("Name") };
  GtkWidget *grid;
  Plan      *self;

  if (parent == NULL || session == NULL)
    return;
  grid = jz_grid_field_grid ();
  self = plan_new (parent, session, _("Count books"), _("Begin counting"));
  self->place = GTK_WIDGET (jz_picker_new ("places", _("Place, with all that is in it"), _("Everything")));
  jz_picker_set_store (JZ_PICKER (self->place), jz_session_get_store (session));
  jz_grid_field_attach (grid, _("Place, with all that is in it"), self->place, 0, 0, 2);
  for (guint i = 0; i < N_TEXTS; i++)
    {
      self->texts[i] = jz_grid_field_entry (NULL);
      jz_grid_field_attach (grid, g_dgettext (GETTEXT_PACKAGE, titles[i]), self->texts[i], i == TO ? 1 : 0,
                            i == NAME ? 2 : 1, i == NAME ? 2 : 1);
    }
  show (self, grid, self->place);
}

void
jz_weeding_ask_present (GtkWindow *parent, JzSession *session, GArray *copies)
{
  GtkWidget       *grid;
  Plan            *self;
  g_autofree char *title = NULL;

  if (parent == NULL || session == NULL)
    return;
  grid = jz_grid_field_grid ();
  title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Strike off %u book", "Strike off %u books", copies->len),
                           copies->len);
  self = plan_new (parent, session, title, _("Ask for it"));
  self->copies = g_array_ref (copies);
  self->texts[NAME] = jz_grid_field_entry (NULL);
  jz_grid_field_attach (grid, _("Why they are struck off"), self->texts[NAME], 0, 0, 1);
  show (self, grid, self->texts[NAME]);
}
