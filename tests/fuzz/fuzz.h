/* fuzz: what every target is made of.
 *
 * A target takes any bytes and must neither crash, hang, leak nor break the rules that it asserts. With clang and
 * -Dfuzz=true libFuzzer drives it; else driver.c does, with the corpus and random changes of it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* The bytes as a string up to their first NUL; with @utf8 what is no UTF-8 is replaced. Returns: (transfer full) */
static inline char *
fuzz_text (const uint8_t *data, size_t size, gboolean utf8)
{
  g_autofree char *raw = g_strndup ((const char *) data, size);

  return utf8 ? g_utf8_make_valid (raw, -1) : g_steal_pointer (&raw);
}

/* What breaks a rule ends here: with abort(), which every driver knows. */
#define fuzz_fail(...) G_STMT_START { g_printerr (__VA_ARGS__); g_printerr ("\n"); abort (); } G_STMT_END

/* A file in memory with these bytes, the same one each time: its path. */
const char *fuzz_file (const uint8_t *data, size_t size);
