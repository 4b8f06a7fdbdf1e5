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
  guint row; /* in the file, from 1 */
  char *code;
} JzScannedCode;

/* UTF-8 or plain ASCII; empty lines are left out. JZ_ERROR_INVALID for what is no text, has no code or too many.
 * Returns: (transfer full) (element-type JzScannedCode) */
GPtrArray *jz_scan_file_read (const char *path, GError **error);

G_END_DECLS
