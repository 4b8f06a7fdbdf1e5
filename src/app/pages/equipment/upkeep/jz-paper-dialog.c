/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-paper-dialog.h"

#include <glib/gi18n-lib.h>

#include "jz-budget.h"
#include "jz-date-entry.h"
#include "jz-edit-dialog.h"
#include "jz-grid-field.h"
#include "jz-money.h"
#include "jz-picker.h"

/* Values. */

static JzPaperValues *
values_new (gint64 id, GArray *ids, gboolean assets)
{
  JzPaperValues *self = g_atomic_rc_box_new0 (JzPaperValues);

  self->id = id;
  self->ids = ids != NULL ? g_array_ref (ids) : NULL;
  self->assets = assets;
  for (guint i = 0; i < JZ_PAPER_FIELDS; i++)
    self->numbers[i] = -1;
  return self;
}

static void
values_clear (gpointer data)
{
  JzPaperValues *self = data;

  g_clear_pointer (&self->ids, g_array_unref);
  g_free (self->about);
  g_free (self->warning);
  for (guint i = 0; i < JZ_PAPER_FIELDS; i++)
    {
      g_free (self->texts[i]);
      g_strfreev (self->choices[i]);
    }
}

static void
values_unref (gpointer self)
{
  g_atomic_rc_box_release_full (self, values_clear);
}

/* The dialog. */

typedef struct
{
  const JzPaperKind *kind;
  JzEditDialog      *dialog;
  JzSession         *session;
  JzPaperValues     *values; /* as they were read */
  GtkWidget         *controls[JZ_PAPER_FIELDS];
  GtkWidget         *foot;
  guint              watched; /* counts the questions: only the answer to the newest is shown */
} Paper;

static void
paper_free (gpointer data)
{
  Paper *self = data;

  values_unref (self->values);
  g_object_unref (self->session);
  g_free (self);
}

static gboolean
refuse (GtkWidget *control, const char *sentence)
{
  jz_grid_field_say (control, sentence);
  gtk_widget_grab_focus (control);
  return FALSE;
}

static gboolean
parse_number (const char *typed, gint64 *number)
{
  char *end = NULL;

  *number = g_ascii_strtoll (typed, &end, 10);
  return end != typed && *end == '\0' && *number >= 0 && *number <= 9999;
}

static gboolean
read_typed (GtkWidget *control, const JzPaperField *field, char **text, gint64 *number)
{
  g_autofree char *typed = jz_grid_field_text (control);

  *number = -1;
  if (typed[0] == '\0')
    {
      if (field->lacks != NULL)
        return refuse (control, g_dgettext (GETTEXT_PACKAGE, field->lacks));
      if (field->kind == JZ_PAPER_NUMBER)
        *number = 0;
      return TRUE;
    }
  if (field->kind == JZ_PAPER_MONEY && (!jz_money_parse (typed, number) || *number < 0))
    return refuse (control, _("This is no amount of money"));
  if (field->kind == JZ_PAPER_NUMBER && !parse_number (typed, number))
    return refuse (control, _("This is no number from 0 to 9999"));
  *text = g_steal_pointer (&typed);
  return TRUE;
}

static gboolean
read_date (GtkWidget *control, const JzPaperField *field, char **text)
{
  JzDate date;
  char   iso[JZ_DATE_LENGTH];

  if (!jz_date_entry_read (JZ_DATE_ENTRY (control), &date))
    return refuse (control, _("This is no date"));
  if (date == JZ_DATE_NONE && field->lacks != NULL)
    return refuse (control, g_dgettext (GETTEXT_PACKAGE, field->lacks));
  *text = date != JZ_DATE_NONE ? g_strdup (jz_date_to_iso (date, iso)) : NULL;
  return TRUE;
}

static gboolean
read_picked (GtkWidget *control, const JzPaperField *field, char **text, gint64 *number)
{
  const JzFound *found = jz_picker_get_found (JZ_PICKER (control));

  *number = jz_picker_get_id (JZ_PICKER (control));
  if (jz_picker_is_open (JZ_PICKER (control)))
    return refuse (control, _("There is no such thing"));
  if (*number == 0 && field->lacks != NULL)
    return refuse (control, g_dgettext (GETTEXT_PACKAGE, field->lacks));
  *text = found != NULL ? g_strdup (found->kind) : NULL;
  return TRUE;
}

