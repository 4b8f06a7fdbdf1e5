/* scan: a scanner's burst of keys is told from a person's typing by times alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "jz-scan-burst.h"

/* Presses and lets go of each key of @keys, @gap ms apart from @time on ("\n" is Enter). Returns: a letter for
 * each verdict: p passed, h held, D done. */
static char *
type (JzScanBurst *burst, const char *keys, guint32 *time, guint32 gap, gboolean may_hold)
{
  GString *verdicts = g_string_new (NULL);

  for (const char *key = keys; *key != '\0'; key++, *time += gap)
    {
      gboolean enter = *key == '\n';

      g_string_append_c (verdicts, "phD"[jz_scan_burst_press (burst, *time, (guint) *key, enter ? 0 : (gunichar) *key, enter, may_hold)]);
      jz_scan_burst_release (burst, (guint) *key);
    }
  return g_string_free (verdicts, FALSE);
}

static void
check (const char *keys, guint32 start, guint32 gap, gboolean may_hold, const char *expected)
{
  JzScanBurst burst;
  guint32     time = start;
  g_autofree char *verdicts = NULL;

  jz_scan_burst_init (&burst);
  verdicts = type (&burst, keys, &time, gap, may_hold);
  g_assert_cmpstr (verdicts, ==, expected);
  jz_scan_burst_clear (&burst);
}

static void
test_scanner (void)
{
  check ("0001\n", 1000, 8, TRUE, "pphhD");
  check ("0001\n", 1000, 0, TRUE, "pphhD");
  check ("ZC-000006\n", 1000, JZ_SCAN_GAP, TRUE, "pphhhhhhhD");
  check ("0001\n", G_MAXUINT32 - 10, 8, TRUE, "pphhD"); /* the clock turns over */
}

static void
test_person (void)
{
  check ("hello\n", 1000, JZ_SCAN_GAP + 1, TRUE, "pppppp");
  check ("12\n", 1000, 5, TRUE, "ppp"); /* too short */
  check ("123\n", 1000, 5, TRUE, "pphp");
}

/* While an input method composes every key is its own, and it is still a scan. */
static void
test_composing (void)
{
  check ("4e09\n", 1000, 5, FALSE, "ppppD");
}

static void
test_give_back (void)
{
  JzScanBurst burst;
  guint32     time = 1000;
  g_autofree char *verdicts = NULL;
  g_autofree char *held = NULL;

  jz_scan_burst_init (&burst);
  verdicts = type (&burst, "abcde", &time, 10, TRUE);
  g_assert_cmpstr (verdicts, ==, "pphhh");
  held = jz_scan_burst_give_back (&burst);
  g_assert_cmpstr (held, ==, "cde");
  g_assert_true (jz_scan_burst_is_new (&burst, time));
  jz_scan_burst_clear (&burst);
}

/* A key that is held down repeats every 30 ms without being let go. */
static void
test_repeat (void)
{
  JzScanBurst burst;

  jz_scan_burst_init (&burst);
  for (guint32 i = 0; i < 20; i++)
    g_assert_cmpint (jz_scan_burst_press (&burst, 1000 + i * 30, 38, 'a', FALSE, TRUE), ==, JZ_SCAN_PASS);
  g_assert_cmpint (jz_scan_burst_press (&burst, 1000 + 20 * 30, 36, 0, TRUE, TRUE), ==, JZ_SCAN_PASS);
  jz_scan_burst_clear (&burst);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scan/scanner", test_scanner);
  g_test_add_func ("/scan/person", test_person);
  g_test_add_func ("/scan/composing", test_composing);
  g_test_add_func ("/scan/give-back", test_give_back);
  g_test_add_func ("/scan/repeat", test_repeat);
  return g_test_run ();
}
