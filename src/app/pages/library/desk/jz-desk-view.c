/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-desk-view.h"

#include <glib/gi18n-lib.h>

#include "jz-compat.h"
#include "jz-desk-band.h"
#include "jz-desk-choice.h"
#include "jz-desk-log.h"
#include "jz-inspector.h"
#include "jz-lending-paper.h"
#include "jz-reader-told.h"
#include "jz-text.h"

#define SOUND_PREFERENCE "desk-sound"
#define LOG_MOST         200 /* lines of what was done before */
#define SECOND_BEEP      160 /* ms behind the first one, of what is refused */

struct _JzDeskView
{
  GtkWidget           parent_instance;
  JzSession          *session;
  JzActor             actor;   /* who is at the desk */
  JzScanThere        *there;   /* the reader who is there, as far as scans have been taken */
  gint64              shown;   /* on the right */
  guint               refused; /* since this began */
  gboolean            logged;  /* what was done before is in the log */
  guint               reading; /* answers to older questions are dropped */
  GSimpleActionGroup *actions;

  GtkWidget          *box, *entry;
  JzDeskBand         *band;
  GtkWidget          *day, *sound;
  JzDeskChoice       *choice;
  JzDeskLog          *log;
  JzInspector        *inspector;
};

G_DEFINE_FINAL_TYPE (JzDeskView, jz_desk_view, GTK_TYPE_WIDGET)

/* Sounds. */

static gboolean
beep_cb (gpointer display)
{
  gdk_display_beep (display);
  return G_SOURCE_REMOVE;
}

static void
sound (JzDeskView *self, JzDeskTone tone)
{
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (self));

  if (!gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->sound)))
    return;
  gdk_display_beep (display);
  if (tone == JZ_DESK_ERROR)
    g_timeout_add_full (G_PRIORITY_DEFAULT, SECOND_BEEP, beep_cb, g_object_ref (display), g_object_unref);
}

static void
say_ready (JzDeskView *self)
{
  jz_desk_band_say (self->band, _("Scan a reader's card or a book"),
       _("A book that is out comes back; one that is in is lent to the reader who is there"), JZ_DESK_OK);
  jz_desk_band_count (self->band, NULL);
}

/* The reader on the right and the day's counts, read anew after each change. */

static void read_anew (JzDeskView *self);

typedef struct
{
  JzDeskView *view;
  guint       number;
  gint64      reader;
  JzTold     *told;
  JzDeskDay   day;
  gint64      newest; /* operation of the log */
  char       *undone; /* its words, where it has been taken back */
  gint64      account; /* whose log is read too; 0: it is there */
  GPtrArray  *today;   /* JzDeskDone */
} Reading;

static void
reading_free (Reading *self)
{
  g_clear_pointer (&self->told, jz_told_free);
  g_object_unref (self->view);
  g_free (self->undone);
  g_clear_pointer (&self->today, g_ptr_array_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static gboolean
read_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Reading *self = data;

  g_autoptr (GError) failure = NULL;

  self->undone = jz_connection_text (
    connection, &failure,
    "SELECT words FROM operation o WHERE id = ? AND EXISTS (SELECT 1 FROM operation u WHERE u.undoes = o.id AND "
    "NOT EXISTS (SELECT 1 FROM operation r WHERE r.undoes = u.id))",
    "l", self->newest);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (!jz_desk_day_read (connection, &self->day, error))
    return FALSE;
  if (self->account != 0)
    self->today = jz_desk_today (connection, self->account, LOG_MOST, error);
  if (self->account != 0 && self->today == NULL)
    return FALSE;
  self->told = self->reader != 0 ? jz_reader_tell (connection, self->reader, error) : NULL;
  return self->reader == 0 || self->told != NULL;
}

static void
show_day (JzDeskView *self, const JzDeskDay *day)
{
  g_autofree char *words =
    g_strdup_printf (_("Today lent %u    returned %u    renewed %u    refused %u    put aside %u"), day->lent,
                     day->returned, day->renewed, self->refused, day->put_aside);

  gtk_label_set_text (GTK_LABEL (self->day), words);
}

static void
show_today (JzDeskView *self, GPtrArray *today)
{
  GPtrArray *lines = g_ptr_array_new ();

  self->logged = TRUE;
  for (guint i = 0; i < today->len; i++)
    g_ptr_array_add (lines, jz_desk_line_of_done (g_ptr_array_index (today, i)));
  jz_desk_log_fill (self->log, lines);
}

/* Ctrl+Z is the window's: whoever took it back, the log says so. */
static void
show_undone (JzDeskView *self, gint64 operation, const char *words)
{
  jz_desk_log_undone (self->log, operation);
  jz_desk_band_say (self->band, _("Taken back"), words, JZ_DESK_WARN);
  jz_desk_band_count (self->band, NULL);
  sound (self, JZ_DESK_WARN);
  read_anew (self); /* the one before may be, too */
}

static void
read_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Reading) reading = data;
  g_autoptr (GError)  error = NULL;
  JzDeskView         *self = reading->view;

  if (!jz_store_read_finish (JZ_STORE (source), result, &error) || reading->number != self->reading ||
      self->inspector == NULL)
    return;
  show_day (self, &reading->day);
  if (reading->today != NULL && !self->logged)
    show_today (self, reading->today);
  if (reading->undone != NULL)
    show_undone (self, reading->newest, reading->undone);
  if (reading->told != NULL)
    jz_told_fill (reading->told, self->inspector);
  else
    jz_inspector_clear (self->inspector, _("Scan a card, or type a name"));
}

