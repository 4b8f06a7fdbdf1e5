/* jz-language: the language of the interface, and Chinese glyphs whatever that language is.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Sets locale and translations: the person's choice, else the desktop's. To be called before anything else. */
void jz_language_set_up (void);

/* Makes every text that comes into a window Chinese for Pango, which else draws the Japanese forms of Han
 * characters in any session that is not Chinese. To be called once, after GTK has started. */
void jz_language_set_up_text (void);

G_END_DECLS
