/* Booking a room: for one day or for many weeks; what is in the way is said while the form is filled in.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include <glib/gi18n-lib.h>

#include "jz-edit-dialog.h"
#include "jz-grid-field.h"
#include "jz-lab-check.h"
#include "jz-lesson-dialogs.h"
#include "jz-lesson-series.h"
#include "jz-picker.h"

#define SAID_MOST 20 /* dates that are told of one by one */

enum { CLASS, TEACHER, N_PICKERS };

typedef struct
{
  JzEditDialog *dialog;
  JzSession    *session;
  JzDate        date;
  int           period;
  gint64        room;
  GtkWidget    *pickers[N_PICKERS], *purpose, *kind, *weeks, *parity, *skip, *answer;
  guint         generation; /* late answers are dropped */
} Form;

static const char *const kind_names[] = { "class", "experiment", "activity", "maintenance" };
static const char *const kind_titles[] = { N_("Lesson of a class"), N_("Experiment"), N_("Activity outside class"),
                                           N_("Maintenance of the room"), NULL };
static const char *const parity_titles[] = { N_("Every week"), N_("Odd weeks"), N_("Even weeks"), NULL };

static void
form_free (gpointer data)
{
  Form *self = data;

  g_object_unref (self->session);
  g_free (self);
}

/* What is asked for, for another thread. */
typedef struct
{
  Form         *form;
  GObject      *dialog; /* keeps the form */
  guint         generation;
  JzLessonWish  wish;
  char         *purpose, *weeks;
  guint         parity;
  gboolean      skip;
  char         *answer;
} Ask;

static void
ask_free (gpointer data)
{
  Ask *self = data;

  g_object_unref (self->dialog);
  g_free (self->purpose);
  g_free (self->weeks);
  g_free (self->answer);
  g_free (self);
}

static Ask *
ask_new (Form *form)
{
  Ask *self = g_new0 (Ask, 1);

  self->form = form;
  self->dialog = g_object_ref (G_OBJECT (form->dialog));
  self->generation = ++form->generation;
  self->purpose = jz_grid_field_text (form->purpose);
  self->weeks = jz_grid_field_text (form->weeks);
  self->parity = gtk_drop_down_get_selected (GTK_DROP_DOWN (form->parity));
  self->skip = gtk_check_button_get_active (GTK_CHECK_BUTTON (form->skip));
  self->wish = (JzLessonWish){ .date = form->date,
                               .period = form->period,
                               .room = form->room,
                               .class_ = jz_picker_get_id (JZ_PICKER (form->pickers[CLASS])),
                               .teacher = jz_picker_get_id (JZ_PICKER (form->pickers[TEACHER])),
                               .kind = kind_names[MIN (gtk_drop_down_get_selected (GTK_DROP_DOWN (form->kind)), 3)],
                               .purpose = self->purpose };
  return self;
}

/* The series that is meant: on the weekday that the day follows. */
static gboolean
series_of (JzConnection *connection, const Ask *ask, JzSeriesWish *wish, GError **error)
{
  static const char *const parities[] = { NULL, "odd", "even" };
  char   iso[JZ_DATE_LENGTH];
  gint64 term, follows;

  jz_date_to_iso (ask->wish.date, iso);
  if (!jz_connection_number (connection, &term, 0, error, "SELECT term FROM calendar_day WHERE date = ?", "s", iso) ||
      !jz_connection_number (connection, &follows, jz_date_weekday (ask->wish.date), error,
                             "SELECT follows FROM calendar_day WHERE date = ?",
                             "s", iso))
    return FALSE;
  *wish = (JzSeriesWish){ .weeks = ask->weeks,
                          .rule = { .term = term, .weekday = (int) follows, .parity = parities[MIN (ask->parity, 2)] },
                          .wish = ask->wish };
  return TRUE;
}

/* What is in the way: what can't be lived with is said alone. */

static void
say_clashes (GString *text, GPtrArray *clashes, JzDate date)
{
  gboolean hard = jz_clashes_are_hard (clashes);
  char     iso[JZ_DATE_LENGTH];

  for (guint i = 0; i < clashes->len; i++)
    {
      const JzClash *clash = g_ptr_array_index (clashes, i);

      if (clash->hard == hard)
        g_string_append_printf (text, "%s %s  %s\n", clash->hard ? "✗" : "!", jz_date_to_iso (date, iso), clash->what);
    }
}

