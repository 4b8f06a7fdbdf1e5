/* What happens to things: repairs, damage with compensation paid and owed, maintenance that is overdue, a write-off that waits.
 *
 * All of it is chosen from what the history left, without chance, so that it shifts nothing else.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jz-demo"
#include "config.h"

#include "jz-damage.h"
#include "jz-demo-private.h"
#include "jz-disposal.h"
#include "jz-maintenance.h"
#include "jz-repair.h"

/* Ids, most useful first. @sql gives one a row. */
static GArray *
choose (Demo *demo, const char *sql, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  JzStatement       *row = jz_connection_query (demo->connection, error, sql, "");

  while (jz_statement_next (row))
    {
      gint64 id = jz_statement_int64 (row, 0);

      g_array_append_val (ids, id);
    }
  return jz_statement_finish (row, error) ? g_steal_pointer (&ids) : NULL;
}

static const char *
days_ago (Demo *demo, int days, char buffer[JZ_DATE_LENGTH])
{
  return jz_date_to_iso (demo->source.today - days, buffer);
}

static JzOperation *
begin (Demo *demo, GError **error)
{
  return demo_begin (demo, &jz_action_upkeep, demo->keeper, error);
}

static gboolean
commit (JzOperation **operation, gboolean ok, GError **error)
{
  return ok && jz_operation_commit (g_steal_pointer (operation), NULL, error);
}

/* Repairs. */

static gboolean
ask_repair (Demo *demo, gint64 asset, int days, gint64 *id, GError **error)
{
  g_autofree char        *fault = jz_connection_text (demo->connection, error, "SELECT note FROM asset WHERE id = ?",
                                                      "l", asset);
  g_autoptr (JzOperation) operation = fault != NULL ? begin (demo, error) : NULL;
  char                    date[JZ_DATE_LENGTH];
  JzRepairOrder           order = { .date = days_ago (demo, days, date), .thing = { .asset = asset },
                                    .fault = fault != NULL && *fault != '\0' ? fault : "不能使用" };

  return operation != NULL && commit (&operation, jz_repair_open (operation, &order, id, error), error);
}

static gboolean
send_repair (Demo *demo, gint64 id, const char *to, int days, GError **error)
{
  g_autoptr (JzOperation) operation = begin (demo, error);
  char                    date[JZ_DATE_LENGTH];

  return operation != NULL && commit (&operation,
                                      jz_repair_send (operation, id, to, days_ago (demo, days, date), error), error);
}

static gboolean
finish_repair (Demo *demo, gint64 id, JzRepairResult *result, int days, GError **error)
{
  g_autoptr (JzOperation) operation = begin (demo, error);
  char                    date[JZ_DATE_LENGTH];

  result->date = days_ago (demo, days, date);
  return operation != NULL && commit (&operation, jz_repair_finish (operation, id, result, error), error);
}

static gboolean
make_repairs (Demo *demo, GError **error)
{
  g_autoptr (GArray) broken = choose (
    demo, "SELECT asset.id FROM asset JOIN position ON position.asset = asset.id WHERE position.state <> 'loan' AND "
          "condition <> 'missing' AND asset.voided IS NULL "
          "ORDER BY condition = 'broken' DESC, condition = 'worn' DESC, abs (asset.price - 150000), asset.id LIMIT 4",
          error);
  JzRepairResult mended = { .repaired = TRUE, .condition = "worn", .cost = 18000, .parts = "电源板 1 块",
                            .result = "更换电源板,通电正常" };
  JzRepairResult beyond = { .result = "主板损坏,无配件,无维修价值", .ask_disposal = TRUE };
  gint64         id;

  if (broken == NULL)
    return FALSE;
  for (guint i = 0; i < broken->len; i++)
    if (!ask_repair (demo, g_array_index (broken, gint64, i), i == 0 ? 2 : 12 + (int) i, &id, error) ||
        (i == 1 && !send_repair (demo, id, "县教育技术装备维修站", 9, error)) ||
        (i == 2 && (!send_repair (demo, id, "县教育技术装备维修站", 12, error) ||
                    !finish_repair (demo, id, &mended, 3, error))) ||
        (i == 3 && !finish_repair (demo, id, &beyond, 1, error)))
      return FALSE;
  return TRUE;
}

