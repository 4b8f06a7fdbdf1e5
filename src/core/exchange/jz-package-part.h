/* jz-package-part: which rows of the school go into which part of a package, and how they are written.
 *
 * A part holds one kind of rows, each one element with attributes, one line each: at most 20,000 rows and 8 MB.
 * Pupils appear as counts per class, staff as a count of the school; no name, number or free remark of anyone
 * (and no keeper of a place) is among the columns.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-connection.h"

G_BEGIN_DECLS

#define JZ_PACKAGE_NAMESPACE "urn:jiaozhuang:package:1"
#define JZ_PACKAGE_PROFILE   "urn:jiaozhuang:package:1"
#define JZ_PACKAGE_EDITION   1
#define JZ_PACKAGE_SCHEMA    "package-1.xsd"

#define JZ_PART_ROWS_MAX     20000
#define JZ_PART_BYTES_MAX    (8 * 1024 * 1024)

typedef struct
{
  const char
    *kind; /* of the part: its root element and, before "-0001.xml", its name; specs of one kind follow each other */
  const char *element; /* of a row */
  /* Columns are attributes, called as in the SELECT; a NULL or empty one is left out. ?1 is the change counter
   * to start after. */
  const char *sql;
  /* One letter a column: t text · n number · m money in fen · q quantity, whose decimals stand in the last
   * column, d. */
  const char *types;
} JzPartSpec;

/* Ends with a NULL kind. */
extern const JzPartSpec jz_part_specs[];

G_END_DECLS
