/* jiaozhuang-verify: proves a package in a process of its own, with bounded memory and time, so that a crafted one
 * can at worst end this process. jiaozhuang-verify FILE [PUBLIC-KEY]; writes what jz-package-wire.h describes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <libintl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

#include "jz-confine.h"
#include "jz-package-wire.h"

#define MEMORY_MAX  (1024UL * 1024 * 1024)
#define SECONDS_MAX 300

static void
put (char tag, GVariant *floating)
{
  g_autoptr (GVariant) value = g_variant_ref_sink (floating);
  guint32              length = (guint32) g_variant_get_size (value);

  if (fputc (tag, stdout) == EOF || fwrite (&length, sizeof length, 1, stdout) != 1 ||
      fwrite (g_variant_get_data (value), length, 1, stdout) != 1 || fflush (stdout) != 0)
    exit (EXIT_FAILURE); /* nobody listens any more */
}

static void
progress_cb (guint64 done, guint64 total, gpointer data)
{
  put ('P', g_variant_new ("(tt)", done, total));
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray)     faults = NULL;
  g_autoptr (JzPackageInfo) info = NULL;
  g_autoptr (GError)        error = NULL;
  JzPublicKey               trusted;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  if (argc < 2 || argc > 3 || (argc == 3 && !jz_public_key_parse (argv[2], &trusted)))
    return EXIT_FAILURE;
  jz_confine (MEMORY_MAX, SECONDS_MAX);
  if (jz_package_verify (argv[1], argc == 3 ? &trusted : NULL, NULL, progress_cb, NULL, &faults, &info, &error))
    put ('R', jz_wire_pack (info, faults));
  else
    put ('E', g_variant_new ("(is)", error->domain == JZ_ERROR ? error->code : JZ_ERROR_REFUSED, error->message));
  return EXIT_SUCCESS;
}