/* Damage. */

static const struct
{
  const char *cause, *responsibility; /* responsibility NULL: not decided yet */
  gboolean    staff, paid;
  int         days;
} damages[] = {
  { "分组实验时从桌面碰落,外壳碎裂", "pupil", FALSE, TRUE, 15 },
  { "未按操作规程接线,烧坏", "rules", FALSE, FALSE, 8 },
  { "长期使用,部件老化断裂", "normal", TRUE, FALSE, 6 },
  { "下课清点时发现缺损", NULL, FALSE, FALSE, 1 },
};

static gboolean
pay (Demo *demo, gint64 id, int days, GError **error)
{
  g_autoptr (JzOperation) operation = begin (demo, error);
  char                    date[JZ_DATE_LENGTH];
  gint64                  due;

  return operation != NULL && jz_connection_number (demo->connection, &due, 0, error,
                                                    "SELECT due FROM damage WHERE id = ?", "l", id) &&
         commit (&operation, jz_damage_pay (operation, id, due, days_ago (demo, days, date), "NO.0031207", error),
                 error);
}

static gboolean
decide (Demo *demo, gint64 id, const char *responsibility, GError **error)
{
  g_autoptr (JzOperation) operation = begin (demo, error);
  g_autofree char        *by = jz_connection_text (demo->connection, error, "SELECT name FROM account WHERE id = ?",
                                                   "l", demo->head);
  JzDamageDecision        decision = { .responsibility = responsibility, .handling = "compensation", .decided_by = by,
                                       .due = JZ_DUE_BY_RULE };

  if (g_str_equal (responsibility, "normal"))
    decision.handling = "none";
  return operation != NULL && by != NULL && commit (&operation, jz_damage_decide (operation, id, &decision, error),
                                                    error);
}

static gboolean
report (Demo *demo, guint i, gint64 item, gint64 *id, GError **error)
{
  g_autoptr (JzOperation) operation = begin (demo, error);
  char                    date[JZ_DATE_LENGTH];
  JzDamageReport          damage = { .date = days_ago (demo, damages[i].days, date), .cause = damages[i].cause };

  damage.thing.item = item;
  return operation != NULL &&
         jz_connection_number (demo->connection, &damage.thing.quantity, 1, error,
                               "SELECT CASE decimals WHEN 0 THEN 1 WHEN 1 THEN 10 WHEN 2 THEN 100 ELSE 1000 END FROM "
                               "item WHERE id = ?", "l", item) &&
         jz_connection_number (demo->connection, &damage.thing.place, 0, error,
                               "SELECT place FROM balance WHERE item = ? AND quantity > 1 ORDER BY quantity DESC, "
                               "place LIMIT 1", "l", item) &&
         jz_connection_number (demo->connection, &damage.person, 0, error,
                               damages[i].staff ? "SELECT id FROM person WHERE kind = 'staff' AND active = 1 ORDER BY "
                                                  "id LIMIT 1 OFFSET ?" :
                                                  "SELECT id FROM person WHERE kind = 'pupil' AND active = 1 ORDER BY "
                                                  "id LIMIT 1 OFFSET ?", "l", (gint64) (7 + 31 * i)) &&
         commit (&operation, jz_damage_report (operation, &damage, id, error), error);
}

