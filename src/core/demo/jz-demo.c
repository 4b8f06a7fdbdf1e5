/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-demo"
#include "config.h"

#include "jz-demo-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "jz-posting.h"
#include "jz-school.h"
#include "jz-undo.h"

static const Scale scales[] = {
  [JZ_DEMO_SMALL] = { .classes = 12, .assets = 800, .years = 0, .opening = 0.86, .loans = 0.9, .uses = 1.2 },
  [JZ_DEMO_SCHOOL] = { .classes = 36,
                       .assets = 10000,
                       .years = 5,
                       .opening = 0.55,
                       .loans = 1.6,
                       .uses = 2.6,
                       .desks = TRUE },
  [JZ_DEMO_LARGE] = { .classes = 115,
                      .assets = 101500,
                      .years = 10,
                      .opening = 0.35,
                      .loans = 8.3,
                      .uses = 8,
                      .desks = TRUE },
};

gboolean
jz_demo_scale_parse (const char *text, JzDemoScale *scale)
{
  static const char *const names[] = { "small", "school", "large" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (text, names[i]) == 0)
      {
        *scale = (JzDemoScale) i;
        return TRUE;
      }
  return FALSE;
}

/* Chance. */

gboolean
demo_chance (Demo *demo, double probability)
{
  return g_rand_double (demo->random) < probability;
}

int
demo_between (Demo *demo, int least, int most)
{
  return most > least ? g_rand_int_range (demo->random, least, most + 1) : least;
}

/* Knuth's: a Poisson number. */
int
demo_count (Demo *demo, double mean)
{
  double limit = exp (-mean), product = 1;
  int    n = -1;

  do
    {
      n++;
      product *= g_rand_double (demo->random);
    }
  while (product > limit);
  return n;
}

static void
index_phrases (Demo *demo)
{
  demo->phrases_by = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  for (guint i = 0; i < demo->phrases->rows->len; i++)
    {
      g_autofree char *key = g_strconcat (jz_reference_get (demo->phrases, i, "kind"), "/",
                                          jz_reference_get (demo->phrases, i, "subject"), NULL);
      GArray          *rows = g_hash_table_lookup (demo->phrases_by, key);

      if (rows == NULL)
        {
          rows = g_array_new (FALSE, FALSE, sizeof (guint));
          g_hash_table_insert (demo->phrases_by, g_steal_pointer (&key), rows);
        }
      g_array_append_val (rows, i);
    }
}

const char *
demo_phrase (Demo *demo, const char *kind, const char *subject, guint *row)
{
  g_autofree char *key = g_strconcat (kind, "/", subject, NULL), *any = g_strconcat (kind, "/通用", NULL);
  GArray          *rows = g_hash_table_lookup (demo->phrases_by, key);
  guint            i;

  if (rows == NULL)
    rows = g_hash_table_lookup (demo->phrases_by, any);
  if (rows == NULL)
    return NULL;
  i = g_array_index (rows, guint, (guint) demo_between (demo, 0, (int) rows->len - 1));
  if (row != NULL)
    *row = i;
  return jz_reference_get (demo->phrases, i, "text");
}

/* One of those who teach it; anybody, where nobody does. */
Staff *
demo_person (Demo *demo, const char *subject)
{
  Staff *chosen = NULL;
  int    n = 0;

  for (guint i = 0; i < demo->staff->len; i++)
    {
      Staff *staff = g_ptr_array_index (demo->staff, i);

      if (g_str_equal (staff->subject, subject) && demo_between (demo, 0, n++) == 0)
        chosen = staff;
    }
  return chosen != NULL ? chosen :
                          g_ptr_array_index (demo->staff, (guint) demo_between (demo, 0, (int) demo->staff->len - 1));
}

gint64
demo_account_for (Demo *demo, const char *subject)
{
  for (guint i = 0; i < demo->staff->len; i++)
    {
      Staff *staff = g_ptr_array_index (demo->staff, i);

      if (staff->account != 0 && strncmp (staff->subject, "实验员", strlen ("实验员")) == 0 &&
          strstr (staff->subject, subject) != NULL)
        return staff->account;
    }
  return demo->keeper;
}

/* Time. */

void
demo_set_day (Demo *demo, JzDate day)
{
  GPtrArray *planned = demo->agenda[day - demo->first];
  double usual =
    demo->scale->loans + demo->scale->uses + 2 + (day == demo->first ? 45 : 0) + (demo_is_delivery_time (day) ? 6 : 0);

  demo->source.today = day;
  demo->pace = (int) (7.5 * 3600 / (usual + (planned != NULL ? planned->len : 0)));
  demo->second = 8 * 3600 + demo_between (demo, 5 * 60, 40 * 60);
}

