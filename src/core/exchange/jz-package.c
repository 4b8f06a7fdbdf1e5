/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jz-package.h"

void
jz_package_part_free (JzPackagePart *self)
{
  g_free (self->name);
  g_free (self->kind);
  g_free (self->sha256);
  g_free (self);
}

void
jz_package_info_free (JzPackageInfo *self)
{
  char **texts[] = { &self->uuid,      &self->kind,        &self->generator,   &self->created, &self->head,
                     &self->school_id, &self->school_code, &self->school_name, &self->stage,   &self->term,
                     &self->from,      &self->to,          &self->key,         &self->comment };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (*texts[i]);
  g_ptr_array_unref (self->parts);
  g_free (self);
}

const char *
jz_signature_state_to_text (JzSignatureState state)
{
  static const char *const names[] = { "missing", "bad", "unknown", "trusted" };

  return names[state];
}
