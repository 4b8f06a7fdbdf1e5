/* bench-list FILE [titles]: how long the ledger's list, or that of the library's titles, keeps a person waiting, on a
 * private display:
 *   ms from a key press to the rows painted, for searches that find few and many
 *   ms from a header click to the rows painted
 *   the longest time that the main loop was away, for each and while scrolling
 * One line of JSON.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "jz-columns.h"
#include "jz-compat.h"
#include "jz-equipment-views.h"
#include "jz-library-views.h"

static gint64 left_poll, longest;

static int
poll_cb (GPollFD *fds, guint n, int timeout)
{
  gint64 now = g_get_monotonic_time ();
  int    got;

  if (left_poll != 0)
    longest = MAX (longest, now - left_poll);
  got = g_poll (fds, n, timeout);
  left_poll = g_get_monotonic_time ();
  return got;
}

typedef struct
{
  JzTable   *table;
  JzSession *session;
  GtkWidget *window;
  gboolean   answered;
  gboolean   painted;
} Bench;

static void
answered_cb (Bench *b)
{
  b->answered = TRUE;
  b->painted = FALSE;
}

static void
painted_cb (Bench *b)
{
  b->painted = TRUE;
}

/* Until the whole answer is painted. Returns: ms */
static double
wait_painted (Bench *b, gint64 start)
{
  while (!b->answered || jz_lazy_list_is_busy (jz_table_get_list (b->table)) || !b->painted)
    g_main_context_iteration (NULL, TRUE);
  return (double) (g_get_monotonic_time () - start) / 1000;
}

static void
rest (guint ms)
{
  gint64 until = g_get_monotonic_time () + ms * 1000;

  while (g_get_monotonic_time () < until)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (500);
}

static long
memory_mb (void)
{
  g_autofree char *status = NULL;
  const char      *line;

  g_file_get_contents ("/proc/self/status", &status, NULL, NULL);
  line = status != NULL ? g_strstr_len (status, -1, "VmRSS:") : NULL;
  return line != NULL ? (long) g_ascii_strtoll (line + 6, NULL, 10) / 1024 : 0;
}

static void
report (const char *name, double ms, guint n)
{
  g_print ("%s\"%s\": {\"ms\": %.1f, \"longest_gap_ms\": %.1f, \"rows\": %u, \"rss_mb\": %ld}", left_poll == -1 ? "" : ", ", name, ms, (double) longest / 1000, n, memory_mb ());
}

static void
search (Bench *b, const char *typed)
{
  gint64 start;
  double ms;

  rest (8000); /* the sums of before are done */
  longest = 0;
  b->answered = FALSE;
  start = g_get_monotonic_time ();
  jz_table_set_search (b->table, typed);
  ms = wait_painted (b, start);
  rest (100);
  report (typed, ms, jz_lazy_list_n_items (jz_table_get_list (b->table)));
}

static void
sort (Bench *b, const char *column)
{
  gint64 start;
  double ms;

  rest (2500);
  longest = 0;
  b->answered = FALSE;
  start = g_get_monotonic_time ();
  jz_columns_set_sort (jz_table_get_view (b->table), column, FALSE);
  ms = wait_painted (b, start);
  rest (100);
  report (column, ms, jz_lazy_list_n_items (jz_table_get_list (b->table)));
}

static gboolean
scroll_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  GtkAdjustment *adjustment = data;

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + 300);
  return G_SOURCE_CONTINUE;
}

static void
scroll (Bench *b)
{
  GtkWidget     *scroller = gtk_widget_get_ancestor (GTK_WIDGET (jz_table_get_view (b->table)), GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  guint          tick;

  rest (2500);
  longest = 0;
  tick = gtk_widget_add_tick_callback (scroller, scroll_cb, adjustment, NULL);
  rest (3000);
  gtk_widget_remove_tick_callback (scroller, tick);
  report ("scroll", 3000, (guint) (gtk_adjustment_get_value (adjustment) / 32));
  longest = 0;
  for (guint i = 0; i < 60; i++)
    {
      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment) * i / 60);
      rest (16);
    }
  report ("drag", 1000, 60);
}

static void
flag_cb (gboolean *flag)
{
  *flag = TRUE;
}

static void
wait_for (gpointer object, const char *signal, gboolean *came)
{
  g_signal_connect_swapped (object, signal, G_CALLBACK (flag_cb), came);
}

static void
open_school (Bench *b, const char *path)
{
  gboolean opened = FALSE, signed_in = FALSE;

  b->session = jz_session_new ();
  wait_for (b->session, "opened", &opened);
  wait_for (b->session, "signed-in", &signed_in);
  jz_session_open (b->session, path);
  while (!opened)
    g_main_context_iteration (NULL, TRUE);
  jz_session_sign_in (b->session, jz_session_get_open_account (b->session), NULL);
  while (!signed_in)
    g_main_context_iteration (NULL, TRUE);
}

/* What is looked for: what few and many rows hold, and none. */
typedef struct
{
  const JzListView *view;
  const char       *found[8], *many, *columns[2];
} Asks;

static const Asks items = { &jz_equipment_items_view, { "szsbq", "示波器", "表", "电阻箱 #7", "没有", "" }, "电", { "name", "spec" } };
static const Asks titles = { &jz_library_titles_view, { "lskp", "历史", "科", "海洋 大全", "没有", "" }, "学", { "author", "year" } };

int
main (int argc, char **argv)
{
  const Asks *asks = argc > 2 && g_str_equal (argv[2], "titles") ? &titles : &items;
  Bench       b = { 0 };
  JzListPage *page;
  gint64      start;

  if (argc < 2 || !gtk_init_check ())
    return 2;
  adw_init ();
  g_main_context_set_poll_func (NULL, poll_cb);
  open_school (&b, argv[1]);
  page = jz_list_page_new (asks->view);
  b.table = jz_list_page_get_table (page);
  b.window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (b.window), 1366, 768);
  gtk_window_set_child (GTK_WINDOW (b.window), GTK_WIDGET (page));
  gtk_window_present (GTK_WINDOW (b.window));
  rest (500);
  g_signal_connect_swapped (jz_table_get_list (b.table), "answered", G_CALLBACK (answered_cb), &b);
  g_signal_connect_swapped (gtk_widget_get_frame_clock (b.window), "after-paint", G_CALLBACK (painted_cb), &b);
  longest = 0;
  start = g_get_monotonic_time ();
  jz_list_page_set_session (page, b.session);
  g_print ("{\"first_rows_ms\": %.1f, ", (double) (wait_painted (&b, start)));
  left_poll = -1;
  report ("open", 0, jz_lazy_list_n_items (jz_table_get_list (b.table)));
  left_poll = 0;
  for (const char *const *typed = asks->found; *typed != NULL; typed++)
    search (&b, *typed);
  sort (&b, asks->columns[0]);
  sort (&b, asks->columns[1]);
  search (&b, asks->many);
  search (&b, "");
  scroll (&b);
  g_print ("}\n");
  gtk_window_destroy (GTK_WINDOW (b.window));
  jz_session_close (b.session);
  rest (500);
  return 0;
}
