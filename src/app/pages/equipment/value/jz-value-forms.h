/* jz-value-forms: the dialogs of the view "Value". Each reads what it shows, then stands over the window of @over; @id 0: a new row.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "jz-session.h"

G_BEGIN_DECLS

/* A line of a budget; one that is there is revised, with a reason. @year: of a new one. */
void jz_budget_form_present   (GtkWidget *over, JzSession *session, gint64 id, int year);
void jz_spending_form_present (GtkWidget *over, JzSession *session, gint64 id);
/* What the share of a year is reckoned against. */
void jz_year_form_present     (GtkWidget *over, JzSession *session, int year);

void jz_fund_form_present     (GtkWidget *over, JzSession *session, gint64 id);
void jz_purpose_form_present  (GtkWidget *over, JzSession *session, gint64 id);

void jz_life_form_present     (GtkWidget *over, JzSession *session, gint64 id);
/* How long all of an item lasts, and how long one card. */
void jz_item_life_form_present (GtkWidget *over, JzSession *session, gint64 item);
void jz_own_life_form_present (GtkWidget *over, JzSession *session, gint64 asset);
void jz_rule_form_present     (GtkWidget *over, JzSession *session);

G_END_DECLS
