/* Staff with their posts and accounts, classes and pupils.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jz-demo"
#include "config.h"

#include "jz-demo-private.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "jz-account.h"
#include "jz-calendar.h"
#include "jz-people.h"
#include "jz-text.h"

#define N_GRADES 9

/* Names. */

static const char *
pick_weighted (Demo *demo, const char *kind)
{
  int total = 0, at;

  for (guint i = 0; i < demo->names->rows->len; i++)
    if (g_str_equal (jz_reference_get (demo->names, i, "kind"), kind))
      total += atoi (jz_reference_get (demo->names, i, "weight"));
  at = demo_between (demo, 0, total - 1);
  for (guint i = 0; i < demo->names->rows->len; i++)
    if (g_str_equal (jz_reference_get (demo->names, i, "kind"), kind))
      {
        at -= atoi (jz_reference_get (demo->names, i, "weight"));
        if (at < 0)
          return jz_reference_get (demo->names, i, "text");
      }
  g_return_val_if_reached ("");
}

/* Half of the pupils' names are put together of two characters, which nobody minds when they differ. */
static char *
pupil_name (Demo *demo)
{
  gboolean    boy = demo_chance (demo, 0.52);
  const char *surname = pick_weighted (demo, "surname"), *first, *second;

  if (demo_chance (demo, 0.55))
    return g_strconcat (surname, pick_weighted (demo, boy ? "boy" : "girl"), NULL);
  do
    {
      first = pick_weighted (demo, boy ? "boy-first" : "girl-first");
      second = pick_weighted (demo, boy ? "boy-second" : "girl-second");
    }
  while (g_str_equal (first, second));
  return g_strconcat (surname, first, second, NULL);
}

static gboolean
is_taken (Demo *demo, const char *name)
{
  for (guint i = 0; i < demo->staff->len; i++)
    if (g_str_equal (((Staff *) g_ptr_array_index (demo->staff, i))->name, name))
      return TRUE;
  return FALSE;
}

static char *
staff_name (Demo *demo)
{
  for (;;)
    {
      const char      *surname = pick_weighted (demo, "surname");
      g_autofree char *name =
        g_strconcat (surname, pick_weighted (demo, demo_chance (demo, 0.36) ? "man" : "woman"), NULL);

      if (!is_taken (demo, name))
        return g_steal_pointer (&name);
    }
}

/* Staff. */

typedef struct
{
  const char *post, *subject, *role; /* role NULL: no account */
  double      per_class; /* how many; below 0: that many in any school */
} Post;

static const Post posts[] = {
  { "校长", "校务", "principal", -1 },
  { "副校长", "校务", NULL, -2 },
  { "教务主任", "教务", NULL, -1 },
  { "德育主任", "德育", NULL, -1 },
  { "总务主任", "总务", NULL, -1 },
  { "器材保管员", "保管", "keeper", -1 },
  { "图书管理员", "图书", "librarian", -1 },
  { "物理实验员", "实验员 物理 数学 地理", "technician", -1 },
  { "化学实验员", "实验员 化学 生物", "technician", -1 },
  { "科学实验员", "实验员 科学", "technician", -1 },
  { "体育器材管理员", "实验员 体育", "technician", -1 },
  { "信息中心主任", "实验员 信息", "technician", -1 },
  { "资产核查员", "教务", "auditor", -1 },
  { "校医", "卫生", NULL, -1 },
  { "会计", "财务", NULL, -1 },
  { "语文教师", "语文", "", 0.48 },
  { "数学教师", "数学", "", 0.45 },
  { "英语教师", "英语", NULL, 0.34 },
  { "科学教师", "科学", "", 0.15 },
  { "物理教师", "物理", "", 0.09 },
  { "化学教师", "化学", "", 0.06 },
  { "生物教师", "生物", "", 0.06 },
  { "历史教师", "历史", NULL, 0.06 },
  { "地理教师", "地理", NULL, 0.06 },
  { "道德与法治教师", "道法", NULL, 0.14 },
  { "音乐教师", "音乐", NULL, 0.13 },
  { "美术教师", "美术", NULL, 0.13 },
  { "体育教师", "体育", NULL, 0.22 },
  { "信息科技教师", "信息", NULL, 0.09 },
  { "劳动教师", "劳技", NULL, 0.06 },
  { "心理健康教师", "心理", NULL, 0.03 },
  { "宿管员", "后勤", NULL, 0.03 },
};

static gboolean
add_staff (Demo *demo, JzOperation *operation, const char *name, const char *post, const char *subject, GError **error)
{
  int              year, month, day, joined;
  g_autofree char *number = NULL;
  Staff           *staff = g_new0 (Staff, 1);
  JzPersonData     data;

  jz_date_get (demo->first, &year, &month, &day);
  joined = year - demo_between (demo, 0, 24);
  number = g_strdup_printf ("%d%03u", joined, demo->staff->len + 1);
  data = (JzPersonData){ .kind = "staff", .name = name, .number = number, .post = post };
  staff->name = g_strdup (name);
  staff->subject = g_strdup (subject);
  g_ptr_array_add (demo->staff, staff);
  return jz_person_add (operation, &data, &staff->id, error);
}

