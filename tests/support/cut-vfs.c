/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cut-vfs.h"

#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

#define SECTOR 512

typedef enum { EVENT_CREATE, EVENT_WRITE, EVENT_TRUNCATE, EVENT_SYNC, EVENT_DELETE, EVENT_ACKNOWLEDGE } EventKind;

typedef struct
{
  EventKind kind;
  guint     file;
  gint64    at; /* offset; new size; of a sync or deletion whether the folder was synced too; the operation */
  GBytes   *data;
} Event;

typedef struct
{
  sqlite3_file  base;
  int           index; /* among the recorded files, -1: not recorded */
  gboolean      sync_folder; /* its first sync syncs the folder too, as the unix VFS does for a journal or WAL */
  sqlite3_file *real;
} CutFile;

static sqlite3_vfs *real_vfs, cut_vfs;
static GMutex       mutex; /* everything below */
static GArray      *events;
static GPtrArray   *names;   /* of the recorded files, without folder */
static GPtrArray   *initial; /* their content before the first event, NULL where there was none */
static char        *recorded_folder;
static gboolean     lying_disk;
static guint        counts[CUT_N_OPS], faults, fail_at;
static CutOp        fail_op;
static gboolean     fail_for_ever;
static int          fail_code;

static void
event_clear (gpointer data)
{
  g_clear_pointer (&((Event *) data)->data, g_bytes_unref);
}

static void
note (EventKind kind, int file, gint64 at, const void *data, int size)
{
  Event event = { kind, (guint) file, at, data != NULL ? g_bytes_new (data, (gsize) size) : NULL };

  g_mutex_lock (&mutex);
  if (file >= 0 && recorded_folder != NULL)
    g_array_append_val (events, event);
  else
    event_clear (&event);
  g_mutex_unlock (&mutex);
}

/* The fault that is due, or SQLITE_OK. */
static int
due (CutOp op)
{
  int code = SQLITE_OK;

  g_mutex_lock (&mutex);
  counts[op]++;
  if (fail_at != 0 && op == fail_op && (counts[op] == fail_at || (fail_for_ever && counts[op] > fail_at)))
    {
      faults++;
      code = fail_code;
    }
  g_mutex_unlock (&mutex);
  return code;
}

/* SQLite's own name for a fault of that operation, so that it is handled as a real one would be. */
static int
as_fault (int code, int extended)
{
  return code == SQLITE_IOERR ? extended : code;
}

static int
index_of (const char *path)
{
  g_autofree char *folder = path != NULL && recorded_folder != NULL ? g_path_get_dirname (path) : NULL;
  g_autofree char *name = folder != NULL ? g_path_get_basename (path) : NULL;
  guint            i;

  if (folder == NULL || strcmp (folder, recorded_folder) != 0)
    return -1;
  if (!g_ptr_array_find_with_equal_func (names, name, g_str_equal, &i))
    {
      i = names->len;
      g_ptr_array_add (names, g_steal_pointer (&name));
      g_ptr_array_add (initial, NULL);
    }
  return (int) i;
}

/* The methods of a file. */

#define REAL(file) (((CutFile *) (file))->real)

static int
cut_close (sqlite3_file *file)
{
  return REAL (file)->pMethods->xClose (REAL (file));
}

static int
cut_read (sqlite3_file *file, void *buffer, int size, sqlite3_int64 offset)
{
  int code = due (CUT_READ);

  return code != SQLITE_OK ? as_fault (code, SQLITE_IOERR_READ) : REAL (file)->pMethods->xRead (REAL (file), buffer, size, offset);
}

static int
cut_write (sqlite3_file *file, const void *data, int size, sqlite3_int64 offset)
{
  int code = due (CUT_WRITE);

  if (code != SQLITE_OK)
    return as_fault (code, SQLITE_IOERR_WRITE);
  note (EVENT_WRITE, ((CutFile *) file)->index, offset, data, size);
  return REAL (file)->pMethods->xWrite (REAL (file), data, size, offset);
}

