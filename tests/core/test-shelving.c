/* shelving: numbers are taken when a title is saved and never twice, copies run on without gaps, records made by hand
 * say what they should.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <locale.h>
#include <string.h>

#include "jz-bib.h"
#include "jz-catalogue.h"
#include "jz-clc.h"
#include "jz-hold.h"
#include "jz-marc-lines.h"
#include "jz-reader.h"
#include "jz-record.h"
#include "jz-shelving.h"
#include "support/school-fixture.h"

typedef struct
{
  JzCatalogueEntry entry;
  JzCatalogued     done;
  const char      *words[2];
  gint64           ids[2];
  GError          *failure;
} Work;

static JzMarc *
book (const char *title, const char *author, const char *class_)
{
  JzMarc *record = jz_record_new ("2026-11-22");

  jz_bib_write (record, JZ_BIB_TITLE, title);
  jz_bib_write (record, JZ_BIB_AUTHOR, author);
  jz_bib_write (record, JZ_BIB_CLASS, class_);
  return record;
}

static gboolean
save_cb (JzOperation *operation, gpointer data, GError **error)
{
  Work *work = data;

  return jz_catalogue_save (operation, &work->entry, &work->done, error);
}

/* Returns: the call number; the title in @id. */
static char *
save (JzStore *store, const JzCatalogueEntry *entry, gint64 *id)
{
  Work work = { .entry = *entry };

  fixture_write (store, &jz_action_catalogue, save_cb, &work);
  if (id != NULL)
    *id = work.done.title;
  g_clear_pointer (&work.done.numbers, g_ptr_array_unref);
  return work.done.call;
}

static char *
save_book (JzStore *store, const char *title, const char *class_, gint64 *id)
{
  g_autoptr (JzMarc) record = book (title, "余华著", class_);
  JzCatalogueEntry   entry = { .record = record };

  return save (store, &entry, id);
}

static void
assert_refused (JzStore *store, JzWriteFunc func, Work *work, JzError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (
      jz_store_write_sync (store, &jz_action_catalogue, &fixture_actor, func, work, NULL, NULL, NULL, &error));
  g_assert_error (error, JZ_ERROR, (int) code);
  jz_catalogued_clear (&work->done);
}

static gboolean
void_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_title_void (operation, ((Work *) data)->ids[0], error);
}

static gboolean
part_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_title_set_part_of (operation, ((Work *) data)->ids[0], ((Work *) data)->ids[1], error);
}

typedef struct
{
  gint64          scheme;
  const char     *class_;
  JzShelvingOffer offer;
  char           *text;
} Ask;

static gboolean
offer_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Ask *ask = data;

  return jz_shelving_offer (connection, ask->scheme, ask->class_, NULL, &ask->offer, error);
}

static void
test_numbers (void)
{
  g_autoptr (JzStore) store = fixture_school ();
  g_autofree char    *one = NULL, *two = NULL, *three = NULL, *other = NULL, *again = NULL;
  gint64              ids[3];
  Ask                 ask = { 1, "i247.57" };
  g_autoptr (GError)  error = NULL;
  Work                work = { 0 };

  one = save_book (store, "活着", "I247.57", &ids[0]);
  two = save_book (store, "兄弟", "I247.57", &ids[1]);
  other = save_book (store, "昆虫记", "I565.64", NULL);
  three = save_book (store, "第七天", "Ｉ247.57", &ids[2]);
  g_assert_cmpstr (one, ==, "I247.57/1");
  g_assert_cmpstr (two, ==, "I247.57/2");
  g_assert_cmpstr (other, ==, "I565.64/1");
  g_assert_cmpstr (three, ==, "I247.57/3");
  /* One that goes gives its number back: it is offered, and the next is still the next. */
  work.ids[0] = ids[1];
  fixture_write (store, &jz_action_catalogue, void_cb, &work);
  g_assert_true (jz_store_read_sync (store, offer_cb, &ask, NULL, &error));
  g_assert_cmpstr (ask.offer.number, ==, "4");
  g_assert_cmpuint (ask.offer.freed->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (ask.offer.freed, 0), ==, "2");
  jz_shelving_offer_clear (&ask.offer);
  /* What was undone never was. */
  again = save_book (store, "许三观卖血记", "I247.57", NULL);
  g_assert_cmpstr (again, ==, "I247.57/4");
  g_assert_true (jz_store_undo_sync (store, 0, &fixture_actor, NULL, NULL, &error));
  g_clear_pointer (&again, g_free);
  again = save_book (store, "在细雨中呼喊", "I247.57", NULL);
  g_assert_cmpstr (again, ==, "I247.57/4");
  fixture_check (store);
}

