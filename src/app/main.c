/* jiaozhuang [FILE]: the window.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "jz-application.h"
#include "jz-language.h"

int
main (int argc, char **argv)
{
  g_autoptr (JzApplication) application = NULL;

  jz_language_set_up ();
  application = jz_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
