/* jz-lab-import: the experiment catalogue and the timetable of a term from spreadsheets, or from a county's XML.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-import.h"

G_BEGIN_DECLS

/* Stage, subject, textbook, grade and term, chapter, number, name, kind, required, periods, group size, apparatus,
 * chemicals, safety, source. A row is known by its year, stage, subject, edition, place in the book, number and name.
 * What is taken in is taken as it stands in a list that somebody brought, so it counts as compared. */
extern const JzImportSpec jz_experiment_import;

/* `options` of a catalogue. */
typedef struct
{
  int year; /* of rows that don't say; the school year of today for 0 */
} JzExperimentImportOptions;

/* Class, weekday, period, subject, teacher, room, odd or even week: a line for each lesson. A lesson that stood in the
 * same place of the same class is replaced. */
extern const JzImportSpec jz_timetable_import;

/* `options` of a timetable. */
typedef struct
{
  gint64 term; /* 0: that of today */
} JzTimetableImportOptions;

/* The worksheet of the catalogue of a year in the columns that the import reads, written to the .xlsx file @path. */
gboolean jz_experiment_export (JzConnection *connection, int year, const char *path, GError **error);

G_END_DECLS