static char *
say_plan (const JzSeriesPlan *plan)
{
  GString *text = g_string_new (NULL);
  guint    kept = plan->dates->len - plan->n_hard, said = 0;

  g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "✓ %u date can be booked", "✓ %u dates can be booked",
                                             kept), kept);
  if (plan->n_hard > 0)
    {
      g_string_append (text, "  ");
      g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "✗ %u can not", "✗ %u can not", plan->n_hard),
                              plan->n_hard);
    }
  g_string_append_c (text, '\n');
  for (guint i = 0; i < plan->dates->len && said < SAID_MOST; i++)
    {
      const JzSeriesDate *date = g_ptr_array_index (plan->dates, i);

      if (date->booking.clashes->len == 0)
        continue;
      say_clashes (text, date->booking.clashes, date->day->date);
      said++;
    }
  g_string_truncate (text, text->len - 1);
  return g_string_free (text, FALSE);
}

static gboolean
look_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Ask                  *ask = data;
  JzSeriesWish          wish;
  g_autoptr (GPtrArray) clashes = NULL;
  g_autoptr (JzSeriesPlan) plan = NULL;
  GString              *text;

  if (ask->weeks[0] != '\0')
    {
      plan = series_of (connection, ask, &wish, error) ? jz_series_plan (connection, &wish, jz_lab_checkers, error) : NULL;
      ask->answer = plan != NULL ? say_plan (plan) : NULL;
      return plan != NULL;
    }
  clashes = jz_clash_check (connection, &ask->wish, jz_lab_checkers, error);
  if (clashes == NULL)
    return FALSE;
  text = g_string_new (NULL);
  say_clashes (text, clashes, ask->wish.date);
  if (text->len > 0)
    g_string_truncate (text, text->len - 1);
  ask->answer = text->len > 0 ? g_string_free (text, FALSE) : (g_string_free (text, TRUE),
                                                               g_strdup (_("✓ Nothing is in the way")));
  return TRUE;
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Ask               *ask = data;
  g_autoptr (GError) error = NULL;
  gboolean           ok = jz_store_read_finish (JZ_STORE (source), result, &error);

  if (ask->generation == ask->form->generation && gtk_widget_get_root (ask->form->answer) != NULL)
    gtk_label_set_text (GTK_LABEL (ask->form->answer), ok ? ask->answer : error->message);
  ask_free (ask);
}

static void
look (Form *self)
{
  Ask *ask = ask_new (self);

  gtk_widget_set_sensitive (self->parity, ask->weeks[0] != '\0'); /* one day is neither odd nor even */
  jz_store_read (jz_session_get_store (self->session), look_cb, ask, NULL, NULL, looked_cb, ask);
}

/* Booking. */

