/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include <glib/gi18n-lib.h>

#include "jz-card.h"
#include "jz-grid-field.h"
#include "jz-machine.h"
#include "jz-net-address.h"
#include "jz-network-dialogs.h"
#include "jz-picker.h"

static const char *const uses[] = { "pupil", "teacher", "office", "server" };
static const char *const use_titles[] = { N_("For pupils"), N_("Teachers"), N_("Office"), N_("Server"), NULL };
static const char *const whose_titles[] = { N_("Public"), N_("Private"), NULL };
static const char *const line_titles[] = { N_("Automatic address"), N_("Fixed address"), N_("Not networked"), NULL };

typedef struct
{
  JzCard     card;
  GtkWidget *asset, *use, *user, *department, *phone, *whose, *line, *host, *ipv4, *ipv6, *mac, *os, *note;
  JzMachine *machine; /* as it was read */
} MachineCard;

typedef struct
{
  JzCardWork    card;
  JzMachineData data;
  char         *texts[8]; /* that @data points to */
} MachineWork;

static gboolean
read_row (JzConnection *connection, JzCard *card, GError **error)
{
  MachineCard *self = (MachineCard *) card;

  self->machine = jz_machine_read (connection, card->id, error);
  return self->machine != NULL;
}

static void
set_text (GtkWidget *entry, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

static void
fill (JzCard *card)
{
  MachineCard     *self = (MachineCard *) card;
  const JzMachine *machine = self->machine;

  for (guint i = 0; i < G_N_ELEMENTS (uses); i++)
    if (g_str_equal (uses[i], machine->use))
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->use), i);
  jz_picker_set (JZ_PICKER (self->asset), machine->asset, machine->number);
  jz_picker_set (JZ_PICKER (self->user), machine->person, machine->user);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->whose), machine->is_private);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->line), !machine->networked ? 2 : machine->fixed);
  set_text (self->department, machine->department);
  set_text (self->phone, machine->phone);
  set_text (self->host, machine->host);
  set_text (self->ipv4, machine->ipv4);
  set_text (self->ipv6, machine->ipv6);
  set_text (self->mac, machine->mac);
  set_text (self->os, machine->os);
  set_text (self->note, machine->note);
  jz_edit_dialog_set_title (card->dialog, _("Machine"), machine->number);
}

static void
clear (JzCard *card)
{
  g_clear_pointer (&((MachineCard *) card)->machine, jz_machine_free);
}

static void
work_free (gpointer data)
{
  MachineWork *self = data;

  for (guint i = 0; i < G_N_ELEMENTS (self->texts); i++)
    g_free (self->texts[i]);
  g_free (self);
}

static gboolean
write_cb (JzOperation *operation, gpointer data, GError **error)
{
  MachineWork *self = data;

  if (self->card.id != 0)
    return jz_machine_update (operation, self->card.id, &self->data, error);
  return jz_machine_add (operation, &self->data, &self->card.id, error);
}

static gboolean
refuse (GtkWidget *control, const char *sentence)
{
  jz_grid_field_say (control, sentence);
  gtk_widget_grab_focus (control);
  return FALSE;
}

/* What can be said beside the field at once; what another machine has is found by the core. */
static gboolean
check_addresses (MachineCard *self, char *const texts[])
{
  g_autofree char *mac = jz_mac_normalise (texts[4]), *ipv6 = jz_ipv6_normalise (texts[3]);
  guint32          ipv4;

  jz_grid_field_say (self->ipv4, NULL);
  jz_grid_field_say (self->ipv6, NULL);
  jz_grid_field_say (self->mac, NULL);
  if (texts[2][0] != '\0' && !jz_ipv4_parse (texts[2], &ipv4))
    return refuse (self->ipv4, _("Write it such as 192.168.1.20"));
  if (texts[4][0] != '\0' && mac == NULL)
    return refuse (self->mac, _("12 digits or letters A to F"));
  return texts[3][0] == '\0' || ipv6 != NULL || refuse (self->ipv6, _("This is no IPv6 address"));
}