static void
test_taken (void)
{
  g_autoptr (JzStore) store = fixture_school ();
  g_autofree char    *one = save_book (store, "活着", "I247.57", NULL), *freed = NULL;
  g_autoptr (JzMarc)  record = book ("兄弟", "余华著", "I247.57"), same = book ("活着", "余华著", "I247.57");
  Work                work = { .entry = { .record = record, .number = "1" } };

  g_assert_cmpstr (one, ==, "I247.57/1");
  assert_refused (store, save_cb, &work, JZ_ERROR_CONFLICT);
  work.entry = (JzCatalogueEntry){ .record = same };
  assert_refused (store, save_cb, &work, JZ_ERROR_CONFLICT);
  g_assert_cmpint (fixture_ask (store, "SELECT count (*) FROM title"), ==, 1);
  work.entry = (JzCatalogueEntry){ .record = record, .number = "7" };
  freed = save (store, &work.entry, NULL);
  g_assert_cmpstr (freed, ==, "I247.57/7");
  work.entry = (JzCatalogueEntry){ .record = same, .twin = TRUE, .copies = { .count = 1, .price = -1 } };
  g_free (freed);
  freed = save (store, &work.entry, NULL);
  g_assert_cmpstr (freed, ==, "I247.57/8");
}

/* A change of the class is a new number, and all that stands on the spines follows. */
static void
test_relabel (void)
{
  g_autoptr (JzStore) store = fixture_school ();
  g_autoptr (JzMarc)  record = book ("活着", "余华著", "I247.57");
  JzCatalogueEntry    entry = { .record = record, .copies = { .count = 2, .price = -1 } }, second;
  gint64              id;
  g_autofree char    *one = save (store, &entry, &id), *two = NULL;

  g_assert_cmpstr (one, ==, "I247.57/1");
  second =
      (JzCatalogueEntry){ .title = id, .number = "", .copies = { .count = 1, .price = -1, .call = "I247.57/1-2" } };
  two = save (store, &second, NULL);
  g_assert_cmpstr (two, ==, "I247.57/1");
  g_free (two);
  entry = (JzCatalogueEntry){ .title = id, .record = record, .class_ = "I247.5" };
  two = save (store, &entry, NULL);
  g_assert_cmpstr (two, ==, "I247.5/1");
  g_assert_cmpint (fixture_ask (store, "SELECT count (*) FROM copy WHERE call = 'I247.5/1' AND call_printed <> call"),
                   ==, 2);
  g_assert_cmpint (fixture_ask (store, "SELECT count (*) FROM copy WHERE call = 'I247.5/1-2' AND call_key <> ''"), ==,
                   1);
  g_assert_cmpint (fixture_ask (store, "SELECT count (*) FROM title WHERE class = 'I247.5'"), ==, 1);
  fixture_check (store);
}

/* What somebody wrote onto a copy by hand is not taken for the title's number with something behind it. */
static void
test_own_calls (void)
{
  g_autoptr (JzStore) store = fixture_school ();
  g_autoptr (JzMarc)  record = book ("活着", "余华著", "");
  JzCatalogueEntry    entry = { .record = record, .copies = { .count = 1, .price = -1, .call = "Z/9" } };
  gint64              id;
  g_autofree char    *none = save (store, &entry, &id), *one = NULL, *two = NULL;

  g_assert_cmpstr (none, ==, "");
  entry = (JzCatalogueEntry){ .title = id, .copies = { .count = 1, .price = -1 } };
  g_free (save (store, &entry, NULL));
  entry = (JzCatalogueEntry){ .title = id, .record = record, .class_ = "I247.57", .number = "1" };
  one = save (store, &entry, NULL);
  g_assert_cmpstr (one, ==, "I247.57/1");
  g_assert_cmpint (fixture_ask (store, "SELECT count (*) FROM copy WHERE call = 'Z/9'"), ==, 1);
  g_assert_cmpint (fixture_ask (store, "SELECT count (*) FROM copy WHERE call = 'I247.57/1'"), ==, 1);
  entry = (JzCatalogueEntry){ .title = id, .number = "", .copies = { .count = 1, .price = -1, .call = "I247.57/12" } };
  g_free (save (store, &entry, NULL));
  entry = (JzCatalogueEntry){ .title = id, .number = "7" };
  two = save (store, &entry, NULL);
  g_assert_cmpstr (two, ==, "I247.57/7");
  g_assert_cmpint (fixture_ask (store, "SELECT count (*) FROM copy WHERE call IN ('Z/9', 'I247.57/12')"), ==, 2);
  g_assert_cmpint (fixture_ask (store, "SELECT count (*) FROM copy WHERE call = 'I247.57/7'"), ==, 1);
  fixture_check (store);
}