static gboolean
refuse_taken (GPtrArray *clashes, GError **error)
{
  for (guint i = 0; i < clashes->len; i++)
    {
      const JzClash *clash = g_ptr_array_index (clashes, i);

      if (clash->hard)
        {
          g_set_error_literal (error, JZ_ERROR, JZ_ERROR_CONFLICT, clash->what);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
book_series (JzOperation *operation, const Ask *ask, GError **error)
{
  JzSeriesWish             wish;
  g_autoptr (JzSeriesPlan) plan = NULL;

  if (!series_of (jz_operation_get_connection (operation), ask, &wish, error))
    return FALSE;
  plan = jz_series_book (operation, &wish, jz_lab_checkers, ask->skip, error);
  for (guint i = 0; plan != NULL && (!ask->skip || plan->n_hard == plan->dates->len) && i < plan->dates->len; i++)
    if (!refuse_taken (((JzSeriesDate *) g_ptr_array_index (plan->dates, i))->booking.clashes, error))
      return FALSE;
  return plan != NULL;
}

static gboolean
book_cb (JzOperation *operation, gpointer data, GError **error)
{
  const Ask         *ask = data;
  g_auto (JzBooking) booking = { 0 };

  if (ask->weeks[0] != '\0')
    return book_series (operation, ask, error);
  return jz_lesson_book (operation, &ask->wish, 0, jz_lab_checkers, ask->skip, &booking, error) &&
         (booking.lesson != 0 || refuse_taken (booking.clashes, error));
}

static gboolean
is_open (Form *self, guint picker, const char *sentence)
{
  gboolean open = jz_picker_is_open (JZ_PICKER (self->pickers[picker]));

  jz_grid_field_say (self->pickers[picker], open ? sentence : NULL);
  if (open)
    gtk_widget_grab_focus (self->pickers[picker]);
  return open;
}

static void
go_cb (Form *self)
{
  if (is_open (self, CLASS, _("There is no such class")) || is_open (self, TEACHER, _("There is no such person")))
    return;
  jz_edit_dialog_write (self->dialog, self->session, &jz_action_lesson_book, book_cb, ask_new (self), ask_free, NULL,
                        NULL);
}

/* Building it. */

static GtkWidget *
add_picker (Form *self, GtkWidget *grid, const char *kinds, const char *title, gint64 id, const char *text, int column)
{
  GtkWidget *picker = GTK_WIDGET (jz_picker_new (kinds, title, ""));

  jz_picker_set_store (JZ_PICKER (picker), jz_session_get_store (self->session));
  if (id != 0)
    jz_picker_set (JZ_PICKER (picker), id, text);
  jz_grid_field_attach (grid, title, picker, column, 0, 1);
  g_signal_connect_swapped (picker, "chosen", G_CALLBACK (look), self);
  return picker;
}

static GtkWidget *
make_grid (Form *self, const JzLessonStart *start)
{
  GtkWidget *grid = jz_grid_field_grid ();

  self->pickers[CLASS] = add_picker (self, grid, "classes", _("Class"), start->class_, start->class_title, 0);
  self->pickers[TEACHER] = add_picker (self, grid, "people", _("Teacher"), start->teacher, start->teacher_title, 1);
  self->purpose = jz_grid_field_entry (NULL);
  jz_grid_field_attach (grid, _("What for"), self->purpose, 0, 1, 1);
  self->kind = jz_grid_field_choice (kind_titles, 0);
  jz_grid_field_attach (grid, _("Kind of lesson"), self->kind, 1, 1, 1);
  self->weeks = jz_grid_field_entry (NULL);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->weeks), _("This day alone; or weeks: 12-18"));
  jz_grid_field_attach (grid, _("Weeks"), self->weeks, 0, 2, 1);
  self->parity = jz_grid_field_choice (parity_titles, 0);
  jz_grid_field_attach (grid, _("In weeks"), self->parity, 1, 2, 1);
  self->skip = gtk_check_button_new_with_label (_("Leave out the dates that are taken; wait for this one"));
  gtk_grid_attach (GTK_GRID (grid), self->skip, 0, 9, 2, 1);
  g_signal_connect_swapped (self->weeks, "changed", G_CALLBACK (look), self);
  g_signal_connect_swapped (self->parity, "notify::selected", G_CALLBACK (look), self);
  g_signal_connect_swapped (self->kind, "notify::selected", G_CALLBACK (look), self);
  return grid;
}

static GtkWidget *
make_answer (Form *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->answer = gtk_label_new ("");
  gtk_label_set_xalign (GTK_LABEL (self->answer), 0);
  gtk_label_set_wrap (GTK_LABEL (self->answer), TRUE);
  gtk_label_set_yalign (GTK_LABEL (self->answer), 0);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), 112);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->answer);
  return scroller;
}

void
jz_lesson_dialog_present (GtkWindow *parent, JzSession *session, const JzLessonStart *start)
{
  Form            *self;
  g_autofree char *subtitle = NULL;
  char             iso[JZ_DATE_LENGTH];

  if (parent == NULL || session == NULL)
    return;
  self = g_new0 (Form, 1);
  self->session = g_object_ref (session);
  self->date = start->date;
  self->period = start->period;
  self->room = start->room;
  self->dialog = jz_edit_dialog_new (GTK_WIDGET (parent), _("Book a room"), _("Book it"), 560, -1);
  g_object_set_data_full (G_OBJECT (self->dialog), "jz-lesson-form", self, form_free);
  subtitle = g_strdup_printf (_("%s, %s period %d"), start->room_title != NULL ? start->room_title : "",
                              jz_date_to_iso (start->date, iso),
                              start->period);
  jz_edit_dialog_set_title (self->dialog, _("Book a room"), subtitle);
  jz_edit_dialog_set_body (self->dialog, make_grid (self, start), TRUE);
  jz_edit_dialog_set_foot (self->dialog, make_answer (self));
  g_signal_connect_swapped (self->dialog, "go", G_CALLBACK (go_cb), self);
  gtk_window_present (GTK_WINDOW (self->dialog));
  gtk_widget_grab_focus (self->pickers[start->class_ != 0 ? TEACHER : CLASS]);
  look (self);
}
