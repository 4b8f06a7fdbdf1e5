/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-rooms-views.h"

#include <glib/gi18n-lib.h>

#include "jz-rooms-told.h"

/* The register. */

/* Of the stages that the school has, the least that any asks for. */
#define NORM_AREA                                                                                                      \
  "(SELECT min (n.area) FROM room_norm n WHERE n.kind = room_kind.id AND n.stage IN (SELECT stage FROM class WHERE "   \
  "left_year IS NULL))"

#define STANDARD                                                                                                       \
  "CASE WHEN " NORM_AREA " IS NULL THEN 'none' "                                                                       \
  "WHEN place.area IS NULL THEN 'unknown' WHEN place.area < " NORM_AREA " THEN 'small' ELSE 'ok' END"

#define SAFETY                                                                                                         \
  "ifnull ((SELECT CASE WHEN c.good OR c.mended IS NOT NULL THEN 'good' ELSE 'bad' END FROM room_check c WHERE "       \
  "c.place = place.id AND c.voided IS NULL ORDER BY c.date DESC, c.id DESC LIMIT 1), 'none')"

#define LAST_USED "(SELECT max (l.date) FROM lesson l WHERE l.room = place.id AND l.state = 'done' AND l.voided IS NULL)"

static const JzStatusWord standard_words[] = {
  { "ok", N_("✓ As the standard asks") }, { "small", N_("! Too small") }, { "unknown", N_("! Area not known") },
  { "none", N_("○ Nothing is asked of its area") }, { NULL }
};

static const JzStatusWord safety_words[] = {
  { "good", N_("✓ In order") }, { "bad", N_("! Not in order") }, { "none", N_("○ Never checked") }, { NULL }
};

static const JzListColumn room_columns[] = {
  { "room", N_("Room"), JZ_COLUMN_TEXT, "place.path", .sort = "place.sort_key", .width = 130, .expand = TRUE },
  { "kind", N_("Kind of room"), JZ_COLUMN_TEXT, "place.purpose", .width = 104 },
  { "group", N_("Group of rooms"), JZ_COLUMN_TEXT, "ifnull (room_kind.grp, '')", .width = 84 },
  { "area", N_("Area, m²"), JZ_COLUMN_QUANTITY, "place.area", .decimals = "2", .width = 74 },
  { "seats", N_("Seats"), JZ_COLUMN_NUMBER, "place.seats", .width = 56 },
  { "keeper", N_("Keeper"), JZ_COLUMN_TEXT, "person.name", .width = 72 },
  { "standard", N_("Standard"), JZ_COLUMN_STATUS, STANDARD, .words = standard_words, .width = 110 },
  { "safety", N_("Safety"), JZ_COLUMN_STATUS, SAFETY, .words = safety_words, .width = 96 },
  { "used", N_("Last used"), JZ_COLUMN_DATE, LAST_USED, .width = 92 },
  { "code", N_("Code of the place"), JZ_COLUMN_CODE, "place.code", .width = 70, .hidden = TRUE },
  { NULL }
};

static const JzListFilter room_filters[] = {
  { "kind", N_("Kind of room"), JZ_COLUMN_TEXT, "place.purpose = ?",
    "SELECT name, name FROM room_kind WHERE functional ORDER BY id" },
  { NULL }
};

static const JzListTotal room_totals[] = {
  { "seats", N_("%s seats"), JZ_COLUMN_NUMBER, "sum (place.seats)" },
  { NULL }
};

static const JzListSpec rooms = {
  .name = "rooms", .table = "place", .id_sql = "place.id",
  .joins = "LEFT JOIN room_kind ON room_kind.name = place.purpose LEFT JOIN person ON person.id = place.keeper",
  .where = "place.kind = 'room' AND place.voided IS NULL AND place.purpose IN (SELECT name FROM room_kind WHERE functional)",
  .columns = room_columns, .filters = room_filters, .totals = room_totals,
  .search = "SELECT rowid FROM place_search WHERE place_search MATCH ?1",
  .order = "room",
};

const JzListView jz_rooms_view = {
  "room", N_("Function rooms"), N_("Search room, kind, code, pinyin initials"), &rooms, N_("Choose a row to see all about it"),
  jz_rooms_tell_room,
};

/* Lessons, as two lists have them. */

#define LESSON_JOINS                                                                                                   \
  "LEFT JOIN place ON place.id = lesson.room LEFT JOIN class ON class.id = lesson.class LEFT JOIN person ON "          \
  "person.id = lesson.teacher LEFT JOIN room_use ON room_use.lesson = lesson.id"

#define LESSON_SEARCH                                                                                                  \
  "SELECT lesson.id FROM lesson WHERE room IN (SELECT rowid FROM place_search WHERE place_search MATCH ?1) UNION "     \
  "SELECT id FROM lesson WHERE teacher IN (SELECT rowid FROM person_search WHERE person_search MATCH ?1) UNION "       \
  "SELECT id FROM lesson WHERE instr (jz_fold (purpose || char (10) || subject), ?2) > 0 UNION "                       \
  "SELECT id FROM lesson WHERE class IN (SELECT id FROM class WHERE instr (jz_fold (name), ?2) > 0)"

