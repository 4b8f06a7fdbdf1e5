/* jz-package-rules: what no single part can show: that rows refer to rows that are there, that nothing is there
 * twice, and that sums agree.
 *
 *   - an item's quantity and amount are those of its stock rows
 *   - as many cards of an item stand somewhere as it has pieces
 *   - what came and went at a place, over all years, is what it has
 *
 * An incremental package refers to rows that the receiver has: there only what is there twice is found.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-part-reader.h"

G_BEGIN_DECLS

typedef struct _JzPackageRules JzPackageRules;

JzPackageRules *jz_package_rules_new    (gboolean full, GPtrArray *faults);
void            jz_package_rules_free   (JzPackageRules *self);

/* Parts in the order of package.xml. @part must live until the end. */
void            jz_package_rules_take   (JzPackageRules *self, const JzPackagePart *part, GArray *rows);
void            jz_package_rules_finish (JzPackageRules *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzPackageRules, jz_package_rules_free)

G_END_DECLS
