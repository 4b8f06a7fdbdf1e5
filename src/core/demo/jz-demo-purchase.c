/* Purchases: what lacks is asked for, approved, ordered and delivered, each in its own pace, so that some of each state are there at the
 * end. What comes of it is not known to the rest of the history, which only takes what it brought itself.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jz-demo"
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-contract.h"
#include "jz-demo-private.h"
#include "jz-purchase-accept.h"
#include "jz-purchase-gap.h"
#include "jz-purchase-read.h"

#define FIRST_DAY 34 /* days before the end */
#define GAP_ROWS 6   /* of a request for what lacks */

typedef enum
{
  ASK,       /* writes the request */
  SUBMIT,
  APPROVE,   /* the next signature */
  REJECT,
  WITHDRAW,
  ORDER,
  PART,      /* comes, with a fault */
  REST,      /* all the rest comes */
  END,
} StepKind;

typedef struct
{
  StepKind kind;
  int      days; /* after the step before; of the first: after the day on which purchases begin */
} Step;

/* A thing that the school doesn't have yet. */
typedef struct
{
  const char *name, *spec, *unit;
  gint64      quantity, price;
} Wish;

/* Who asks for what, and how it goes. Without wishes: for what lacks in the subject. */
typedef struct
{
  const char *subject, *purpose;
  const char *supplier, *contract, *words; /* words: why it is rejected, what is wrong with what came */
  Wish        wishes[3];
  Step        steps[8];
} Story;

static const Story stories[] = {
  { "化学", "化学分组实验按配备标准补足", "浙江求是教学仪器有限公司", "HT-2026-031", "外包装破损，漏气",
    .steps = { { ASK, 0 }, { SUBMIT, 0 }, { APPROVE, 2 }, { APPROVE, 3 }, { ORDER, 4 }, { PART, 14 }, { END, 0 } } },
  { "物理", "电学实验耗损补充", "浙江求是教学仪器有限公司", "HT-2026-031", NULL,
    { { "演示用导线", "1 m，带鳄鱼夹", "根", 40, 280 }, { "小灯泡", "2.5 V", "只", 100, 90 } },
    { { ASK, 2 }, { SUBMIT, 0 }, { APPROVE, 1 }, { ORDER, 2 }, { REST, 7 }, { END, 0 } } },
  { "信息", "编程社团扩班", "杭州启明信息技术有限公司", NULL, NULL,
    { { "开源硬件套件", "Arduino，含传感器 12 种", "套", 20, 32000 }, { "3D 打印耗材", "PLA 1.75 mm，1 kg", "卷", 15, 7800 } },
    { { ASK, 14 }, { SUBMIT, 0 }, { APPROVE, 2 }, { APPROVE, 3 }, { END, 0 } } },
  { "体育", "体育器材按配备标准补足", NULL, NULL, NULL, .steps = { { ASK, 22 }, { SUBMIT, 0 }, { APPROVE, 2 }, { END, 0 } } },
  { "美术", "版画课用具", NULL, NULL, "数量偏多，请按班额核减后再报",
    { { "木刻刀", "5 件套", "套", 120, 2600 }, { "油墨滚筒", "15 cm", "个", 60, 1500 } },
    { { ASK, 24 }, { SUBMIT, 0 }, { REJECT, 2 }, { END, 0 } } },
  { "音乐", "合唱比赛服装架", NULL, NULL, NULL, { { "移动衣架", "1.5 m，带轮", "个", 2, 18500 } },
    { { ASK, 12 }, { SUBMIT, 0 }, { WITHDRAW, 3 }, { END, 0 } } },
  { "科学", "五年级科学观察活动", NULL, NULL, NULL, { { "手持显微镜", "60 倍，带灯", "个", 24, 3900 }, { "昆虫观察盒", "放大镜盖", "个", 48, 650 } },
    { { ASK, 30 }, { END, 0 } } },
};

/* The accounts that sign, by role. */
static gint64
account_of_role (Demo *demo, const char *role, GError **error)
{
  gint64 account = 0;

  jz_connection_number (demo->connection, &account, 0, error,
                        "SELECT min (account_role.account) FROM account_role JOIN role ON role.id = account_role.role "
                        "WHERE role.name = ?", "s", role);
  return account;
}

