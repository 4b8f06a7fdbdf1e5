/* jz-school-import: people, the calendar and standards from spreadsheets.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-import.h"

G_BEGIN_DECLS

/* Name, class, card or staff number, post. Who has a class is a pupil; a class that is not there is made. A person is known by
 * the number, else by name and class. */
extern const JzImportSpec jz_people_import;

/* Date, kind of day, weekday whose lessons are held, odd or even week, note. */
extern const JzImportSpec jz_calendar_import;

/* Subject, code, name, specification, unit, quantity rule, basic or optional, price. */
extern const JzImportSpec jz_standard_import;

/* `options` of a standard. */
typedef struct
{
  const char *name;    /* NULL: as a county's table says, else as the file is called */
  const char *edition; /* NULL, "": as a county's table says, else none */
} JzStandardImportOptions;

G_END_DECLS