#define ROOMS_OF_LESSONS                                                                                               \
  "SELECT id, path FROM place WHERE id IN (SELECT room FROM lesson) AND voided IS NULL ORDER BY sort_key"

static const JzListFilter lesson_filters[] = {
  { "room", N_("Room"), JZ_COLUMN_NUMBER, "lesson.room = ?", ROOMS_OF_LESSONS },
  { "class", N_("Class"), JZ_COLUMN_NUMBER, "lesson.class = ?",
    "SELECT id, name FROM class WHERE left_year IS NULL ORDER BY grade, number" },
  { NULL }
};

#define WHAT "trim (lesson.subject || ' ' || lesson.purpose)"

/* What was used, and what should have been noted by now. */

static const JzStatusWord use_words[] = {
  { "good", N_("✓ In good order") }, { "untidy", N_("! Left untidy") }, { "fault", N_("! Something is broken") },
  { "late", N_("! Not noted") }, { "missed", N_("✗ Not held") }, { NULL }
};

static const JzListColumn use_columns[] = {
  { "date", N_("Date"), JZ_COLUMN_DATE, "lesson.date", .width = 92 },
  { "period", N_("Period"), JZ_COLUMN_NUMBER, "lesson.period", .width = 50 },
  { "room", N_("Room"), JZ_COLUMN_TEXT, "place.path", .sort = "place.sort_key", .width = 110 },
  { "class", N_("Class"), JZ_COLUMN_TEXT, "class.name", .sort = "class.grade * 100 + class.number", .width = 60 },
  { "teacher", N_("Teacher"), JZ_COLUMN_TEXT, "person.name", .width = 72 },
  { "what", N_("What for"), JZ_COLUMN_TEXT, WHAT, .width = 150, .expand = TRUE },
  { "people", N_("Came"), JZ_COLUMN_NUMBER, "room_use.people", .width = 50 },
  { "state", N_("How it was left"), JZ_COLUMN_STATUS,
    "CASE lesson.state WHEN 'done' THEN ifnull (room_use.condition, 'good') WHEN 'missed' THEN 'missed' ELSE 'late' END", .words = use_words,
    .width = 120 },
  { "note", N_("Note"), JZ_COLUMN_TEXT, "iif (lesson.state = 'missed', lesson.reason, room_use.note)", .width = 110 },
  { NULL }
};

static const JzListTotal use_totals[] = {
  { "people", N_("%s people came"), JZ_COLUMN_NUMBER, "sum (room_use.people)" },
  { "late", N_("%s not noted"), JZ_COLUMN_NUMBER, "sum (lesson.state = 'approved')" },
  { NULL }
};

static const JzListSpec uses = {
  .name = "room-uses", .table = "lesson", .id_sql = "lesson.id", .joins = LESSON_JOINS,
  .where = "lesson.voided IS NULL AND (lesson.state IN ('done', 'missed') OR (lesson.state = 'approved' AND lesson.date < jz_today ()))",
  .columns = use_columns, .filters = lesson_filters, .totals = use_totals, .search = LESSON_SEARCH, .order = "date",
    .descending = TRUE,
};

const JzListView jz_room_uses_view = {
  "room_use", N_("Use records"), N_("Search room, class, teacher, what for"), &uses, N_("Choose a row to see all about it"),
  jz_rooms_tell_lesson,
};

/* What waits for somebody's answer. */

static const JzStatusWord request_words[] = {
  { "asked", N_("? To be approved") }, { "waiting", N_("○ On the waiting list") }, { NULL }
};

static const JzListColumn request_columns[] = {
  { "date", N_("Date"), JZ_COLUMN_DATE, "lesson.date", .width = 92 },
  { "period", N_("Period"), JZ_COLUMN_NUMBER, "lesson.period", .width = 50 },
  { "room", N_("Room"), JZ_COLUMN_TEXT, "place.path", .sort = "place.sort_key", .width = 110 },
  { "class", N_("Class"), JZ_COLUMN_TEXT, "class.name", .sort = "class.grade * 100 + class.number", .width = 60 },
  { "teacher", N_("Teacher"), JZ_COLUMN_TEXT, "person.name", .width = 72 },
  { "what", N_("What for"), JZ_COLUMN_TEXT, WHAT, .width = 150, .expand = TRUE },
  { "state", N_("State"), JZ_COLUMN_STATUS, "lesson.state", .words = request_words, .width = 120 },
  { NULL }
};

static const JzListSpec requests = {
  .name = "lesson-requests", .table = "lesson", .id_sql = "lesson.id", .joins = LESSON_JOINS,
  .where = "lesson.voided IS NULL AND lesson.state IN ('asked', 'waiting')",
  .columns = request_columns, .filters = lesson_filters, .search = LESSON_SEARCH, .order = "date",
};

const JzListView jz_lesson_requests_view = {
  "lesson", N_("Requests for rooms"), N_("Search room, class, teacher, what for"), &requests, N_("Choose a row to see all about it"),
  jz_rooms_tell_lesson,
};