static gboolean
read_form (MachineCard *self, MachineWork *work)
{
  GtkWidget *const entries[] = { self->department, self->host, self->ipv4, self->ipv6, self->mac, self->os, self->phone,
                                 self->note };
  guint            line = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->line));

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    work->texts[i] = jz_grid_field_text (entries[i]);
  work->data = (JzMachineData){ .asset = jz_picker_get_id (JZ_PICKER (self->asset)),
                                .use = uses[gtk_drop_down_get_selected (GTK_DROP_DOWN (self->use))],
                                .person = jz_picker_get_id (JZ_PICKER (self->user)),
                                .department = work->texts[0],
                                .host = work->texts[1],
                                .ipv4 = work->texts[2],
                                .ipv6 = work->texts[3],
                                .mac = work->texts[4],
                                .os = work->texts[5],
                                .phone = work->texts[6],
                                .note = work->texts[7],
                                .is_private = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->whose)) == 1,
                                .networked = line != 2,
                                .fixed = line == 1 };
  jz_grid_field_say (self->asset, NULL);
  jz_grid_field_say (self->user, NULL);
  if (work->data.asset == 0)
    return refuse (self->asset, _("Choose the asset card of a computer"));
  if (jz_picker_is_open (JZ_PICKER (self->user)))
    return refuse (self->user, _("Choose a person that there is"));
  return check_addresses (self, work->texts);
}

static void
save_cb (JzCard *card)
{
  MachineWork *work = g_new0 (MachineWork, 1);

  if (read_form ((MachineCard *) card, work))
    jz_card_write (card, &jz_action_machine, write_cb, &work->card, work_free);
  else
    work_free (work);
}

static void
scanned_cb (MachineCard *self, const char *code)
{
  if (self->card.id == 0)
    jz_picker_scan (JZ_PICKER (self->asset), code);
}

static GtkWidget *
make_form (MachineCard *self, gboolean is_new)
{
  GtkWidget *grid = jz_grid_field_grid ();
  JzStore   *store = jz_session_get_store (self->card.session);

  self->asset = GTK_WIDGET (jz_picker_new ("assets", _("Asset card"), _("Number, name; or scan its label")));
  self->user = GTK_WIDGET (jz_picker_new ("people", _("Responsible user"), _("Name, pinyin, card")));
  jz_picker_set_store (JZ_PICKER (self->asset), store);
  jz_picker_set_store (JZ_PICKER (self->user), store);
  gtk_widget_set_sensitive (self->asset, is_new);
  self->use = jz_grid_field_choice (use_titles, 1);
  self->whose = jz_grid_field_choice (whose_titles, 0);
  self->line = jz_grid_field_choice (line_titles, 0);
  self->department = jz_grid_field_entry (NULL);
  self->phone = jz_grid_field_entry (NULL);
  self->host = jz_grid_field_entry (NULL);
  self->ipv4 = jz_grid_field_entry (NULL);
  self->ipv6 = jz_grid_field_entry (NULL);
  self->mac = jz_grid_field_entry (NULL);
  self->os = jz_grid_field_entry (NULL);
  self->note = jz_grid_field_entry (NULL);
  jz_grid_field_attach (grid, _("Asset card"), self->asset, 0, 0, 3);
  jz_grid_field_attach (grid, _("Used by"), self->use, 3, 0, 3);
  jz_grid_field_attach (grid, _("Responsible user"), self->user, 0, 1, 2);
  jz_grid_field_attach (grid, _("Department"), self->department, 2, 1, 2);
  jz_grid_field_attach (grid, _("Phone"), self->phone, 4, 1, 2);
  jz_grid_field_attach (grid, _("Network"), self->line, 0, 2, 2);
  jz_grid_field_attach (grid, _("IP address"), self->ipv4, 2, 2, 2);
  jz_grid_field_attach (grid, _("MAC address"), self->mac, 4, 2, 2);
  jz_grid_field_attach (grid, _("Host name"), self->host, 0, 3, 2);
  jz_grid_field_attach (grid, _("Operating system"), self->os, 2, 3, 2);
  jz_grid_field_attach (grid, _("IPv6 address"), self->ipv6, 4, 3, 2);
  jz_grid_field_attach (grid, _("Public or private"), self->whose, 0, 4, 2);
  jz_grid_field_attach (grid, _("Note"), self->note, 2, 4, 4);
  return grid;
}

static const JzCardKind card_kind = { N_("Machine"), N_("Register a machine"), 760, read_row, fill, clear, save_cb };

void
jz_machine_dialog_present (GtkWindow *parent, JzSession *session, gint64 id, JzCardDoneFunc done, GObject *data)
{
  MachineCard *self = g_new0 (MachineCard, 1);

  jz_card_init (&self->card, &card_kind, parent, session, id, done, data);
  jz_edit_dialog_set_body (self->card.dialog, make_form (self, id == 0), TRUE);
  g_signal_connect_swapped (self->card.dialog, "scanned", G_CALLBACK (scanned_cb), self);
  gtk_widget_grab_focus (id == 0 ? self->asset : self->host);
  jz_card_open (&self->card);
}
