/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-db"
#include "config.h"

#include "jz-backup.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "jz-check.h"
#include "jz-date.h"
#include "jz-migrate.h"
#include "jz-operation.h"

#define MARGIN (64 * 1024 * 1024)

void
jz_backup_free (JzBackup *self)
{
  if (self == NULL)
    return;
  g_free (self->path);
  g_free (self->sha256);
  g_free (self->at);
  g_free (self->why);
  g_free (self->head);
  g_free (self);
}

static char *
folder_of (const char *path)
{
  return g_strconcat (path, ".backups", NULL);
}

static gboolean
fail_errno (GError **error, const char *path, int number)
{
  JzError code = number == ENOSPC || number == EDQUOT || number == EFBIG ? JZ_ERROR_DISK_FULL :
                 number == EIO                                           ? JZ_ERROR_IO :
                                                                           JZ_ERROR_READ_ONLY;

  g_set_error (error, JZ_ERROR, (int) code, "%s: %s", path,
               code == JZ_ERROR_DISK_FULL ? _("the disk is full") : g_strerror (number));
  return FALSE;
}

gboolean
jz_backup_has_room (const char *path, gint64 bytes, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  struct statvfs   info;

  if (statvfs (folder, &info) != 0)
    return fail_errno (error, folder, errno);
  if ((gint64) (info.f_bavail * info.f_frsize) >= bytes + MIN (bytes, MARGIN))
    return TRUE;
  return fail_errno (error, folder, ENOSPC);
}

/* Content, then name, then the folder's entry: in this order on the disk. */

static gboolean
sync_content (const char *temporary, GError **error)
{
  int file = open (temporary, O_RDONLY | O_CLOEXEC);

  if (file < 0 || fsync (file) != 0)
    {
      fail_errno (error, temporary, errno);
      if (file >= 0)
        close (file);
      return FALSE;
    }
  close (file);
  return TRUE;
}

static gboolean
give_name (const char *temporary, const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int              place;

  if (g_rename (temporary, path) != 0)
    return fail_errno (error, path, errno);
  place = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (place >= 0)
    {
      fsync (place);
      close (place);
    }
  return TRUE;
}

/* Making one. */

static gboolean
copy_pages (JzConnection *connection, const char *temporary, GError **error)
{
  sqlite3        *to = NULL;
  sqlite3_backup *backup;
  int code = sqlite3_open_v2 (temporary, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);

  if (code == SQLITE_OK)
    {
      /* One file, without a WAL beside it; it is synced once, when it is whole. */
      sqlite3_exec (to, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF", NULL, NULL, NULL);
      backup = sqlite3_backup_init (to, "main", jz_connection_get_handle (connection), "main");
      if (backup != NULL)
        sqlite3_backup_step (backup, -1);
      code = backup != NULL ? sqlite3_backup_finish (backup) : sqlite3_errcode (to);
    }
  if (code == SQLITE_OK)
    code = sqlite3_exec (to, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
  code = jz_connection_real_code (to, code);
  sqlite3_close (to);
  if (code != SQLITE_OK)
    jz_connection_take_error (connection, code, temporary, error);
  return code == SQLITE_OK;
}

static char *
sha256_of (const char *path, gint64 *bytes, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guint8    *buffer = g_malloc (1 << 20);
  int                   file = open (path, O_RDONLY | O_CLOEXEC);
  gssize                n = 0;

  if (file < 0)
    return fail_errno (error, path, errno), NULL;
  *bytes = 0;
  while ((n = read (file, buffer, 1 << 20)) > 0)
    {
      g_checksum_update (checksum, buffer, n);
      *bytes += n;
    }
  close (file);
  if (n < 0)
    return fail_errno (error, path, EIO), NULL;
  return g_strdup (g_checksum_get_string (checksum));
}

/* Before the copy has its name: without its label a copy would never be listed. */
static gboolean
write_label (const JzBackup *backup, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError)   failure = NULL;
  g_autofree char     *path = g_strconcat (backup->path, ".info", NULL), *text = NULL;
  gsize                length;

  g_key_file_set_string (file, "backup", "sha256", backup->sha256);
  g_key_file_set_string (file, "backup", "at", backup->at);
  g_key_file_set_string (file, "backup", "why", backup->why);
  g_key_file_set_string (file, "backup", "head", backup->head);
  g_key_file_set_int64 (file, "backup", "operation", backup->operation);
  g_key_file_set_int64 (file, "backup", "bytes", backup->bytes);
  text = g_key_file_to_data (file, &length, NULL);
  if (g_file_set_contents_full (path, text, (gssize) length,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0666, &failure))
    return TRUE;
  if (g_error_matches (failure, G_FILE_ERROR, G_FILE_ERROR_NOSPC))
    return fail_errno (error, path, ENOSPC);
  g_set_error_literal (error, JZ_ERROR,
                       g_error_matches (failure, G_FILE_ERROR, G_FILE_ERROR_IO) ? JZ_ERROR_IO : JZ_ERROR_READ_ONLY,
                       failure->message);
  return FALSE;
}

/* What a copy that was cut short left behind. Only the one process that has the school file makes copies here. */
static void
remove_parts (const char *path)
{
  g_autofree char *folder = folder_of (path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char      *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".jiaozhuang.part"))
      {
        g_autofree char *part = g_build_filename (folder, name, NULL);

        g_unlink (part);
      }
}