/* What stands in the form; NULL: a field says what is wrong. */
static JzPaperValues *
read_form (Paper *self)
{
  JzPaperValues *values = values_new (self->values->id, self->values->ids, self->values->assets);
  gboolean       ok = TRUE;

  for (guint i = 0; ok && self->kind->fields[i].title != NULL; i++)
    {
      const JzPaperField *field = &self->kind->fields[i];
      GtkWidget          *control = self->controls[i];

      if (self->values->hidden[i])
        {
          values->texts[i] = g_strdup (self->values->texts[i]);
          values->numbers[i] = self->values->numbers[i];
          continue;
        }
      jz_grid_field_say (control, NULL);
      if (field->kind == JZ_PAPER_CHOICE)
        values->numbers[i] = gtk_drop_down_get_selected (GTK_DROP_DOWN (control));
      else if (field->kind == JZ_PAPER_DATE)
        ok = read_date (control, field, &values->texts[i]);
      else if (field->kind == JZ_PAPER_PICKER)
        ok = read_picked (control, field, &values->texts[i], &values->numbers[i]);
      else
        ok = read_typed (control, field, &values->texts[i], &values->numbers[i]);
    }
  if (ok)
    return values;
  values_unref (values);
  return NULL;
}

typedef struct
{
  const JzPaperKind *kind;
  JzPaperValues     *values;
} Work;

static void
work_free (gpointer data)
{
  Work *self = data;

  values_unref (self->values);
  g_free (self);
}

static gboolean
write_cb (JzOperation *operation, gpointer data, GError **error)
{
  Work *self = data;

  return self->kind->write (operation, self->values, error);
}

static void
go_cb (Paper *self)
{
  JzPaperValues *values = read_form (self);
  Work          *work;

  if (values == NULL)
    return;
  work = g_new (Work, 1);
  *work = (Work){ self->kind, values };
  jz_edit_dialog_write (self->dialog, self->session, self->kind->action, write_cb, work, work_free, NULL, NULL);
}

/* Watching what is typed. */

typedef struct
{
  JzEditDialog      *dialog;
  const JzPaperKind *kind;
  JzPaperValues     *values;
  guint              number;
  char              *sentence;
} Watch;

static void
watch_free (Watch *self)
{
  values_unref (self->values);
  g_object_unref (self->dialog);
  g_free (self->sentence);
  g_free (self);
}

static gboolean
watch_read_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Watch *self = data;

  self->sentence = self->kind->watch (connection, self->values);
  return TRUE;
}

/* What was watched, and the warning under it. Where something is going to be said there is room for it from the
 * beginning. */
static void
say_foot (Paper *self, const char *sentence)
{
  const char      *warning = self->values->warning;
  g_autofree char *both = sentence != NULL && warning != NULL ? g_strdup_printf ("%s\n%s", sentence, warning) : NULL;
  const char      *said = both != NULL ? both : sentence != NULL ? sentence : warning;

  gtk_label_set_text (GTK_LABEL (self->foot), said != NULL ? said : "");
  gtk_widget_set_visible (self->foot, said != NULL || self->kind->watch != NULL);
}

static void
watched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Watch *watch = data;
  Paper *self = g_object_get_data (G_OBJECT (watch->dialog), "jz-paper");

  if (jz_store_read_finish (JZ_STORE (source), result, NULL) && self != NULL && self->watched == watch->number)
    say_foot (self, watch->sentence);
  watch_free (watch);
}

/* What can be read as far as it is typed: nothing is refused. */
static JzPaperValues *
peek_form (Paper *self)
{
  JzPaperValues *values = values_new (self->values->id, self->values->ids, self->values->assets);

  for (guint i = 0; self->kind->fields[i].title != NULL; i++)
    {
      JzPaperFieldKind kind = self->kind->fields[i].kind;

      if (kind == JZ_PAPER_CHOICE)
        values->numbers[i] = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->controls[i]));
      else if ((kind == JZ_PAPER_MONEY || kind == JZ_PAPER_NUMBER) &&
               !(kind == JZ_PAPER_MONEY ? jz_money_parse : parse_number) (
                 gtk_editable_get_text (GTK_EDITABLE (self->controls[i])), &values->numbers[i]))
        values->numbers[i] = -1;
    }
  return values;
}

