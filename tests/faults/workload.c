/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workload.h"

#include <glib/gstdio.h>
#include <string.h>

#include "jz-backup.h"
#include "jz-lock.h"

#define FILE_NAME "school.jiaozhuang"

/* Folders and files. */

gboolean
workload_full (void)
{
  return g_strcmp0 (g_getenv ("JIAOZHUANG_FULL"), "1") == 0;
}

char *
workload_make_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("jz-faults-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

void
workload_remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char      *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        workload_remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

void
workload_copy_file (const char *from, const char *to)
{
  g_autofree char *content = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (from, &content, &size, NULL));
  g_assert_true (g_file_set_contents_full (to, content, (gssize) size, G_FILE_SET_CONTENTS_NONE, 0666, NULL));
}

/* The file that every workload starts from, made once. */

static gboolean
things_cb (JzOperation *operation, gpointer data, GError **error)
{
  WorkloadThings *things = data;
  guint           added = 0;
  JzItemData      card = { .code = "140503012", .name = "数字示波器", .spec = "双通道 100 MHz", .unit = "台", .tracking = "card", .subject = "物理", .least = -1 };
  JzItemData      lot = { .code = "140501003", .name = "直流电流表", .spec = "0.6/3 A", .unit = "只", .tracking = "lot", .subject = "物理", .least = -1 };
  JzItemData      used = { .name = "A4 纸", .unit = "kg", .decimals = 3, .tracking = "consumable", .least = 500 };
  JzPersonData    wang = { .kind = "staff", .name = "王芳", .number = "T001" }, li = { .kind = "staff", .name = "李敏" };

  return jz_item_add (operation, &card, &things->card, error) && jz_item_add (operation, &lot, &things->lot, error) &&
         jz_item_add (operation, &used, &things->used, error) && jz_place_ensure (operation, "物理一室3-2", &things->shelf, &added, error) &&
         jz_place_ensure (operation, "物理二室", &things->room, &added, error) && jz_person_add (operation, &wang, &things->wang, error) &&
         jz_person_add (operation, &li, &things->li, error);
}

static void
make_base (const char *path, WorkloadThings *things)
{
  g_autoptr (GError)  error = NULL;
  g_autoptr (JzStore) store = jz_store_open (path, JZ_STORE_CREATE, 0, &error);

  g_assert_no_error (error);
  jz_store_set_undo_hook (store, jz_posting_undo);
  fixture_write (store, &jz_action_init, fixture_start_cb, NULL);
  fixture_write (store, &jz_action_init, things_cb, things); /* no undo takes it away */
  jz_store_close (store);
}

Workload *
workload_new (void)
{
  static char          *base; /* bytes of the file: made once, it is always the same */
  static gsize          base_size;
  static WorkloadThings things;
  Workload             *self = g_new0 (Workload, 1);

  g_setenv ("JIAOZHUANG_TODAY", "2026-11-22", FALSE);
  self->folder = workload_make_folder ();
  self->path = g_build_filename (self->folder, FILE_NAME, NULL);
  self->acknowledged = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  if (base == NULL)
    {
      make_base (self->path, &things);
      g_assert_true (g_file_get_contents (self->path, &base, &base_size, NULL));
    }
  g_assert_true (g_file_set_contents (self->path, base, (gssize) base_size, NULL));
  self->things = things;
  return self;
}

Workload *
workload_adopt (const char *path)
{
  Workload *self = g_new0 (Workload, 1);

  g_setenv ("JIAOZHUANG_TODAY", "2026-11-22", FALSE);
  self->path = g_strdup (path);
  self->acknowledged = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  return self;
}

void
workload_close (Workload *self)
{
  if (self->store != NULL)
    jz_store_close (self->store);
  g_clear_object (&self->store);
}

void
workload_free (Workload *self)
{
  workload_close (self);
  if (self->folder != NULL)
    workload_remove_folder (self->folder);
  g_hash_table_unref (self->acknowledged);
  g_free (self->folder);
  g_free (self->path);
  g_free (self);
}

static gboolean
find_things_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  WorkloadThings *things = data;
  return jz_item_find (connection, "140503012", &things->card, error) && jz_item_find (connection, "140501003", &things->lot, error) &&
         jz_item_find (connection, "A4 纸", &things->used, error) && jz_place_find (connection, "物理一室3-2", &things->shelf, error) &&
         jz_place_find (connection, "物理二室", &things->room, error) && jz_person_find (connection, "王芳", &things->wang, error) &&
         jz_person_find (connection, "李敏", &things->li, error);
}

