/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include <glib/gi18n-lib.h>

#include "jz-card.h"
#include "jz-grid-field.h"
#include "jz-picker.h"
#include "jz-place.h"
#include "jz-quantity.h"

#define SEATS_MOST 10000

static const char *const kinds[] = { "building", "room", "cabinet", "shelf" };
static const char *const kind_titles[] = { N_("A building"), N_("A room"), N_("A cabinet"), N_("A shelf"), NULL };

typedef struct
{
  JzCard     card;
  GtkWidget *kind, *inside, *code, *name, *purpose, *area, *seats, *keeper;
  /* as they were read: */
  gint64     parent, keeper_id, area_value, seats_value;
  guint      kind_index;
  char      *parent_path, *code_text, *name_text, *purpose_text, *keeper_name;
} PlaceCard;

typedef struct
{
  JzCardWork  card;
  const char *kind;
  gint64      parent, area, keeper;
  int         seats;
  char       *code, *name, *purpose;
} PlaceWork;

/* Read too for a new place: what it stands in. */
static gboolean
read_row (JzConnection *connection, JzCard *card, GError **error)
{
  PlaceCard   *self = (PlaceCard *) card;
  JzStatement *row = jz_connection_query (
    connection, error,
    "SELECT place.kind, place.parent, above.path, place.code, place.name, place.purpose, place.area, place.seats, "
    "place.keeper, person.name FROM place LEFT JOIN place above ON above.id = place.parent "
    "LEFT JOIN person ON person.id = place.keeper WHERE place.id = ?",
    "l", card->id);

  if (!jz_statement_first (row, _("This row has been deleted"), error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i], jz_statement_text (row, 0)) == 0)
      self->kind_index = i;
  self->parent = jz_statement_int64 (row, 1);
  self->parent_path = jz_statement_dup (row, 2);
  self->code_text = jz_statement_dup (row, 3);
  self->name_text = jz_statement_dup (row, 4);
  self->purpose_text = jz_statement_dup (row, 5);
  self->area_value = jz_statement_int64 (row, 6);
  self->seats_value = jz_statement_int64 (row, 7);
  self->keeper_id = jz_statement_int64 (row, 8);
  self->keeper_name = jz_statement_dup (row, 9);
  jz_statement_reset (row);
  return TRUE;
}

static void
set_text (GtkWidget *entry, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (entry), text != NULL ? text : "");
}

static void
fill (JzCard *card)
{
  PlaceCard       *self = (PlaceCard *) card;
  g_autofree char *area = self->area_value > 0 ? jz_quantity_to_plain (self->area_value, 2) : NULL;
  g_autofree char *seats = self->seats_value > 0 ? jz_quantity_to_plain (self->seats_value, 0) : NULL;

  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->kind), self->kind_index);
  jz_picker_set (JZ_PICKER (self->inside), self->parent, self->parent_path);
  jz_picker_set (JZ_PICKER (self->keeper), self->keeper_id, self->keeper_name);
  set_text (self->code, self->code_text);
  set_text (self->name, self->name_text);
  set_text (self->purpose, self->purpose_text);
  set_text (self->area, area);
  set_text (self->seats, seats);
  jz_edit_dialog_set_title (card->dialog, _("Place"), self->name_text);
}

static void
clear (JzCard *card)
{
  PlaceCard *self = (PlaceCard *) card;

  g_free (self->parent_path);
  g_free (self->code_text);
  g_free (self->name_text);
  g_free (self->purpose_text);
  g_free (self->keeper_name);
}

static void
work_free (gpointer data)
{
  PlaceWork *self = data;

  g_free (self->code);
  g_free (self->name);
  g_free (self->purpose);
  g_free (self);
}

static gboolean
write_cb (JzOperation *operation, gpointer data, GError **error)
{
  PlaceWork  *self = data;
  JzPlaceData place = { .kind = self->kind,
                        .parent = self->parent,
                        .code = self->code[0] != '\0' ? self->code : NULL,
                        .name = self->name,
                        .purpose = self->purpose,
                        .area = self->area,
                        .seats = self->seats,
                        .keeper = self->keeper };

  if (self->card.id != 0)
    return jz_place_update (operation, self->card.id, &place, error);
  return jz_place_add (operation, &place, &self->card.id, error);
}

static gboolean
refuse (GtkWidget *control, const char *sentence)
{
  jz_grid_field_say (control, sentence);
  gtk_widget_grab_focus (control);
  return FALSE;
}

/* An empty field is 0: not known. */
static gboolean
read_number (GtkWidget *entry, int decimals, gint64 most, gint64 *value)
{
  g_autofree char *text = jz_grid_field_text (entry);

  *value = 0;
  jz_grid_field_say (entry, NULL);
  if (*text == '\0' || (jz_quantity_parse (text, decimals, value) && *value >= 0 && *value <= most))
    return TRUE;
  return refuse (entry, decimals > 0 ? _("Write square metres, such as 86.5") : _("Write a whole number"));
}