static void
changed_cb (Paper *self)
{
  JzStore *store = jz_session_get_store (self->session);
  Watch   *watch;

  if (self->kind->watch == NULL || store == NULL)
    return;
  watch = g_new0 (Watch, 1);
  *watch = (Watch){ g_object_ref (self->dialog), self->kind, peek_form (self), ++self->watched, NULL };
  jz_store_read (store, watch_read_cb, watch, NULL, NULL, watched_cb, watch);
}

/* Making it. */

static void
typed_cb (GtkWidget *control)
{
  jz_grid_field_say (control, NULL);
}

static GtkWidget *
make_control (Paper *self, guint i)
{
  const JzPaperField *field = &self->kind->fields[i];
  const char         *title = g_dgettext (GETTEXT_PACKAGE, field->title),
                              *hint = field->hint != NULL ? g_dgettext (GETTEXT_PACKAGE, field->hint) : NULL;
  const char         *text = self->values->texts[i];
  guint               chosen = self->values->numbers[i] > 0 ? (guint) self->values->numbers[i] : 0;
  g_autofree char    *money = NULL;
  GtkWidget          *control;

  if (field->kind == JZ_PAPER_CHOICE && self->values->choices[i] != NULL)
    return jz_grid_field_choice ((const char *const *) self->values->choices[i], chosen);
  if (field->kind == JZ_PAPER_CHOICE)
    return jz_grid_field_choice (field->choices, chosen);
  if (field->kind == JZ_PAPER_DATE)
    return GTK_WIDGET (jz_date_entry_new (jz_date_from_iso (text)));
  if (field->kind == JZ_PAPER_PICKER)
    {
      control = GTK_WIDGET (jz_picker_new (field->pick, title, hint));
      jz_picker_set_store (JZ_PICKER (control), jz_session_get_store (self->session));
      if (self->values->numbers[i] > 0)
        jz_picker_set (JZ_PICKER (control), self->values->numbers[i], text);
      return control;
    }
  money = field->kind == JZ_PAPER_MONEY && self->values->numbers[i] >= 0  ?
          jz_money_to_plain (self->values->numbers[i]) :
          field->kind == JZ_PAPER_NUMBER && self->values->numbers[i] >= 0 ?
          g_strdup_printf ("%d", (int) self->values->numbers[i]) : NULL;
  control = jz_grid_field_entry (money != NULL ? money : text);
  if (hint != NULL)
    gtk_entry_set_placeholder_text (GTK_ENTRY (control), hint);
  g_signal_connect (control, "changed", G_CALLBACK (typed_cb), NULL);
  return control;
}

static void
make_form (Paper *self)
{
  GtkWidget *grid = jz_grid_field_grid ();

  for (guint i = 0; self->kind->fields[i].title != NULL; i++)
    {
      const JzPaperField *field = &self->kind->fields[i];
      GtkWidget          *whole;

      self->controls[i] = make_control (self, i);
      whole = jz_grid_field_attach (grid, g_dgettext (GETTEXT_PACKAGE, field->title), self->controls[i], field->column,
                                    field->row, field->width);
      gtk_widget_set_visible (whole, !self->values->hidden[i]);
      if (field->kind == JZ_PAPER_CHOICE)
        g_signal_connect_swapped (self->controls[i], "notify::selected", G_CALLBACK (changed_cb), self);
      else if (field->kind == JZ_PAPER_MONEY || field->kind == JZ_PAPER_NUMBER)
        g_signal_connect_swapped (self->controls[i], "changed", G_CALLBACK (changed_cb), self);
    }
  self->foot = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->foot), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->foot), 0);
  gtk_widget_add_css_class (self->foot, "jz-result");
  jz_edit_dialog_set_body (self->dialog, grid, TRUE);
  jz_edit_dialog_set_foot (self->dialog, self->foot);
  say_foot (self, NULL);
}

