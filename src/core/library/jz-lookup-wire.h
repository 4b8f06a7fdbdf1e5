/* What jz-lookup and jiaozhuang-lookup say to each other; between these two only.
 *
 * The question is JZ_LOOKUP_N_WORDS texts, each with its NUL, and behind them the forms of the ISBN, the likeliest
 * first. The answer is frames: a head, and @length bytes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define JZ_LOOKUP_RECORDS_MOST 20           /* of one answer; more than that is no answer to an ISBN */
#define JZ_LOOKUP_RECORD_MOST  (100 * 1024) /* bytes of one */

enum
{
  JZ_LOOKUP_KIND, /* jz_target_kind_name() */
  JZ_LOOKUP_ADDRESS,
  JZ_LOOKUP_SYNTAX,
  JZ_LOOKUP_SEARCH,
  JZ_LOOKUP_USER,
  JZ_LOOKUP_PASSWORD,
  JZ_LOOKUP_SECONDS,
  JZ_LOOKUP_N_WORDS,
};

typedef enum
{
  JZ_LOOKUP_HITS,        /* how many it says it has, in decimal digits */
  JZ_LOOKUP_RECORD,      /* as it came */
  JZ_LOOKUP_LEFT_OUT,    /* nothing: a record that was too large, or none */
  JZ_LOOKUP_UNREACHABLE, /* what went wrong */
  JZ_LOOKUP_SILENT,
  JZ_LOOKUP_REFUSED,     /* what the server said */
} JzLookupFrame;

typedef struct
{
  guint32 frame;  /* JzLookupFrame */
  guint32 length;
} JzLookupHead;

G_END_DECLS
