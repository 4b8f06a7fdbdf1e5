/* adw-types: preloaded into gtk4-builder-tool, which knows no type of libadwaita by itself.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <adwaita.h>

static void __attribute__ ((constructor))
know_types (void)
{
  g_type_ensure (ADW_TYPE_APPLICATION_WINDOW);
}
