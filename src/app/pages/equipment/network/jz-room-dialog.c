/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include <glib/gi18n-lib.h>

#include "jz-card.h"
#include "jz-grid-field.h"
#include "jz-network-dialogs.h"
#include "jz-quantity.h"
#include "jz-ratio.h"

#define MBPS_MOST 1000000

static const char *const multimedia_titles[] = { N_("As what stands there says"), N_("Yes"), N_("No"), NULL };

typedef struct
{
  JzCard     card;
  GtkWidget *class_, *multimedia, *mbps;
  char      *path;
  GArray    *class_ids;   /* of gint64; the first is 0 */
  GPtrArray *class_names; /* NULL-terminated */
  guint      class_index;
  int        multimedia_was; /* -1 to 1 */
  gint64     mbps_was;       /* -1: not known */
} RoomCard;

typedef struct
{
  JzCardWork card;
  gint64     class_;
  int        multimedia, mbps;
} RoomWork;

static gboolean
read_classes (JzConnection *connection, RoomCard *self, gint64 class_, GError **error)
{
  JzStatement *rows = jz_connection_query (connection, error,
                                           "SELECT id, name FROM class WHERE left_year IS NULL ORDER BY stage, grade, "
                                           "number", "");
  gint64       none = 0;

  g_array_append_val (self->class_ids, none);
  g_ptr_array_add (self->class_names, g_strdup (_("No class's own room")));
  while (jz_statement_next (rows))
    {
      gint64 id = jz_statement_int64 (rows, 0);

      if (id == class_)
        self->class_index = self->class_ids->len;
      g_array_append_val (self->class_ids, id);
      g_ptr_array_add (self->class_names, jz_statement_dup (rows, 1));
    }
  g_ptr_array_add (self->class_names, NULL);
  return jz_statement_finish (rows, error);
}

static gboolean
read_row (JzConnection *connection, JzCard *card, GError **error)
{
  RoomCard    *self = (RoomCard *) card;
  JzStatement *row = jz_connection_query (connection, error,
                                          "SELECT place.path, ifnull (r.class, 0), ifnull (r.multimedia, -1), ifnull "
                                          "(r.mbps, -1) FROM place "
                                          "LEFT JOIN room_device r ON r.place = place.id WHERE place.id = ?", "l",
                                          card->id);
  gint64       class_;

  if (!jz_statement_first (row, _("This row has been deleted"), error))
    return FALSE;
  self->path = jz_statement_dup (row, 0);
  class_ = jz_statement_int64 (row, 1);
  self->multimedia_was = (int) jz_statement_int64 (row, 2);
  self->mbps_was = jz_statement_int64 (row, 3);
  jz_statement_reset (row);
  return read_classes (connection, self, class_, error);
}

static void
fill (JzCard *card)
{
  RoomCard                *self = (RoomCard *) card;
  g_autofree char         *mbps = self->mbps_was >= 0 ? jz_quantity_to_plain (self->mbps_was, 0) : g_strdup ("");
  g_autoptr (GtkStringList) classes = gtk_string_list_new ((const char *const *) self->class_names->pdata);

  gtk_drop_down_set_model (GTK_DROP_DOWN (self->class_), G_LIST_MODEL (classes));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->class_), self->class_index);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->multimedia),
                              self->multimedia_was < 0 ? 0 : self->multimedia_was == 1 ? 1 : 2);
  gtk_editable_set_text (GTK_EDITABLE (self->mbps), mbps);
  jz_edit_dialog_set_title (card->dialog, _("Network in a room"), self->path);
}

static void
clear (JzCard *card)
{
  RoomCard *self = (RoomCard *) card;

  g_free (self->path);
  g_array_unref (self->class_ids);
  g_ptr_array_unref (self->class_names);
}

static gboolean
write_cb (JzOperation *operation, gpointer data, GError **error)
{
  RoomWork *self = data;

  return jz_ratio_set_room (operation, self->card.id, self->class_, self->multimedia, self->mbps, error);
}

static void
save_cb (JzCard *card)
{
  RoomCard        *self = (RoomCard *) card;
  g_autofree char *text = jz_grid_field_text (self->mbps);
  gint64           mbps = -1;
  RoomWork        *work;

  if (*text != '\0' && (!jz_quantity_parse (text, 0, &mbps) || mbps < 0 || mbps > MBPS_MOST))
    {
      jz_grid_field_say (self->mbps, _("Write a whole number, 0 for no line"));
      gtk_widget_grab_focus (self->mbps);
      return;
    }
  work = g_new0 (RoomWork, 1);
  work->mbps = (int) mbps;
  work->class_ = g_array_index (self->class_ids, gint64, gtk_drop_down_get_selected (GTK_DROP_DOWN (self->class_)));
  work->multimedia = (const int[]){ -1, 1, 0 }[gtk_drop_down_get_selected (GTK_DROP_DOWN (self->multimedia))];
  jz_card_write (card, &jz_action_ratio, write_cb, &work->card, g_free);
}

static const JzCardKind card_kind = { N_("Network in a room"), N_("Network in a room"), 620, read_row, fill, clear,
                                      save_cb };

void
jz_room_device_dialog_present (GtkWindow *parent, JzSession *session, gint64 place)
{
  static const char *const none[] = { N_("No class's own room"), NULL };
  RoomCard  *self = g_new0 (RoomCard, 1);
  GtkWidget *grid = jz_grid_field_grid ();

  self->class_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->class_names = g_ptr_array_new_with_free_func (g_free);
  jz_card_init (&self->card, &card_kind, parent, session, place, NULL, NULL);
  self->class_ = jz_grid_field_choice (none, 0);
  self->multimedia = jz_grid_field_choice (multimedia_titles, 0);
  self->mbps = jz_grid_field_entry (NULL);
  jz_grid_field_attach (grid, _("Own room of class"), self->class_, 0, 0, 1);
  jz_grid_field_attach (grid, _("Multimedia room"), self->multimedia, 1, 0, 1);
  jz_grid_field_attach (grid, _("Line, Mbit/s"), self->mbps, 2, 0, 1);
  jz_edit_dialog_set_body (self->card.dialog, grid, TRUE);
  gtk_widget_grab_focus (self->mbps);
  jz_card_open (&self->card);
}