static gboolean
ask_by_wishes (JzOperation *operation, const Story *story, const JzRequestData *data, gint64 *id, GError **error)
{
  JzRequestLine lines[G_N_ELEMENTS (story->wishes)];
  guint         n = 0;

  for (; n < G_N_ELEMENTS (story->wishes) && story->wishes[n].name != NULL; n++)
    lines[n] = (JzRequestLine){ .name = story->wishes[n].name, .spec = story->wishes[n].spec,
                                .unit = story->wishes[n].unit, .subject = story->subject,
                                .tracking = "lot", .quantity = story->wishes[n].quantity,
                                            .price = story->wishes[n].price };
  return jz_purchase_request_write (operation, id, data, lines, n, error);
}

/* Some rows that lack something which has no cards: those are delivered by the rest of the history. */
static gboolean
ask_by_gap (JzOperation *operation, Demo *demo, const Story *story, const JzRequestData *data, gint64 *id,
            GError **error)
{
  g_autoptr (GPtrArray) rows = jz_gap_read (demo->connection,
                                            &(JzGapQuery){ .subject = story->subject, .lacking = TRUE }, error);
  g_autoptr (GPtrArray) some = g_ptr_array_new ();

  for (guint i = 0; rows != NULL && i < rows->len && some->len < GAP_ROWS; i++)
    {
      JzGapRow             *row = g_ptr_array_index (rows, i);
      g_autoptr (GPtrArray) items = jz_gap_items (demo->connection, row->id, error);
      gint64                is_lot = 0;

      if (items == NULL || (items->len > 0 && !jz_connection_number (demo->connection, &is_lot, 0, error,
                                                                     "SELECT tracking <> 'card' FROM item WHERE id = ?",
                                                                     "l", ((JzGapItem *) g_ptr_array_index (items, 0))->id)))
        return FALSE;
      if (is_lot)
        g_ptr_array_add (some, row);
    }
  return rows != NULL && (some->len == 0 || jz_purchase_request_from_gap (operation, some, data, id, error));
}

static gboolean
ask (JzOperation *operation, Demo *demo, Event *event, const Story *story, GError **error)
{
  JzRequestData data = { .applicant = event->person->id, .purpose = story->purpose };

  return story->wishes[0].name != NULL ? ask_by_wishes (operation, story, &data, &event->request, error)
                                       : ask_by_gap (operation, demo, story, &data, &event->request, error);
}

static gboolean
find_contract (JzOperation *operation, const Story *story, gint64 *contract, GError **error)
{
  JzContractData data = { .number = story->contract, .title = "教学仪器定点采购合同", .amount = 6000000 };

  *contract = 0;
  if (story->contract == NULL || !jz_contract_find (jz_operation_get_connection (operation), story->contract, contract,
                                                    error) || *contract != 0)
    return story->contract == NULL || *contract != 0;
  return jz_supplier_ensure (operation, story->supplier, &data.supplier, error) &&
         jz_contract_write (operation, contract, &data, error);
}

static gboolean
order (JzOperation *operation, Demo *demo, Event *event, const Story *story, GError **error)
{
  g_autoptr (GPtrArray) asked = jz_purchase_lines (demo->connection, JZ_PAPER_REQUEST, event->request, error);
  g_autoptr (GArray)    lines = g_array_new (FALSE, FALSE, sizeof (JzOrderLine));
  char                  expected[JZ_DATE_LENGTH];
  JzOrderData           data = { .name = story->supplier, .fund = "公用经费",
                                 .expected = jz_date_to_iso (demo->source.today + 30, expected) };

  for (guint i = 0; asked != NULL && i < asked->len; i++)
    {
      const JzPurchaseLine *line = g_ptr_array_index (asked, i);

      /* A little less than what was estimated. */
      g_array_append_val (lines, ((JzOrderLine){ line->id, line->quantity,
                                                 line->price - line->price * 4 / 100 / 10 * 10 }));
    }
  return asked != NULL && find_contract (operation, story, &data.contract, error) &&
         jz_purchase_order_write (operation, &data, (const JzOrderLine *) (gpointer) lines->data, lines->len,
                                  &event->order, error);
}

