/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jz-fill.h"

#include "jz-guard.h"

static const JzAction fill_action = { "test.fill", "test" };
static const JzActor  nobody = { 0 };

#define NUMBERS(n) "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " n ") "
#define UUID "lower (hex (randomblob (16)))"

static const char school_sql[] =
  "INSERT INTO school (id, uuid, name, code, stage, changed) VALUES (1, " UUID ", '青溪实验学校', '3301000001', 'nine-year', jz_operation ());"
  "INSERT INTO account (uuid, login, name, changed) VALUES (" UUID ", 'demo', '孙建国', jz_operation ());"
  "INSERT INTO role (name, title, changed) VALUES ('keeper', '器材管理教师', jz_operation ());"
  "INSERT INTO role_permission (role, permission) VALUES (1, 'undo'), (1, 'undo.any'), (1, 'ledger.write'), (1, 'test');"
  "INSERT INTO account_role (account, role) VALUES (1, 1);"
  "INSERT INTO place (uuid, kind, code, name, path, purpose, sort_key, changed) "
  NUMBERS ("12") "SELECT " UUID ", 'room', printf ('R%02d', i), room, room, '实验室', jz_sort_key (room), jz_operation () FROM "
  "(SELECT i, substr ('物理一室物理二室化学一室化学二室生物一室生物二室科学一室科学二室通用技术信息一室信息二室音乐一室', i * 4 - 3, 4) AS room FROM n);"
  "INSERT INTO place (uuid, parent, kind, code, name, path, sort_key, changed) "
  NUMBERS ("48") "SELECT " UUID ", p.id, 'cabinet', printf ('%s-%d', p.code, i / 12 + 1), printf ('%d', i / 12 + 1), "
  "printf ('%s %d', p.name, i / 12 + 1), jz_sort_key (printf ('%s %d', p.name, i / 12 + 1)), jz_operation () "
  "FROM (SELECT i - 1 AS i FROM n) JOIN place p ON p.id = i % 12 + 1;"
  "INSERT INTO person (uuid, kind, name, number, post, changed) "
  NUMBERS ("40") "SELECT " UUID ", 'staff', substr ('孙李王何周陈赵吴', i % 8 + 1, 1) || substr ('敏静建国明华丽伟', i % 7 + 1, 2), "
  "printf ('T%03d', i), '教师', jz_operation () FROM n;"
  "INSERT INTO code_scheme (uuid, name, edition, kind, changed) VALUES (" UUID ", 'JY/T 教学仪器', '2019', 'instrument', jz_operation ()), "
  "(" UUID ", 'GB/T 14885', '2022', 'asset', jz_operation ()), (" UUID ", '本校自编', '2026', 'own', jz_operation ());"
  "INSERT INTO code (scheme, code, parent, name, changed) VALUES (1, '1', NULL, '测量', jz_operation ()), (1, '2', NULL, '专用仪器', jz_operation ()),"
  "(1, '3', NULL, '模型', jz_operation ()), (1, '11', '1', '长度', jz_operation ()), (1, '12', '1', '质量', jz_operation ()),"
  "(1, '13', '1', '时间', jz_operation ()), (1, '14', '1', '电学', jz_operation ()), (1, '21', '2', '力学', jz_operation ()),"
  "(1, '22', '2', '热学', jz_operation ()), (1, '31', '3', '生物模型', jz_operation ()), (2, '201', NULL, '计算机设备', jz_operation ()),"
  "(3, 'Z', NULL, '自制教具', jz_operation ());";

/* 30 kinds of names; a tenth of them oscilloscopes. */
static const char items_sql[] =
  "CREATE TEMP TABLE thing (k INTEGER PRIMARY KEY, name TEXT, spec TEXT, unit TEXT, price INTEGER);"
  "INSERT INTO thing (name, spec, unit, price) VALUES "
  "('直流电流表', '0.6 / 3 A、2.5 级', '只', 3800), ('直流电压表', '3 / 15 V、2.5 级', '只', 3800), ('灵敏电流计', '±300 µA', '只', 4650),"
  "('多用电表', '指针式 MF47', '只', 9800), ('数字多用表', '4 位半', '只', 26500), ('数字示波器', '双通道 100 MHz', '台', 298000),"
  "('电阻箱', '0–9999 Ω、0.1 级', '只', 12600), ('滑动变阻器', '20 Ω、2 A', '只', 3100), ('滑动变阻器', '50 Ω、1.5 A', '只', 3300),"
  "('教学电源', '直流 0–25 V、2 A', '台', 118000), ('学生电源', '直流 1.5–9 V', '台', 21500), ('电能表', '单相 220 V', '只', 8800),"
  "('单刀开关', '6 A', '只', 420), ('单刀双掷开关', '6 A', '只', 580), ('小灯座', 'E10', '只', 260), ('通电螺线管', '带磁针', '只', 2400),"
  "('蹄形磁铁', 'U 形 95 mm', '块', 1850), ('手摇发电机', 'J2437', '台', 16800), ('静电计', '指针式', '只', 15600),"
  "('物理天平', '500 g / 20 mg', '台', 22000), ('托盘天平', '200 g / 0.2 g', '台', 9800), ('量筒', '100 mL', '个', 1200), ('烧杯', '250 mL', '个', 900),"
  "('光学显微镜', '640 倍', '台', 68000), ('游标卡尺', '125 mm / 0.02 mm', '把', 6500), ('秒表', '0.01 s', '块', 4200),"
  "('打点计时器', '电火花', '台', 9600), ('人体骨骼模型', '85 cm', '件', 32000), ('教学示波器', '5 MHz', '台', 96000), ('计算机', '台式', '台', 420000);"
  "INSERT INTO item (uuid, scheme, code, name, spec, unit, tracking, subject, category, sort_key, changed) "
  NUMBERS ("@N@") "SELECT " UUID ", iif (i % 31 = 0, 2, iif (i % 97 = 0, 3, 1)), printf ('%09d', 140500000 + (i * 7919) % 1000003), t.name, "
  "iif (i <= 30, t.spec, printf ('%s #%d', t.spec, i)), t.unit, iif (i % 16 = 6, 'card', iif (i % 16 = 13, 'consumable', 'lot')), "
  "substr ('物理化学生物科学', i % 4 * 2 + 1, 2), "
  "iif (i % 31 = 0, '201', iif (i % 97 = 0, 'Z', substr ('11121314212231', i % 7 * 2 + 1, 2))), jz_sort_key (t.name), jz_operation () "
  "FROM n JOIN thing t ON t.k = (n.i - 1) % 30 + 1;"
  "INSERT INTO asset (uuid, item, number, price, acquired, origin, maker, warranty, condition, changed) "
  "SELECT " UUID ", i.id, printf ('ZC-%06d', i.id), t.price, printf ('20%02d-09-%02d', 16 + i.id % 10, 1 + i.id % 28), '购置', 'RIGOL', "
  "'2027-09-11', iif (i.id % 160 = 6, 'broken', 'good'), jz_operation () FROM item i JOIN thing t ON t.k = (i.id - 1) % 30 + 1 WHERE i.tracking = 'card';";