char *
demo_iso (Demo *demo, char buffer[JZ_DATE_LENGTH])
{
  return jz_date_to_iso (demo->source.today, buffer);
}

/* Beijing is eight hours before UTC, so that a working day there is within one day of UTC. */
static void
advance_clock (Demo *demo)
{
  char iso[JZ_DATE_LENGTH];
  int  utc;

  demo->second +=
    demo->second < 16.5 * 3600 ? demo_between (demo, demo->pace / 4, demo->pace * 7 / 4) : demo_between (demo, 3, 40);
  if (demo->second / 3600 == 12)
    demo->second += 75 * 60; /* noon break */
  if (demo->second > 18.5 * 3600)
    demo->second = (int) (18.5 * 3600);
  utc = demo->second - 8 * 3600;
  g_snprintf (demo->source.now, sizeof demo->source.now, "%sT%02d:%02d:%02dZ", demo_iso (demo, iso), utc / 3600 % 24,
              utc / 60 % 60, utc % 60);
}

/* Operations. */

JzOperation *
demo_begin (Demo *demo, const JzAction *action, gint64 account, GError **error)
{
  JzActor actor = { .account = account };

  if (g_cancellable_set_error_if_cancelled (demo->cancellable, error))
    return NULL;
  advance_clock (demo);
  return jz_operation_begin (demo->connection, action, &actor, error);
}

gboolean
demo_post (Demo *demo, const JzAction *action, gint64 account, DemoVerb verb, JzTerms *terms, GArray *lines,
           JzDone *done, gint64 *operation, GError **error)
{
  g_autoptr (JzOperation) work = demo_begin (demo, action, account, error);
  g_auto (JzDone) own = { 0 };
  char   iso[JZ_DATE_LENGTH];
  JzDone result = { 0 };

  if (work == NULL)
    return FALSE;
  terms->date = demo_iso (demo, iso);
  if (!verb (work, terms, (const JzLine *) (gpointer) lines->data, lines->len, &result, error))
    {
      jz_done_clear (&result);
      return FALSE;
    }
  *(done != NULL ? done : &own) = result;
  return jz_operation_commit (g_steal_pointer (&work), operation, error);
}

gboolean
demo_undo (Demo *demo, gint64 operation, gint64 account, GError **error)
{
  JzActor actor = { .account = account };

  advance_clock (demo);
  return jz_undo_run (demo->connection, operation, &actor, jz_posting_undo, NULL, NULL, error);
}

/* Later. */

Event *
demo_event_new (gboolean (*run) (Demo *, Event *, GError **))
{
  Event *event = g_new0 (Event, 1);

  event->run = run;
  event->lines = g_array_new (FALSE, TRUE, sizeof (JzLine));
  event->things = g_ptr_array_new ();
  return event;
}

void
demo_event_free (Event *event)
{
  g_array_unref (event->lines);
  g_ptr_array_unref (event->things);
  g_free (event);
}

/* What falls due after the end has not happened yet. */
void
demo_later (Demo *demo, JzDate day, Event *event)
{
  int i = day - demo->first;

  if (day >= demo->today)
    {
      demo_event_free (event);
      return;
    }
  if (demo->agenda[i] == NULL)
    demo->agenda[i] = g_ptr_array_new_with_free_func ((GDestroyNotify) demo_event_free);
  g_ptr_array_add (demo->agenda[i], event);
}

/* The whole. */

static gboolean
load_tables (Demo *demo, GError **error)
{
  demo->schools = jz_reference_load ("demo-schools.tsv", error);
  demo->items = demo->schools != NULL ? jz_reference_load ("demo-items.tsv", error) : NULL;
  demo->names = demo->items != NULL ? jz_reference_load ("demo-names.tsv", error) : NULL;
  demo->phrases = demo->names != NULL ? jz_reference_load ("demo-phrases.tsv", error) : NULL;
  demo->rooms_table = demo->phrases != NULL ? jz_reference_load ("demo-rooms.tsv", error) : NULL;
  if (demo->rooms_table == NULL)
    return FALSE;
  index_phrases (demo);
  demo->row = (demo->seed + demo->schools->rows->len - JZ_DEMO_SEED) % demo->schools->rows->len;
  return TRUE;
}

static gboolean
is_empty (Demo *demo, GError **error)
{
  gint64 n;

  if (!jz_connection_number (demo->connection, &n, 0, error, "SELECT count(*) FROM operation", ""))
    return FALSE;
  if (n == 0)
    return TRUE;
  g_set_error_literal (error, JZ_ERROR, JZ_ERROR_CONFLICT, _("A demo school is only made in a new file"));
  return FALSE;
}

