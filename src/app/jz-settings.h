/* jz-settings: what this computer remembers of the program, whatever the school file: the last file, the
 * language, light or dark, the window's size. A small key file in the user's configuration folder; a
 * missing or damaged one is no more than a fresh start.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define JZ_SETTING_FILE     "file"     /* path of the last school file */
#define JZ_SETTING_LANGUAGE "language" /* "", "zh_CN", "en" */
#define JZ_SETTING_SCHEME   "scheme"   /* "", "light", "dark" */
#define JZ_SETTING_SIZE     "size"     /* "1366x768", "max" */

/* "" when there is none. Returns: (transfer full) */
char *jz_settings_get (const char *key);

/* Not for the way to the first frame: it writes a file. */
void  jz_settings_set (const char *key, const char *value);

G_END_DECLS
