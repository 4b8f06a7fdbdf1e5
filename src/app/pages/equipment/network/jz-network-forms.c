/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include <glib/gi18n-lib.h>

#include "jz-grid-field.h"
#include "jz-machine.h"
#include "jz-network-dialogs.h"
#include "jz-network-note.h"
#include "jz-picker.h"
#include "jz-row-field.h"

/* What all of them have: a dialog, who acts, and rows that it is about. */
typedef struct
{
  JzEditDialog *dialog;
  JzSession    *session;
  GArray       *ids;
  GtkWidget    *fields[7];
} Form;

static void
form_free (gpointer data)
{
  Form *self = data;

  g_object_unref (self->session);
  g_clear_pointer (&self->ids, g_array_unref);
  g_free (self);
}

static Form *
form_new (GtkWindow *parent, JzSession *session, GArray *ids, const char *title, const char *go, int width,
          GCallback go_cb)
{
  Form *self = g_new0 (Form, 1);

  self->session = g_object_ref (session);
  self->ids = ids != NULL ? g_array_ref (ids) : NULL;
  self->dialog = jz_edit_dialog_new (GTK_WIDGET (parent), title, go, width, -1);
  g_object_set_data_full (G_OBJECT (self->dialog), "jz-network-form", self, form_free);
  g_signal_connect_swapped (self->dialog, "go", go_cb, self);
  return self;
}

static void
form_show (Form *self, GtkWidget *first)
{
  gtk_window_present (GTK_WINDOW (self->dialog));
  gtk_widget_grab_focus (first);
}

/* What the writer's thread works on. */
typedef struct
{
  GArray *ids;
  char   *texts[5];
  int     numbers[2];
  gint64  place;
} Work;

static void
work_free (gpointer data)
{
  Work *self = data;

  g_clear_pointer (&self->ids, g_array_unref);
  for (guint i = 0; i < G_N_ELEMENTS (self->texts); i++)
    g_free (self->texts[i]);
  g_free (self);
}

static Work *
work_new (Form *form)
{
  Work *self = g_new0 (Work, 1);

  self->ids = form->ids != NULL ? g_array_ref (form->ids) : NULL;
  return self;
}

static const gint64 *
ids_of (const Work *self)
{
  return (const gint64 *) (gpointer) self->ids->data;
}

/* NULL for an empty entry: what is there stays. */
static char *
text_or_null (GtkWidget *entry)
{
  char *text = jz_grid_field_text (entry);

  if (*text != '\0')
    return text;
  g_free (text);
  return NULL;
}

/* All computers of a place. */

static const char *const uses[] = { "pupil", "teacher", "office", "server" };
static const char *const use_titles[] = { N_("For pupils"), N_("Teachers"), N_("Office"), N_("Server"), NULL };

static gboolean
all_cb (JzOperation *operation, gpointer data, GError **error)
{
  Work *self = data;
  guint n;

  return jz_machine_add_all (operation, self->place, uses[self->numbers[0]], self->numbers[1] == 0, &n, error);
}

static void
all_go_cb (Form *self)
{
  Work *work;

  jz_grid_field_say (self->fields[0], NULL);
  if (jz_picker_is_open (JZ_PICKER (self->fields[0])))
    {
      jz_grid_field_say (self->fields[0], _("There is no such place"));
      return;
    }
  work = work_new (self);
  work->place = jz_picker_get_id (JZ_PICKER (self->fields[0]));
  work->numbers[0] = (int) gtk_drop_down_get_selected (GTK_DROP_DOWN (self->fields[1]));
  work->numbers[1] = (int) gtk_drop_down_get_selected (GTK_DROP_DOWN (self->fields[2]));
  jz_edit_dialog_write (self->dialog, self->session, &jz_action_machine, all_cb, work, work_free, NULL, NULL);
}

void
jz_machine_all_dialog_present (GtkWindow *parent, JzSession *session)
{
  static const char *const lines[] = { N_("On the network"), N_("Not networked"), NULL };
  Form      *self = form_new (parent, session, NULL, _("Register all computers"), _("Register"), 620,
                              G_CALLBACK (all_go_cb));
  GtkWidget *grid = jz_grid_field_grid ();

  self->fields[0] = GTK_WIDGET (jz_picker_new ("places", _("Place, with all that is in it"), _("Everything")));
  jz_picker_set_store (JZ_PICKER (self->fields[0]), jz_session_get_store (session));
  self->fields[1] = jz_grid_field_choice (use_titles, 0);
  self->fields[2] = jz_grid_field_choice (lines, 0);
  jz_grid_field_attach (grid, _("Place, with all that is in it"), self->fields[0], 0, 0, 2);
  jz_grid_field_attach (grid, _("Used by"), self->fields[1], 2, 0, 1);
  jz_grid_field_attach (grid, _("Network"), self->fields[2], 3, 0, 1);
  jz_edit_dialog_set_body (self->dialog, grid, TRUE);
  form_show (self, self->fields[0]);
}