static void
read_anew (JzDeskView *self)
{
  JzStore *store = self->session != NULL ? jz_session_get_store (self->session) : NULL;
  Reading *reading;

  if (store == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  reading = g_new0 (Reading, 1);
  reading->view = g_object_ref (self);
  reading->number = ++self->reading;
  reading->reader = self->shown;
  reading->newest = jz_desk_log_newest (self->log);
  reading->account = self->logged ? 0 : self->actor.account;
  jz_store_read (store, read_cb, reading, NULL, NULL, read_done_cb, reading);
}

static void
show_reader (JzDeskView *self, gint64 reader)
{
  if (self->shown == reader)
    return;
  self->shown = reader;
  read_anew (self);
}

/* Nobody is there, for the scans from now on. */
static void
begin_anew (JzDeskView *self)
{
  jz_scan_there_unref (self->there);
  self->there = jz_scan_there_new (0);
  show_reader (self, 0);
  say_ready (self);
}

/* Deeds. */

static void take_focus (JzDeskView *self);

static void
show_deed (JzDeskView *self, const JzDeskDeedWork *deed, gint64 operation)
{
  g_autoptr (GPtrArray) lines = jz_desk_deed_lines (deed, operation);
  g_autofree char      *second = NULL, *words = NULL;
  JzDeskTone            tone;

  words = jz_desk_deed_words (deed, &tone, &second);
  g_ptr_array_set_free_func (lines, NULL);
  for (guint i = 0; i < lines->len; i++)
    {
      self->refused += ((JzDeskLine *) g_ptr_array_index (lines, i))->operation == 0;
      jz_desk_log_add (self->log, g_ptr_array_index (lines, i));
    }
  jz_desk_band_say (self->band, words, second, tone);
  jz_desk_band_count (self->band, deed->who);
  sound (self, tone);
  if (deed->scan.deed == JZ_DESK_SEVERAL && deed->scan.readers != NULL)
    jz_desk_choice_show (self->choice, deed->scan.readers);
  /* Whoever was there when it was asked for may have gone meanwhile. */
  if (deed->there == self->there && deed->who != NULL)
    show_reader (self, deed->who->id);
  else if (deed->there == self->there && deed->scan.deed == JZ_DESK_UNKNOWN)
    show_reader (self, 0);
  take_focus (self);
}

typedef struct
{
  JzDeskView     *view;
  JzDeskDeedWork *deed;
} Asked;

static void
asked_free (Asked *self)
{
  jz_desk_deed_free (self->deed);
  g_object_unref (self->view);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

static void
deed_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Asked)  asked = data;
  g_autoptr (GError) error = NULL;
  JzDeskView        *self = asked->view;
  gint64             operation;
  gboolean           ok = jz_store_write_finish (JZ_STORE (source), result, &operation, NULL, &error);

  if (!ok && self->session != NULL)
    jz_session_say_trouble (self->session, error->message);
  if (self->session == NULL || self->inspector == NULL)
    return;
  if (!ok)
    jz_desk_band_say (self->band, _("Not done"), error->message, JZ_DESK_ERROR);
  else
    show_deed (self, asked->deed, operation);
}