static gboolean
four_corner_cb (JzOperation *operation, gpointer data, GError **error)
{
  JzConnection   *connection = jz_operation_get_connection (operation);
  JzAccessionData delivery = { .open = TRUE };
  guint           added = 0;
  gint64          id;

  return jz_place_ensure (operation, "阅览室", &delivery.place, &added, error) &&
         jz_connection_run (connection, error,
                            "INSERT INTO collection (place, scheme, changed) VALUES (?, 2, jz_operation())", "l",
                            delivery.place) &&
         jz_accession_add (operation, &delivery, &id, error);
}

/* What is catalogued into the delivery that is open stands as its place wants it. */
static void
test_scheme_of_delivery (void)
{
  g_autoptr (JzStore) store = fixture_school ();
  g_autoptr (JzMarc)  record = book ("呐喊", "鲁迅著", "I210.6"), later = book ("彷徨", "鲁迅著", "I210.6");
  JzCatalogueEntry    entry = { .record = record, .copies = { .count = 1, .price = -1 } };
  gint64              id;
  g_autofree char    *one = NULL, *two = NULL;

  fixture_write (store, &jz_action_accession, four_corner_cb, NULL);
  one = save (store, &entry, NULL);
  g_assert_cmpstr (one, ==, "I210.6/2737");
  entry = (JzCatalogueEntry){ .record = later };
  two = save (store, &entry, &id);
  g_assert_cmpstr (two, ==, "I210.6/2737A");
  entry = (JzCatalogueEntry){ .title = id, .number = "", .copies = { .count = 1, .price = -1 } };
  g_free (save (store, &entry, NULL));
  g_assert_cmpint (fixture_ask (store, "SELECT count (*) FROM copy WHERE call = 'I210.6/2737'"), ==, 1);
  g_assert_cmpint (fixture_ask (store, "SELECT count (*) FROM copy WHERE call = 'I210.6/2737A'"), ==, 1);
  fixture_check (store);
}

/* Volumes stand under the number of their set, and go with it. */
static void
test_set_moves (void)
{
  g_autoptr (JzStore) store = fixture_school ();
  gint64              set, other, volume;
  g_autofree char    *whole = save_book (store, "鲁迅全集", "I210.1", &set),
                  *second = save_book (store, "鲁迅文集", "I210.2", &other), *part = NULL, *moved = NULL;
  g_autoptr (JzMarc)  record = book ("鲁迅全集", "鲁迅著", "I210.1");
  JzCatalogueEntry    entry = { .record = record, .part_of = set, .copies = { .count = 1, .price = -1 } };
  Work                work = { 0 };

  g_assert_cmpstr (whole, ==, "I210.1/1");
  g_assert_cmpstr (second, ==, "I210.2/1");
  jz_bib_write (record, JZ_BIB_VOLUME, "第三卷");
  part = save (store, &entry, &volume);
  g_assert_cmpstr (part, ==, "I210.1/1:3");
  entry = (JzCatalogueEntry){ .title = set, .number = "9" };
  moved = save (store, &entry, NULL);
  g_assert_cmpstr (moved, ==, "I210.1/9");
  g_assert_cmpint (fixture_ask (store, "SELECT count (*) FROM copy WHERE call = 'I210.1/9:3' AND call_key <> ''"), ==,
                   1);
  jz_bib_write (record, JZ_BIB_VOLUME, "第四卷");
  entry = (JzCatalogueEntry){ .title = volume, .record = record };
  g_free (save (store, &entry, NULL));
  g_assert_cmpint (fixture_ask (store, "SELECT count (*) FROM copy WHERE call = 'I210.1/9:4'"), ==, 1);
  work.ids[0] = volume;
  work.ids[1] = other;
  fixture_write (store, &jz_action_catalogue, part_cb, &work);
  g_assert_cmpint (fixture_ask (store, "SELECT count (*) FROM copy WHERE call = 'I210.2/1:4'"), ==, 1);
  work.ids[1] = 0;
  fixture_write (store, &jz_action_catalogue, part_cb, &work);
  g_assert_cmpint (fixture_ask (store, "SELECT count (*) FROM copy WHERE call = '' AND call_key = ''"), ==, 1);
  /* One that gets a number of its own takes its copies along. */
  work.ids[1] = other;
  fixture_write (store, &jz_action_catalogue, part_cb, &work);
  entry = (JzCatalogueEntry){ .title = volume, .number = "5" };
  g_free (save (store, &entry, NULL));
  g_assert_cmpint (fixture_ask (store, "SELECT count (*) FROM copy WHERE call = 'I210.1/5'"), ==, 1);
  fixture_check (store);
}

