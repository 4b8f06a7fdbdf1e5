/* io-error: the disk reports a fault, or is full, at every place of a week's work, once or for ever.
 *
 * Every call returns; what fails says so with the right meaning (a full disk is never damage, and nothing that is
 * there is called missing); afterwards the store works on or says why not; the file is sound and holds what was
 * acknowledged.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support/cut-vfs.h"
#include "workload.h"

typedef struct
{
  CutOp    op;
  int      code;
  gboolean for_ever;
} Kind;

static const char *const op_names[CUT_N_OPS] = { "read", "write", "sync", "truncate", "open" };

/* What a call that met a fault may say. */
static gboolean
is_honest (const Kind *kind, const GError *error)
{
  if (error->domain != JZ_ERROR)
    return FALSE;
  if (kind->code == SQLITE_FULL)
    return error->code == JZ_ERROR_DISK_FULL;
  return error->code == JZ_ERROR_IO || (kind->op == CUT_OPEN && error->code == JZ_ERROR_READ_ONLY);
}

/* A step that met no fault itself may still be refused, since an earlier one failed. */
static gboolean
is_refusal (const GError *error)
{
  return error->domain == JZ_ERROR && (error->code == JZ_ERROR_INVALID || error->code == JZ_ERROR_CONFLICT || error->code == JZ_ERROR_NOT_FOUND);
}

static void
run_steps (Workload *workload, const Kind *kind, guint nth)
{
  for (guint i = 0; i < workload_n_steps (); i++)
    {
      g_autoptr (GError) error = NULL;
      guint before = cut_vfs_n_faults ();

      if (workload_run_step (workload, i, &error))
        continue;
      if (cut_vfs_n_faults () == before ? !is_refusal (error) : !is_honest (kind, error))
        g_error ("%s %u%s, code %d: step %u, %s: %s %d: %s", op_names[kind->op], nth, kind->for_ever ? " and all after" : "", kind->code, i,
                 workload_step_name (i), g_quark_to_string (error->domain), error->code, error->message);
    }
}

/* The disk is well again: the same store goes on. */
static void
works_again (Workload *workload)
{
  g_autoptr (GError) error = NULL;

  cut_vfs_fail (CUT_READ, 0, FALSE, 0);
  if (workload->store == NULL)
    workload_open (workload, &error);
  g_assert_no_error (error);
  workload_run_step (workload, 2, &error);
  g_assert_no_error (error);
}

static guint
fail_at (const Kind *kind, guint nth)
{
  g_autoptr (Workload) workload = workload_new ();
  g_autofree char *said = NULL;
  guint faults;

  cut_vfs_fail (kind->op, nth, kind->for_ever, kind->code);
  run_steps (workload, kind, nth);
  faults = cut_vfs_n_faults ();
  works_again (workload);
  workload_close (workload);
  said = workload_prove (workload, workload->path, workload->newest, 0);
  if (said != NULL)
    g_error ("%s %u%s, code %d: %s", op_names[kind->op], nth, kind->for_ever ? " and all after" : "", kind->code, said);
  return faults;
}

static void
test_faults (gconstpointer data)
{
  const Kind *kind = data;
  g_autoptr (Workload) workload = workload_new ();
  guint n, cases = workload_full () ? 400 : 14, faults = 0;

  cut_vfs_fail (kind->op, 0, FALSE, 0);
  workload_run (workload);
  workload_close (workload);
  n = cut_vfs_count (kind->op);
  g_assert_cmpuint (n, >, 0);
  cases = MIN (cases, n);
  for (guint i = 0; i < cases; i++)
    faults += fail_at (kind, 1 + (guint) ((guint64) i * n / cases));
  g_test_message ("%u of %u, %u faults given", cases, n, faults);
  g_assert_cmpuint (faults, >, 0);
}

int
main (int argc, char *argv[])
{
  static const Kind kinds[] = {
    { CUT_READ, SQLITE_IOERR, FALSE }, { CUT_READ, SQLITE_IOERR, TRUE },
    { CUT_WRITE, SQLITE_IOERR, FALSE }, { CUT_WRITE, SQLITE_IOERR, TRUE }, { CUT_WRITE, SQLITE_FULL, FALSE }, { CUT_WRITE, SQLITE_FULL, TRUE },
    { CUT_SYNC, SQLITE_IOERR, FALSE }, { CUT_SYNC, SQLITE_IOERR, TRUE }, { CUT_SYNC, SQLITE_FULL, TRUE },
    { CUT_TRUNCATE, SQLITE_IOERR, FALSE }, { CUT_TRUNCATE, SQLITE_FULL, TRUE },
    { CUT_OPEN, SQLITE_IOERR, FALSE }, { CUT_OPEN, SQLITE_IOERR, TRUE }, { CUT_OPEN, SQLITE_FULL, FALSE },
  };

  g_test_init (&argc, &argv, NULL);
  cut_vfs_register ();
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *name = g_strdup_printf ("/io-error/%s-%s-%s", op_names[kinds[i].op], kinds[i].code == SQLITE_FULL ? "full" : "fault",
                                               kinds[i].for_ever ? "for-ever" : "once");

      g_test_add_data_func (name, &kinds[i], test_faults);
    }
  return g_test_run ();
}