static gboolean
accept (JzOperation *operation, Demo *demo, Event *event, const Story *story, gboolean part, GError **error)
{
  g_autoptr (GPtrArray) ordered = jz_purchase_lines (demo->connection, JZ_PAPER_ORDER, event->order, error);
  g_autoptr (GArray)    lines = g_array_new (FALSE, FALSE, sizeof (JzAcceptLine));
  g_auto (JzAccepted)   done = { 0 };
  g_autofree char      *invoice = g_strdup_printf ("0330%08" G_GINT64_FORMAT, ++demo->invoice);

  for (guint i = 0; ordered != NULL && i < (part ? (ordered->len + 1) / 2 : ordered->len); i++)
    {
      const JzPurchaseLine *line = g_ptr_array_index (ordered, i);
      gint64                left = line->quantity - line->accepted, bad = part && i == 0 && left > 1 ? 1 : 0;
      JzAcceptLine          one = { .order_line = line->id, .accepted = left - bad, .rejected = bad,
                                    .fault = story->words, .place = demo->store_room };

      if (left > 0)
        g_array_append_val (lines, one);
    }
  return ordered != NULL && jz_purchase_accept (operation, event->order, &(JzAcceptData){ .invoice = invoice },
                                                (const JzAcceptLine *) (gpointer) lines->data, lines->len, &done,
                                                error);
}

static gboolean
take_step (JzOperation *operation, Demo *demo, Event *event, const Story *story, GError **error)
{
  switch (story->steps[event->step].kind)
    {
    case ASK:
      return ask (operation, demo, event, story, error);
    case SUBMIT:
      return jz_purchase_request_submit (operation, event->request, error);
    case APPROVE:
      return jz_purchase_request_sign (operation, event->request, TRUE, "同意", error);
    case REJECT:
      return jz_purchase_request_sign (operation, event->request, FALSE, story->words, error);
    case WITHDRAW:
      return jz_purchase_request_withdraw (operation, event->request, error);
    case ORDER:
      return order (operation, demo, event, story, error);
    default:
      return accept (operation, demo, event, story, story->steps[event->step].kind == PART, error);
    }
}

/* Who does it, and by which right; 0: nobody, it needs no second signature. */
static gboolean
actor_of (Demo *demo, Event *event, StepKind kind, const JzAction **action, gint64 *account, GError **error)
{
  gboolean          may = FALSE;
  static const char *const roles[] = { "head", "principal" };

  *account = demo->keeper;
  *action = kind == ORDER ? &jz_action_purchase_order : kind == PART ||
            kind == REST ? &jz_action_purchase_accept : &jz_action_purchase_request;
  if (kind == ASK || kind == SUBMIT || kind == WITHDRAW)
    *account = event->person->account != 0 ? event->person->account : demo->keeper;
  if (kind != APPROVE && kind != REJECT)
    return TRUE;
  *action = &jz_action_purchase_sign;
  for (gsize i = 0; i < G_N_ELEMENTS (roles) && !may; i++)
    {
      *account = account_of_role (demo, roles[i], error);
      if (!jz_purchase_request_awaits (demo->connection, event->request, *account, &may, NULL, error))
        return FALSE;
    }
  if (!may)
    *account = 0;
  return TRUE;
}

static gboolean run_step (Demo *demo, Event *event, GError **error);

static void
go_on (Demo *demo, const Event *event)
{
  const Story *story = &stories[event->story];
  Event       *next;

  if (story->steps[event->step + 1].kind == END)
    return;
  next = demo_event_new (run_step);
  next->person = event->person;
  next->story = event->story;
  next->step = event->step + 1;
  next->request = event->request;
  next->order = event->order;
  demo_later (demo, demo->source.today + MAX (story->steps[next->step].days, 1), next);
}