static int
cut_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  int code = due (CUT_TRUNCATE);

  if (code != SQLITE_OK)
    return as_fault (code, SQLITE_IOERR_TRUNCATE);
  note (EVENT_TRUNCATE, ((CutFile *) file)->index, size, NULL, 0);
  return REAL (file)->pMethods->xTruncate (REAL (file), size);
}

/* The real disk is spared: nothing here outlives the test. */
static int
cut_sync (sqlite3_file *file, int flags)
{
  int code = due (CUT_SYNC);

  if (code != SQLITE_OK)
    return as_fault (code, SQLITE_IOERR_FSYNC);
  if (!lying_disk)
    note (EVENT_SYNC, ((CutFile *) file)->index, ((CutFile *) file)->sync_folder, NULL, 0);
  ((CutFile *) file)->sync_folder = FALSE;
  return SQLITE_OK;
}

static int
cut_file_size (sqlite3_file *file, sqlite3_int64 *size)
{
  return REAL (file)->pMethods->xFileSize (REAL (file), size);
}

static int
cut_lock (sqlite3_file *file, int level)
{
  return REAL (file)->pMethods->xLock (REAL (file), level);
}

static int
cut_unlock (sqlite3_file *file, int level)
{
  return REAL (file)->pMethods->xUnlock (REAL (file), level);
}

static int
cut_check_reserved_lock (sqlite3_file *file, int *answer)
{
  return REAL (file)->pMethods->xCheckReservedLock (REAL (file), answer);
}

static int
cut_file_control (sqlite3_file *file, int op, void *arg)
{
  return REAL (file)->pMethods->xFileControl (REAL (file), op, arg);
}

static int
cut_sector_size (sqlite3_file *file)
{
  return REAL (file)->pMethods->xSectorSize (REAL (file));
}

/* What SQLite believes of a real disk it believes of this one. */
static int
cut_device_characteristics (sqlite3_file *file)
{
  return REAL (file)->pMethods->xDeviceCharacteristics (REAL (file));
}

static int
cut_shm_map (sqlite3_file *file, int page, int size, int extend, void volatile **at)
{
  return REAL (file)->pMethods->xShmMap (REAL (file), page, size, extend, at);
}

static int
cut_shm_lock (sqlite3_file *file, int offset, int n, int flags)
{
  return REAL (file)->pMethods->xShmLock (REAL (file), offset, n, flags);
}

static void
cut_shm_barrier (sqlite3_file *file)
{
  REAL (file)->pMethods->xShmBarrier (REAL (file));
}

static int
cut_shm_unmap (sqlite3_file *file, int remove)
{
  return REAL (file)->pMethods->xShmUnmap (REAL (file), remove);
}

static const sqlite3_io_methods methods = {
  .iVersion = 2, .xClose = cut_close, .xRead = cut_read, .xWrite = cut_write, .xTruncate = cut_truncate, .xSync = cut_sync,
  .xFileSize = cut_file_size, .xLock = cut_lock, .xUnlock = cut_unlock, .xCheckReservedLock = cut_check_reserved_lock,
  .xFileControl = cut_file_control, .xSectorSize = cut_sector_size, .xDeviceCharacteristics = cut_device_characteristics,
  .xShmMap = cut_shm_map, .xShmLock = cut_shm_lock, .xShmBarrier = cut_shm_barrier, .xShmUnmap = cut_shm_unmap,
};

/* The methods of the disk. */