/* The copy itself is asked what is in it. */
static gboolean
prove (JzBackup *backup, const char *temporary, GError **error)
{
  g_autoptr (JzConnection) copy = jz_connection_open (temporary, JZ_CONNECTION_IMMUTABLE, error);

  if (copy == NULL || !jz_check_integrity (copy, error) ||
      !jz_connection_number (copy, &backup->operation, 0, error, "SELECT max(id) FROM operation", ""))
    return FALSE;
  backup->head = jz_operation_head (copy, error);
  return backup->head != NULL;
}

static void
thin_out (const char *path, const char *now)
{
  g_autoptr (GPtrArray) all = jz_backup_list (path);
  g_autoptr (GPtrArray) surplus = jz_backup_surplus (all, now);

  for (guint i = 0; i < surplus->len; i++)
    {
      const char      *name = ((JzBackup *) g_ptr_array_index (surplus, i))->path;
      g_autofree char *label = g_strconcat (name, ".info", NULL);

      g_unlink (name);
      g_unlink (label);
    }
}

static char *
choose_name (JzConnection *connection, const char *destination, const char *at)
{
  g_autofree char *stamp = g_strdup (at);
  g_autofree char *folder =
    destination != NULL ? g_strdup (destination) : folder_of (jz_connection_get_path (connection));
  g_autofree char *name = NULL;

  if (destination != NULL && !g_file_test (destination, G_FILE_TEST_IS_DIR))
    return g_strdup (destination);
  if (destination == NULL)
    g_mkdir_with_parents (folder, 0700);
  g_strdelimit (stamp, ":", '.');
  for (guint n = 1;; n++)
    {
      g_autofree char *path = NULL;

      g_free (name);
      name = n == 1 ? g_strdup_printf ("%s.jiaozhuang", stamp) : g_strdup_printf ("%s-%u.jiaozhuang", stamp, n);
      path = g_build_filename (folder, name, NULL);
      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&path);
    }
}

gboolean
jz_backup_make (JzConnection *connection, const char *destination, const char *why, JzBackup **made, GError **error)
{
  g_autoptr (JzBackup) backup = g_new0 (JzBackup, 1);
  g_autofree char *temporary = NULL;
  gint64           pages, page_size;

  backup->at = jz_date_time_now ();
  backup->why = g_strdup (why);
  backup->path = choose_name (connection, destination, backup->at);
  temporary = g_strconcat (backup->path, ".part", NULL);
  if (!jz_connection_number (connection, &pages, 0, error, "PRAGMA page_count", "") ||
      !jz_connection_number (connection, &page_size, 0, error, "PRAGMA page_size", "") ||
      !jz_backup_has_room (backup->path, pages * page_size, error))
    return FALSE;
  g_unlink (temporary);
  if (destination == NULL)
    remove_parts (jz_connection_get_path (connection));
  if (!copy_pages (connection, temporary, error) || !prove (backup, temporary, error) ||
      (backup->sha256 = sha256_of (temporary, &backup->bytes, error)) == NULL || !sync_content (temporary, error) ||
      !write_label (backup, error) || !give_name (temporary, backup->path, error))
    {
      g_unlink (temporary);
      return FALSE;
    }
  if (destination == NULL)
    thin_out (jz_connection_get_path (connection), backup->at);
  if (made != NULL)
    *made = g_steal_pointer (&backup);
  return TRUE;
}

/* Those there are. */

static JzBackup *
read_label (const char *path)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char     *label = g_strconcat (path, ".info", NULL);
  JzBackup            *backup;

  if (!g_key_file_load_from_file (file, label, G_KEY_FILE_NONE, NULL))
    return NULL;
  backup = g_new0 (JzBackup, 1);
  backup->path = g_strdup (path);
  backup->sha256 = g_key_file_get_string (file, "backup", "sha256", NULL);
  backup->at = g_key_file_get_string (file, "backup", "at", NULL);
  backup->why = g_key_file_get_string (file, "backup", "why", NULL);
  backup->head = g_key_file_get_string (file, "backup", "head", NULL);
  backup->operation = g_key_file_get_int64 (file, "backup", "operation", NULL);
  backup->bytes = g_key_file_get_int64 (file, "backup", "bytes", NULL);
  if (backup->at != NULL && backup->sha256 != NULL)
    return backup;
  jz_backup_free (backup);
  return NULL;
}

static int
newest_first (gconstpointer a, gconstpointer b)
{
  const JzBackup *first = *(JzBackup *const *) a, *second = *(JzBackup *const *) b;
  int             order = strcmp (second->at, first->at);

  return order != 0 ? order : strcmp (second->path, first->path);
}

GPtrArray *
jz_backup_list (const char *path)
{
  GPtrArray       *backups = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_backup_free);
  g_autofree char *folder = folder_of (path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char      *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *full = g_build_filename (folder, name, NULL);
      JzBackup        *backup = g_str_has_suffix (name, ".jiaozhuang") ? read_label (full) : NULL;

      if (backup != NULL)
        g_ptr_array_add (backups, backup);
    }
  g_ptr_array_sort (backups, newest_first);
  return backups;
}