static gboolean
run_step (Demo *demo, Event *event, GError **error)
{
  const Story    *story = &stories[event->story];
  StepKind        kind = story->steps[event->step].kind;
  const JzAction *action;
  gint64          account;

  if (!actor_of (demo, event, kind, &action, &account, error))
    return FALSE;
  if (account != 0)
    {
      g_autoptr (JzOperation) operation = demo_begin (demo, action, account, error);

      if (operation == NULL || !take_step (operation, demo, event, story, error) ||
          !jz_operation_commit (g_steal_pointer (&operation), NULL, error))
        return FALSE;
    }
  if (event->request != 0) /* nothing lacked */
    go_on (demo, event);
  return TRUE;
}

/* One of the staff who teaches the subject or keeps its things, or anybody. */
static Staff *
applicant (Demo *demo, const char *subject)
{
  for (guint i = 0; i < demo->staff->len; i++)
    {
      Staff *staff = g_ptr_array_index (demo->staff, i);

      if (staff->account != 0 && strstr (staff->subject, subject) != NULL && staff->account != demo->head)
        return staff;
    }
  for (guint i = 0; i < demo->staff->len; i++)
    {
      Staff *staff = g_ptr_array_index (demo->staff, i);

      if (strstr (staff->subject, subject) != NULL)
        return staff;
    }
  return g_ptr_array_index (demo->staff, demo->staff->len - 1);
}

/* Suppliers. */

/* A credit code that checks: of a company registered there, with a made-up number. */
static void
make_credit_code (guint n, char code[19])
{
  static const char letters[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";

  g_snprintf (code, 19, "91330106MA2%06uX0", 27418 + n * 1337);
  for (const char *check = letters; *check != '\0'; check++)
    {
      code[17] = *check;
      if (jz_credit_code_is_sound (code))
        return;
    }
}

static gboolean
add_supplier (JzOperation *operation, const char *name, guint n, GError **error)
{
  static const char *const contacts[] = { "陆明", "沈佳", "钱伟", "冯丽", "蒋涛", "韩雪" };
  g_autofree char         *phone = g_strdup_printf ("0571-8805%04u", 1207 + n * 311);
  char                     code[19];
  gint64                   id;

  make_credit_code (n, code);
  return jz_supplier_find (jz_operation_get_connection (operation), name, &id, error) &&
         (id != 0 || jz_supplier_add (operation, &(JzSupplierData){ .name = name, .credit_code = code, .phone = phone,
                                                                    .contact = contacts[n % G_N_ELEMENTS (contacts)] },
                                                                    NULL, error));
}

/* Whoever sold something so far, and those of the purchases to come. */
static gboolean
register_suppliers (Demo *demo, Event *event, GError **error)
{
  g_autoptr (JzOperation) operation = demo_begin (demo, &jz_action_supplier, demo->keeper, error);
  g_autoptr (GPtrArray)   names = g_ptr_array_new_with_free_func (g_free);
  JzStatement            *rows = jz_connection_query (demo->connection, error,
                                                      "SELECT DISTINCT supplier FROM asset WHERE origin = '购置' AND "
                                                      "supplier <> '' "
                                                                               "ORDER BY supplier", "");

  while (jz_statement_next (rows))
    g_ptr_array_add (names, jz_statement_dup (rows, 0));
  if (!jz_statement_finish (rows, error) || operation == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (stories); i++)
    if (stories[i].supplier != NULL)
      g_ptr_array_add (names, g_strdup (stories[i].supplier));
  for (guint i = 0; i < names->len; i++)
    if (!add_supplier (operation, g_ptr_array_index (names, i), i, error))
      return FALSE;
  jz_operation_describe (operation, g_dngettext (GETTEXT_PACKAGE, "Added %u supplier", "Added %u suppliers",
                                                 names->len), names->len);
  return jz_operation_commit (g_steal_pointer (&operation), NULL, error);
}

void
demo_plan_purchases (Demo *demo)
{
  JzDate begin = MAX (demo->first + 1, demo->today - FIRST_DAY);

  demo_later (demo, begin, demo_event_new (register_suppliers));

  for (guint i = 0; i < G_N_ELEMENTS (stories); i++)
    {
      Event *event = demo_event_new (run_step);

      event->person = applicant (demo, stories[i].subject);
      event->story = i;
      demo_later (demo, begin + stories[i].steps[0].days, event);
    }
}
