/* Buildings, rooms, cabinets and shelves.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jz-demo"
#include "config.h"

#include "jz-demo-private.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "jz-money.h"
#include "jz-people.h"
#include "jz-place.h"

static gint64
keeper_of (Demo *demo, const char *subject)
{
  gint64 account = demo_account_for (demo, subject);

  if (account != demo->keeper)
    for (guint i = 0; i < demo->staff->len; i++)
      if (((Staff *) g_ptr_array_index (demo->staff, i))->account == account)
        return ((Staff *) g_ptr_array_index (demo->staff, i))->id;
  return demo_person (demo, subject)->id;
}

static gint64
building (JzOperation *operation, GHashTable *buildings, const char *name, GError **error)
{
  gint64     *id = g_hash_table_lookup (buildings, name);
  JzPlaceData data = { .kind = "building", .name = name };

  if (id != NULL)
    return *id;
  id = g_new0 (gint64, 1);
  g_hash_table_insert (buildings, g_strdup (name), id);
  return jz_place_add (operation, &data, id, error) ? *id : 0;
}

static Room *
add_room (Demo *demo, JzOperation *operation, JzPlaceData *data, const char *subject, GError **error)
{
  Room *room = g_new0 (Room, 1);

  room->name = g_strdup (data->name);
  room->subject = g_strdup (subject);
  room->purpose = g_strdup (data->purpose);
  room->keeper = data->keeper;
  room->shelves = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_ptr_array_add (demo->rooms, room);
  return jz_place_add (operation, data, &room->id, error) ? room : NULL;
}

static gboolean
add_shelves (JzOperation *operation, Room *room, int cabinets, int shelves, GError **error)
{
  for (int c = 1; c <= cabinets; c++)
    {
      g_autofree char *number = g_strdup_printf ("%d", c);
      JzPlaceData      cabinet = { .kind = "cabinet", .parent = room->id, .name = number };
      gint64           id;

      if (!jz_place_add (operation, &cabinet, &id, error))
        return FALSE;
      for (int s = 1; s <= shelves; s++)
        {
          g_autofree char *level = g_strdup_printf ("%d", s);
          JzPlaceData      shelf = { .kind = "shelf", .parent = id, .name = level };
          gint64           shelf_id;

          if (!jz_place_add (operation, &shelf, &shelf_id, error))
            return FALSE;
          g_array_append_val (room->shelves, shelf_id);
        }
    }
  return TRUE;
}

static gboolean
add_table_row (Demo *demo, JzOperation *operation, GHashTable *buildings, guint row, GError **error)
{
  JzReference *table = demo->rooms_table;
  const char  *subject = jz_reference_get (table, row, "subject");
  gint64       area = 0;
  JzPlaceData data = { .kind = "room",
                       .name = jz_reference_get (table, row, "name"),
                       .purpose = jz_reference_get (table, row, "purpose"),
                       .seats = atoi (jz_reference_get (table, row, "seats")) };
  Room        *room;

  if (atoi (jz_reference_get (table, row, "classes")) > demo->scale->classes)
    return TRUE;
  jz_money_parse (jz_reference_get (table, row, "area"), &area); /* two decimals, as money has */
  data.area = area;
  data.keeper = keeper_of (demo, subject);
  data.parent = building (operation, buildings, jz_reference_get (table, row, "building"), error);
  room = data.parent != 0 ? add_room (demo, operation, &data, subject, error) : NULL;
  if (room == NULL)
    return FALSE;
  if (g_str_equal (room->name, "总务库房"))
    demo->store_room = room->id;
  return add_shelves (operation, room, atoi (jz_reference_get (table, row, "cabinets")),
                      atoi (jz_reference_get (table, row, "shelves")), error);
}

static gboolean
add_classroom (Demo *demo, JzOperation *operation, GHashTable *buildings, int grade, int number, GError **error)
{
  const char      *where = demo->scale->classes < 24 ? "教学楼" : grade <= 6 ? "小学教学楼" : "初中教学楼";
  g_autofree char *class = jz_class_name (grade, number), *name = g_strconcat (class, "班教室", NULL);
  Staff           *teacher = demo_person (demo, demo_chance (demo, 0.5) ? "语文" : demo_chance (demo, 0.6) ? "数学" : "英语");
  JzPlaceData data = { .kind = "room",
                       .name = name,
                       .purpose = "普通教室",
                       .area = grade <= 6 ? 6480 : 7020,
                       .seats = grade <= 6 ? 48 : 54,
                       .keeper = teacher->id };

  data.parent = building (operation, buildings, where, error);
  return data.parent != 0 && add_room (demo, operation, &data, "通用", error) != NULL;
}

static gboolean
add_office (Demo *demo, JzOperation *operation, GHashTable *buildings, int grade, GError **error)
{
  static const char *const words[] = { "一", "二", "三", "四", "五", "六", "七", "八", "九" };
  g_autofree char *name = g_strconcat (words[grade - 1], "年级组办公室", NULL);
  JzPlaceData data = { .kind = "room",
                       .name = name,
                       .purpose = "办公室",
                       .area = 4860,
                       .seats = 12,
                       .keeper = demo_person (demo, "语文")->id };

  data.parent = building (operation, buildings,
                          demo->scale->classes < 24 ? "教学楼" :
                          grade <= 6                ? "小学教学楼" :
                                                      "初中教学楼",
                          error);
  return data.parent != 0 && add_room (demo, operation, &data, "通用", error) != NULL;
}

static gboolean
add_all (Demo *demo, JzOperation *operation, GError **error)
{
  g_autoptr (GHashTable) buildings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (int grade = 1; grade <= 9; grade++)
    {
      for (int number = 1; number <= demo_n_classes (demo, grade); number++)
        if (!add_classroom (demo, operation, buildings, grade, number, error))
          return FALSE;
      if (!add_office (demo, operation, buildings, grade, error))
        return FALSE;
    }
  for (guint i = 0; i < demo->rooms_table->rows->len; i++)
    if (!add_table_row (demo, operation, buildings, i, error))
      return FALSE;
  return TRUE;
}

gboolean
demo_make_places (Demo *demo, GError **error)
{
  g_autoptr (JzOperation) operation = demo_begin (demo, &jz_action_place, demo->head, error);

  if (operation == NULL || !add_all (demo, operation, error))
    return FALSE;
  jz_operation_describe (operation,
                         g_dngettext (GETTEXT_PACKAGE, "Registered %u room", "Registered %u rooms", demo->rooms->len),
                         demo->rooms->len);
  return jz_operation_commit (g_steal_pointer (&operation), NULL, error);
}
