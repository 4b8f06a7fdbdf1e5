/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workload.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "support/cut-vfs.h"

gboolean
workload_is_child (int argc, char **argv)
{
  return argc == 4 && strcmp (argv[1], "--child") == 0;
}

static int
complain (GError *error)
{
  printf ("%d %s\n", error->code, error->message);
  g_error_free (error);
  return 4;
}

/* One write each, so that what was printed was printed whole. */
static void G_GNUC_PRINTF (1, 2)
say (const char *format, ...)
{
  char    line[200];
  va_list args;

  va_start (args, format);
  vsnprintf (line, sizeof line, format, args);
  va_end (args);
  if (write (STDOUT_FILENO, line, strlen (line)) < 0)
    _exit (1);
}

static int
work (Workload *workload)
{
  g_autoptr (GRand) random = g_rand_new ();
  gint64 told = 0;

  for (;;)
    {
      GError *error = NULL;

      if (!workload_run_any (workload, random, &error))
        return complain (error);
      if (workload->newest != told)
        say ("%" G_GINT64_FORMAT " %s\n", workload->newest, (char *) g_hash_table_lookup (workload->acknowledged, &workload->newest));
      told = workload->newest;
    }
}

static int
read_copy (const char *path)
{
  GError *error = NULL;
  gint64  n = 0;
  g_autoptr (JzConnection) copy = jz_connection_open (path, JZ_CONNECTION_IMMUTABLE, &error);

  if (copy == NULL || !jz_connection_number (copy, &n, 0, &error, "SELECT count(*) FROM operation", ""))
    return complain (error);
  say ("%" G_GINT64_FORMAT "\n", n);
  return 0;
}

int
workload_child (int argc, char **argv)
{
  const char          *mode = argv[2], *path = argv[3];
  g_autoptr (Workload) workload = workload_adopt (path);
  GError              *error = NULL;
  char                 c;

  cut_vfs_register (); /* spares the disk: what a killed process wrote is not lost */
  if (strcmp (mode, "read") == 0)
    return read_copy (path);
  if (strcmp (mode, "work") == 0)
    return workload_open (workload, &error) ? work (workload) : complain (error);
  workload->store = jz_store_open (path, JZ_STORE_OPEN, 0, &error);
  if (workload->store == NULL)
    return complain (error);
  say ("open\n");
  while (strcmp (mode, "hold") == 0 && read (STDIN_FILENO, &c, 1) > 0)
    continue;
  return 0;
}

GSubprocess *
workload_spawn (const char *const *prefix, char **environment, const char *mode, const char *path)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GPtrArray) args = g_ptr_array_new ();
  g_autoptr (GError)    error = NULL;
  /* (Not /proc/self/exe: seen from mounts of our own it may name a way that is no more.) */
  g_autofree char      *self = g_canonicalize_filename (program_invocation_name, NULL);
  GSubprocess          *child;

  for (; prefix != NULL && *prefix != NULL; prefix++)
    g_ptr_array_add (args, (gpointer) *prefix);
  g_ptr_array_add (args, self);
  g_ptr_array_add (args, (gpointer) "--child");
  g_ptr_array_add (args, (gpointer) mode);
  g_ptr_array_add (args, (gpointer) path);
  g_ptr_array_add (args, NULL);
  if (environment != NULL)
    g_subprocess_launcher_set_environ (launcher, environment);
  child = g_subprocess_launcher_spawnv (launcher, (const char *const *) args->pdata, &error);
  g_assert_no_error (error);
  return child;
}

char *
workload_read_line (GSubprocess *child)
{
  g_autoptr (GString) line = g_string_new (NULL);
  char c;

  while (g_input_stream_read (g_subprocess_get_stdout_pipe (child), &c, 1, NULL, NULL) == 1)
    if (c == '\n')
      return g_string_free (g_steal_pointer (&line), FALSE);
    else
      g_string_append_c (line, c);
  return NULL;
}

char *
workload_answer (const char *const *prefix, char **environment, const char *mode, const char *path)
{
  g_autoptr (GSubprocess) child = workload_spawn (prefix, environment, mode, path);
  g_autoptr (GError)      error = NULL;
  char                   *answer = NULL;

  g_subprocess_communicate_utf8 (child, NULL, NULL, &answer, NULL, &error);
  g_assert_no_error (error);
  g_strchomp (answer);
  return answer;
}
