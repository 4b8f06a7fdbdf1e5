/* make-package DIR: a school's package DIR/good.zip and the key that signed it, DIR/package.key and .pub, for the
 * programs that check it from outside.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support/package-fixture.h"

int
main (int argc, char **argv)
{
  g_autoptr (GError)        error = NULL;
  g_autoptr (JzStore)       store = package_school ();
  g_autoptr (JzKey)         key = NULL;
  g_autoptr (JzPackageMade) made = NULL;
  g_autofree char          *path = g_build_filename (argv[1], "package.key", NULL), *zip = g_build_filename (argv[1], "good.zip", NULL);
  g_autofree char          *list = g_build_filename (argv[1], "canaries.txt", NULL), *canaries = g_strjoinv ("\n", (char **) package_canaries);

  g_assert (argc == 2);
  if (!jz_key_make (path, NULL, FALSE, NULL, &error) || (key = jz_key_load (path, NULL, &error)) == NULL ||
      !g_file_set_contents (list, canaries, -1, &error))
    g_error ("%s", error->message);
  made = package_export (store, zip, key);
  return 0;
}