gboolean
workload_open (Workload *self, GError **error)
{
  self->store = jz_store_open (self->path, JZ_STORE_OPEN, 0, error);
  if (self->store != NULL)
    jz_store_set_undo_hook (self->store, jz_posting_undo);
  return self->store != NULL && (self->things.card != 0 || jz_store_read_sync (self->store, find_things_cb, &self->things, NULL, error));
}

/* Acknowledging. */

typedef struct
{
  gint64 operation;
  char  *hash;
} AskHash;

static gboolean
ask_hash_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  AskHash *ask = data;

  ask->hash = jz_connection_text (connection, error, "SELECT lower (hex (hash)) FROM operation WHERE id = ?", "l", ask->operation);
  return ask->hash != NULL;
}

static char *
hash_of (JzStore *store, gint64 operation)
{
  AskHash ask = { operation, NULL };

  jz_store_read_sync (store, ask_hash_cb, &ask, NULL, NULL);
  return ask.hash != NULL ? ask.hash : g_strdup ("");
}

static gboolean
acknowledge (Workload *self, gint64 operation)
{
  if (operation == 0)
    return TRUE;
  g_hash_table_insert (self->acknowledged, g_memdup2 (&operation, sizeof operation), hash_of (self->store, operation));
  self->newest = operation;
  return TRUE;
}

/* The steps. */

static gboolean
write_step (Workload *self, const JzAction *action, JzWriteFunc func, gpointer data, GError **error)
{
  gint64 operation;

  return jz_store_write_sync (self->store, action, &fixture_actor, func, data, &operation, NULL, NULL, error) && acknowledge (self, operation);
}

typedef gboolean (*VoucherFunc) (JzOperation *, const JzTerms *, const JzLine *, guint, JzDone *, GError **);

typedef struct
{
  VoucherFunc func;
  JzTerms     terms;
  JzLine      lines[2];
  guint       n;
} Deed;

static gboolean
deed_cb (JzOperation *operation, gpointer data, GError **error)
{
  Deed *deed = data;
  g_auto (JzDone) done = { 0 };

  return deed->func (operation, &deed->terms, deed->lines, deed->n, &done, error);
}

static gboolean
run_deed (Workload *self, const JzAction *action, Deed deed, GError **error)
{
  return write_step (self, action, deed_cb, &deed, error);
}

static gboolean
step_receive (Workload *self, GError **error)
{
  return run_deed (self, &jz_action_receive,
                   (Deed){ jz_voucher_receive, { .supplier = "青溪教学仪器" },
                           { { .item = self->things.lot, .quantity = 6, .price = 3333, .place = self->things.shelf },
                             { .item = self->things.used, .quantity = 2500, .price = 1000, .place = self->things.room } }, 2 }, error);
}

static gboolean
step_cards (Workload *self, GError **error)
{
  return run_deed (self, &jz_action_receive,
                   (Deed){ jz_voucher_receive, { .supplier = "青溪教学仪器" },
                           { { .item = self->things.card, .quantity = 3, .price = 298000, .place = self->things.shelf } }, 1 }, error);
}

static gboolean
step_issue (Workload *self, GError **error)
{
  return run_deed (self, &jz_action_issue,
                   (Deed){ jz_voucher_issue, { .person = self->things.wang, .to_place = self->things.room },
                           { { .item = self->things.lot, .quantity = 2, .place = self->things.shelf } }, 1 }, error);
}

static gboolean
step_loan (Workload *self, GError **error)
{
  return run_deed (self, &jz_action_loan,
                   (Deed){ jz_voucher_loan, { .person = self->things.li, .due = "2026-12-01" },
                           { { .item = self->things.card, .quantity = 1 } }, 1 }, error);
}

static gboolean
step_return (Workload *self, GError **error)
{
  return run_deed (self, &jz_action_return,
                   (Deed){ jz_voucher_return, { .person = self->things.wang }, { { .item = self->things.lot, .quantity = 1 } }, 1 }, error);
}

static gboolean
step_write_off (Workload *self, GError **error)
{
  return run_deed (self, &jz_action_write_off,
                   (Deed){ jz_voucher_write_off, { .reason = "老化" },
                           { { .item = self->things.lot, .quantity = 1, .place = self->things.shelf } }, 1 }, error);
}

static gboolean
step_undo (Workload *self, GError **error)
{
  gint64 operation;

  return jz_store_undo_sync (self->store, 0, &fixture_actor, &operation, NULL, error) && acknowledge (self, operation);
}

