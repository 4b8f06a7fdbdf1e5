/* jz-people: classes, staff and pupils.
 *
 * Of a pupil nothing but name, class and card number is kept, and no pupil's name ever leaves in a
 * package.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-operation.h"

G_BEGIN_DECLS

extern const JzAction jz_action_people;     /* register, change, import */
extern const JzAction jz_action_add_person; /* whoever issues or lends may add whom to */

typedef struct
{
  const char *kind;   /* "staff" or "pupil" */
  const char *name;
  const char *number; /* staff or card number; NULL: none */
  gint64      class;  /* of a pupil; 0: none */
  const char *post;   /* of staff; NULL: none */
} JzPersonData;

/* JZ_ERROR_INVALID, JZ_ERROR_CONFLICT where the number is taken. */
gboolean jz_person_add    (JzOperation *operation, const JzPersonData *data, gint64 *id, GError **error);
gboolean
jz_person_update (JzOperation *operation, gint64 id, const JzPersonData *data, gboolean active, GError **error);

/* The staff member of that name or number, the one that such a one was merged into, 0 when there is none, JZ_ERROR_CONFLICT when several are
 * called so. */
gboolean jz_person_find   (JzConnection *connection, const char *name_or_number, gint64 *id, GError **error);
/* The same, and added to the staff when there is none. */
gboolean jz_person_ensure (JzOperation *operation, const char *name, gint64 *id, GError **error);

/* Classes are named by grade and number, "八(2)"; grades 1–6 are primary, 7–9 junior, 10–12 senior (高一 …). */
gboolean jz_class_add (JzOperation *operation, const char *stage, int entry_year, int grade, int number, int pupils,
                       gint64 *id, GError **error);
/* JZ_ERROR_CONFLICT where the number is taken in its year. @left_year: school year at whose start it was gone; 0: it is
 * there. */
gboolean jz_class_update  (JzOperation *operation, gint64 id, int number, int pupils, int left_year, GError **error);
/* The year in which a class that is in @grade in @school_year entered its stage. */
int      jz_class_entry_year (int grade, int school_year);
/* Reads what people write: 八(2), 八（2）班, 初二2班, 高一(3), 8.2, 802, 八年级2班. FALSE when it is none. */
gboolean jz_class_parse   (const char *text, int *grade, int *number);
/* "八(2)". Returns: (transfer full) */
char    *jz_class_name    (int grade, int number);
gboolean jz_class_find    (JzConnection *connection, const char *text, gint64 *id, GError **error);
const char *jz_class_stage (int grade);

G_END_DECLS
