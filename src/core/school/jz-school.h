/* jz-school: the school that a file belongs to.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-account.h"
#include "jz-date.h"
#include "jz-operation.h"

G_BEGIN_DECLS

extern const JzAction jz_action_init;
extern const JzAction jz_action_school;

typedef struct
{
  char *uuid;
  char *name;
  char *code;
  char *stage;
  char *county;
} JzSchool;

void         jz_school_free (JzSchool *self);

/* The stages of a school: "primary", … NULL-terminated. */
const char *const *jz_school_stages (void);
gboolean     jz_school_is_stage (const char *stage);
/* The lowest and highest grade that a stage has (1 … 12); a kindergarten has none: FALSE. */
gboolean     jz_school_grades (const char *stage, int *lowest, int *highest);

/* What a new file begins with. */
typedef struct
{
  const char *name;
  const char *code;      /* digits and letters, 1 to 20 */
  const char *stage;
  const char *county;    /* NULL: not said */
  const char *login;     /* first account, which may do everything; NULL: "admin" */
  const char *person;    /* its person; NULL: the school's own name for an owner */
  const char *password;  /* NULL: signs in without */
  JzDate      first_day; /* of the present term; JZ_DATE_NONE: by the usual dates */
  JzDate      last_day;
} JzSchoolStart;

/* Fills an empty file: school, roles, first account, code tables, the present school year's terms.
 * JZ_ERROR_INVALID says what is wrong with @start. */
gboolean     jz_school_start (JzOperation *operation, const JzSchoolStart *start, GError **error);

/* Proves @start without writing anything. */
gboolean     jz_school_start_is_sound (const JzSchoolStart *start, GError **error);

/* The term that @date is in, or that comes next, by the usual dates: 1 September to 25 January, 20 February to
 * 5 July. */
void         jz_school_usual_term (JzDate date, JzDate *first, JzDate *last);

gboolean     jz_school_update (JzOperation *operation, const JzSchool *school, GError **error);

/* Returns: (transfer full); JZ_ERROR_NOT_FOUND before jz_school_start(). */
JzSchool    *jz_school_read (JzConnection *connection, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzSchool, jz_school_free)

G_END_DECLS
