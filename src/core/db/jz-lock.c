/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-db"
#include "config.h"

#include "jz-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

struct _JzLock
{
  int   fd;
  char *path;
};

/* -1 with errno. */
static int
open_lock (const char *lock_path)
{
  return open (lock_path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
}

/* Whoever had it may have taken the file away meanwhile (jz_lock_discard): a lock on that is none. */
static gboolean
is_there (int fd, const char *lock_path)
{
  struct stat own, there;

  return fstat (fd, &own) == 0 && stat (lock_path, &there) == 0 && own.st_ino == there.st_ino &&
         own.st_dev == there.st_dev;
}

/* *@fd is opened anew where the file was taken away: -1 when that fails. */
static gboolean
try_lock (int *fd, const char *lock_path)
{
  struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };

  while (*fd >= 0)
    {
      gboolean locked = fcntl (*fd, F_OFD_SETLK, &whole) == 0;

      if (is_there (*fd, lock_path))
        return locked;
      close (*fd);
      *fd = open_lock (lock_path);
    }
  return FALSE;
}

static void
say_who (int fd)
{
  g_autofree char *line = g_strdup_printf ("%s@%s %d\n", g_get_user_name (), g_get_host_name (), (int) getpid ());

  if (ftruncate (fd, 0) == 0 && pwrite (fd, line, strlen (line), 0) < 0)
    g_debug ("lock file: %s", g_strerror (errno));
}

static void
set_taken (int fd, const char *path, GError **error)
{
  char             line[300] = "";
  g_autofree char *name = g_path_get_basename (path);
  gssize           n = pread (fd, line, sizeof line - 1, 0);

  g_strdelimit (line, "\n", '\0');
  g_set_error (error, JZ_ERROR, JZ_ERROR_LOCKED, _("%s: in use by %s"), name,
               n > 0 && g_utf8_validate (line, -1, NULL) ? line : "?");
}

static void
set_unwritable (const char *lock_path, int number, GError **error)
{
  gboolean full = number == ENOSPC || number == EDQUOT;

  g_set_error (error, JZ_ERROR, full ? JZ_ERROR_DISK_FULL : JZ_ERROR_READ_ONLY, "%s: %s", lock_path,
               full ? _("the disk is full") : g_strerror (number));
}

JzLock *
jz_lock_take (const char *path, double wait_seconds, GError **error)
{
  g_autofree char *lock_path = g_strconcat (path, ".lock", NULL);
  gint64           deadline = g_get_monotonic_time () + (gint64) (wait_seconds * G_USEC_PER_SEC);
  int              fd = open_lock (lock_path);
  JzLock          *self;

  while (!try_lock (&fd, lock_path) && fd >= 0)
    {
      if (g_get_monotonic_time () >= deadline)
        {
          set_taken (fd, path, error);
          close (fd);
          return NULL;
        }
      g_usleep (50000);
    }
  if (fd < 0)
    return set_unwritable (lock_path, errno, error), NULL;
  say_who (fd);
  self = g_new0 (JzLock, 1);
  self->fd = fd;
  self->path = g_steal_pointer (&lock_path);
  return self;
}

void
jz_lock_release (JzLock *self)
{
  if (self == NULL)
    return;
  close (self->fd);
  g_free (self->path);
  g_free (self);
}

void
jz_lock_discard (JzLock *self)
{
  g_unlink (self->path);
  jz_lock_release (self);
}

gboolean
jz_lock_check_place (const char *path, GError **error)
{
  /* From linux/magic.h, and cifs, ceph and afs, which are not there on every system. */
  static const guint32 remote[] = { 0x6969,     0x517b,     0xfe534d42, 0xff534d42, 0x65735546, 0x01021997,
                                    0x5346414f, 0x6b414653, 0x73757245, 0x564c,     0x00c36400 };
  g_autofree char *folder = g_path_get_dirname (path);
  struct statfs    info;

  if (statfs (folder, &info) != 0)
    {
      g_set_error (error, JZ_ERROR, errno == ENOENT || errno == ENOTDIR ? JZ_ERROR_NO_FILE : JZ_ERROR_READ_ONLY,
                   "%s: %s", folder, g_strerror (errno));
      return FALSE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (remote); i++)
    if ((guint32) info.f_type == remote[i])
      {
        g_set_error (error, JZ_ERROR, JZ_ERROR_NETWORK_SHARE,
                     _("%s: a school file can't live on a network or synchronised drive; copy it to this computer"),
                     path);
        return FALSE;
      }
  return TRUE;
}
