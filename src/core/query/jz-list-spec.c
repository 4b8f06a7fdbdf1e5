/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-query"
#include "jz-list-spec.h"

guint
jz_list_spec_n_columns (const JzListSpec *spec)
{
  guint n = 0;

  while (spec->columns[n].id != NULL)
    n++;
  return n;
}

int
jz_list_spec_column_index (const JzListSpec *spec, const char *id)
{
  for (int i = 0; spec->columns[i].id != NULL; i++)
    if (g_strcmp0 (spec->columns[i].id, id) == 0)
      return i;
  return -1;
}

const JzListColumn *
jz_list_spec_column (const JzListSpec *spec, const char *id)
{
  int i = jz_list_spec_column_index (spec, id);

  return i >= 0 ? &spec->columns[i] : NULL;
}

const JzListFilter *
jz_list_spec_filter (const JzListSpec *spec, const char *id)
{
  for (const JzListFilter *filter = spec->filters; filter != NULL && filter->id != NULL; filter++)
    if (g_strcmp0 (filter->id, id) == 0)
      return filter;
  return NULL;
}

gboolean
jz_column_kind_is_right (JzColumnKind kind)
{
  return kind == JZ_COLUMN_NUMBER || kind == JZ_COLUMN_QUANTITY || kind == JZ_COLUMN_MONEY;
}
