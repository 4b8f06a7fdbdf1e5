/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jz-confine.h"

#include <sys/resource.h>

/* gcc says it by a macro, clang by a feature. */
#if defined(__SANITIZE_ADDRESS__)
#define BOUND_ADDRESSES FALSE
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define BOUND_ADDRESSES FALSE
#endif
#endif
#ifndef BOUND_ADDRESSES
#define BOUND_ADDRESSES TRUE
#endif

static void
limit (int what, guint64 value)
{
  struct rlimit pair = { (rlim_t) value, (rlim_t) value };

  setrlimit (what, &pair);
}

void
jz_confine (guint64 memory, guint seconds)
{
  if (BOUND_ADDRESSES)
    limit (RLIMIT_AS, memory);
  limit (RLIMIT_CPU, seconds);
  limit (RLIMIT_FSIZE, 0);
  limit (RLIMIT_CORE, 0);
}
