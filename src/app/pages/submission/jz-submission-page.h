/* jz-submission-page: 上报: what is ready for the county and what is not, the package, what was sent.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-page.h"

G_BEGIN_DECLS

#define JZ_TYPE_SUBMISSION_PAGE (jz_submission_page_get_type ())
G_DECLARE_FINAL_TYPE (JzSubmissionPage, jz_submission_page, JZ, SUBMISSION_PAGE, JzPage)

JzPage *jz_submission_page_new (void);

G_END_DECLS