/* The same for many. */

enum { FIRST, LAST, USE, LINE, OS, DEPARTMENT };

static gboolean
fill_cb (JzOperation *operation, gpointer data, GError **error)
{
  Work         *self = data;
  JzMachineFill fill = { .first = self->texts[FIRST],
                         .last = self->texts[LAST],
                         .use = self->numbers[0] > 0 ? uses[self->numbers[0] - 1] : NULL,
                         .os = self->texts[2],
                         .department = self->texts[3],
                         .networked = self->numbers[1] == 3 ? 0 : self->numbers[1] > 0 ? 1 : -1,
                         .fixed = self->numbers[1] == 1 ? 1 : self->numbers[1] == 2 ? 0 : -1 };

  return jz_machine_fill (operation, ids_of (self), self->ids->len, &fill, error);
}

static void
fill_go_cb (Form *self)
{
  Work *work = work_new (self);

  work->texts[FIRST] = text_or_null (self->fields[FIRST]);
  work->texts[LAST] = text_or_null (self->fields[LAST]);
  work->texts[2] = text_or_null (self->fields[OS]);
  work->texts[3] = text_or_null (self->fields[DEPARTMENT]);
  work->numbers[0] = (int) gtk_drop_down_get_selected (GTK_DROP_DOWN (self->fields[USE]));
  work->numbers[1] = (int) gtk_drop_down_get_selected (GTK_DROP_DOWN (self->fields[LINE]));
  jz_edit_dialog_write (self->dialog, self->session, &jz_action_machine, fill_cb, work, work_free, NULL, NULL);
}

static GtkWidget *
entry_saying (const char *placeholder)
{
  GtkWidget *entry = jz_grid_field_entry (NULL);

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), placeholder);
  return entry;
}

void
jz_machine_fill_dialog_present (GtkWindow *parent, JzSession *session, GArray *ids)
{
  static const char *const use_or_not[] = { N_("As it is"), N_("For pupils"), N_("Teachers"), N_("Office"),
                                            N_("Server"), NULL };
  static const char *const lines[] = { N_("As it is"), N_("Fixed address"), N_("Automatic address"),
                                       N_("Not networked"), NULL };
  Form            *self = form_new (parent, session, ids, _("Fill in many machines"), _("Fill in"), 680,
                                    G_CALLBACK (fill_go_cb));
  GtkWidget       *grid = jz_grid_field_grid ();
  g_autofree char *count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u machine", "%u machines", ids->len),
                                            ids->len);

  jz_edit_dialog_set_title (self->dialog, _("Fill in many machines"), count);
  self->fields[FIRST] = entry_saying (_("as it is"));
  self->fields[LAST] = entry_saying (_("to the end of the segment"));
  self->fields[USE] = jz_grid_field_choice (use_or_not, 0);
  self->fields[LINE] = jz_grid_field_choice (lines, 0);
  self->fields[OS] = entry_saying (_("as it is"));
  self->fields[DEPARTMENT] = entry_saying (_("as it is"));
  jz_grid_field_attach (grid, _("First IP address; the others follow it"), self->fields[FIRST], 0, 0, 2);
  jz_grid_field_attach (grid, _("Last IP address"), self->fields[LAST], 2, 0, 2);
  jz_grid_field_attach (grid, _("Used by"), self->fields[USE], 0, 1, 2);
  jz_grid_field_attach (grid, _("Network"), self->fields[LINE], 2, 1, 2);
  jz_grid_field_attach (grid, _("Operating system"), self->fields[OS], 0, 2, 2);
  jz_grid_field_attach (grid, _("Department"), self->fields[DEPARTMENT], 2, 2, 2);
  jz_edit_dialog_set_body (self->dialog, grid, TRUE);
  form_show (self, self->fields[FIRST]);
}

/* Signing. */

static gboolean
sign_cb (JzOperation *operation, gpointer data, GError **error)
{
  Work *self = data;

  return jz_network_note_sign (operation, ids_of (self), self->ids->len, self->texts[0], self->texts[1], self->texts[2],
                               error);
}

