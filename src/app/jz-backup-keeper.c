/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-backup-keeper.h"

#include <glib/gi18n-lib.h>

#include "jz-backup.h"

#define MINUTES 30

struct _JzBackupKeeper
{
  GObject    parent_instance;
  JzSession *session;
  GtkLabel  *foot;
  JzStore   *store;
  gulong     changed_id;
  guint      timer;
  gint64     newest;    /* operation of the file */
  gint64     backed_up; /* operation of the newest backup; -1: not known yet */
  char      *at;        /* when that was made, or NULL */
};

G_DEFINE_FINAL_TYPE (JzBackupKeeper, jz_backup_keeper, G_TYPE_OBJECT)

char *
jz_local_time (const char *at)
{
  g_autoptr (GTimeZone) local = g_time_zone_new_local ();
  g_autoptr (GDateTime) utc = g_date_time_new_from_iso8601 (at, NULL);
  g_autoptr (GDateTime) then = utc != NULL ? g_date_time_to_timezone (utc, local) : NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now (local);

  if (then == NULL)
    return g_strdup (at);
  if (g_date_time_get_year (then) != g_date_time_get_year (now))
    return g_date_time_format (then, "%Y-%m-%d");
  return g_date_time_format (then, g_date_time_get_day_of_year (then) == g_date_time_get_day_of_year (now) ?
                                     "%H:%M" :
                                     "%m-%d %H:%M");
}

static void
show (JzBackupKeeper *self)
{
  g_autofree char *when = self->at != NULL ? jz_local_time (self->at) : NULL;
  g_autofree char *words =
    when != NULL ? g_strdup_printf (_("Saved · backup %s"), when) : g_strdup (_("Saved · no backup yet"));

  gtk_label_set_text (self->foot, self->store == NULL ? "" : self->backed_up < 0 ? _("Saved") : words);
}

/* How things stand. */

typedef struct
{
  gint64 newest;
  gint64 backed_up;
  char  *at;
} Standing;

static void
standing_free (gpointer data)
{
  Standing *self = data;

  g_free (self->at);
  g_free (self);
}

static gboolean
look_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Standing *self = data;
  g_autoptr (GPtrArray) backups = jz_backup_list (jz_connection_get_path (connection));

  if (backups->len > 0)
    {
      self->backed_up = ((JzBackup *) g_ptr_array_index (backups, 0))->operation;
      self->at = g_strdup (((JzBackup *) g_ptr_array_index (backups, 0))->at);
    }
  return jz_connection_number (connection, &self->newest, 0, error, "SELECT max(id) FROM operation", "");
}

typedef struct
{
  JzBackupKeeper *keeper;
  Standing       *standing;
} Answer;

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Answer *answer = data;
  g_autoptr (JzBackupKeeper) self = answer->keeper;

  if (jz_store_read_finish (JZ_STORE (source), result, NULL) && self->store == JZ_STORE (source))
    {
      self->newest = answer->standing->newest;
      self->backed_up = answer->standing->backed_up;
      g_free (self->at);
      self->at = g_steal_pointer (&answer->standing->at);
      show (self);
    }
  standing_free (answer->standing);
}

void
jz_backup_keeper_look (JzBackupKeeper *self)
{
  Answer *answer;

  if (self->store == NULL)
    return;
  answer = g_new (Answer, 1);
  *answer = (Answer){ g_object_ref (self), g_new0 (Standing, 1) };
  jz_store_read (self->store, look_cb, answer->standing, NULL, NULL, looked_cb, answer);
}

/* Making them. */

static gboolean
back_up_cb (JzConnection *connection, gpointer why, GCancellable *cancellable, GError **error)
{
  return jz_backup_make (connection, NULL, why, NULL, error);
}

static void
backed_up_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (JzBackupKeeper) self = data;
  g_autoptr (GError) error = NULL;

  if (jz_store_read_finish (JZ_STORE (source), result, &error))
    jz_backup_keeper_look (self);
  else if (self->store == JZ_STORE (source))
    {
      g_autofree char *sentence = g_strdup_printf (_("No backup could be made: %s"), error->message);

      jz_session_say_trouble (self->session, sentence);
    }
}

static gboolean
is_due (JzBackupKeeper *self)
{
  return self->store != NULL && self->backed_up >= 0 && self->newest > self->backed_up;
}

static gboolean
timer_cb (gpointer data)
{
  JzBackupKeeper *self = data;

  if (is_due (self))
    jz_store_work (self->store, back_up_cb, (gpointer) "timer", NULL, NULL, backed_up_cb, g_object_ref (self));
  return G_SOURCE_CONTINUE;
}

/* The store answers what stands in its queue before it closes. */
static void
closing_cb (JzBackupKeeper *self)
{
  if (is_due (self))
    jz_store_work (self->store, back_up_cb, (gpointer) "close", NULL, NULL, backed_up_cb, g_object_ref (self));
}

/* Following the session. */

static void
saved_cb (JzBackupKeeper *self, gint64 operation)
{
  self->newest = operation;
}

static void
leave (JzBackupKeeper *self)
{
  if (self->store != NULL)
    g_signal_handler_disconnect (self->store, self->changed_id);
  g_clear_object (&self->store);
  g_clear_pointer (&self->at, g_free);
  self->backed_up = -1;
}

static void
opened_cb (JzBackupKeeper *self)
{
  leave (self);
  self->store = g_object_ref (jz_session_get_store (self->session));
  self->changed_id = g_signal_connect_swapped (self->store, "changed", G_CALLBACK (saved_cb), self);
  jz_backup_keeper_look (self);
}

static void
signed_cb (JzBackupKeeper *self)
{
  show (self);
}

static void
signed_out_cb (JzBackupKeeper *self)
{
  if (jz_session_get_store (self->session) == NULL)
    leave (self);
}

static void
jz_backup_keeper_dispose (GObject *object)
{
  JzBackupKeeper *self = JZ_BACKUP_KEEPER (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  leave (self);
  g_clear_object (&self->session);
  g_clear_object (&self->foot);
  G_OBJECT_CLASS (jz_backup_keeper_parent_class)->dispose (object);
}

static void
jz_backup_keeper_class_init (JzBackupKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = jz_backup_keeper_dispose;
}

static void
jz_backup_keeper_init (JzBackupKeeper *self)
{
  self->backed_up = -1;
}

JzBackupKeeper *
jz_backup_keeper_new (JzSession *session, GtkLabel *foot)
{
  JzBackupKeeper *self = g_object_new (JZ_TYPE_BACKUP_KEEPER, NULL);

  self->session = g_object_ref (session);
  self->foot = g_object_ref (foot);
  self->timer = g_timeout_add_seconds (MINUTES * 60, timer_cb, self);
  g_signal_connect_object (session, "opened", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "closing", G_CALLBACK (closing_cb), self, G_CONNECT_SWAPPED);
  /* After the window has said its own. */
  g_signal_connect_object (session, "signed-in", G_CALLBACK (signed_cb), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (session, "signed-out", G_CALLBACK (signed_out_cb), self, G_CONNECT_SWAPPED);
  return self;
}
