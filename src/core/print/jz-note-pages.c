/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <pango/pangocairo.h>

#include "jz-machine.h"
#include "jz-network-form.h"
#include "jz-network-note.h"
#include "jz-type.h"

#define MM      (72 / 25.4)
#define WIDTH   210.0
#define HEIGHT  297.0
#define MARGIN  25.0
#define MOST_MACHINES 12 /* a page has room for so many */

typedef struct
{
  char      *name, *post;
  GPtrArray *machines; /* of char *: a line each */
  guint      more;     /* that have no line */
} Signer;

struct _JzNotePages
{
  char      *school, *text;
  guint      months;
  GPtrArray *signers;
};

static void
signer_free (gpointer data)
{
  Signer *self = data;

  g_free (self->name);
  g_free (self->post);
  g_ptr_array_unref (self->machines);
  g_free (self);
}

void
jz_note_pages_free (JzNotePages *self)
{
  g_free (self->school);
  g_free (self->text);
  g_ptr_array_unref (self->signers);
  g_free (self);
}

static void
add_machine (Signer *signer, const JzMachine *machine)
{
  const char *address = machine->ipv4[0] != '\0' ? machine->ipv4 : _("automatic");

  if (signer->machines->len < MOST_MACHINES)
    g_ptr_array_add (signer->machines, g_strdup_printf (_("%s, %s, IP %s, MAC %s"), machine->number, machine->place,
                                                        address,
                                                        machine->mac[0] != '\0' ? machine->mac : "____________"));
  else
    signer->more++;
}

static gboolean
add_signer (JzNotePages *self, JzConnection *connection, gint64 person, GPtrArray *machines, GError **error)
{
  JzStatement *row = jz_connection_query (connection, error, "SELECT name, post FROM person WHERE id = ?", "l", person);
  Signer      *signer;

  if (!jz_statement_first (row, _("There is no such person of the staff"), error))
    return FALSE;
  signer = g_new0 (Signer, 1);
  signer->name = jz_statement_dup (row, 0);
  signer->post = jz_statement_dup (row, 1);
  signer->machines = g_ptr_array_new_with_free_func (g_free);
  jz_statement_reset (row);
  g_ptr_array_add (self->signers, signer);
  for (guint i = 0; i < machines->len; i++)
    {
      const JzMachine *machine = g_ptr_array_index (machines, i);

      if (machine->person == person && machine->networked)
        add_machine (signer, machine);
    }
  return TRUE;
}

JzNotePages *
jz_note_pages_new (JzConnection *connection, const gint64 *persons, guint n, GError **error)
{
  g_autoptr (JzNotePages) self = g_new0 (JzNotePages, 1);
  g_autoptr (GPtrArray)   machines = NULL;
  guint                   warn;

  self->signers = g_ptr_array_new_with_free_func (signer_free);
  self->school = jz_connection_text (connection, NULL, "SELECT name FROM school", "");
  if ((self->text = jz_network_note_text (connection, error)) == NULL ||
      !jz_network_note_terms (connection, &self->months, &warn, error) ||
      (machines = jz_machine_list (connection, -1, error)) == NULL)
    return NULL;
  for (guint i = 0; i < n; i++)
    if (!add_signer (self, connection, persons[i], machines, error))
      return NULL;
  return g_steal_pointer (&self);
}

/* Drawing. */

typedef struct
{
  cairo_t     *cr;
  PangoLayout *layout;
  double       y; /* mm */
} Pen;

static void
set_size (Pen *pen, double points, gboolean bold)
{
  PangoFontDescription *font = pango_font_description_from_string (JZ_TYPE_FAMILIES);

  pango_font_description_set_absolute_size (font, points * PANGO_SCALE);
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (pen->layout, font);
  pango_font_description_free (font);
}

