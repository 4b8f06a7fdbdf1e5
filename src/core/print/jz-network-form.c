/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-network-form.h"

#include <glib/gi18n-lib.h>

#include "jz-date.h"
#include "jz-machine-import.h"
#include "jz-machine.h"
#include "jz-network-note.h"

static JzReport *
report_new (JzConnection *connection, const char *title)
{
  g_autofree char *school = jz_connection_text (connection, NULL, "SELECT name FROM school", "");
  char             today[JZ_DATE_LENGTH];

  return jz_report_new (school, title, jz_date_to_iso (jz_date_today (), today));
}

static void
add_columns (JzReport *report, const char *const *titles)
{
  for (guint i = 0; titles[i] != NULL; i++)
    jz_report_add_column (report, g_dgettext (GETTEXT_PACKAGE, titles[i]), 0, i > 0,
                          i == 0 ? JZ_ALIGN_CENTRE : JZ_ALIGN_LEFT, JZ_SUM_NONE);
}

/* The register. */

static void
add_machine (JzReport *report, const JzMachine *machine, guint n, gboolean fixed)
{
  g_autofree char *number = g_strdup_printf ("%u", n);
  g_autofree char *model = g_strdup_printf ("%s %s", machine->name, machine->spec);
  const char      *address = machine->ipv4[0] != '\0' ? machine->ipv4 : machine->ipv6[0] != '\0' ? machine->ipv6 :
                             fixed ? "" : _("automatic");
  const char      *whose = machine->is_private ? _("private") : _("public");
  const char      *networked = machine->networked ? address : _("not networked");
  const char      *all[] = { number, machine->number, model, machine->place, jz_machine_use_words (machine->use),
                             machine->user, machine->department,
                             machine->host, networked, machine->mac, machine->os, whose, machine->phone,
                             machine->note };
  const char      *lab[] = { number, networked, machine->mac, machine->host, machine->number, machine->place,
                             machine->os, machine->user, machine->note };

  jz_report_add_row (report, fixed ? lab : all);
}

JzReport *
jz_machine_form_new (JzConnection *connection, gboolean fixed, GError **error)
{
  static const char *const all[] = { N_("No."), N_("Asset number"), N_("Model"), N_("Place"), N_("Used by"),
                                     N_("Responsible user"), N_("Department"),
                                     N_("Host name"), N_("IP address"), N_("MAC address"), N_("Operating system"),
                                     N_("Public or private"), N_("Phone"),
                                     N_("Remark"), NULL };
  static const char *const lab[] = { N_("No."), N_("IP address"), N_("MAC address"), N_("Host name"),
                                     N_("Asset number"), N_("Place"),
                                     N_("Operating system"), N_("Responsible user"), N_("Remark"), NULL };
  g_autoptr (GPtrArray) machines = jz_machine_list (connection, fixed, error);
  g_autofree char      *count = NULL;
  JzReport             *report;

  if (machines == NULL)
    return NULL;
  report = report_new (connection, fixed ? _("Register of machines with fixed addresses") :
                       _("Register of machines on the network"));
  count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u machine", "%u machines", machines->len), machines->len);
  jz_report_add_subtitle (report, NULL, count);
  add_columns (report, fixed ? lab : all);
  report->max_lines = 3;
  report->key_columns = 2;
  for (guint i = 0; i < machines->len; i++)
    add_machine (report, g_ptr_array_index (machines, i), i + 1, fixed);
  jz_report_add_signature (report, _("Network keeper"));
  jz_report_add_signature (report, _("Person in charge"));
  return report;
}

/* Who has signed. */