static void
test_set (void)
{
  g_autoptr (JzStore) store = fixture_school ();
  gint64              set, volume;
  g_autofree char    *whole = save_book (store, "鲁迅全集", "I210.1", &set), *part = NULL;
  g_autoptr (JzMarc)  record = book ("鲁迅全集", "鲁迅著", "I210.1");
  JzCatalogueEntry    entry = { .record = record, .part_of = set, .copies = { .count = 1, .price = -1 } };
  Work                work = { 0 };

  g_assert_cmpstr (whole, ==, "I210.1/1");
  jz_bib_write (record, JZ_BIB_VOLUME, "第十二卷");
  part = save (store, &entry, &volume);
  g_assert_cmpstr (part, ==, "I210.1/1:12");
  g_assert_cmpint (fixture_ask (store, "SELECT count (*) FROM copy WHERE call = 'I210.1/1:12'"), ==, 1);
  work.ids[0] = set;
  work.ids[1] = volume;
  assert_refused (store, part_cb, &work, JZ_ERROR_INVALID);
  work.ids[1] = set;
  assert_refused (store, part_cb, &work, JZ_ERROR_INVALID);
  assert_refused (store, void_cb, &work, JZ_ERROR_CONFLICT);
  work.ids[0] = volume;
  assert_refused (store, void_cb, &work, JZ_ERROR_CONFLICT);
}

static void
test_words (void)
{
  static const struct { const char *author, *number; } authors[] = {
    { "余华著", "8024" }, { "鲁迅", "2737" }, { "（法）法布尔著；王光译", "3442" }, { "Smith", "" }, { "", "" }, { "罗贯中著", "6075" },
    { "(法) 凡尔纳著", "7722" }, { "【法】凡尔纳著", "7722" }, { "〔英〕狄更斯著", "4914" }, { "鲁迅、茅盾著", "2737" }, { "王明等著", "1067" },
    { "王明编译", "1067" }, { "王明校注", "1067" }, { "王明；李白译", "1067" },
    { "刘博文", "0240" }, { "刘博文文", "0240" }, { "刘博文 图", "0240" }, { "王明 文", "1067" },
  };
  static const struct { const char *volume, *suffix; } volumes[] = {
    { "第二册", "2" }, { "第十二卷", "12" }, { "二十", "20" }, { "第３辑", "3" }, { "上", "上" }, { "", "" },
    { "一百二十", "120" }, { "二〇一五", "2015" }, { "第2版第3册", "3" }, { "第三册 1921年", "3" }, { "一百零二 卷", "102" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (authors); i++)
    {
      g_autofree char *number = jz_shelving_author_number (authors[i].author);

      g_test_message ("%s %s", authors[i].author, number);
      g_assert_cmpuint (strlen (number), ==, strlen (authors[i].number));
      g_assert_cmpstr (number, ==, authors[i].number);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (volumes); i++)
    {
      g_autofree char *suffix = jz_shelving_volume (volumes[i].volume);

      g_assert_cmpstr (suffix, ==, volumes[i].suffix);
    }
}

/* What stands in the way of a title's going, and who waits for it. */

static gboolean
reader_cb (JzOperation *operation, gpointer data, GError **error)
{
  Work                   *work = data;
  JzPersonData            pupil = { .kind = "pupil", .name = "李小明" };
  JzReaderData            reader = { .card = "P1" };
  g_auto (JzLendingAnswer) answer = { 0 };

  return jz_class_add (operation, "primary", 2023, 4, 3, 0, &pupil.class, error) &&
         jz_person_add (operation, &pupil, &reader.person, error) &&
         jz_reader_add (operation, &reader, &work->ids[1], error) &&
         jz_hold_place (operation, work->ids[1], work->ids[0], &answer, error);
}

static gboolean
void_copy_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_copy_void (operation, ((Work *) data)->ids[0], error);
}