static gboolean
read_form (PlaceCard *self, PlaceWork *work)
{
  gint64 seats;

  work->kind = kinds[gtk_drop_down_get_selected (GTK_DROP_DOWN (self->kind))];
  work->code = jz_grid_field_text (self->code);
  work->name = jz_grid_field_text (self->name);
  work->purpose = jz_grid_field_text (self->purpose);
  work->parent = jz_picker_get_id (JZ_PICKER (self->inside));
  work->keeper = jz_picker_get_id (JZ_PICKER (self->keeper));
  if (work->name[0] == '\0')
    return refuse (self->name, _("A place needs a name"));
  if (jz_picker_is_open (JZ_PICKER (self->inside)))
    return refuse (self->inside, _("Choose a place that there is"));
  if (jz_picker_is_open (JZ_PICKER (self->keeper)))
    return refuse (self->keeper, _("Choose a person that there is"));
  if (!read_number (self->area, 2, JZ_QUANTITY_MAX, &work->area) || !read_number (self->seats, 0, SEATS_MOST, &seats))
    return FALSE;
  work->seats = (int) seats;
  return TRUE;
}

static void
save_cb (JzCard *card)
{
  PlaceWork *work = g_new0 (PlaceWork, 1);

  if (read_form ((PlaceCard *) card, work))
    jz_card_write (card, &jz_action_place, write_cb, &work->card, work_free);
  else
    work_free (work);
}

static GtkWidget *
make_form (PlaceCard *self, gboolean is_new)
{
  GtkWidget *grid = jz_grid_field_grid ();
  JzStore   *store = jz_session_get_store (self->card.session);

  self->kind = jz_grid_field_choice (kind_titles, 1);
  self->inside = GTK_WIDGET (jz_picker_new ("places", _("Stands in"), _("Place, code")));
  self->keeper = GTK_WIDGET (jz_picker_new ("people", _("Keeper"), _("Name, pinyin, card")));
  self->name = jz_grid_field_entry (NULL);
  self->code = jz_grid_field_entry (NULL);
  self->purpose = jz_grid_field_entry (NULL);
  self->area = jz_grid_field_entry (NULL);
  self->seats = jz_grid_field_entry (NULL);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->code), _("the next free one"));
  jz_picker_set_store (JZ_PICKER (self->inside), store);
  jz_picker_set_store (JZ_PICKER (self->keeper), store);
  /* What it is and where it stands is what entries were posted to: it can't become another place. */
  gtk_widget_set_sensitive (self->kind, is_new);
  gtk_widget_set_sensitive (self->inside, is_new);
  jz_grid_field_attach (grid, _("Kind"), self->kind, 0, 0, 2);
  jz_grid_field_attach (grid, _("Stands in"), self->inside, 2, 0, 4);
  jz_grid_field_attach (grid, _("Name"), self->name, 0, 1, 4);
  jz_grid_field_attach (grid, _("Place code"), self->code, 4, 1, 2);
  jz_grid_field_attach (grid, _("Purpose"), self->purpose, 0, 2, 4);
  jz_grid_field_attach (grid, _("Keeper"), self->keeper, 4, 2, 2);
  jz_grid_field_attach (grid, _("Area, m²"), self->area, 0, 3, 3);
  jz_grid_field_attach (grid, _("Seats"), self->seats, 3, 3, 3);
  return grid;
}

/* A new place in a room is a cabinet, in a cabinet a shelf. */
static gboolean
read_above (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  PlaceCard *self = data;

  self->card.id = self->parent;
  return read_row (connection, &self->card, error);
}

static void
above_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (JzEditDialog) dialog = data;
  PlaceCard       *self = g_object_get_data (G_OBJECT (dialog), "jz-card");
  gint64           above = self->card.id;
  g_autofree char *path = NULL;

  self->card.id = 0;
  if (!jz_store_read_finish (JZ_STORE (source), result, NULL) || self->inside == NULL)
    return;
  path = self->parent_path != NULL ? g_strdup_printf ("%s %s", self->parent_path, self->name_text) :
                                     g_strdup (self->name_text);
  jz_picker_set (JZ_PICKER (self->inside), above, path);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->kind), MIN (self->kind_index + 1, G_N_ELEMENTS (kinds) - 1));
}

static const JzCardKind card_kind = { N_("Place"), N_("New place"), 620, read_row, fill, clear, save_cb };

void
jz_place_dialog_present (GtkWindow *parent, JzSession *session, gint64 id, gint64 inside, JzCardDoneFunc done,
                         GObject *data)
{
  PlaceCard *self = g_new0 (PlaceCard, 1);

  jz_card_init (&self->card, &card_kind, parent, session, id, done, data);
  self->parent = inside;
  jz_edit_dialog_set_body (self->card.dialog, make_form (self, id == 0), TRUE);
  gtk_widget_grab_focus (self->name);
  jz_card_open (&self->card);
  if (id == 0 && inside != 0)
    jz_store_read (jz_session_get_store (session), read_above, self, NULL, NULL, above_cb,
                   g_object_ref (self->card.dialog));
}