/* What has to be typed comes first. */
static void
grab_first (Paper *self)
{
  int first = -1;

  for (int i = 0; self->kind->fields[i].title != NULL; i++)
    {
      const JzPaperField *field = &self->kind->fields[i];
      gboolean            is_wanted = field->lacks != NULL && self->values->texts[i] == NULL &&
                                      self->values->numbers[i] < 0;

      if (self->values->hidden[i])
        continue;
      if (is_wanted || first < 0)
        first = i;
      if (is_wanted)
        break;
    }
  if (first >= 0)
    gtk_widget_grab_focus (self->controls[first]);
}

static void
show (JzEditDialog *dialog, Paper *self)
{
  make_form (self);
  if (self->values->about != NULL)
    jz_edit_dialog_set_title (dialog, g_dgettext (GETTEXT_PACKAGE, self->kind->title), self->values->about);
  gtk_window_present (GTK_WINDOW (dialog));
  grab_first (self);
  changed_cb (self);
}

static gboolean
read_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Paper *self = data;

  return self->kind->read (connection, self->values, error);
}

static void
read_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (JzEditDialog) dialog = data;
  Paper             *self = g_object_get_data (G_OBJECT (dialog), "jz-paper");
  g_autoptr (GError) error = NULL;

  if (jz_store_read_finish (JZ_STORE (source), result, &error))
    show (dialog, self);
  else
    {
      jz_session_say_trouble (self->session, error->message);
      gtk_window_destroy (GTK_WINDOW (dialog));
    }
}

#define SCAN_SETTLED_MS 250 /* more than a scanner takes to settle */

typedef struct
{
  JzPicker *picker;
  char     *code;
} Scan;

static void
scan_free (gpointer data)
{
  Scan *self = data;

  g_object_unref (self->picker);
  g_free (self->code);
  g_free (self);
}

static gboolean
scan_cb (gpointer data)
{
  Scan *self = data;

  jz_picker_scan (self->picker, self->code);
  return G_SOURCE_REMOVE;
}

/* A scanner clears the field that has the focus once more when an input method has had its time: what is found comes after that. */
static void
scanned_cb (Paper *self, const char *code)
{
  for (guint i = 0; self->kind->fields[i].title != NULL; i++)
    if (self->kind->fields[i].kind == JZ_PAPER_PICKER && self->controls[i] != NULL && !self->values->hidden[i])
      {
        Scan *scan = g_new (Scan, 1);

        *scan = (Scan){ JZ_PICKER (g_object_ref (self->controls[i])), g_strdup (code) };
        g_timeout_add_full (G_PRIORITY_DEFAULT, SCAN_SETTLED_MS, scan_cb, scan, scan_free);
        return;
      }
}

void
jz_paper_dialog_present (GtkWidget *over, JzSession *session, const JzPaperKind *kind, gint64 id, GArray *ids,
                         gboolean assets)
{
  JzStore *store = session != NULL ? jz_session_get_store (session) : NULL;
  Paper   *self;

  if (over == NULL || store == NULL)
    return;
  self = g_new0 (Paper, 1);
  self->kind = kind;
  self->session = g_object_ref (session);
  self->values = values_new (id, ids, assets);
  self->values->may_spend = jz_session_may (session, jz_action_spend.permission);
  self->dialog = jz_edit_dialog_new (over, g_dgettext (GETTEXT_PACKAGE, kind->title),
                                     g_dgettext (GETTEXT_PACKAGE, kind->go), kind->width, -1);
  g_object_set_data_full (G_OBJECT (self->dialog), "jz-paper", self, paper_free);
  g_signal_connect_swapped (self->dialog, "go", G_CALLBACK (go_cb), self);
  g_signal_connect_swapped (self->dialog, "scanned", G_CALLBACK (scanned_cb), self);
  if (kind->read != NULL)
    jz_store_read (store, read_cb, self, NULL, NULL, read_done_cb, g_object_ref (self->dialog));
  else
    show (self->dialog, self);
}
