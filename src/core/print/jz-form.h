/* jz-form: the paper forms that a school's rules name, as reports to be filled in.
 *
 * A form fixes title, columns, signatures and how many lines a page may have; the caller adds the
 * subtitles (单位, 日期, 凭证号) and the rows. Columns are known by short names, so that a caller needs
 * not count them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-report.h"

G_BEGIN_DECLS

typedef enum
{
  JZ_FORM_REQUEST,     /* 采购申请单 */
  JZ_FORM_ACCEPTANCE,  /* 验收入库单 */
  JZ_FORM_ISSUE,       /* 领用单 */
  JZ_FORM_LOAN,        /* 借用归还登记表 */
  JZ_FORM_DAMAGE,      /* 损坏赔偿报告单 */
  JZ_FORM_DISPOSAL,    /* 报废申请表: at most 25 lines a page, signed on each */
  JZ_FORM_TRANSFER,    /* 调拨单 */
  JZ_FORM_STOCKTAKE,   /* 盘点表 */
  JZ_FORM_DETAIL,      /* 分类明细账 */
  JZ_FORM_GENERAL,     /* 总账 */
  JZ_FORM_HOLDINGS,    /* 专用账, 教师账: what one place or one person has */
  JZ_FORM_CONSUMABLES, /* 低值易耗品账 */
  JZ_FORM_CHEMICALS,   /* 危险化学品专账 */
  JZ_N_FORMS
} JzForm;

/* Returns: (transfer full) an empty form */
JzReport          *jz_form_new (JzForm form, const char *school, const char *print_date);

/* The names of its columns, NULL at the end ("name", "spec", "quantity" …), in their order. Never
 * translated. */
const char *const *jz_form_get_columns (JzForm form);

/* Adds a row; @lookup gives the text of a column (may be NULL) and keeps owning it. */
typedef const char *(*JzFormLookup) (const char *column, gpointer user_data);
void               jz_form_add_row (JzReport *report, JzForm form, JzFormLookup lookup, gpointer user_data);

G_END_DECLS
