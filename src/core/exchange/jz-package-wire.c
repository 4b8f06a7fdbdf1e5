/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jz-package-wire.h"

#include <stddef.h>

#define FAULTS_MAX 1000

static const struct { const char *name; gsize offset; } texts[] = {
#define TEXT(name) { #name, offsetof (JzPackageInfo, name) }
  TEXT (uuid), TEXT (kind), TEXT (generator), TEXT (created), TEXT (head), TEXT (school_id), TEXT (school_code),
  TEXT (school_name), TEXT (stage), TEXT (term), TEXT (from), TEXT (to), TEXT (key), TEXT (comment),
#undef TEXT
};

GVariant *
jz_wire_pack (const JzPackageInfo *info, GPtrArray *faults)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, JZ_WIRE_REPORT);
  g_variant_builder_open (&builder, G_VARIANT_TYPE ("a{ss}"));
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const char *text = G_STRUCT_MEMBER (char *, info, texts[i].offset);

      if (text != NULL && g_utf8_validate (text, -1, NULL))
        g_variant_builder_add (&builder, "{ss}", texts[i].name, text);
    }
  g_variant_builder_close (&builder);
  g_variant_builder_add (&builder, "x", info->seq);
  g_variant_builder_add (&builder, "x", info->base_seq);
  g_variant_builder_add (&builder, "x", info->operation);
  g_variant_builder_add (&builder, "i", (gint32) info->signature);
  g_variant_builder_open (&builder, G_VARIANT_TYPE ("a(sstts)"));
  for (guint i = 0; i < info->parts->len; i++)
    {
      const JzPackagePart *part = g_ptr_array_index (info->parts, i);

      g_variant_builder_add (&builder, "(sstts)", part->name, part->kind, part->rows, part->bytes, part->sha256);
    }
  g_variant_builder_close (&builder);
  g_variant_builder_open (&builder, G_VARIANT_TYPE ("a(sss)"));
  for (guint i = 0; i < faults->len; i++)
    {
      const JzFault   *fault = g_ptr_array_index (faults, i);
      g_autofree char *where = g_utf8_make_valid (fault->where, -1), *what = g_utf8_make_valid (fault->what, -1);

      g_variant_builder_add (&builder, "(sss)", fault->kind, where, what);
    }
  g_variant_builder_close (&builder);
  return g_variant_builder_end (&builder);
}

void
jz_wire_unpack (GVariant *report, JzPackageInfo **info, GPtrArray **faults)
{
  JzPackageInfo             *said = g_new0 (JzPackageInfo, 1);
  g_autoptr (GVariant)       strings = g_variant_get_child_value (report, 0);
  g_autoptr (GVariantIter)   parts = NULL, rows = NULL;
  JzPackagePart              part;
  JzFault                    fault;
  gint32                     state;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_variant_lookup (strings, texts[i].name, "s", &G_STRUCT_MEMBER (char *, said, texts[i].offset));
  g_variant_get (report, "(@a{ss}xxxia(sstts)a(sss))", NULL, &said->seq, &said->base_seq, &said->operation, &state,
                 &parts, &rows);
  said->signature = (JzSignatureState) CLAMP (state, JZ_SIGNATURE_MISSING, JZ_SIGNATURE_TRUSTED);
  said->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_package_part_free);
  while (g_variant_iter_next (parts, "(sstts)", &part.name, &part.kind, &part.rows, &part.bytes, &part.sha256))
    g_ptr_array_add (said->parts, g_memdup2 (&part, sizeof part));
  *faults = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_fault_free);
  while ((*faults)->len < FAULTS_MAX && g_variant_iter_next (rows, "(sss)", &fault.kind, &fault.where, &fault.what))
    g_ptr_array_add (*faults, g_memdup2 (&fault, sizeof fault));
  *info = said;
}