/* Asked for as it comes, each as one operation: the store takes them in that order, and before it is closed. */
static void
ask (JzDeskView *self, JzDeskAsk what, const char *code, gint64 reader)
{
  JzStore *store = self->session != NULL ? jz_session_get_store (self->session) : NULL;
  Asked   *asked;

  if (store == NULL || !jz_session_may (self->session, jz_action_desk.permission))
    return;
  asked = g_new (Asked, 1);
  *asked = (Asked){ g_object_ref (self), jz_desk_deed_new (what, self->there, code, reader) };
  jz_store_write (store, &jz_action_desk, &self->actor, jz_desk_deed_write_cb, asked->deed, NULL, NULL, deed_done_cb,
                  asked);
}

void
jz_desk_view_scanned (JzDeskView *self, const char *code)
{
  jz_desk_choice_hide (self->choice);
  ask (self, JZ_DESK_ASK_SCAN, code, 0);
}

void
jz_desk_view_begin (JzDeskView *self, gint64 reader)
{
  ask (self, JZ_DESK_ASK_READER, NULL, reader);
  gtk_widget_grab_focus (self->entry);
}

static void
typed_cb (JzDeskView *self)
{
  g_autofree char *typed = jz_text_tidy (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  if (typed[0] == '\0')
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  ask (self, JZ_DESK_ASK_TYPED, typed, 0);
}

static void
chosen_cb (JzDeskView *self, const char *card)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  ask (self, JZ_DESK_ASK_SCAN, card, 0);
}

/* The next reader. */
static gboolean
leave (JzDeskView *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  jz_desk_choice_hide (self->choice);
  begin_anew (self);
  gtk_widget_grab_focus (self->entry);
  return TRUE;
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, gpointer data)
{
  return keyval == GDK_KEY_Escape ? leave (data) : GDK_EVENT_PROPAGATE;
}

/* Actions of the reader on the right. */

static void
renew_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ask (data, JZ_DESK_ASK_RENEW, g_variant_get_string (parameter, NULL), ((JzDeskView *) data)->shown);
}

static void
renew_all_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ask (data, JZ_DESK_ASK_RENEW_ALL, NULL, g_variant_get_int64 (parameter));
}

static void
slips_cb (JzDeskView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (GTK_IS_WINDOW (root))
    jz_lending_paper_print (GTK_WINDOW (root), self->session, JZ_LENDING_PAPER_OVERDUE, 0);
}

static void
sound_cb (JzDeskView *self)
{
  gboolean on = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->sound));

  gtk_button_set_label (GTK_BUTTON (self->sound), on ? _("Sound on") : _("Sound off"));
  if (self->session != NULL)
    jz_session_set_preference (self->session, SOUND_PREFERENCE, on ? "1" : "0");
}

/* Widgets. */

static GtkWidget *
key_hint (const char *key, const char *words)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *cap = gtk_label_new (key),
            *label = gtk_label_new (words);

  gtk_widget_add_css_class (cap, "jz-key");
  gtk_widget_add_css_class (label, "jz-dim");
  gtk_box_append (GTK_BOX (box), cap);
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

static GtkWidget *
make_entry (JzDeskView *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *hints = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  self->entry = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _("Scan a card or a book; a name or pinyin can be typed"));
  gtk_editable_set_enable_undo (GTK_EDITABLE (self->entry), FALSE);
  jz_compat_name (self->entry, _("Reader or book"));
  gtk_widget_add_css_class (self->entry, "jz-scan-entry");
  gtk_widget_set_hexpand (self->entry, TRUE);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  self->choice = jz_desk_choice_new (self->entry);
  g_signal_connect_object (self->choice, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (hints), key_hint ("Esc", _("next reader")));
  gtk_box_append (GTK_BOX (hints), key_hint ("Ctrl+Z", _("take the last one back")));
  gtk_widget_set_valign (hints, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (row), self->entry);
  gtk_box_append (GTK_BOX (row), hints);
  g_object_set (row, "margin-start", 18, "margin-end", 18, "margin-top", 14, NULL);
  return row;
}

