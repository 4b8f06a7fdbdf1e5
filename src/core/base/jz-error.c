/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jz-error.h"

G_DEFINE_QUARK (jz-error-quark, jz_error)

gboolean
jz_error_is_file (const GError *error)
{
  g_return_val_if_fail (error != NULL, FALSE);

  return error->domain == JZ_ERROR && error->code >= JZ_ERROR_NOT_SCHOOL;
}

int
jz_error_exit_status (const GError *error)
{
  g_return_val_if_fail (error != NULL, 3);

  if (error->domain == G_OPTION_ERROR)
    return 2;
  if (error->domain != JZ_ERROR)
    return 3;
  if (jz_error_is_file (error))
    return 4;
  switch ((JzError) error->code)
    {
    case JZ_ERROR_USAGE: return 2;
    case JZ_ERROR_NOT_ALLOWED: return 5;
    default: return 3;
    }
}
