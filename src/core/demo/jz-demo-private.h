/* Between the files of jz-demo only: the school while it is being made up.
 *
 * What stands where is kept in memory beside the file, so that hundreds of thousands of vouchers need no question
 * to the database; the verbs prove each of them all the same.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-demo.h"
#include "jz-reference.h"
#include "jz-source.h"
#include "jz-voucher.h"

G_BEGIN_DECLS

typedef struct
{
  int    classes;
  int    assets;      /* cards in the school at the end */
  int    years;       /* school years of history, the present one included; 0: one term */
  double opening;     /* part of what there is at the end that was there at the beginning */
  double loans;       /* vouchers a working day */
  double uses;
  gboolean desks;     /* whether what may have cards or not has them */
} Scale;

typedef struct
{
  gint64  id;
  char   *name;
  char   *subject;    /* 物理; 后勤, 教务 … for those who don't teach */
  gint64  account;    /* 0: none */
} Staff;

typedef struct
{
  gint64      id;
  char       *name;
  char       *subject;
  char       *purpose;
  gint64      keeper;
  GArray     *shelves; /* of gint64 */
  guint       next_shelf;
} Room;

typedef enum { TRACK_CARD, TRACK_LOT, TRACK_USED } Tracking;

typedef struct
{
  gint64   asset;
  JzDate   acquired;
  gint64   place;
  gboolean in_use;  /* else in stock */
  gboolean out;     /* lent */
} Card;

/* A row of the catalogue as the school has it. */
typedef struct
{
  gint64      item;
  const char *subject, *name, *maker;
  const char *group;    /* whose supplier has it: the subject, or 家具 */
  Tracking    tracking;
  int         decimals;
  gint64      unit;     /* smallest units in one */
  gint64      price;    /* fen, of one */
  int         life;     /* years */
  gint64      wanted;   /* at the end of the history; of what is used up: in half a year */
  gboolean    fixture;  /* stands in rooms, in use; else on its shelf, in stock */
  GArray     *places;   /* of gint64: the rooms of a fixture, else the one shelf */
  guint       next_place;
  gint64      stock;    /* what is on the shelf; not for cards */
  gint64      installed; /* of a fixture without cards */
  GArray     *cards;    /* of Card */
} Thing;

typedef struct _Demo Demo;

/* Something that comes due on a later day. */
typedef struct _Event Event;
struct _Event
{
  gboolean      (*run) (Demo *demo, Event *event, GError **error);
  Staff         *person;
  gint64         place;
  GArray        *lines;  /* of JzLine */
  GPtrArray     *things; /* of Thing (not owned), one a line */
  guint          story, step; /* of a purchase */
  gint64         request, order; /* of a purchase, once there is one */
};

struct _Demo
{
  JzStore       *store;
  JzConnection  *connection;
  const Scale   *scale;
  guint32        seed;
  GRand         *random;
  JzSource       source;
  GCancellable  *cancellable;
  JzDemoProgress progress;
  gpointer       progress_data;

  JzReference   *schools, *items, *names, *phrases, *rooms_table;
  GHashTable    *phrases_by; /* "kind/subject" → GArray of guint: rows */
  guint          row;        /* of @schools */

  JzDate         first, today; /* the history: first … today − 1 */
  int            second;       /* of the working day at hand */
  int            pace;         /* seconds from one operation to the next on that day, on average */
  GArray        *terms;        /* of Term */
  GPtrArray    **agenda;       /* of Event, by day since @first */

  GPtrArray     *staff;        /* of Staff */
  GPtrArray     *rooms;        /* of Room */
  GPtrArray     *things;       /* of Thing */
  GHashTable    *things_by_name; /* → GPtrArray of Thing */
  gint64         serial;       /* of the next card */
  gint64         invoice;
  gint64         head, keeper; /* accounts */
  guint          overdue;
  int            written_off, counted; /* month in which that was last done, as year × 12 + month */
  gint64         store_room;   /* place where deliveries wait */
};

/* Chance. */
gboolean    demo_chance (Demo *demo, double probability);
int         demo_between (Demo *demo, int least, int most);
/* How many times something happens that happens @mean times on average. */
int         demo_count (Demo *demo, double mean);
/* One of the phrases of that kind and subject, of 通用 where it has none; NULL: none at all. @row: (out) (optional). */
const char *demo_phrase (Demo *demo, const char *kind, const char *subject, guint *row);
Staff      *demo_person (Demo *demo, const char *subject);
/* Whose account enters what concerns @subject. */
gint64      demo_account_for (Demo *demo, const char *subject);

