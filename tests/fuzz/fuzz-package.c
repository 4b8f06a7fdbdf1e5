/* fuzz-package: the first byte chooses. 'z': the rest is the zip itself. Anything else: the rest is one part of a
 * package whose manifests fit, so that schema, reader and rules get it too; the byte chooses its kind.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <sodium.h>
#include <stdint.h>

#include "jz-bag-output.h"
#include "jz-package.h"

#define UUID "00000000-0000-4000-8000-000000000001"

int LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t size);
int LLVMFuzzerInitialize (int *argc, char ***argv);

static char *path;

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  g_autofree char *folder = g_dir_make_tmp ("fuzz-package-XXXXXX", NULL);

  path = g_build_filename (folder, "x.zip", NULL);
  return sodium_init () < 0;
}

static void
add_package_xml (JzBagOutput *bag, const char *kind, const char *name, const char *sha256, size_t size)
{
  g_autofree char *xml = g_strdup_printf (
    "<package xmlns='urn:jiaozhuang:package:1' id='" UUID "' seq='1' kind='full' edition='1' generator='x' created='2026-11-22T00:00:00Z' "
    "operation='1' head='%s'><school id='" UUID "' code='1' name='x' stage='primary'/>"
    "<part name='%s' kind='%s' rows='1' bytes='%zu' sha256='%s'/></package>", sha256, name, kind, size, sha256);

  jz_bag_output_add (bag, "data/package.xml", xml, -1, NULL);
}

static void
write_bag (const char *kind, const uint8_t *bytes, size_t size)
{
  g_autoptr (JzBagOutput) bag = jz_bag_output_new (path, "1-000001-" UUID, NULL);
  g_autofree char        *name = g_strdup_printf ("data/%s-0001.xml", kind), *sha256 = NULL, *seal = NULL, *sum = NULL;
  gint64                  written;

  jz_bag_output_begin (bag, name, NULL);
  jz_bag_output_write (bag, bytes, size);
  jz_bag_output_end (bag, &sha256);
  add_package_xml (bag, kind, name, sha256, size);
  jz_bag_output_add (bag, "bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n", -1, NULL);
  jz_bag_output_add (bag, "bag-info.txt", "BagIt-Profile-Identifier: urn:jiaozhuang:package:1\nExternal-Identifier: urn:uuid:" UUID "\n", -1, NULL);
  seal = jz_bag_output_seal (bag, NULL);
  jz_zip_output_finish (jz_bag_output_get_zip (bag), &sum, &written, NULL);
  jz_zip_output_install (jz_bag_output_get_zip (bag), NULL);
}

int
LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t size)
{
  static const char *const  kinds[] = { "school", "places", "items", "assets", "stock", "turnover" };
  g_autoptr (GPtrArray)     faults = NULL;
  g_autoptr (JzPackageInfo) info = NULL;
  g_autoptr (GError)        error = NULL;

  if (size == 0)
    return 0;
  if (bytes[0] == 'z')
    g_file_set_contents_full (path, (const char *) bytes + 1, (gssize) size - 1, G_FILE_SET_CONTENTS_NONE, 0600, NULL);
  else
    write_bag (kinds[bytes[0] % G_N_ELEMENTS (kinds)], bytes + 1, size - 1);
  g_assert (jz_package_verify (path, NULL, NULL, NULL, NULL, &faults, &info, &error) == (error == NULL));
  /* Nothing of this was ever signed. */
  g_assert (error != NULL || bytes[0] == 'z' || faults->len > 0);
  return 0;
}