static gboolean
sql_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_connection_run (jz_operation_get_connection (operation), error, data, "");
}

static void
test_void (void)
{
  g_autoptr (JzStore) store = fixture_school ();
  Work                work = { 0 };
  JzCatalogueEntry    copies = { .number = "", .copies = { .count = 2, .price = -1 } };
  g_autoptr (GError)  error = NULL;

  g_free (save_book (store, "活着", "I247.57", &work.ids[0]));
  fixture_write (store, &jz_action_hold, reader_cb, &work);
  copies.title = work.ids[0];
  g_free (save (store, &copies, NULL));
  fixture_write (store, &jz_action_hold, sql_cb,
                 (gpointer) "UPDATE hold SET state = 'ready', copy = 1, ready = '2026-11-22', expires = '2026-11-25', "
                            "changed = jz_operation()");
  fixture_write (store, &jz_action_copy, sql_cb,
                 (gpointer) "UPDATE copy SET state = 'withdrawn', changed = jz_operation() WHERE id = 2");
  work.ids[0] = 1;
  fixture_write (store, &jz_action_copy, void_copy_cb, &work);
  g_assert_cmpint (fixture_ask (store, "SELECT count (*) FROM hold WHERE state = 'waiting' AND copy IS NULL"), ==, 1);
  work.ids[0] = copies.title;
  g_assert_false (
    jz_store_write_sync (store, &jz_action_catalogue, &fixture_actor, void_cb, &work, NULL, NULL, NULL, &error));
  g_assert_nonnull (strstr (error->message, "were withdrawn"));
  work.ids[0] = 2;
  fixture_write (store, &jz_action_copy, void_copy_cb, &work);
  work.ids[0] = copies.title;
  fixture_write (store, &jz_action_catalogue, void_cb, &work);
  g_assert_cmpint (fixture_ask (store, "SELECT count (*) FROM hold WHERE state = 'dropped'"), ==, 1);
  /* What is gone gets no number any more. */
  work.entry = (JzCatalogueEntry){ .title = copies.title, .class_ = "I247.57", .number = "1" };
  assert_refused (store, save_cb, &work, JZ_ERROR_NOT_FOUND);
  fixture_check (store);
}

static void
assert_words (JzStore *store, JzCatalogueEntry entry, const char *expected)
{
  Work               work = { .entry = entry };
  g_autofree char   *words = NULL;
  g_autoptr (GError) error = NULL;

  jz_store_write_sync (store, &jz_action_catalogue, &fixture_actor, save_cb, &work, NULL, &words, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (words, ==, expected);
  jz_catalogued_clear (&work.done);
}

static void
test_sentences (void)
{
  g_autoptr (JzStore) store = fixture_school ();
  g_autoptr (JzMarc)  record = book ("鲁迅全集", "鲁迅著", "I210.1");
  gint64              set;

  g_free (save_book (store, "鲁迅全集", "I210.1", &set));
  jz_bib_write (record, JZ_BIB_VOLUME, "第三卷");
  assert_words (store, (JzCatalogueEntry){ .record = record, .part_of = set }, "Catalogued 鲁迅全集");
  assert_words (store, (JzCatalogueEntry){ .title = set, .number = "7" }, "鲁迅全集 has the call number I210.1/7");
  jz_bib_write (record, JZ_BIB_VOLUME, "");
  jz_bib_write (record, JZ_BIB_CLASS, "I210.2");
  assert_words (store, (JzCatalogueEntry){ .title = set, .record = record }, "Changed the record of 鲁迅全集");
}

static gboolean
name_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Ask *ask = data;

  ask->text = jz_clc_name (connection, ask->class_, error);
  return ask->text != NULL;
}

static gboolean
put_name_cb (JzOperation *operation, gpointer data, GError **error)
{
  Work *work = data;

  return jz_clc_put (operation, work->words[0], work->words[1], error);
}