static int
cut_open (sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out_flags)
{
  CutFile *self = (CutFile *) file;
  gboolean is_new = name != NULL && access (name, F_OK) != 0;
  int      code = due (CUT_OPEN);

  self->base.pMethods = NULL;
  self->real = (sqlite3_file *) (self + 1);
  if (code != SQLITE_OK)
    return as_fault (code, SQLITE_CANTOPEN);
  code = real_vfs->xOpen (real_vfs, name, self->real, flags, out_flags);
  if (code != SQLITE_OK)
    return code;
  g_mutex_lock (&mutex);
  self->index = flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_WAL) ? index_of (name) : -1;
  g_mutex_unlock (&mutex);
  self->sync_folder = (flags & SQLITE_OPEN_CREATE) && (flags & (SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_WAL));
  self->base.pMethods = &methods;
  if (is_new)
    note (EVENT_CREATE, self->index, 0, NULL, 0);
  return SQLITE_OK;
}

static int
cut_delete (sqlite3_vfs *vfs, const char *name, int sync_folder)
{
  int index;

  g_mutex_lock (&mutex);
  index = index_of (name);
  g_mutex_unlock (&mutex);
  note (EVENT_DELETE, index, sync_folder && !lying_disk, NULL, 0);
  return real_vfs->xDelete (real_vfs, name, 0);
}

void
cut_vfs_register (void)
{
  real_vfs = sqlite3_vfs_find (NULL);
  cut_vfs = *real_vfs;
  cut_vfs.pNext = NULL;
  cut_vfs.zName = "cut";
  cut_vfs.szOsFile = (int) sizeof (CutFile) + real_vfs->szOsFile;
  cut_vfs.xOpen = cut_open;
  cut_vfs.xDelete = cut_delete;
  sqlite3_vfs_register (&cut_vfs, TRUE);
}

/* Recording. */

static void
forget (void)
{
  g_clear_pointer (&events, g_array_unref);
  g_clear_pointer (&names, g_ptr_array_unref);
  g_clear_pointer (&initial, g_ptr_array_unref);
  g_clear_pointer (&recorded_folder, g_free);
}

static void
bytes_free (gpointer bytes)
{
  if (bytes != NULL)
    g_bytes_unref (bytes);
}

void
cut_vfs_record (const char *folder, gboolean lying)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char      *name;

  g_assert_nonnull (dir);
  g_mutex_lock (&mutex);
  forget ();
  events = g_array_new (FALSE, FALSE, sizeof (Event));
  g_array_set_clear_func (events, event_clear);
  names = g_ptr_array_new_with_free_func (g_free);
  initial = g_ptr_array_new_with_free_func (bytes_free);
  recorded_folder = g_strdup (folder);
  lying_disk = lying;
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      char            *content;
      gsize            size;

      if (g_str_has_suffix (name, ".lock") || g_str_has_suffix (name, "-shm") || !g_file_get_contents (path, &content, &size, NULL))
        continue;
      g_ptr_array_add (names, g_strdup (name));
      g_ptr_array_add (initial, g_bytes_new_take (content, size));
    }
  g_mutex_unlock (&mutex);
}

void
cut_vfs_stop (void)
{
  g_mutex_lock (&mutex);
  g_clear_pointer (&recorded_folder, g_free);
  lying_disk = FALSE;
  g_mutex_unlock (&mutex);
}

void
cut_vfs_acknowledge (gint64 operation)
{
  note (EVENT_ACKNOWLEDGE, 0, operation, NULL, 0);
}

guint
cut_vfs_n_events (void)
{
  return events->len;
}

gint64
cut_vfs_acknowledged (guint n)
{
  while (n-- > 0)
    if (g_array_index (events, Event, n).kind == EVENT_ACKNOWLEDGE)
      return g_array_index (events, Event, n).at;
  return 0;
}

/* Rebuilding. */

static void
put (GByteArray *content, gsize at, const guint8 *data, gsize size)
{
  gsize before = content->len;

  if (at + size > before)
    {
      g_byte_array_set_size (content, (guint) (at + size));
      memset (content->data + before, 0, at + size - before);
    }
  memcpy (content->data + at, data, size);
}