/* A paragraph, and the room below it. */
static void
write_down (Pen *pen, const char *text, double indent, PangoAlignment alignment, double below)
{
  int width, height;

  pango_layout_set_width (pen->layout, (int) ((WIDTH - 2 * MARGIN - indent) * MM * PANGO_SCALE));
  pango_layout_set_alignment (pen->layout, alignment);
  pango_layout_set_text (pen->layout, text, -1);
  pango_layout_get_pixel_size (pen->layout, &width, &height);
  cairo_move_to (pen->cr, (MARGIN + indent) * MM, pen->y * MM);
  pango_cairo_show_layout (pen->cr, pen->layout);
  pen->y += height / MM + below;
}

static void
write_clauses (Pen *pen, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0, n = 0; lines[i] != NULL; i++)
    {
      g_autofree char *clause = NULL;

      if (g_strstrip (lines[i])[0] == '\0')
        continue;
      clause = g_strdup_printf (_("%u. %s"), ++n, lines[i]);
      write_down (pen, clause, 0, PANGO_ALIGN_LEFT, 2.5);
    }
}

static void
write_machines (Pen *pen, const Signer *signer)
{
  write_down (pen, _("Machines that I answer for:"), 0, PANGO_ALIGN_LEFT, 2);
  for (guint i = 0; i < signer->machines->len; i++)
    write_down (pen, g_ptr_array_index (signer->machines, i), 6, PANGO_ALIGN_LEFT, 1);
  if (signer->machines->len == 0)
    write_down (pen, "____________________________________________", 6, PANGO_ALIGN_LEFT, 1);
  if (signer->more > 0)
    {
      g_autofree char *more = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "and %u more, see the register",
                                                            "and %u more, see the register", signer->more),
                                               signer->more);

      write_down (pen, more, 6, PANGO_ALIGN_LEFT, 1);
    }
}

static void
write_signatures (Pen *pen, const JzNotePages *self, const Signer *signer)
{
  g_autofree char *holds = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                         "This note holds for %u month from the day it is signed.",
                                                         "This note holds for %u months from the day it is signed.",
                                                         self->months), self->months);
  g_autofree char *who = g_strdup_printf (_("Signed by (%s): ____________________    Date: ________________"),
                                          signer->name);

  pen->y += 4;
  write_down (pen, holds, 0, PANGO_ALIGN_LEFT, 14);
  write_down (pen, who, 0, PANGO_ALIGN_LEFT, 10);
  write_down (pen, _("School (seal): ____________________    Date: ________________"), 0, PANGO_ALIGN_LEFT, 0);
}

static void
draw_cb (cairo_t *cr, guint page, gpointer data)
{
  const JzNotePages *self = data;
  const Signer      *signer = g_ptr_array_index (self->signers, page);
  g_autofree char   *whose = g_strdup_printf (_("Name: %s    Post: %s"), signer->name, signer->post);
  Pen                pen = { cr, pango_cairo_create_layout (cr), MARGIN };

  pango_context_set_language (pango_layout_get_context (pen.layout), pango_language_from_string ("zh-cn"));
  pango_layout_set_wrap (pen.layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_line_spacing (pen.layout, 1.35f);
  cairo_set_source_rgb (cr, 0, 0, 0);
  set_size (&pen, 12, FALSE);
  write_down (&pen, self->school != NULL ? self->school : "", 0, PANGO_ALIGN_CENTER, 2);
  set_size (&pen, 20, TRUE);
  write_down (&pen, _("Responsibility for Network Security"), 0, PANGO_ALIGN_CENTER, 8);
  set_size (&pen, 12, FALSE);
  write_down (&pen, whose, 0, PANGO_ALIGN_LEFT, 4);
  write_clauses (&pen, self->text);
  pen.y += 3;
  write_machines (&pen, signer);
  write_signatures (&pen, self, signer);
  g_object_unref (pen.layout);
}

void
jz_note_pages_get_pdf (JzNotePages *self, JzPdf *pdf)
{
  *pdf = (JzPdf){ _("Responsibility for Network Security"), WIDTH, HEIGHT, self->signers->len, draw_cb, self };
}