static GtkWidget *
make_foot (JzDeskView *self)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12),
            *slips = gtk_button_new_with_label (_("Overdue slips…"));

  gtk_widget_add_css_class (foot, "jz-status");
  gtk_widget_add_css_class (foot, "jz-desk-foot");
  self->day = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->day), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->day), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->day, TRUE);
  self->sound = gtk_toggle_button_new_with_label (_("Sound on"));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->sound), TRUE);
  gtk_widget_add_css_class (self->sound, "flat");
  gtk_widget_set_focus_on_click (self->sound, FALSE);
  gtk_widget_set_focus_on_click (slips, FALSE);
  g_signal_connect_object (self->sound, "toggled", G_CALLBACK (sound_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (slips, "clicked", G_CALLBACK (slips_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (foot), self->day);
  gtk_box_append (GTK_BOX (foot), self->sound);
  gtk_box_append (GTK_BOX (foot), slips);
  return foot;
}

/* The focus comes back to the entry after whatever was clicked, and when a dialog is gone. */
static void
take_focus (JzDeskView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (GTK_IS_WINDOW (root) && gtk_window_is_active (GTK_WINDOW (root)) && gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_grab_focus (self->entry);
}

static void
mapped_cb (JzDeskView *self)
{
  gtk_widget_grab_focus (self->entry);
  read_anew (self);
}

static void
jz_desk_view_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (jz_desk_view_parent_class)->root (widget);
  g_signal_connect_object (gtk_widget_get_root (widget), "notify::is-active", G_CALLBACK (take_focus), widget,
                           G_CONNECT_SWAPPED);
}

static void
jz_desk_view_unroot (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (gtk_widget_get_root (widget), take_focus, widget);
  GTK_WIDGET_CLASS (jz_desk_view_parent_class)->unroot (widget);
}

static void
jz_desk_view_dispose (GObject *object)
{
  JzDeskView *self = JZ_DESK_VIEW (object);

  if (self->inspector != NULL)
    jz_desk_view_set_session (self, NULL);
  self->inspector = NULL;
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->actions);
  G_OBJECT_CLASS (jz_desk_view_parent_class)->dispose (object);
}

static void
jz_desk_view_finalize (GObject *object)
{
  jz_scan_there_unref (JZ_DESK_VIEW (object)->there);
  G_OBJECT_CLASS (jz_desk_view_parent_class)->finalize (object);
}

static void
jz_desk_view_class_init (JzDeskViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = jz_desk_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = jz_desk_view_finalize;
  GTK_WIDGET_CLASS (klass)->root = jz_desk_view_root;
  GTK_WIDGET_CLASS (klass)->unroot = jz_desk_view_unroot;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
add_actions (JzDeskView *self)
{
  static const GActionEntry entries[] = { { .name = "renew", .activate = renew_cb, .parameter_type = "s" },
                                          { .name = "renew-all", .activate = renew_all_cb, .parameter_type = "x" } };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "desk", G_ACTION_GROUP (self->actions));
}

static void
jz_desk_view_init (JzDeskView *self)
{
  GtkWidget          *left = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->there = jz_scan_there_new (0);
  add_actions (self);
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->log = jz_desk_log_new ();
  self->inspector = jz_inspector_new ();
  gtk_widget_set_hexpand (left, TRUE);
  gtk_box_append (GTK_BOX (left), make_entry (self));
  self->band = jz_desk_band_new ();
  gtk_box_append (GTK_BOX (left), GTK_WIDGET (self->band));
  gtk_box_append (GTK_BOX (left), GTK_WIDGET (self->log));
  gtk_widget_set_vexpand (GTK_WIDGET (self->log), TRUE);
  gtk_box_append (GTK_BOX (left), make_foot (self));
  gtk_box_append (GTK_BOX (self->box), left);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->inspector));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect (self, "map", G_CALLBACK (mapped_cb), NULL);
  say_ready (self);
  jz_inspector_clear (self->inspector, _("Scan a card, or type a name"));
}

GtkWidget *
jz_desk_view_new (void)
{
  return g_object_new (JZ_TYPE_DESK_VIEW, NULL);
}

void
jz_desk_view_set_session (JzDeskView *self, JzSession *session)
{
  const char *preference = session != NULL ? jz_session_get_preference (session, SOUND_PREFERENCE) : NULL;

  if (self->session != NULL && jz_session_get_store (self->session) != NULL)
    g_signal_handlers_disconnect_by_func (jz_session_get_store (self->session), read_anew, self);
  g_set_object (&self->session, session);
  jz_desk_choice_set_store (self->choice, session != NULL ? jz_session_get_store (session) : NULL);
  begin_anew (self);
  if (session == NULL)
    return;
  self->logged = FALSE;
  self->actor = *jz_session_get_actor (session);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->sound), g_strcmp0 (preference, "0") != 0);
  g_signal_connect_object (jz_session_get_store (session), "changed", G_CALLBACK (read_anew), self, G_CONNECT_SWAPPED);
  gtk_widget_set_sensitive (self->entry, jz_session_may (session, jz_action_desk.permission));
  read_anew (self);
}

void
jz_desk_view_set_narrow (JzDeskView *self, gboolean narrow)
{
  gtk_widget_set_visible (GTK_WIDGET (self->inspector), !narrow);
}