static void
sign_go_cb (Form *self)
{
  Work *work = work_new (self);

  for (guint i = 0; i < 3; i++)
    work->texts[i] = text_or_null (self->fields[i]);
  jz_edit_dialog_write (self->dialog, self->session, &jz_action_network_note, sign_cb, work, work_free, NULL, NULL);
}

void
jz_note_sign_dialog_present (GtkWindow *parent, JzSession *session, GArray *persons)
{
  Form            *self = form_new (parent, session, persons, _("Note signatures"), _("Note"), 560,
                                    G_CALLBACK (sign_go_cb));
  GtkWidget       *grid = jz_grid_field_grid ();
  g_autofree char *count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u person", "%u persons", persons->len),
                                            persons->len);

  jz_edit_dialog_set_title (self->dialog, _("Note signatures"), count);
  self->fields[0] = entry_saying (_("today"));
  self->fields[1] = entry_saying (_("as long as notes hold"));
  self->fields[2] = jz_grid_field_entry (NULL);
  jz_grid_field_attach (grid, _("Signed on"), self->fields[0], 0, 0, 1);
  jz_grid_field_attach (grid, _("Holds until"), self->fields[1], 1, 0, 1);
  jz_grid_field_attach (grid, _("Note"), self->fields[2], 0, 1, 2);
  jz_edit_dialog_set_body (self->dialog, grid, TRUE);
  form_show (self, self->fields[0]);
}

/* The words. */

typedef struct
{
  GWeakRef   parent;
  JzSession *session;
  char      *text;
  guint      months, warn_days;
} Words;

static gboolean
words_read_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Words *self = data;

  self->text = jz_network_note_text (connection, error);
  return self->text != NULL && jz_network_note_terms (connection, &self->months, &self->warn_days, error);
}

static gboolean
words_cb (JzOperation *operation, gpointer data, GError **error)
{
  Work *self = data;

  return jz_network_note_set_text (operation, self->texts[0], (guint) self->numbers[0], (guint) self->numbers[1],
                                   error);
}

static void
words_go_cb (Form *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->fields[0]));
  GtkTextIter    start, end;
  Work          *work = work_new (self);

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  work->texts[0] = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  work->numbers[0] = jz_row_field_get_number (self->fields[1]);
  work->numbers[1] = jz_row_field_get_number (self->fields[2]);
  jz_edit_dialog_write (self->dialog, self->session, &jz_action_network_note, words_cb, work, work_free, NULL, NULL);
}

static GtkWidget *
make_text (Form *self, const char *text)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->fields[0] = gtk_text_view_new ();
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->fields[0]), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->fields[0]), FALSE);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (self->fields[0]), 10);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (self->fields[0]), 10);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (self->fields[0]), 8);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->fields[0])), text, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->fields[0]), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("What is signed, a line each"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->fields[0]);
  gtk_widget_set_size_request (scroller, -1, 220);
  gtk_widget_add_css_class (scroller, "card");
  return scroller;
}

static void
words_read_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Words               *words = data;
  g_autoptr (GError)   error = NULL;
  g_autoptr (GtkWindow) parent = g_weak_ref_get (&words->parent);

  if (!jz_store_read_finish (JZ_STORE (source), result, &error))
    jz_session_say_trouble (words->session, error->message);
  else if (parent != NULL)
    {
      Form                *self = form_new (parent, words->session, NULL, _("What is signed for the network"),
                                            _("Save"), 640, G_CALLBACK (words_go_cb));
      AdwPreferencesGroup *group;

      jz_edit_dialog_add (self->dialog, make_text (self, words->text));
      group = jz_edit_dialog_add_group (self->dialog, NULL, NULL);
      self->fields[1] = jz_row_field_number (group, _("Months that it holds"), NULL, 1, 120, (int) words->months);
      self->fields[2] = jz_row_field_number (group, _("Days to tell of it before it ends"), NULL, 0, 365,
                                             (int) words->warn_days);
      form_show (self, self->fields[0]);
    }
  g_weak_ref_clear (&words->parent);
  g_object_unref (words->session);
  g_free (words->text);
  g_free (words);
}

void
jz_note_text_dialog_present (GtkWindow *parent, JzSession *session)
{
  Words *self = g_new0 (Words, 1);

  g_weak_ref_init (&self->parent, parent);
  self->session = g_object_ref (session);
  jz_store_read (jz_session_get_store (session), words_read_cb, self, NULL, NULL, words_read_done_cb, self);
}
