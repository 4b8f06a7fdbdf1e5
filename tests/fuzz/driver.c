/* driver: runs a target without libFuzzer: on every file of a folder, then on random changes of them.
 *
 *   fuzz-TARGET FOLDER [CHANGES] [SEED]
 *
 * Stops after 20,000 changes, or 10 seconds on a slow machine. When the target fails, the input that did it is
 * printed in hexadecimal.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fuzz.h"

#define LONGEST (64 * 1024)
#define SECONDS 10

static const guint8 *now;
static gsize         now_size;

static void
tell_cb (int number)
{
  static const char digits[] = "0123456789abcdef";

  for (gsize i = 0; i < now_size; i++)
    if (write (STDERR_FILENO, (char[]){ digits[now[i] >> 4], digits[now[i] & 15] }, 2) < 0)
      break;
  signal (number, SIG_DFL);
  raise (number);
}

static void
run (const GByteArray *input)
{
  now = input->data;
  now_size = input->len;
  alarm (20); /* a hang is a failure */
  LLVMFuzzerTestOneInput (now, now_size);
  alarm (0);
}

static void
change_once (GByteArray *input, GPtrArray *corpus, GRand *random)
{
  static const char *const pieces[] = { "\"", "\0", "\xff", "999999999999999999999", "-", "<", ">", "&#0;", "\r\n", "，", "０", "（", "年", "\xe4\xb8", "😀", "=", "'" };
  guint       at = input->len > 0 ? (guint) g_rand_int_range (random, 0, (gint32) input->len) : 0;
  guint       most = (guint) g_rand_int_range (random, 1, 40), length = MIN (most, input->len - at);
  const char *piece = pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))];
  GByteArray *other = g_ptr_array_index (corpus, g_rand_int_range (random, 0, (gint32) corpus->len));
  g_autofree guint8 *copy = NULL;

  switch (g_rand_int_range (random, 0, 6))
    {
    case 0: /* a bit */
      if (input->len > 0)
        input->data[at] ^= (guint8) (1 << g_rand_int_range (random, 0, 8));
      break;
    case 1: /* some bytes go */
      if (length > 0)
        g_byte_array_remove_range (input, at, length);
      break;
    case 2: /* some are there twice */
      copy = g_memdup2 (length > 0 ? input->data + at : NULL, length);
      g_byte_array_append (input, copy, length);
      break;
    case 3: /* something odd comes in */
      copy = g_memdup2 (input->data + at, input->len - at);
      length = input->len - at;
      g_byte_array_set_size (input, at);
      g_byte_array_append (input, (const guint8 *) piece, (guint) MAX (1, strlen (piece)));
      g_byte_array_append (input, copy, length);
      break;
    case 4: /* the end of another */
      g_byte_array_set_size (input, at);
      at = other->len > 0 ? (guint) g_rand_int_range (random, 0, (gint32) other->len) : 0;
      g_byte_array_append (input, other->data + at, other->len - at);
      break;
    default: /* a random byte */
      if (input->len > 0)
        input->data[at] = (guint8) g_rand_int (random);
    }
  g_byte_array_set_size (input, MIN (input->len, LONGEST));
}

static void
run_changed (GPtrArray *corpus, GRand *random)
{
  GByteArray            *from = g_ptr_array_index (corpus, g_rand_int_range (random, 0, (gint32) corpus->len));
  g_autoptr (GByteArray) input = g_byte_array_new ();

  g_byte_array_append (input, from->data, from->len);
  for (int i = g_rand_int_range (random, 1, 6); i > 0; i--)
    change_once (input, corpus, random);
  run (input);
}

static GPtrArray *
load (const char *folder)
{
  GPtrArray       *corpus = g_ptr_array_new_with_free_func ((GDestroyNotify) g_byte_array_unref);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char      *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      char            *content;
      gsize            size;

      if (g_file_get_contents (path, &content, &size, NULL))
        g_ptr_array_add (corpus, g_byte_array_new_take ((guint8 *) content, size));
    }
  return corpus;
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) corpus = argc > 1 ? load (argv[1]) : NULL;
  guint            n = argc > 2 ? (guint) strtoul (argv[2], NULL, 10) : 20000, done = 0;
  guint32          seed = argc > 3 ? (guint32) strtoul (argv[3], NULL, 10) : g_random_int ();
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  gint64           end = g_get_monotonic_time () + SECONDS * G_USEC_PER_SEC;

  if (corpus == NULL || corpus->len == 0)
    {
      fprintf (stderr, "usage: %s FOLDER [CHANGES] [SEED], with something in the folder\n", argv[0]);
      return 2;
    }
  printf ("seed %u\n", seed);
  fflush (stdout);
  signal (SIGABRT, tell_cb);
  signal (SIGSEGV, tell_cb);
  signal (SIGALRM, tell_cb);
  signal (SIGTRAP, tell_cb);
  for (guint i = 0; i < corpus->len; i++)
    run (g_ptr_array_index (corpus, i));
  for (; done < n && (argc > 2 || g_get_monotonic_time () < end); done++)
    run_changed (corpus, random);
  printf ("%u of the corpus, %u changed\n", corpus->len, done);
  return 0;
}