static void
test_class_names (void)
{
  g_autoptr (JzStore) store = fixture_school ();
  static const char *const names[][2] = { { "I247.57", "中国文学" },
                                          { "I313.45", "各国文学" },
                                          { "D669", "中国政治" },
                                          { "X", "环境科学、安全科学" },
                                          { "?", "" } };
  Work work = { .words = { "I28", "中国儿童文学" } };
  Ask  own = { 0, "I287.4" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      Ask ask = { 0, names[i][0] };

      g_assert_true (jz_store_read_sync (store, name_cb, &ask, NULL, NULL));
      g_assert_cmpstr (ask.text, ==, names[i][1]);
      g_free (ask.text);
    }
  fixture_write (store, &jz_action_clc, put_name_cb, &work);
  g_assert_true (jz_store_read_sync (store, name_cb, &own, NULL, NULL));
  g_assert_cmpstr (own.text, ==, "中国儿童文学");
  g_free (own.text);
  /* What is taken back is what it was before; what is nobody's can't be. */
  for (guint i = 0; i < 3; i++)
    {
      work.words[0] = "I3";
      work.words[1] = ((const char *[]){ "外国文学", "欧美文学", "" })[i];
      fixture_write (store, &jz_action_clc, put_name_cb, &work);
    }
  own.class_ = "I313.45";
  g_assert_true (jz_store_read_sync (store, name_cb, &own, NULL, NULL));
  g_assert_cmpstr (own.text, ==, "各国文学");
  g_free (own.text);
  assert_refused (store, put_name_cb, &work, JZ_ERROR_NOT_FOUND);
  work.words[0] = "ZZ9";
  assert_refused (store, put_name_cb, &work, JZ_ERROR_NOT_FOUND);
}

/* Copies. */

static gboolean
run_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_copy_add_run (operation, &((Work *) data)->entry.copies, &((Work *) data)->done.numbers, error);
}

static gboolean
gaps_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  GPtrArray **gaps = data;

  *gaps = jz_copy_gaps (connection, 10, error);
  return *gaps != NULL;
}

static void
test_copies (void)
{
  g_autoptr (JzStore)   store = fixture_school ();
  g_autofree char      *call = save_book (store, "活着", "I247.57", NULL);
  g_autoptr (GPtrArray) gaps = NULL;
  Work                  work = { .entry.copies = { .title = 1, .count = 3, .price = -1 } };

  g_assert_cmpstr (call, ==, "I247.57/1");
  fixture_write (store, &jz_action_copy, run_cb, &work);
  g_assert_cmpstr (g_ptr_array_index (work.done.numbers, 2), ==, "00000003");
  jz_catalogued_clear (&work.done);
  /* The number of one that is void stays its own. */
  work.ids[0] = 3;
  fixture_write (store, &jz_action_copy, void_copy_cb, &work);
  fixture_write (store, &jz_action_copy, run_cb, &work);
  g_assert_cmpstr (g_ptr_array_index (work.done.numbers, 0), ==, "00000004");
  jz_catalogued_clear (&work.done);
  work.entry.copies.number = "00000003";
  work.entry.copies.count = 1;
  assert_refused (store, run_cb, &work, JZ_ERROR_CONFLICT);
  work.entry.copies.number = "A9";
  work.entry.copies.count = 2;
  assert_refused (store, run_cb, &work, JZ_ERROR_INVALID);
  work.entry.copies.number = "00000009";
  fixture_write (store, &jz_action_copy, run_cb, &work);
  jz_catalogued_clear (&work.done);
  g_assert_true (jz_store_read_sync (store, gaps_cb, &gaps, NULL, NULL));
  g_assert_cmpuint (gaps->len, ==, 1);
  g_assert_cmpstr (((JzCopyGap *) g_ptr_array_index (gaps, 0))->first, ==, "00000007");
  g_assert_cmpstr (((JzCopyGap *) g_ptr_array_index (gaps, 0))->last, ==, "00000008");
  g_assert_cmpint (fixture_ask (store, "SELECT count (DISTINCT accession) FROM copy"), ==, 3);
  /* A number becomes a barcode, so that one that is a barcode already is nobody's next number. */
  fixture_write (store, &jz_action_copy, sql_cb,
                 (gpointer) "UPDATE copy SET barcode = '00000011', changed = jz_operation() WHERE number = '00000001'");
  work.entry.copies.number = "00000011";
  work.entry.copies.count = 1;
  assert_refused (store, run_cb, &work, JZ_ERROR_CONFLICT);
  work.entry.copies.number = NULL;
  fixture_write (store, &jz_action_copy, run_cb, &work);
  g_assert_cmpstr (g_ptr_array_index (work.done.numbers, 0), ==, "00000012");
  jz_catalogued_clear (&work.done);
  fixture_check (store);
}

