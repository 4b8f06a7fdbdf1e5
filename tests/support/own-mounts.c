/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "own-mounts.h"

#include <errno.h>
#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

static char *missing;

static void
map_to_root (unsigned uid, unsigned gid)
{
  g_autofree char *users = g_strdup_printf ("0 %u 1", uid), *groups = g_strdup_printf ("0 %u 1", gid);

  g_file_set_contents_full ("/proc/self/setgroups", "deny", -1, G_FILE_SET_CONTENTS_NONE, 0, NULL);
  g_file_set_contents_full ("/proc/self/uid_map", users, -1, G_FILE_SET_CONTENTS_NONE, 0, NULL);
  g_file_set_contents_full ("/proc/self/gid_map", groups, -1, G_FILE_SET_CONTENTS_NONE, 0, NULL);
}

void
own_mounts_enter (void)
{
  unsigned uid = getuid (), gid = getgid ();
  int      code = unshare (uid == 0 ? CLONE_NEWNS : CLONE_NEWUSER | CLONE_NEWNS);

  if (code == 0 && uid != 0)
    map_to_root (uid, gid);
  if (code != 0 || mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0)
    missing = g_strdup_printf ("no right to mount here: %s", g_strerror (errno));
}

const char *
own_mounts_missing (void)
{
  return missing;
}

void
own_mounts_small_disk (const char *folder, guint kilobytes)
{
  g_autofree char *options = g_strdup_printf ("size=%uk", kilobytes);

  if (mount ("small", folder, "tmpfs", 0, options) != 0)
    g_error ("%s: %s", folder, g_strerror (errno));
}

void
own_mounts_set_read_only (const char *folder, gboolean read_only)
{
  if (mount (NULL, folder, NULL, MS_REMOUNT | (read_only ? MS_RDONLY : 0), NULL) != 0)
    g_error ("%s: %s", folder, g_strerror (errno));
}

/* A library may keep a file open that it failed to write. */
void
own_mounts_remove (const char *folder)
{
  if (umount2 (folder, MNT_DETACH) != 0)
    g_error ("%s: %s", folder, g_strerror (errno));
}
