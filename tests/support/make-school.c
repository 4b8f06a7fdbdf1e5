/* make-school FILE ITEMS: the made-up school of the tests, for a person to look at and for measuring.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <stdlib.h>

#include "jz-fill.h"

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JzStore) store = argc == 3 ? jz_fill_school (argv[1], (guint) atoi (argv[2]), &error) : NULL;

  if (store == NULL)
    {
      g_printerr ("make-school FILE ITEMS: %s\n", error != NULL ? error->message : "usage");
      return 1;
    }
  jz_store_close (store); /* a notice on its way to a main loop still holds it */
  return 0;
}