/* Records. */

static void
assert_field (JzMarc *record, const char *tag, char code, const char *text)
{
  g_autofree char *there = jz_marc_get (record, tag, code);

  g_assert_cmpstr (there, ==, text);
}

static void
test_readings (void)
{
  g_autoptr (JzMarc) record = book ("活着", "余华著", "I247.57"), before = NULL;

  jz_record_fill_readings (record, NULL, "200a9 225a9");
  assert_field (record, "200", '9', "huo zhe");
  g_assert_cmpstr (jz_marc_field (record, (guint) jz_marc_find (record, "200", 0)).data, ==,
                   "1 \x1f"
                   "a活着\x1f"
                   "9huo zhe\x1f"
                   "f余华著");
  /* Corrected, it stays; the title another, it follows. */
  before = jz_marc_copy (record);
  jz_bib_write (record, JZ_BIB_SERIES, "余华作品");
  jz_record_fill_readings (record, before, "200a9 225a9");
  assert_field (record, "225", '9', "yu hua zuo pin");
  jz_bib_write (record, JZ_BIB_TITLE, "兄弟");
  jz_record_fill_readings (record, before, "200a9");
  assert_field (record, "200", '9', "xiong di");
}

/* A reading that somebody wrote stays with its text, wherever that stands, and where both are new. */
static void
test_own_readings (void)
{
  g_autoptr (JzMarc) record = book ("活着", "余华著", "I247.57"), before = NULL;

  jz_marc_add (record, "701", " 0\x1f" "a单于\x1f" "9chan yu", -1);
  jz_marc_add (record, "701", " 0\x1f" "a余华\x1f" "9yu huo", -1);
  before = jz_marc_copy (record);
  jz_marc_remove (record, (guint) jz_marc_find (record, "701", 0));
  jz_record_fill_readings (record, before, "701a9");
  assert_field (record, "701", '9', "yu huo");
  jz_marc_insert (record, (guint) jz_marc_find (record, "701", 0), "701", " 0\x1f" "a万俟卨\x1f" "9mo qi xie", -1);
  jz_record_fill_readings (record, before, "701a9");
  assert_field (record, "701", '9', "mo qi xie");
  jz_marc_set (record, (guint) jz_marc_find (record, "701", 0), " 0\x1f" "a鲁迅\x1f" "9chan yu", -1);
  jz_record_fill_readings (record, before, "701a9");
  assert_field (record, "701", '9', "lu xun");
}

/* Nobody knows the year of a book that says none; coded data follow the one that is printed. */
static void
test_year (void)
{
  g_autoptr (JzStore) store = fixture_school ();
  g_autoptr (JzMarc)  record = book ("活着", "余华著", "I247.57");
  JzCatalogueEntry    entry = { .record = record };
  static const char *const years[] = { "", "2012.8", "2013" };

  for (guint i = 0; i < G_N_ELEMENTS (years); i++)
    {
      g_autofree char *sql =
        g_strdup_printf ("SELECT count (*) FROM title JOIN title_marc USING (id) WHERE ifnull (year, 0) = %d "
                         "AND instr (marc, 'a20261122d%.4s ') > 0",
                         atoi (years[i]), i > 0 ? years[i] : "    ");

      jz_bib_write (record, JZ_BIB_YEAR, years[i]);
      g_free (save (store, &entry, &entry.title));
      g_assert_cmpint (fixture_ask (store, sql), ==, 1);
    }
}

static void
test_prices (void)
{
  static const char *const prices[][2] = { { "0.38元", "CNY0.38" },
                                           { "7", "CNY7.00" },
                                           { "CNY0.00", "" },
                                           { "￥20", "CNY20.00" },
                                           { "CNY20.00 (全套)", "CNY20.00 (全套)" },
                                           { "HKD20", "HKD20" },
                                           { "平", "" } };

  for (gsize i = 0; i < G_N_ELEMENTS (prices); i++)
    {
      g_autoptr (JzMarc) record = book ("活着", "余华著", "I247.57");
      g_auto (JzBib)     bib = { 0 };

      jz_bib_write (record, JZ_BIB_PRICE, prices[i][0]);
      jz_record_mend_price (record);
      jz_bib_read (record, &bib);
      g_assert_cmpstr (bib.texts[JZ_BIB_PRICE], ==, prices[i][1]);
      g_assert_cmpstr (bib.texts[JZ_BIB_BINDING], ==, i == 6 ? "平装" : "");
    }
}

