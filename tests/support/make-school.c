/* make-school FILE ITEMS: the made-up school of the tests, for a person to look at and for measuring.
 * make-school --rename FILE: lets its account rename item 6, so that there is something to undo.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <stdlib.h>

#include "jz-fill.h"

static gboolean
rename_cb (JzOperation *operation, gpointer data, GError **error)
{
  jz_operation_describe (operation, "Renamed an item");
  return jz_connection_exec (jz_operation_get_connection (operation),
                             "UPDATE item SET name = '改名示波器', sort_key = jz_sort_key ('改名示波器'), changed = jz_operation () WHERE id = 6", error);
}

static JzStore *
rename_item (const char *path, GError **error)
{
  static const JzAction action = { "test.rename", "test" };
  static const JzActor  keeper = { 1 };
  JzStore *store = jz_store_open (path, JZ_STORE_OPEN, 0, error);

  if (store != NULL && !jz_store_write_sync (store, &action, &keeper, rename_cb, NULL, NULL, NULL, NULL, error))
    g_clear_object (&store);
  return store;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JzStore) store = NULL;

  if (argc == 3)
    store = g_str_equal (argv[1], "--rename") ? rename_item (argv[2], &error) : jz_fill_school (argv[1], (guint) atoi (argv[2]), &error);
  if (store == NULL)
    {
      g_printerr ("make-school: %s\n", error != NULL ? error->message : "make-school FILE ITEMS, or --rename FILE");
      return 1;
    }
  jz_store_close (store); /* a notice on its way to a main loop still holds it */
  return 0;
}
