/* Lending what a lesson or a club needs, and taking it back: mostly in time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jz-demo"
#include "config.h"

#include "jz-demo-private.h"

#include <string.h>

/* "八(%d) 测量…" with a class that the school has. */
static char *
fill_in_class (Demo *demo, const char *text)
{
  static const char *const grades[] = { "一", "二", "三", "四", "五", "六", "七", "八", "九" };
  const char *at = strstr (text, "%d");

  for (int i = 0; at != NULL && i < (int) G_N_ELEMENTS (grades); i++)
    if (g_str_has_prefix (text, grades[i]))
      return g_strdup_printf ("%.*s%d%s", (int) (at - text), text, demo_between (demo, 1, demo_n_classes (demo, i + 1)),
                              at + 2);
  return g_strdup (text);
}

static Thing *
find_thing (Demo *demo, const char *name, const char *subject)
{
  GPtrArray *same = g_hash_table_lookup (demo->things_by_name, name);
  Thing     *any = NULL;

  for (guint i = 0; same != NULL && i < same->len; i++)
    {
      Thing *thing = g_ptr_array_index (same, i);

      if (thing->fixture || thing->tracking == TRACK_USED)
        continue;
      if (g_str_equal (thing->subject, subject) &&
          (any == NULL || !g_str_equal (any->subject, subject) || demo_chance (demo, 0.35)))
        any = thing;
      else if (any == NULL)
        any = thing;
    }
  return any;
}

/* A set for each two pupils, one or two to show, a handful for a club. */
static gint64
quantity_for (Demo *demo, const char *text, const Thing *thing)
{
  if (strstr (text, "分组") != NULL)
    return thing->wanted >= 50 && demo_chance (demo, 0.3) ? 50 : demo_chance (demo, 0.6) ? 25 : 13;
  if (strstr (text, "演示") != NULL || thing->wanted < 4)
    return demo_between (demo, 1, 2);
  return demo_between (demo, 2, (int) CLAMP (thing->wanted / 2, 2, 24));
}

static gboolean
take_back (Demo *demo, Event *event, GError **error)
{
  JzTerms terms = { .person = event->person->id };
  Thing  *first = g_ptr_array_index (event->things, 0);

  for (guint i = 0; i < event->lines->len; i++)
    {
      const JzLine *line = &g_array_index (event->lines, JzLine, i);
      Thing        *thing = g_ptr_array_index (event->things, i);

      if (line->asset != 0)
        demo_card (thing, line->asset)->out = FALSE;
      else
        thing->stock += line->quantity;
    }
  return demo_post (demo, &jz_action_return, demo_account_for (demo, first->subject), jz_voucher_return, &terms,
                    event->lines, NULL, NULL, error);
}

/* Some come back late, and of the last weeks' a few have not come back yet. */
static JzDate
comes_back (Demo *demo, JzDate due)
{
  int    left = demo->today - due;
  JzDate day = due - demo_between (demo, 0, 2);

  if (left > 2 && left < 45 && demo->overdue < 3 + (guint) demo->scale->classes / 6 &&
      demo_chance (demo, demo->overdue < 2 ? 0.4 : 0.09))
    {
      demo->overdue++;
      return demo->today;
    }
  if (demo_chance (demo, 0.07))
    return due + demo_between (demo, 1, 9);
  return MAX (demo->source.today + 1, day);
}

static guint
collect (Demo *demo, guint row, const char *text, Event *event)
{
  g_auto (GStrv) names = g_strsplit (jz_reference_get (demo->phrases, row, "items"), "、", -1);

  for (guint i = 0; names[i] != NULL; i++)
    {
      Thing *thing = find_thing (demo, names[i], jz_reference_get (demo->phrases, row, "subject"));

      if (thing == NULL)
        continue;
      demo_take (thing, quantity_for (demo, text, thing), TRUE, event->lines);
      while (event->things->len < event->lines->len)
        g_ptr_array_add (event->things, thing);
    }
  return event->lines->len;
}

static const char *const subjects[] = { "物理", "物理", "物理", "化学", "化学", "生物", "生物", "科学", "科学",
                                        "科学", "数学", "地理", "音乐", "美术", "体育", "体育", "信息", "通用" };

gboolean
demo_lend (Demo *demo, GError **error)
{
  const char      *subject = subjects[demo_between (demo, 0, G_N_ELEMENTS (subjects) - 1)];
  guint            row = 0;
  g_autofree char *text = fill_in_class (demo, demo_phrase (demo, "loan", subject, &row));
  Event           *event = demo_event_new (take_back);
  JzDate due =
    demo->source.today + (strstr (text, "实验") != NULL ? demo_between (demo, 1, 3) : demo_between (demo, 5, 14));
  char             iso[JZ_DATE_LENGTH];
  JzTerms          terms = { .reason = text };

  while (jz_date_weekday (due) > 5)
    due++;
  terms.due = jz_date_to_iso (due, iso);
  event->person = demo_person (demo, g_str_equal (subject, "通用") ? "信息" : subject);
  terms.person = event->person->id;
  if (collect (demo, row, text, event) == 0)
    {
      demo_event_free (event);
      return TRUE;
    }
  if (!demo_post (demo, &jz_action_loan, demo_account_for (demo, subject), jz_voucher_loan, &terms, event->lines, NULL,
                  NULL, error))
    {
      demo_event_free (event);
      return FALSE;
    }
  demo_later (demo, comes_back (demo, due), event);
  return TRUE;
}