/* Time: the day at hand, and a quarter of an hour or less later with each operation. */
void        demo_set_day (Demo *demo, JzDate day);
char       *demo_iso (Demo *demo, char buffer[JZ_DATE_LENGTH]);
gboolean    demo_is_working_day (Demo *demo, JzDate day);
void        demo_plan_calendar (Demo *demo);
gboolean    demo_add_terms (Demo *demo, GError **error);
/* The first and last day of the term to begin a file with. */
void        demo_first_term (Demo *demo, JzDate *first, JzDate *last);
/* Whether @day is in the weeks in which deliveries come. */
gboolean    demo_is_delivery_time (JzDate day);

/* Operations. */
JzOperation *demo_begin (Demo *demo, const JzAction *action, gint64 account, GError **error);
typedef gboolean (*DemoVerb) (JzOperation *operation, const JzTerms *terms, const JzLine *lines, guint n, JzDone *done,
                              GError **error);
/* One voucher as one operation. @done: (out) (optional). @operation: (out) (optional): its id. */
gboolean demo_post (Demo *demo, const JzAction *action, gint64 account, DemoVerb verb, JzTerms *terms, GArray *lines,
                    JzDone *done, gint64 *operation, GError **error);

/* Takes @operation back as the account that did it. */
gboolean    demo_undo (Demo *demo, gint64 operation, gint64 account, GError **error);

void        demo_later (Demo *demo, JzDate day, Event *event);
Event      *demo_event_new (gboolean (*run) (Demo *, Event *, GError **));
void        demo_event_free (Event *event);

/* The parts. */
gboolean    demo_make_people (Demo *demo, GError **error);
gboolean    demo_make_pupils (Demo *demo, GError **error);
gboolean    demo_make_places (Demo *demo, GError **error);
gboolean    demo_make_things (Demo *demo, GError **error);
gboolean    demo_make_standard (Demo *demo, GError **error);
gboolean    demo_make_money (Demo *demo, GError **error);
gboolean    demo_post_opening (Demo *demo, GError **error);
gboolean    demo_run_history (Demo *demo, GError **error);
gboolean    demo_make_upkeep (Demo *demo, GError **error);
gboolean    demo_make_network (Demo *demo, GError **error);
gboolean    demo_make_library (Demo *demo, GError **error);
/* Function rooms, and the lessons of the present term in them. */
gboolean    demo_make_lessons (Demo *demo, GError **error);
/* The experiments of the term: what is due and planned, a notice for each lesson in a lab; then what was done of them. */
gboolean    demo_give_notices (Demo *demo, GError **error);
gboolean    demo_log_labs     (Demo *demo, GError **error);
/* Two rooms are counted in the end: the one is posted, the other half done. */
gboolean    demo_count_rooms (Demo *demo, GError **error);
int         demo_n_classes (Demo *demo, int grade);
int         demo_n_pupils (Demo *demo);

/* A day's events. */
gboolean    demo_deliver (Demo *demo, double elapsed, gboolean everything, GError **error);
gboolean    demo_restock (Demo *demo, gboolean beginning, GError **error);
gboolean    demo_use_up (Demo *demo, GError **error);
gboolean    demo_lend (Demo *demo, GError **error);
gboolean    demo_move (Demo *demo, GError **error);
gboolean    demo_write_off (Demo *demo, GError **error);
gboolean    demo_count_stock (Demo *demo, GError **error);
gboolean    demo_print_cards (Demo *demo, GError **error);
gboolean    demo_mistake (Demo *demo, GError **error);
gboolean    demo_report_fault (Demo *demo, GError **error);
/* Purchases of the last weeks, in every state; one is delivered in part. */
void        demo_plan_purchases (Demo *demo);

/* Where something comes from: who pays, how it is acquired, who delivers or gives it. */
void demo_choose_origin (Demo *demo, const char *group, const char **fund, const char **origin, const char **supplier);
/* Prints the labels of @assets (of gint64) some days later. */
void        demo_label_later (Demo *demo, GArray *assets, int least, int most);

/* Things. */
gint64      demo_thing_total (const Thing *thing);
void        demo_add_line (GArray *lines, const Thing *thing, gint64 asset, gint64 quantity, gint64 place);
/* Lines for up to @quantity of what is on the shelf, cards chosen and marked with @out. Returns: how much. */
gint64      demo_take (Thing *thing, gint64 quantity, gboolean out, GArray *lines);
gint64      demo_next_place (Thing *thing);
Card       *demo_card (Thing *thing, gint64 asset);

G_END_DECLS
