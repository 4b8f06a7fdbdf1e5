/* jz-bib: what a librarian types of a book, and where it stands in its record.
 *
 * The record is the truth; this is read out of it, and written back into it without touching anything else. CNMARC and
 * MARC 21 keep the same things at other places: jz_bib_read() looks where jz_marc_guess() says, and jz_bib_write() writes
 * there.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-marc.h"

G_BEGIN_DECLS

/* The things that are text, in the order in which they are typed. */
typedef enum
{
  JZ_BIB_ISBN,         /* as it stands in the record */
  JZ_BIB_BINDING,
  JZ_BIB_PRICE,        /* as it stands: CNY20.00 */
  JZ_BIB_OTHER_NUMBER, /* 统一书号, ISSN */
  JZ_BIB_TITLE,
  JZ_BIB_SUBTITLE,
  JZ_BIB_VOLUME,       /* number of a part: 第二册 */
  JZ_BIB_VOLUME_TITLE,
  JZ_BIB_AUTHOR,       /* statement of responsibility: 余华著 */
  JZ_BIB_EDITION,
  JZ_BIB_PLACE,
  JZ_BIB_PUBLISHER,
  JZ_BIB_YEAR,         /* as it stands: 2012.08 */
  JZ_BIB_PAGES,
  JZ_BIB_SIZE,
  JZ_BIB_SERIES,
  JZ_BIB_SUMMARY,
  JZ_BIB_CLASS,        /* 中图法 */
  JZ_BIB_LANGUAGE,
  JZ_BIB_N_TEXTS,
} JzBibText;

typedef struct
{
  char *texts[JZ_BIB_N_TEXTS]; /* "" where the record says nothing */
  char *subjects;              /* 长篇小说—中国—当代；…; read only */
  char *reading;               /* pinyin of the title as the record gives it, "" where it does not; read only */
} JzBib;

/* @bib: (out): to be cleared. */
void        jz_bib_read  (const JzMarc *record, JzBib *bib);
void        jz_bib_clear (JzBib *bib);

/* Makes the record say @text. */
void        jz_bib_write (JzMarc *record, JzBibText which, const char *text);

/* Every ISBN of it, wrong ones too: thirteen digits; a set has several. Returns: (transfer full) (element-type utf8) */
GPtrArray  *jz_bib_isbns (const JzMarc *record);

/* Whether any of it stands in field @tag. */
gboolean    jz_bib_knows (const JzMarc *record, const char *tag);

/* A stable name ("title"), and what it is called, a msgid. */
const char *jz_bib_name  (JzBibText which);
const char *jz_bib_words (JzBibText which);

/* The year of four digits in what a record says of it: "1999.1", "[200710]", "c2003"; else of @record's coded data.
 * 0: there is none. */
int         jz_bib_year  (const JzMarc *record, const char *text);

/* Fen. -1: @text is no price ("平"). "CNY20.00", "0.38元", "￥7" are. */
gint64      jz_bib_price (const char *text);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JzBib, jz_bib_clear)

G_END_DECLS