static void
put_torn (GByteArray *content, gsize at, const guint8 *data, gsize size, GRand *random)
{
  for (gsize from = 0; from < size;)
    {
      gsize part = MIN (size - from, SECTOR - (at + from) % SECTOR);

      if (g_rand_boolean (random))
        put (content, at + from, data + from, part);
      from += part;
    }
}

static void
resize (GByteArray *content, gsize size)
{
  gsize before = content->len;

  g_byte_array_set_size (content, (guint) size);
  if (size > before)
    memset (content->data + before, 0, size - before);
}

static void
apply (const Event *event, gboolean safe, GByteArray *content, gboolean *there, GRand *random)
{
  gsize         size = 0;
  const guint8 *data = event->data != NULL ? g_bytes_get_data (event->data, &size) : NULL;
  int           fate = safe ? 2 : g_rand_int_range (random, 0, 4); /* 0, 1: never happened; 2: did; 3: in part */

  if (fate < 2)
    return;
  if (event->kind == EVENT_WRITE && fate == 2)
    put (content, (gsize) event->at, data, size);
  else if (event->kind == EVENT_WRITE)
    put_torn (content, (gsize) event->at, data, size, random);
  else if (event->kind == EVENT_TRUNCATE)
    resize (content, (gsize) event->at);
  else if (event->kind == EVENT_DELETE)
    resize (content, 0);
  *there = event->kind != EVENT_DELETE;
}

/* The content of @file is safe up to its last sync, its being there or not up to the last sync of the folder. */
static void
find_safe (guint n, guint file, guint *content, guint *being)
{
  *content = *being = 0;
  for (guint i = 0; i < n; i++)
    {
      const Event *event = &g_array_index (events, Event, i);

      if (event->kind == EVENT_SYNC && event->file == file)
        *content = *being = i;
      else if ((event->kind == EVENT_SYNC || event->kind == EVENT_DELETE) && event->at)
        *being = i + 1;
    }
}

static void
rebuild_file (guint n, guint file, const char *path, GRand *random)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  GBytes  *before = g_ptr_array_index (initial, file);
  gboolean there = before != NULL;
  guint    content, being;

  find_safe (n, file, &content, &being);
  if (there)
    g_byte_array_append (bytes, g_bytes_get_data (before, NULL), (guint) g_bytes_get_size (before));
  for (guint i = 0; i < n; i++)
    {
      const Event *event = &g_array_index (events, Event, i);

      if (event->file == file && (event->kind == EVENT_CREATE || event->kind == EVENT_DELETE))
        apply (event, i < being, bytes, &there, random);
      else if (event->file == file && (event->kind == EVENT_WRITE || event->kind == EVENT_TRUNCATE))
        apply (event, i < content, bytes, &there, random);
    }
  unlink (path);
  if (there)
    g_assert_true (g_file_set_contents_full (path, (const char *) bytes->data, bytes->len, G_FILE_SET_CONTENTS_NONE, 0666, NULL));
}

void
cut_vfs_rebuild (guint n, guint32 seed, const char *folder)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  for (guint file = 0; file < names->len; file++)
    {
      g_autofree char *path = g_build_filename (folder, g_ptr_array_index (names, file), NULL);

      rebuild_file (n, file, path, random);
    }
}

/* Failing. */

void
cut_vfs_fail (CutOp op, guint nth, gboolean for_ever, int code)
{
  g_mutex_lock (&mutex);
  memset (counts, 0, sizeof counts);
  faults = 0;
  fail_op = op;
  fail_at = nth;
  fail_for_ever = for_ever;
  fail_code = code;
  g_mutex_unlock (&mutex);
}

guint
cut_vfs_count (CutOp op)
{
  guint count;

  g_mutex_lock (&mutex);
  count = counts[op];
  g_mutex_unlock (&mutex);
  return count;
}

guint
cut_vfs_n_faults (void)
{
  guint n;

  g_mutex_lock (&mutex);
  n = faults;
  g_mutex_unlock (&mutex);
  return n;
}
