/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jiaozhuang-cli"
#include "config.h"

#include "cli-report.h"

#include <glib/gi18n.h>

#include "cli.h"
#include "jz-report-sheet.h"

gboolean
cli_export_report (JzReport *given, const char *path, GError **error)
{
  g_autoptr (JzReport) report = given;
  JzReportLayout *layout;
  gboolean        ok;

  if (report == NULL)
    return FALSE;
  if (g_str_has_suffix (path, ".xlsx"))
    return jz_report_write_sheet (report, path, error);
  if (!g_str_has_suffix (path, ".pdf"))
    return cli_usage_error (error, _("%s: .pdf or .xlsx"), path);
  layout = jz_report_layout_new (report, error);
  ok = layout != NULL && jz_report_layout_write_pdf (layout, path, NULL, NULL, NULL, error);
  g_clear_pointer (&layout, jz_report_layout_free);
  return ok;
}