static gboolean
make_damages (Demo *demo, GError **error)
{
  g_autoptr (GArray) items = choose (
    demo, "SELECT item.id FROM item WHERE tracking = 'lot' AND voided IS NULL AND (SELECT max (quantity) FROM balance "
          "WHERE item = item.id) > 5 AND subject IN ('物理', '化学', '生物', '科学') "
          "ORDER BY (SELECT sum (amount) / sum (quantity) FROM balance WHERE balance.item = item.id) DESC, item.id "
          "LIMIT 40", error);
  gint64 id;

  if (items == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (damages) && (i + 1) * 9 < items->len; i++)
    if (!report (demo, i, g_array_index (items, gint64, (i + 1) * 9), &id, error) ||
        (damages[i].responsibility != NULL && !decide (demo, id, damages[i].responsibility, error)) ||
        (damages[i].paid && !pay (demo, id, damages[i].days - 3, error)))
      return FALSE;
  return TRUE;
}

/* Maintenance. */

static const struct
{
  const char *name, *room, *unit, *worker, *done; /* a LIKE of the room's purpose */
  int         every, first, last;                 /* days ago */
} plans[] = {
  { "仪器除尘、通电检查", "%物理%", "month", "实验员", "已除尘,通电正常", 1, 80, 47 },
  { "通风橱与洗眼器检查", "%化学%", "term", "实验员", "风速、水压正常", 1, 60, 60 },
  { "计算机除尘、系统维护", "%计算机%", "month", "信息中心", "清灰、更新系统", 2, 70, 20 },
};

static gboolean
make_plan (Demo *demo, guint i, GError **error)
{
  g_autoptr (JzOperation) operation = NULL;
  char                    first[JZ_DATE_LENGTH], date[JZ_DATE_LENGTH];
  JzMaintenancePlan       plan = { .name = plans[i].name, .every = plans[i].every, .unit = plans[i].unit,
                                   .worker = plans[i].worker,
                                   .first = days_ago (demo, plans[i].first, first) };
  gint64                  id = 0;

  if (!jz_connection_number (demo->connection, &plan.place, 0, error,
                             "SELECT id FROM place WHERE kind = 'room' AND voided IS NULL AND purpose LIKE ? ORDER BY "
                             "id LIMIT 1", "s", plans[i].room))
    return FALSE;
  if (plan.place == 0)
    return TRUE;
  operation = begin (demo, error);
  if (operation == NULL || !commit (&operation, jz_maintenance_set (operation, &plan, &id, error), error))
    return FALSE;
  operation = begin (demo, error);
  return operation != NULL &&
         commit (&operation, jz_maintenance_done (operation, id,
                                                  &(JzMaintenanceWork){ .date = days_ago (demo, plans[i].last, date),
                                                                        .what = plans[i].done }, error), error);
}

/* A request of the keeper's for things that nobody needs any more. */
static gboolean
make_request (Demo *demo, GError **error)
{
  g_autoptr (JzOperation) operation = NULL;
  g_autoptr (GArray)      old = choose (
    demo, "SELECT asset.id FROM asset JOIN position ON position.asset = asset.id WHERE position.state = 'stock' AND "
          "asset.voided IS NULL AND asset.price >= 20000 AND condition = 'good' "
               "ORDER BY asset.acquired, asset.id LIMIT 3", error);
  JzDisposalLine lines[3] = { 0 };
  char           date[JZ_DATE_LENGTH];
  gint64         id;

  if (old == NULL || old->len == 0)
    return old != NULL;
  for (guint i = 0; i < old->len; i++)
    lines[i] = (JzDisposalLine){ .thing = { .asset = g_array_index (old, gint64, i) },
                                 .way = i == 0 ? "sell" : "recycle" };
  operation = begin (demo, error);
  return operation != NULL &&
         commit (&operation, jz_disposal_ask (operation, days_ago (demo, 4, date), "使用年限已满,性能下降", lines, old->len, &id,
                                              error), error);
}

gboolean
demo_make_upkeep (Demo *demo, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (plans); i++)
    if (!make_plan (demo, i, error))
      return FALSE;
  return make_damages (demo, error) && make_request (demo, error) && make_repairs (demo, error);
}
