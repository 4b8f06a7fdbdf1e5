/* jz-periodical: periodicals (期刊): subscribed to for a year, their issues received (记到), missing ones claimed (催缺),
 * and bound into volumes (合订本).
 *
 * A subscription knows the issues that should come from how often the periodical comes out, which is a table of the
 * school's own. A bound volume is a copy like any other, with accession number and barcode, of a title of its own that
 * is part of that of the periodical and counts as bound.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-copy.h"

G_BEGIN_DECLS

extern const JzAction jz_action_periodical;

#define JZ_MATERIAL_BOUND      5 /* material.id of what came with the program */
#define JZ_MATERIAL_PERIODICAL 6

/* Catalogues a periodical as far as it need be to be subscribed to. @issn, @publisher, @class_: NULL: not said.
 * JZ_ERROR_INVALID without a name or for an ISSN that is none, JZ_ERROR_CONFLICT where it is there. @title: (out) */
gboolean jz_periodical_add  (JzOperation *operation, const char *name, const char *issn, const char *publisher,
                             const char *class_, gint64 *title, GError **error);

/* The periodical that @text means: its title.id, ISSN or name. JZ_ERROR_NOT_FOUND, JZ_ERROR_CONFLICT for several. */
gboolean jz_periodical_find (JzConnection *connection, const char *text, gint64 *title, GError **error);

typedef struct
{
  gint64      title;     /* of a material that counts as periodical */
  int         year;      /* 1900 … 2199 */
  gint64      frequency; /* periodical_frequency.id */
  guint       copies;    /* of each issue, 1 … 99 */
  gint64      price;     /* fen, of one copy for the year; -1: unknown */
  const char *post_code; /* 邮发代号; NULL: none */
  const char *note;
} JzSubscription;

/* With all its issues. JZ_ERROR_INVALID, JZ_ERROR_CONFLICT where the year is subscribed to. @id: (out) */
gboolean jz_subscription_add  (JzOperation *operation, const JzSubscription *data, gint64 *id, GError **error);
/* JZ_ERROR_CONFLICT once an issue came. */
gboolean jz_subscription_void (JzOperation *operation, gint64 id, GError **error);
/* @id: (out). JZ_ERROR_NOT_FOUND */
gboolean jz_subscription_find (JzConnection *connection, gint64 title, int year, gint64 *id, GError **error);

/* The issues @from … @to came, @copies of each more than before. JZ_ERROR_INVALID where @to is before @from,
 * JZ_ERROR_NOT_FOUND for one that should not come, JZ_ERROR_CONFLICT for more copies than are subscribed to, or
 * one that is bound. */
gboolean jz_issues_receive (JzOperation *operation, gint64 subscription, int from, int to, guint copies,
                            GError **error);

/* What is missing is asked for today, of @subscription, 0: of all. @n: (out): how many issues. JZ_ERROR_NOT_FOUND where
 * nothing is. */
gboolean jz_issues_claim   (JzOperation *operation, gint64 subscription, guint *n, GError **error);

/* One copy of each of the issues becomes a volume. @run: where it goes, its number and call; the rest is not read.
 * JZ_ERROR_INVALID, JZ_ERROR_NOT_FOUND as above; JZ_ERROR_CONFLICT for an issue that did not come, or is bound.
 * @number: (out) (transfer full): accession number */
gboolean jz_issues_bind    (JzOperation *operation, gint64 subscription, int from, int to, const JzCopyRun *run,
                            char **number, GError **error);

/* How often periodicals come out; @id 0: a new one. JZ_ERROR_INVALID, JZ_ERROR_CONFLICT. */
gboolean jz_frequency_set    (JzOperation *operation, gint64 id, const char *name, int issues, int grace,
                              GError **error);
/* JZ_ERROR_CONFLICT while something is subscribed to so, JZ_ERROR_NOT_FOUND. */
gboolean jz_frequency_remove (JzOperation *operation, gint64 id, GError **error);

/* "3" or "3-5". FALSE: it is neither. */
gboolean jz_issues_parse   (const char *text, int *from, int *to);

G_END_DECLS
