/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-school"
#include "config.h"

#include "jz-scan-file.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "jz-error.h"
#include "jz-text.h"

#define BYTES_MOST (8 * 1024 * 1024)

static void
code_free (gpointer data)
{
  g_free (((JzScannedCode *) data)->code);
  g_free (data);
}

GPtrArray *
jz_scan_codes_new (void)
{
  return g_ptr_array_new_with_free_func (code_free);
}

JzScannedCode *
jz_scanned_code_new (guint row, const char *code)
{
  JzScannedCode *self = g_new (JzScannedCode, 1);

  *self = (JzScannedCode){ row, g_strdup (code) };
  return self;
}

static char *
read_text (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  const char      *start;
  gsize            length = 0;
  GStatBuf         info;

  if (g_stat (path, &info) == 0 && info.st_size > BYTES_MOST)
    {
      g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID, _("This is no text file with one code a line"));
      return NULL;
    }
  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;
  start = g_str_has_prefix (text, "\xEF\xBB\xBF") ? text + 3 : text;
  if (length <= BYTES_MOST && strlen (text) == length && g_utf8_validate (start, -1, NULL))
    return g_strdup (start);
  g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID, _("This is no text file with one code a line"));
  return NULL;
}

GPtrArray *
jz_scan_file_read (const char *path, GError **error)
{
  g_autoptr (GPtrArray) codes = jz_scan_codes_new ();
  g_autofree char *text = read_text (path, error);
  /* Some scanners end their lines with CR alone. */
  g_auto (GStrv)   lines = text != NULL ? g_strsplit (text, strchr (text, '\n') != NULL ? "\n" : "\r", -1) : NULL;

  if (text == NULL)
    return NULL;
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *code = jz_text_tidy (lines[i]);

      if (*code != '\0')
        g_ptr_array_add (codes, jz_scanned_code_new (i + 1, code));
    }
  if (codes->len > 0 && codes->len <= JZ_SCAN_FILE_MOST)
    return g_steal_pointer (&codes);
  g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID,
                       codes->len == 0 ? _("There is no code in the file") :
                                         _("A file can bring 100,000 codes at most"));
  return NULL;
}
