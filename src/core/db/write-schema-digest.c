/* write-schema-digest: while the program is built, says what the newest schema looks like, so that to prove a file's
 * is a matter of its digest (jz-trust.c).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <stdio.h>
#include <stdlib.h>

#include "jz-migrate.h"

int
main (void)
{
  g_autoptr (GError)       error = NULL;
  g_autoptr (JzConnection) own = jz_connection_open_memory (&error);
  g_autofree char         *text = NULL, *digest = NULL;

  if (own != NULL && jz_migrate_to (own, jz_migrate_newest (), &error))
    text = jz_migrate_schema_text (own, &error);
  if (text == NULL)
    {
      fprintf (stderr, "%s\n", error->message);
      return EXIT_FAILURE;
    }
  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  printf ("#define JZ_SCHEMA_VERSION %d\n#define JZ_SCHEMA_DIGEST \"%s\"\n", jz_migrate_newest (), digest);
  return EXIT_SUCCESS;
}
