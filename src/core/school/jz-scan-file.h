/* jz-scan-file: what a handheld scanner has in its memory: a text file with one code a line, in the order they were read.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define JZ_SCAN_FILE_MOST 100000 /* codes */

typedef struct
{
  guint row; /* in the file, from 1; 0: of none */
  char *code;
} JzScannedCode;

/* Codes that come from somewhere else. @code is copied. */
JzScannedCode *jz_scanned_code_new (guint row, const char *code);
/* Returns: (transfer full) (element-type JzScannedCode): none yet */
GPtrArray     *jz_scan_codes_new   (void);

/* UTF-8 or plain ASCII, lines ended by LF, CR LF or CR; empty lines are left out. JZ_ERROR_INVALID for what is no
 * text, has no code or too many. Returns: (transfer full) (element-type JzScannedCode) */
GPtrArray *jz_scan_file_read (const char *path, GError **error);

G_END_DECLS