const char *
jz_network_note_state_words (const char *state)
{
  static const struct
  {
    const char *state, *words;
  } all[] = {
    { "signed", N_("✓ Signed") }, { "soon", N_("! Runs out soon") }, { "expired", N_("✗ Run out") },
    { "none", N_("✗ Not signed") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (g_strcmp0 (all[i].state, state) == 0)
      return g_dgettext (GETTEXT_PACKAGE, all[i].words);
  return "";
}

static guint
add_note (JzReport *report, const JzNetworkNote *note, guint n)
{
  g_autofree char *number = g_strdup_printf ("%u", n), *machines = g_strdup_printf ("%u", note->machines);
  const char      *cells[] = { number, note->name, note->post, machines, jz_network_note_state_words (note->state),
                               note->signed_on, note->expires, NULL };

  jz_report_add_row (report, cells);
  return g_str_equal (note->state, "signed") || g_str_equal (note->state, "soon");
}

JzReport *
jz_network_note_list_form_new (JzConnection *connection, GError **error)
{
  static const char *const titles[] = { N_("No."), N_("Name"), N_("Post"), N_("Machines"), N_("State"), N_("Signed on"),
                                        N_("Holds until"), N_("Signature"),
                                        NULL };
  g_autoptr (GPtrArray) notes = jz_network_note_list (connection, NULL, error);
  g_autofree char      *count = NULL;
  JzReport             *report;
  guint                 n_signed = 0;

  if (notes == NULL)
    return NULL;
  report = report_new (connection, _("Who has signed for the network"));
  add_columns (report, titles);
  for (guint i = 0; i < notes->len; i++)
    n_signed += add_note (report, g_ptr_array_index (notes, i), i + 1);
  count = g_strdup_printf (_("Signed and in force: %u of %u"), n_signed, notes->len);
  jz_report_add_subtitle (report, NULL, count);
  jz_report_add_signature (report, _("Network keeper"));
  jz_report_add_signature (report, _("Person in charge"));
  return report;
}

/* Ratios. */

static const char *
stage_words (const char *stage)
{
  static const struct
  {
    const char *stage, *words;
  } all[] = {
    { "kindergarten", N_("Kindergarten") }, { "primary", N_("Primary") }, { "junior", N_("Junior") },
    { "senior", N_("Senior") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (g_strcmp0 (all[i].stage, stage) == 0)
      return g_dgettext (GETTEXT_PACKAGE, all[i].words);
  return "";
}

static void
add_ratio (JzReport *report, const JzRatio *ratio)
{
  g_autofree char *value = jz_ratio_value_words (ratio), *counts = jz_ratio_count_words (ratio),
                           *target = jz_ratio_target_words (ratio);
  g_autofree char *lacking = g_strdup_printf ("%" G_GINT64_FORMAT, ratio->lacking);
  g_autofree char *needed = g_strdup_printf (_("✗ %s more are needed"), lacking);
  const char      *cells[] = { jz_ratio_words (ratio->ratio), stage_words (ratio->stage), value, counts, target,
                               ratio->verdict == JZ_RATIO_LACKING ? needed :
                               ratio->verdict == JZ_RATIO_ENOUGH ? _("✓ enough") : _("? no data"), ratio->source };

  jz_report_add_row (report, cells);
}

static gboolean
fill_ratios (JzReport *report, JzConnection *connection, int year, GError **error)
{
  static const char *const titles[] = { N_("Ratio"), N_("Stage"), N_("Figure"), N_("What it is made of"), N_("Target"),
                                        N_("Verdict"), N_("Rule"), NULL };
  g_autoptr (GPtrArray) ratios = jz_ratio_read (connection, year, error);

  add_columns (report, titles);
  for (guint i = 0; ratios != NULL && i < ratios->len; i++)
    add_ratio (report, g_ptr_array_index (ratios, i));
  return ratios != NULL;
}

static gboolean
fill_rows (JzReport *report, JzConnection *connection, const char *ratio, int year, GError **error)
{
  static const char *const titles[] = { N_("No."), N_("Counts"), N_("Code"), N_("Name and place"), N_("Details"),
                                        NULL };
  g_autoptr (GPtrArray) rows = jz_ratio_rows (connection, ratio, year, error);
  g_autofree char      *count = NULL;
  guint                 n = 0;

  if (rows == NULL)
    return FALSE;
  add_columns (report, titles);
  for (guint i = 0; i < rows->len; i++)
    {
      const JzRatioRow *row = g_ptr_array_index (rows, i);
      g_autofree char  *number = g_strdup_printf ("%u", i + 1);
      const char       *cells[] = { number, jz_ratio_why_words (row->why), row->code, row->title, row->detail };

      n += row->counts;
      jz_report_add_row (report, cells);
    }
  count = g_strdup_printf (_("%u of %u count"), n, rows->len);
  jz_report_add_subtitle (report, jz_ratio_words (ratio), count);
  return TRUE;
}

JzReport *
jz_ratio_form_new (JzConnection *connection, const char *ratio, int year, GError **error)
{
  g_autoptr (JzReport) report = report_new (connection,
                                            ratio == NULL ? _("Computers and multimedia") :
                                            _("The rows behind a figure"));
  gboolean             ok = ratio == NULL ? fill_ratios (report, connection, year, error) :
                            fill_rows (report, connection, ratio, year, error);

  if (!ok)
    return NULL;
  report->max_lines = 3;
  jz_report_add_signature (report, _("Filled in by"));
  jz_report_add_signature (report, _("Person in charge"));
  return g_steal_pointer (&report);
}