static JzDate
day_of (const char *at)
{
  g_autofree char *day = g_strndup (at, 10);

  return jz_date_from_iso (day);
}

/* The newest of each day, week, month is kept, as many as the rule says; the last two days whole. */
GPtrArray *
jz_backup_surplus (GPtrArray *backups, const char *now)
{
  GPtrArray *surplus = g_ptr_array_new ();
  JzDate     today = day_of (now);
  int        last_day = 0, last_week = 0, last_month = 0, days = 0, weeks = 0, months = 0;

  for (guint i = 0; i < backups->len; i++)
    {
      JzBackup *backup = g_ptr_array_index (backups, i);
      JzDate    date = day_of (backup->at);
      gboolean  keep = i == 0 || date == JZ_DATE_NONE || date >= today - 1;
      int       year = 0, month = 0, day = 0, week;

      if (date == JZ_DATE_NONE)
        continue;
      jz_date_get (date, &year, &month, &day);
      month += year * 12;
      week = (date + 3) / 7;
      if (date != last_day && days < 7)
        keep = TRUE, days++;
      if (week != last_week && weeks < 4)
        keep = TRUE, weeks++;
      if (month != last_month && months < 12)
        keep = TRUE, months++;
      last_day = date;
      last_week = week;
      last_month = month;
      if (!keep)
        g_ptr_array_add (surplus, backup);
    }
  return surplus;
}

/* The way back. */

static gboolean
prove_backup (const char *backup, GError **error)
{
  g_autoptr (JzBackup) label = read_label (backup);
  g_autoptr (JzConnection) copy = NULL;
  int version;

  if (!g_file_test (backup, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_NO_FILE, _("%s: there is no such file"), backup);
      return FALSE;
    }
  if (label != NULL)
    {
      gint64           bytes;
      g_autofree char *sha256 = sha256_of (backup, &bytes, error);

      if (sha256 == NULL)
        return FALSE;
      if (strcmp (sha256, label->sha256) != 0)
        {
          g_set_error (error, JZ_ERROR, JZ_ERROR_DAMAGED, _("%s: the backup is not as it was written"), backup);
          return FALSE;
        }
    }
  copy = jz_connection_open (backup, JZ_CONNECTION_IMMUTABLE, error);
  if (copy == NULL || !jz_migrate_version (copy, &version, error) || !jz_check_integrity (copy, error))
    return FALSE;
  if (version > 0)
    return TRUE;
  g_set_error (error, JZ_ERROR, JZ_ERROR_NOT_SCHOOL, _("%s: this is not a school file"), backup);
  return FALSE;
}

static gboolean
copy_file (const char *from, const char *to, GError **error)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);
  g_autoptr (GError) failure = NULL;

  if (g_file_copy (source, target, G_FILE_COPY_OVERWRITE | G_FILE_COPY_TARGET_DEFAULT_PERMS, NULL, NULL, NULL,
                   &failure))
    return TRUE;
  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    return fail_errno (error, to, ENOSPC);
  g_set_error (error, JZ_ERROR, JZ_ERROR_READ_ONLY, "%s: %s", to, failure->message);
  return FALSE;
}

/* A stale -wal beside a restored file would be played into it. */
static gboolean
move_aside (const char *path, char **aside, GError **error)
{
  static const char *const suffixes[] = { "", "-wal", "-shm", "-journal" };
  g_autofree char *now = jz_date_time_now ();
  g_autofree char *folder = NULL;

  *aside = NULL;
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  g_strdelimit (now, ":", '.');
  for (guint n = 1; folder == NULL || g_file_test (folder, G_FILE_TEST_EXISTS); n++)
    {
      g_free (folder);
      folder = n == 1 ? g_strdup_printf ("%s.before-%s", path, now) : g_strdup_printf ("%s.before-%s-%u", path, now, n);
    }
  if (g_mkdir_with_parents (folder, 0700) != 0)
    return fail_errno (error, folder, errno);
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *from = g_strconcat (path, suffixes[i], NULL);
      g_autofree char *base = g_path_get_basename (from);
      g_autofree char *to = g_build_filename (folder, base, NULL);

      if (g_rename (from, to) != 0 && errno != ENOENT)
        return fail_errno (error, from, errno);
    }
  *aside = g_steal_pointer (&folder);
  return TRUE;
}

gboolean
jz_backup_restore (const char *path, const char *backup, char **aside, GError **error)
{
  g_autofree char *temporary = g_strconcat (path, ".restoring", NULL);
  g_autofree char *folder = NULL;

  if (!prove_backup (backup, error) || !copy_file (backup, temporary, error) || !sync_content (temporary, error))
    {
      g_unlink (temporary);
      return FALSE;
    }
  if (!move_aside (path, &folder, error) || !give_name (temporary, path, error))
    return FALSE;
  if (aside != NULL)
    *aside = g_steal_pointer (&folder);
  return TRUE;
}
