/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include <glib/gi18n-lib.h>

#include "jz-card.h"
#include "jz-date-entry.h"
#include "jz-grid-field.h"
#include "jz-item.h"
#include "jz-picker.h"

enum { NUMBER, SERIAL, ORIGIN, FUND, SUPPLIER, MAKER, NOTE, N_TEXTS };

static const struct
{
  const char *title; /* msgid */
  int         column, row, width;
  const char *kinds; /* of jz_find(), offered while a name is typed; or NULL */
} fields[N_TEXTS] = {
  [NUMBER] = { N_("Asset number"), 0, 0, 3, NULL }, [SERIAL] = { N_("Serial number"), 3, 0, 3, NULL },
  [ORIGIN] = { N_("Origin"), 0, 1, 3, NULL },       [FUND] = { N_("Fund"), 3, 1, 3, "funds" },
  [SUPPLIER] = { N_("Supplier"), 0, 2, 3, "suppliers" },   [MAKER] = { N_("Maker"), 3, 2, 3, NULL },
  [NOTE] = { N_("Note"), 0, 3, 6, NULL },
};

static const char *const conditions[] = { "good", "worn", "broken", "missing" };
static const char *const condition_titles[] = { N_("In order"), N_("Worn"), N_("Broken"), N_("Missing"), NULL };

typedef struct
{
  JzCard     card;
  GtkWidget *entries[N_TEXTS];
  GtkWidget *warranty;
  GtkWidget *condition;
  char      *texts[N_TEXTS]; /* as they were read */
  char      *name;
  JzDate     day;
  guint      state;
} AssetCard;

typedef struct
{
  JzCardWork  card;
  char       *texts[N_TEXTS];
  char        warranty[JZ_DATE_LENGTH];
  const char *condition;
} AssetWork;

static gboolean
read_row (JzConnection *connection, JzCard *card, GError **error)
{
  AssetCard   *self = (AssetCard *) card;
  JzStatement *row = jz_connection_query (
    connection, error,
    "SELECT asset.number, serial, origin, fund, supplier, maker, asset.note, warranty, condition, item.name "
    "FROM asset JOIN item ON item.id = asset.item WHERE asset.id = ?",
    "l", card->id);

  if (!jz_statement_first (row, _("This row has been deleted"), error))
    return FALSE;
  for (guint i = 0; i < N_TEXTS; i++)
    self->texts[i] = jz_statement_dup (row, (int) i);
  self->day = jz_date_from_iso (jz_statement_text (row, 7));
  for (guint i = 0; i < G_N_ELEMENTS (conditions); i++)
    if (g_strcmp0 (conditions[i], jz_statement_text (row, 8)) == 0)
      self->state = i;
  self->name = jz_statement_dup (row, 9);
  jz_statement_reset (row);
  return TRUE;
}

static void
fill (JzCard *card)
{
  AssetCard *self = (AssetCard *) card;

  for (guint i = 0; i < N_TEXTS; i++)
    if (fields[i].kinds != NULL)
      jz_picker_set_text (JZ_PICKER (self->entries[i]), self->texts[i]);
    else
      gtk_editable_set_text (GTK_EDITABLE (self->entries[i]), self->texts[i]);
  if (self->day != JZ_DATE_NONE)
    jz_date_entry_set (JZ_DATE_ENTRY (self->warranty), self->day);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->condition), self->state);
  jz_edit_dialog_set_title (card->dialog, _("Asset card"), self->name);
}

static void
clear (JzCard *card)
{
  AssetCard *self = (AssetCard *) card;

  for (guint i = 0; i < N_TEXTS; i++)
    g_free (self->texts[i]);
  g_free (self->name);
}

static void
work_free (gpointer data)
{
  AssetWork *self = data;

  for (guint i = 0; i < N_TEXTS; i++)
    g_free (self->texts[i]);
  g_free (self);
}

static gboolean
write_cb (JzOperation *operation, gpointer data, GError **error)
{
  AssetWork  *self = data;
  JzAssetData asset = { .number = self->texts[NUMBER],
                        .serial = self->texts[SERIAL],
                        .origin = self->texts[ORIGIN],
                        .fund = self->texts[FUND],
                        .supplier = self->texts[SUPPLIER],
                        .maker = self->texts[MAKER],
                        .note = self->texts[NOTE],
                        .warranty = self->warranty[0] != '\0' ? self->warranty : NULL };

  return jz_asset_update (operation, self->card.id, &asset, self->condition, error);
}

static void
save_cb (JzCard *card)
{
  AssetCard       *self = (AssetCard *) card;
  g_autofree char *number = jz_grid_field_text (self->entries[NUMBER]);
  AssetWork       *work;
  JzDate           day;

  jz_grid_field_say (self->entries[NUMBER], *number == '\0' ? _("An asset needs a number") : NULL);
  if (*number == '\0')
    {
      gtk_widget_grab_focus (self->entries[NUMBER]);
      return;
    }
  if (!jz_date_entry_read (JZ_DATE_ENTRY (self->warranty), &day))
    {
      jz_grid_field_say (self->warranty, _("This is no date"));
      gtk_widget_grab_focus (self->warranty);
      return;
    }
  work = g_new0 (AssetWork, 1);
  for (guint i = 0; i < N_TEXTS; i++)
    work->texts[i] =
      fields[i].kinds != NULL ? jz_picker_dup_text (JZ_PICKER (self->entries[i])) : jz_grid_field_text (self->entries[i]);
  jz_date_to_iso (day, work->warranty);
  work->condition = conditions[gtk_drop_down_get_selected (GTK_DROP_DOWN (self->condition))];
  jz_card_write (card, &jz_action_item, write_cb, &work->card, work_free);
}

static GtkWidget *
make_entry (AssetCard *self, guint i)
{
  JzPicker *picker;

  if (fields[i].kinds == NULL)
    return jz_grid_field_entry (NULL);
  picker = jz_picker_new (fields[i].kinds, g_dgettext (GETTEXT_PACKAGE, fields[i].title), NULL);
  jz_picker_set_free (picker);
  jz_picker_set_store (picker, jz_session_get_store (self->card.session));
  return GTK_WIDGET (picker);
}

static GtkWidget *
make_form (AssetCard *self)
{
  GtkWidget *grid = jz_grid_field_grid ();

  for (guint i = 0; i < N_TEXTS; i++)
    {
      self->entries[i] = make_entry (self, i);
      jz_grid_field_attach (grid, g_dgettext (GETTEXT_PACKAGE, fields[i].title), self->entries[i], fields[i].column,
                            fields[i].row, fields[i].width);
    }
  self->warranty = GTK_WIDGET (jz_date_entry_new (JZ_DATE_NONE));
  self->condition = jz_grid_field_choice (condition_titles, 0);
  jz_grid_field_attach (grid, _("Warranty until"), self->warranty, 0, 4, 3);
  jz_grid_field_attach (grid, _("Condition"), self->condition, 3, 4, 3);
  return grid;
}

static const JzCardKind card_kind = { N_("Asset card"), N_("Asset card"), 640, read_row, fill, clear, save_cb };

void
jz_asset_dialog_present (GtkWindow *parent, JzSession *session, gint64 id, JzCardDoneFunc done, GObject *data)
{
  AssetCard *self = g_new0 (AssetCard, 1);

  jz_card_init (&self->card, &card_kind, parent, session, id, done, data);
  jz_edit_dialog_set_body (self->card.dialog, make_form (self), TRUE);
  gtk_widget_grab_focus (self->entries[SERIAL]);
  jz_card_open (&self->card);
}