static gboolean
add_posts (Demo *demo, JzOperation *operation, GError **error)
{
  if (!add_staff (demo, operation, jz_reference_get (demo->schools, demo->row, "owner"), "装备主任", "校务", error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (posts); i++)
    {
      int n = posts[i].per_class < 0 ? (int) -posts[i].per_class :
                                       MAX (1, (int) (posts[i].per_class * demo->scale->classes + 0.5));

      for (int k = 0; k < n; k++)
        {
          g_autofree char *name = staff_name (demo);

          if (!add_staff (demo, operation, name, posts[i].post, posts[i].subject, error))
            return FALSE;
        }
    }
  return TRUE;
}

static char *
login_for (JzConnection *connection, const char *name)
{
  g_autofree char      *pinyin = jz_text_pinyin (name);
  g_auto (GStrv)        parts = g_strsplit (pinyin, " ", -1);
  g_autofree char      *login = g_strjoinv ("", parts);
  g_autoptr (JzAccount) taken = jz_account_find (connection, login, NULL);

  return taken == NULL ? g_steal_pointer (&login) : g_strconcat (login, "2", NULL);
}

static gboolean
add_account (Demo *demo, Staff *staff, const char *role, GError **error)
{
  const char *roles[] = { role, NULL };
  g_autofree char *login = login_for (demo->connection, staff->name);
  g_autoptr (JzOperation) operation = demo_begin (demo, &jz_action_account, demo->head, error);

  return operation != NULL && jz_account_add (operation, login, staff->name, NULL, roles, &staff->account, error) &&
         jz_account_set_person (operation, staff->account, staff->id, error) &&
         jz_operation_commit (g_steal_pointer (&operation), NULL, error);
}

/* The first of each post that has a role, and the first teacher of each subject that uses the labs. */
static gboolean
add_accounts (Demo *demo, GError **error)
{
  guint at = 1;

  for (gsize i = 0; i < G_N_ELEMENTS (posts); i++)
    {
      int n = posts[i].per_class < 0 ? (int) -posts[i].per_class :
                                       MAX (1, (int) (posts[i].per_class * demo->scale->classes + 0.5));
      Staff *staff = g_ptr_array_index (demo->staff, at);

      if (posts[i].role != NULL &&
          !add_account (demo, staff, posts[i].role[0] != '\0' ? posts[i].role : "teacher", error))
        return FALSE;
      if (g_strcmp0 (posts[i].role, "keeper") == 0)
        demo->keeper = staff->account;
      at += (guint) n;
    }
  return TRUE;
}

static gboolean
name_owner (Demo *demo, GError **error)
{
  g_autoptr (JzOperation) operation = demo_begin (demo, &jz_action_account, demo->head, error);
  Staff *owner = g_ptr_array_index (demo->staff, 0);

  if (operation == NULL)
    return FALSE;
  owner->account = demo->head;
  jz_operation_describe (operation, _("Linked the account of %s with the register"), owner->name);
  return jz_account_set_person (operation, owner->account, owner->id, error) &&
         jz_operation_commit (g_steal_pointer (&operation), NULL, error);
}

gboolean
demo_make_people (Demo *demo, GError **error)
{
  g_autoptr (JzOperation) operation = demo_begin (demo, &jz_action_people, demo->head, error);

  if (operation == NULL || !add_posts (demo, operation, error))
    return FALSE;
  jz_operation_describe (operation,
                         g_dngettext (GETTEXT_PACKAGE, "Imported %u person of the staff",
                                      "Imported %u people of the staff", demo->staff->len),
                         demo->staff->len);
  return jz_operation_commit (g_steal_pointer (&operation), NULL, error) && name_owner (demo, error) &&
         add_accounts (demo, error);
}

/* Classes and pupils. */

int
demo_n_classes (Demo *demo, int grade)
{
  int classes = demo->scale->classes;

  return classes / N_GRADES + (grade > N_GRADES - classes % N_GRADES);
}

int
demo_n_pupils (Demo *demo)
{
  return demo->scale->classes * 45;
}

static gboolean
add_class (Demo *demo, JzOperation *operation, int grade, int number, guint *pupils, GError **error)
{
  const char *stage = jz_class_stage (grade);
  int         first = grade <= 6 ? 1 : 7, entry = jz_school_year (demo->today) - grade + first;
  int         n = grade <= 6 ? demo_between (demo, 38, 46) : demo_between (demo, 40, 52);
  gint64      class;

  if (!jz_class_add (operation, stage, entry, grade, number, n, &class, error))
    return FALSE;
  for (int seat = 1; seat <= n; seat++)
    {
      g_autofree char *name = pupil_name (demo),
                      *card = g_strdup_printf ("%d%d%02d%02d", grade <= 6 ? 1 : 2, entry, number, seat);
      JzPersonData     data = { .kind = "pupil", .name = name, .number = card, .class = class };

      if (!jz_person_add (operation, &data, NULL, error))
        return FALSE;
    }
  *pupils += (guint) n;
  return TRUE;
}

/* One import for each grade. */
gboolean
demo_make_pupils (Demo *demo, GError **error)
{
  for (int grade = 1; grade <= N_GRADES; grade++)
    {
      g_autoptr (JzOperation) operation = demo_begin (demo, &jz_action_people, demo->head, error);
      guint pupils = 0;

      if (operation == NULL)
        return FALSE;
      for (int number = 1; number <= demo_n_classes (demo, grade); number++)
        if (!add_class (demo, operation, grade, number, &pupils, error))
          return FALSE;
      jz_operation_describe (operation,
                             g_dngettext (GETTEXT_PACKAGE, "Imported %u pupil of grade %d",
                                          "Imported %u pupils of grade %d", pupils),
                             pupils, grade);
      if (!jz_operation_commit (g_steal_pointer (&operation), NULL, error))
        return FALSE;
    }
  return TRUE;
}