static gboolean
check_record_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (JzMarc)    record = book ("活着", "余华著", "I247.57"), empty = jz_record_new ("2026-11-22");
  g_autoptr (GPtrArray) faults = NULL, other = NULL;
  GString              *spots = g_string_new (NULL);

  jz_bib_write (record, JZ_BIB_ISBN, "978-7-5063-6543-8");
  jz_bib_write (record, JZ_BIB_PUBLISHER, "作家出版社");
  jz_bib_write (record, JZ_BIB_YEAR, "不详");
  faults = jz_record_check (connection, record, error);
  for (guint i = 0; faults != NULL && i < faults->len; i++)
    g_string_append_printf (spots, "%s ", ((JzRecordFault *) g_ptr_array_index (faults, i))->spot);
  g_assert_cmpstr (spots->str, ==, "010d 010a 210d ");
  g_string_free (spots, TRUE);
  other = jz_record_check (connection, empty, error);
  g_assert_true (((JzRecordFault *) g_ptr_array_index (other, 0))->strict);
  return jz_record_is_sound (connection, record, error) && !jz_record_is_sound (connection, empty, NULL);
}

static void
test_check (void)
{
  g_autoptr (JzStore) store = fixture_school ();
  g_autofree char    *parts = jz_record_help_parts ("010");

  g_assert_true (jz_store_read_sync (store, check_record_cb, NULL, NULL, NULL));
  g_assert_cmpstr (jz_record_help ("200", "a"), ==, "正题名");
  g_assert_cmpstr (jz_record_help ("200", "q"), ==, "");
  g_assert_true (g_str_has_prefix (parts, "a\tISBN\n"));
}

/* What can be typed comes back as it was, odd fields too; a line that is none is told by its number and nothing is taken. */
static void
test_lines (void)
{
  g_autoptr (JzMarc) record = book ("价 $5 的书", "余华著", "I247.57"), again = jz_marc_new ();
  g_autofree char   *lines = NULL;
  const char        *why;
  guint              line;

  jz_marc_add (record, "001", "12\n3", -1);
  jz_marc_add (record, "905", "1 \x1f" "a\x1f" "b00000001", -1);
  jz_marc_add (record, "998", "\x1f" "z供应商的", -1);
  lines = jz_marc_to_lines (record);
  g_assert_nonnull (strstr (lines, "\n200 1# $a价 {dollar}5 的书$f余华著\n"));
  g_assert_true (jz_marc_from_lines (again, lines, &line, &why));
  g_assert_true (jz_marc_equal (record, again));
  for (guint i = 0; i < 4; i++)
    {
      static const char *const bad[] = { "33", "330##", "330 ## 没有子字段", "330 ## $" };
      g_autofree char         *text = g_strconcat (lines, bad[i], NULL);

      g_assert_false (jz_marc_from_lines (again, text, &line, &why));
      g_assert_cmpuint (line, ==, jz_marc_n_fields (record) + 2);
      g_assert_true (jz_marc_equal (record, again));
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/shelving/numbers", test_numbers);
  g_test_add_func ("/shelving/taken", test_taken);
  g_test_add_func ("/shelving/relabel", test_relabel);
  g_test_add_func ("/shelving/own-calls", test_own_calls);
  g_test_add_func ("/shelving/scheme-of-delivery", test_scheme_of_delivery);
  g_test_add_func ("/shelving/set", test_set);
  g_test_add_func ("/shelving/set-moves", test_set_moves);
  g_test_add_func ("/shelving/words", test_words);
  g_test_add_func ("/shelving/class-names", test_class_names);
  g_test_add_func ("/shelving/void", test_void);
  g_test_add_func ("/shelving/sentences", test_sentences);
  g_test_add_func ("/shelving/own-readings", test_own_readings);
  g_test_add_func ("/shelving/year", test_year);
  g_test_add_func ("/shelving/copies", test_copies);
  g_test_add_func ("/record/readings", test_readings);
  g_test_add_func ("/record/prices", test_prices);
  g_test_add_func ("/record/check", test_check);
  g_test_add_func ("/record/lines", test_lines);
  return g_test_run ();
}
