/* jz-helper: where the programs are that read untrusted files in a process of their own.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The path of helper @name: in one of the folders of the environment's JIAOZHUANG_LIBEXEC (with ":" between
 * them), which a program that is not installed needs, else in @folder. Returns: (transfer full) */
char *jz_helper_path (const char *name, const char *folder);

G_END_DECLS
