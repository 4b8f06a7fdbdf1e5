/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-start-plan.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>

#include "jz-calendar.h"
#include "jz-lock.h"
#include "jz-people.h"
#include "jz-store.h"

JzStartPlan *
jz_start_plan_new (void)
{
  JzStartPlan *self = g_new0 (JzStartPlan, 1);

  jz_school_usual_term (jz_date_today (), &self->first_day, &self->last_day);
  self->path = g_build_filename (g_get_user_data_dir (), "jiaozhuang", "school.jiaozhuang", NULL);
  return self;
}

void
jz_start_plan_free (JzStartPlan *self)
{
  if (self == NULL)
    return;
  if (self->password != NULL)
    sodium_memzero (self->password, strlen (self->password));
  g_free (self->name);
  g_free (self->code);
  g_free (self->stage);
  g_free (self->county);
  g_free (self->person);
  g_free (self->login);
  g_free (self->password);
  g_free (self->path);
  g_free (self);
}

static gboolean
add_classes (JzOperation *operation, const JzStartPlan *self, GError **error)
{
  int lowest, highest, year = jz_school_year (self->first_day);

  if (!jz_school_grades (self->stage, &lowest, &highest))
    return TRUE;
  for (int grade = lowest; grade <= highest; grade++)
    for (int number = 1; number <= self->classes[grade]; number++)
      if (!jz_class_add (operation, jz_class_stage (grade), jz_class_entry_year (grade, year), grade, number,
                         self->pupils[grade], NULL, error))
        return FALSE;
  return TRUE;
}

static gboolean
write_cb (JzOperation *operation, gpointer data, GError **error)
{
  const JzStartPlan *self = data;
  JzSchoolStart start = { .name = self->name,
                          .code = self->code,
                          .stage = self->stage,
                          .county = self->county,
                          .login = self->login,
                          .person = self->person,
                          .password = self->password,
                          .first_day = self->first_day,
                          .last_day = self->last_day };
  g_autofree char   *words = NULL;

  if (!jz_school_start (operation, &start, error))
    return FALSE;
  words = g_strdup (jz_operation_get_words (operation));
  if (!add_classes (operation, self, error))
    return FALSE;
  jz_operation_describe (operation, "%s", words);
  return TRUE;
}

/* The folder is made; a network share is refused before anything is. */
static gboolean
prepare_place (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *there = g_strdup (path);

  if (!g_path_is_absolute (path) || !g_str_has_suffix (path, ".jiaozhuang"))
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, _("%s: a school file has a full path and ends in .jiaozhuang"),
                   path);
      return FALSE;
    }
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_CONFLICT,
                   _("%s: there is a file of that name already; choose another name or open it"), path);
      return FALSE;
    }
  for (;;)
    {
      g_autofree char *above = g_path_get_dirname (there);

      if (g_file_test (above, G_FILE_TEST_EXISTS) || g_str_equal (above, there))
        break;
      g_free (there);
      there = g_steal_pointer (&above);
    }
  if (!jz_lock_check_place (there, error))
    return FALSE;
  if (g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;
  g_set_error (error, JZ_ERROR, errno == ENOSPC ? JZ_ERROR_DISK_FULL : JZ_ERROR_READ_ONLY, "%s: %s", folder,
               g_strerror (errno));
  return FALSE;
}

static void
remove_rest (const char *path)
{
  static const char *const suffixes[] = { "", "-wal", "-shm", "-journal", ".lock" };

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *name = g_strconcat (path, suffixes[i], NULL);

      g_unlink (name);
    }
}

gboolean
jz_start_plan_make (JzStartPlan *self, GError **error)
{
  JzActor             program = { 0 };
  g_autoptr (JzStore) store = NULL;
  gboolean            ok;

  if (!prepare_place (self->path, error))
    return FALSE;
  store = jz_store_open (self->path, JZ_STORE_CREATE, 0, error);
  if (store == NULL)
    return FALSE;
  ok = jz_store_write_sync (store, &jz_action_init, &program, write_cb, self, NULL, NULL, NULL, error);
  jz_store_close (store);
  if (!ok)
    remove_rest (self->path);
  return ok;
}