static gboolean
edit_cb (JzOperation *operation, gpointer data, GError **error)
{
  g_autofree char *note = g_strdup_printf ("第 %" G_GINT64_FORMAT " 次核对", jz_operation_get_id (operation));
  WorkloadThings  *things = data;
  JzItemData       lot = { .code = "140501003", .name = "直流电流表", .spec = "0.6/3 A", .unit = "只", .tracking = "lot", .subject = "物理", .least = 4, .note = note };

  return jz_item_update (operation, things->lot, &lot, error);
}

static gboolean
step_edit (Workload *self, GError **error)
{
  return write_step (self, &jz_action_item, edit_cb, &self->things, error);
}

static gboolean
people_cb (JzOperation *operation, gpointer data, GError **error)
{
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *name = g_strdup_printf ("周同学%" G_GINT64_FORMAT "-%u", jz_operation_get_id (operation), i);
      JzPersonData     person = { .kind = "pupil", .name = name };
      gint64           id;

      if (!jz_person_add (operation, &person, &id, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
step_people (Workload *self, GError **error)
{
  return write_step (self, &jz_action_people, people_cb, NULL, error);
}

static gboolean
bulk_cb (JzOperation *operation, gpointer data, GError **error)
{
  jz_operation_set_bulk (operation, TRUE);
  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *name = g_strdup_printf ("批量%" G_GINT64_FORMAT "-%u", jz_operation_get_id (operation), i);
      JzPersonData     person = { .kind = "pupil", .name = name };
      gint64           id;

      if (!jz_person_add (operation, &person, &id, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
step_bulk (Workload *self, GError **error)
{
  return write_step (self, &jz_action_people, bulk_cb, NULL, error);
}

static gboolean
backup_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return jz_backup_make (connection, NULL, "asked", NULL, error);
}

static gboolean
step_backup (Workload *self, GError **error)
{
  return jz_store_work_sync (self->store, backup_cb, NULL, NULL, error);
}

/* Closing folds the WAL into the file. */
static gboolean
step_reopen (Workload *self, GError **error)
{
  workload_close (self);
  return workload_open (self, error);
}

static const struct { const char *name; gboolean (*run) (Workload *self, GError **error); } steps[] = {
  { "open", step_reopen }, { "receive", step_receive }, { "cards", step_cards }, { "issue", step_issue }, { "loan", step_loan },
  { "undo", step_undo }, { "edit", step_edit }, { "people", step_people }, { "bulk", step_bulk }, { "backup", step_backup },
  { "return", step_return }, { "undo", step_undo }, { "undo", step_undo }, { "reopen", step_reopen }, { "cards", step_cards },
  { "write-off", step_write_off }, { "edit", step_edit }, { "undo", step_undo }, { "receive", step_receive }, { "bulk", step_bulk },
  { "issue", step_issue }, { "reopen", step_reopen }, { "loan", step_loan },
};

guint
workload_n_steps (void)
{
  return G_N_ELEMENTS (steps);
}

const char *
workload_step_name (guint step)
{
  return steps[step].name;
}

gboolean
workload_run_step (Workload *self, guint step, GError **error)
{
  if (self->store == NULL && steps[step].run != step_reopen && !workload_open (self, error))
    return FALSE;
  return steps[step].run (self, error);
}

gboolean
workload_run_any (Workload *self, GRand *random, GError **error)
{
  g_autoptr (GError) failure = NULL;
  guint step;

  do
    step = (guint) g_rand_int_range (random, 0, G_N_ELEMENTS (steps));
  while (steps[step].run == step_reopen);
  if (workload_run_step (self, step, &failure) || g_error_matches (failure, JZ_ERROR, JZ_ERROR_INVALID) ||
      g_error_matches (failure, JZ_ERROR, JZ_ERROR_CONFLICT) || g_error_matches (failure, JZ_ERROR, JZ_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_prefixed_error (error, g_steal_pointer (&failure), "%s: ", steps[step].name);
  return FALSE;
}

void
workload_run (Workload *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (GError) error = NULL;

      if (!workload_run_step (self, i, &error))
        g_error ("step %u, %s: %s", i, steps[i].name, error->message);
    }
}

/* Proving. */

static gboolean
faults_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  GString *out = data;
  g_autoptr (GPtrArray) faults = jz_check_run (connection, (const JzInvariant *const[]){ jz_ledger_invariants, NULL }, TRUE, cancellable, error);

  for (guint i = 0; faults != NULL && i < faults->len; i++)
    {
      JzFault *fault = g_ptr_array_index (faults, i);

      g_string_append_printf (out, "%s %s %s; ", fault->kind, fault->where, fault->what);
    }
  return faults != NULL;
}

char *
workload_faults (JzStore *store, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);

  if (!jz_store_work_sync (store, faults_cb, out, NULL, error))
    return NULL;
  return g_string_free (g_steal_pointer (&out), FALSE);
}

typedef struct
{
  gboolean posted_only;
  GString *out;
} Dump;

static gboolean
dump_table (JzConnection *connection, const char *table, GString *out, GError **error)
{
  g_autofree char   *sql = g_strdup_printf ("SELECT * FROM \"%s\" ORDER BY 1, 2", table);
  JzStatement       *rows = jz_connection_query (connection, error, sql, "");

  while (jz_statement_next (rows))
    {
      g_string_append_printf (out, "%s", table);
      for (int i = 0; i < jz_statement_n_columns (rows); i++)
        {
          g_autoptr (GBytes) bytes = jz_statement_bytes (rows, i);
          gsize              size;
          const guint8      *data = g_bytes_get_data (bytes, &size);

          g_string_append (out, jz_statement_is_null (rows, i) ? "|-" : "|");
          for (gsize at = 0; at < size; at++)
            g_string_append_printf (out, data[at] >= ' ' ? "%c" : "\\%02x", data[at]);
        }
      g_string_append_c (out, '\n');
    }
  return jz_statement_finish (rows, error);
}

static gboolean
dump_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  static const char *const posted[] = { "operation", "operation_range", "operation_row", "voucher", "entry", NULL };
  Dump *dump = data;
  g_autofree char *names = jz_connection_text (connection, error,
                                               "SELECT group_concat (name, ' ') FROM (SELECT name FROM sqlite_schema WHERE type = 'table' "
                                               "AND name NOT LIKE '%\\_search%' ESCAPE '\\' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
                                               "AND name NOT IN ('balance', 'turnover', 'position') ORDER BY name)", "");
  g_auto (GStrv) tables = g_strsplit (names != NULL ? names : "", " ", -1);

  for (guint i = 0; names != NULL && tables[i] != NULL; i++)
    if ((!dump->posted_only || g_strv_contains (posted, tables[i])) && !dump_table (connection, tables[i], dump->out, error))
      return FALSE;
  return names != NULL;
}

char *
workload_dump (JzStore *store, gboolean posted_only, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);
  Dump dump = { posted_only, out };

  if (!jz_store_work_sync (store, dump_cb, &dump, NULL, error))
    return NULL;
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static gboolean
count_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return jz_connection_number (connection, data, 0, error, "SELECT max (id) FROM operation", "");
}

static char *
prove_acknowledged (Workload *self, JzStore *store, gint64 newest)
{
  GHashTableIter iter;
  gpointer       operation, hash;

  g_hash_table_iter_init (&iter, self->acknowledged);
  while (g_hash_table_iter_next (&iter, &operation, &hash))
    if (*(gint64 *) operation <= newest)
      {
        g_autofree char *there = hash_of (store, *(gint64 *) operation);

        if (there[0] == '\0' || (((char *) hash)[0] != '\0' && strcmp (there, hash) != 0))
          return g_strdup_printf ("operation %" G_GINT64_FORMAT " was acknowledged and is lost", *(gint64 *) operation);
      }
  return NULL;
}

char *
workload_prove (Workload *self, const char *path, gint64 newest, gint64 more)
{
  g_autoptr (GError)  error = NULL;
  g_autoptr (JzStore) store = jz_store_open (path, JZ_STORE_OPEN, 0, &error);
  g_autofree char    *faults = NULL;
  char               *wrong = NULL;
  gint64              last = 0;

  if (store == NULL)
    return g_strdup_printf ("it does not open: %s", error->message);
  faults = workload_faults (store, &error);
  if (faults == NULL || !jz_store_read_sync (store, count_cb, &last, NULL, &error))
    wrong = g_strdup_printf ("it can't be checked: %s", error->message);
  else if (faults[0] != '\0')
    wrong = g_strdup_printf ("check finds: %s", faults);
  else if (last > newest + more)
    wrong = g_strdup_printf ("%" G_GINT64_FORMAT " operations, %" G_GINT64_FORMAT " were acknowledged", last, newest);
  else
    wrong = prove_acknowledged (self, store, newest);
  jz_store_close (store);
  return wrong;
}