static gboolean
start_school (Demo *demo, GError **error)
{
  JzSchoolStart start = { .name = jz_reference_get (demo->schools, demo->row, "name"),
                          .code = jz_reference_get (demo->schools, demo->row, "code"),
                          .stage = "nine-year",
                          .county = jz_reference_get (demo->schools, demo->row, "county"),
                          .login = jz_reference_get (demo->schools, demo->row, "login"),
                          .person = jz_reference_get (demo->schools, demo->row, "owner") };
  g_autoptr (JzOperation) operation = demo_begin (demo, &jz_action_init, 0, error);

  demo_first_term (demo, &start.first_day, &start.last_day);
  return operation != NULL && jz_school_start (operation, &start, error) &&
         jz_connection_number (demo->connection, &demo->head, 0, error, "SELECT min (id) FROM account", "") &&
         jz_operation_commit (g_steal_pointer (&operation), NULL, error);
}

static gboolean
fill (Demo *demo, GError **error)
{
  demo_plan_calendar (demo);
  demo_set_day (demo, demo->first);
  return start_school (demo, error) && demo_make_people (demo, error) && demo_make_places (demo, error) &&
         demo_add_terms (demo, error) && demo_make_things (demo, error) && demo_make_standard (demo, error) &&
         demo_post_opening (demo, error) && demo_print_cards (demo, error) && demo_make_money (demo, error) &&
         demo_run_history (demo, error) && demo_make_upkeep (demo, error) && demo_make_network (demo, error) &&
         demo_make_library (demo, error) && demo_make_lessons (demo, error) && demo_log_labs (demo, error) &&
         demo_count_rooms (demo, error);
}

static gboolean
fill_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Demo    *demo = data;
  gboolean ok;

  demo->connection = connection;
  demo->cancellable = cancellable;
  if (!is_empty (demo, error) || !load_tables (demo, error) || !jz_batch_begin (connection, error))
    return FALSE;
  jz_connection_set_source (connection, &demo->source);
  ok = fill (demo, error);
  jz_connection_set_source (connection, NULL);
  if (ok)
    return jz_batch_commit (connection, error);
  jz_batch_rollback (connection);
  return FALSE;
}

static void
staff_free (gpointer data)
{
  Staff *staff = data;

  g_free (staff->name);
  g_free (staff->subject);
  g_free (staff);
}

static void
room_free (gpointer data)
{
  Room *room = data;

  g_free (room->name);
  g_free (room->subject);
  g_free (room->purpose);
  g_array_unref (room->shelves);
  g_free (room);
}

static void
thing_free (gpointer data)
{
  Thing *thing = data;

  g_array_unref (thing->places);
  g_array_unref (thing->cards);
  g_free (thing);
}

static void
demo_clear (Demo *demo)
{
  for (int i = 0; demo->agenda != NULL && i < demo->today - demo->first; i++)
    g_clear_pointer (&demo->agenda[i], g_ptr_array_unref);
  g_free (demo->agenda);
  g_clear_pointer (&demo->things_by_name, g_hash_table_unref);
  g_ptr_array_unref (demo->staff);
  g_ptr_array_unref (demo->rooms);
  g_ptr_array_unref (demo->things);
  g_clear_pointer (&demo->terms, g_array_unref);
  g_clear_pointer (&demo->phrases_by, g_hash_table_unref);
  jz_reference_free (demo->schools);
  jz_reference_free (demo->items);
  jz_reference_free (demo->names);
  jz_reference_free (demo->phrases);
  jz_reference_free (demo->rooms_table);
  g_rand_free (demo->random);
  g_rand_free (demo->source.random);
}

gboolean
jz_demo_fill (JzStore *store, JzDemoScale scale, guint32 seed, JzDemoProgress progress, gpointer data,
              GCancellable *cancellable, GError **error)
{
  Demo demo = { .store = store, .scale = &scales[scale], .seed = seed, .progress = progress, .progress_data = data };
  gboolean ok;

  g_return_val_if_fail (JZ_IS_STORE (store) && scale <= JZ_DEMO_LARGE, FALSE);

  demo.random = g_rand_new_with_seed (seed);
  demo.source.random = g_rand_new_with_seed (~seed);
  demo.today = jz_date_today ();
  demo.staff = g_ptr_array_new_with_free_func (staff_free);
  demo.rooms = g_ptr_array_new_with_free_func (room_free);
  demo.things = g_ptr_array_new_with_free_func (thing_free);
  ok = jz_store_work_sync (store, fill_cb, &demo, cancellable, error);
  demo_clear (&demo);
  return ok;
}