static const char stock_sql[] =
  "INSERT INTO voucher (uuid, operation, kind, number, date) VALUES (" UUID ", jz_operation (), 'receipt', 'RK-2026-0001', '2026-09-03');"
  "INSERT INTO voucher (uuid, operation, kind, number, date, person, due) "
  "VALUES (" UUID ", jz_operation (), 'loan', 'JC-2026-0001', '2026-11-17', 2, '2026-11-30');"
  "INSERT INTO entry (voucher, line, item, asset, place, state, quantity, amount, flow, year) "
  "SELECT 1, i.id, i.id, a.id, i.id % 48 + 13, 'stock', iif (a.id IS NULL, 1 + i.id * 13 % 52, 1), "
  "t.price * iif (a.id IS NULL, 1 + i.id * 13 % 52, 1), 'in', 2026 "
  "FROM item i JOIN thing t ON t.k = (i.id - 1) % 30 + 1 LEFT JOIN asset a ON a.item = i.id WHERE i.id <= @N@;"
  "INSERT INTO entry (voucher, line, item, asset, place, state, holder, quantity, amount, flow, year) "
  "SELECT 2, b.item, b.item, a.id, b.place, iif (s = 1, 'loan', 'stock'), iif (s = 1, 2, 0), s, s * t.price, 'hold', 2026 "
  "FROM balance b JOIN thing t ON t.k = (b.item - 1) % 30 + 1 LEFT JOIN asset a ON a.item = b.item "
  "JOIN (SELECT -1 AS s UNION ALL SELECT 1) WHERE b.item % 32 = 6 AND b.item < 2000 ORDER BY b.item, s;"
  "DROP TABLE thing;";

static gboolean
fill_cb (JzOperation *operation, gpointer data, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);
  JzScope       scope = jz_connection_enter (connection, JZ_SCOPE_POSTING);
  gboolean      ok;

  jz_operation_set_bulk (operation, TRUE);
  jz_operation_describe (operation, "Opened the ledger");
  ok = jz_connection_exec (connection, data, error);
  jz_connection_enter (connection, scope);
  return ok;
}

static gboolean
run_cb (JzOperation *operation, gpointer sql, GError **error)
{
  jz_operation_describe (operation, "Changed by a test");
  return jz_connection_exec (jz_operation_get_connection (operation), sql, error);
}

gboolean
jz_fill_run (JzStore *store, const char *sql, GError **error)
{
  return jz_store_write_sync (store, &fill_action, &nobody, run_cb, (gpointer) sql, NULL, NULL, NULL, error);
}

JzStore *
jz_fill_school (const char *path, guint n_items, GError **error)
{
  g_autoptr (JzStore) store = jz_store_open (path, JZ_STORE_CREATE, 0, error);
  g_autoptr (GString) sql = g_string_new (school_sql);

  if (store == NULL)
    return NULL;
  if (n_items > 0)
    {
      g_autofree char *number = g_strdup_printf ("%u", n_items);

      g_string_append (sql, items_sql);
      g_string_append (sql, stock_sql);
      g_string_replace (sql, "@N@", number, 0);
    }
  if (!jz_store_write_sync (store, &fill_action, &nobody, fill_cb, sql->str, NULL, NULL, NULL, error))
    return NULL;
  return g_steal_pointer (&store);
}

char *
jz_fill_path (void)
{
  g_autofree char *dir = g_dir_make_tmp ("jz-test-XXXXXX", NULL);

  return g_build_filename (dir, "学校.jiaozhuang", NULL);
}
