/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include "jz-machine-import.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-machine.h"
#include "jz-net-address.h"
#include "jz-sheet-value.h"

#define WORDS(...) ((const char *const[]){ __VA_ARGS__, NULL })

enum { NUMBER, USE, USER, DEPARTMENT, HOST, IPV4, IPV6, MAC, OS, PRIVATE, NETWORKED, FIXED, PHONE, NOTE, N_FIELDS };

static const JzSheetField fields[N_FIELDS] = {
  [NUMBER] = { "number", N_("Asset number"), WORDS ("资产编号", "资产号", "财产号", "设备编号", "编号", "序列号"), TRUE,
               JZ_SHEET_FIELD_CODE },
  [USE] = { "use", N_("Used by"), WORDS ("用途", "使用类别", "使用对象", "用户类别", "类别"), FALSE, JZ_SHEET_FIELD_TEXT },
  [USER] = { "user", N_("Responsible user"), WORDS ("使用人", "责任人", "用户", "姓名", "使用者"), FALSE, JZ_SHEET_FIELD_TEXT },
  [DEPARTMENT] = { "department", N_("Department"), WORDS ("部门", "科室", "教研组", "处室", "使用部门"), FALSE,
                   JZ_SHEET_FIELD_TEXT },
  [HOST] = { "host", N_("Host name"), WORDS ("主机名", "计算机名", "电脑名", "机器名"), FALSE, JZ_SHEET_FIELD_TEXT },
  [IPV4] = { "ipv4", N_("IP address"), WORDS ("IP", "IP地址", "IPv4", "IPv4地址"), FALSE, JZ_SHEET_FIELD_TEXT },
  [IPV6] = { "ipv6", N_("IPv6 address"), WORDS ("IPv6", "IPv6地址"), FALSE, JZ_SHEET_FIELD_TEXT },
  [MAC] = { "mac", N_("MAC address"), WORDS ("MAC", "MAC地址", "物理地址", "网卡地址"), FALSE, JZ_SHEET_FIELD_TEXT },
  [OS] = { "os", N_("Operating system"), WORDS ("操作系统", "系统"), FALSE, JZ_SHEET_FIELD_TEXT },
  [PRIVATE] = { "private", N_("Private or public"), WORDS ("公用私用", "公用/私用", "公私", "性质"), FALSE, JZ_SHEET_FIELD_TEXT },
  [NETWORKED] = { "networked", N_("Networked"), WORDS ("是否入网", "入网", "联网", "是否联网"), FALSE, JZ_SHEET_FIELD_TEXT },
  [FIXED] = { "fixed", N_("Fixed IP"), WORDS ("固定IP", "是否固定IP", "静态IP"), FALSE, JZ_SHEET_FIELD_TEXT },
  [PHONE] = { "phone", N_("Phone"), WORDS ("联系电话", "电话", "手机"), FALSE, JZ_SHEET_FIELD_CODE },
  [NOTE] = { "note", N_("Note"), WORDS ("备注", "说明"), FALSE, JZ_SHEET_FIELD_TEXT },
};

static const struct
{
  const char *use, *words, *chinese[4];
} uses[] = {
  { "pupil", N_("For pupils"), { "学生", "学生用", "学生机" } },
  { "teacher", N_("Teachers"), { "教师", "教师用", "教师机" } },
  { "office", N_("Office"), { "办公", "办公用", "行政" } },
  { "server", N_("Server"), { "服务器" } },
};

const char *
jz_machine_use_words (const char *use)
{
  for (guint i = 0; i < G_N_ELEMENTS (uses); i++)
    if (g_strcmp0 (uses[i].use, use) == 0)
      return g_dgettext (GETTEXT_PACKAGE, uses[i].words);
  return "";
}

const char *
jz_machine_use_parse (const char *words)
{
  for (guint i = 0; i < G_N_ELEMENTS (uses); i++)
    {
      if (strcmp (words, uses[i].use) == 0 || strcmp (words, uses[i].words) == 0 ||
          strcmp (words, g_dgettext (GETTEXT_PACKAGE, uses[i].words)) == 0)
        return uses[i].use;
      for (guint n = 0; uses[i].chinese[n] != NULL; n++)
        if (strcmp (words, uses[i].chinese[n]) == 0)
          return uses[i].use;
    }
  return NULL;
}

/* What the cells say; a machine's own value where one is empty. */
typedef struct
{
  char         *texts[N_FIELDS];
  JzMachine    *before; /* NULL: it is not in the register yet */
  JzMachineData data;
} Row;

static void
row_clear (Row *self)
{
  for (guint i = 0; i < N_FIELDS; i++)
    g_free (self->texts[i]);
  g_clear_pointer (&self->before, jz_machine_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Row, row_clear)

/* A number that a spreadsheet took for one keeps its digits. FALSE: a fault is told. */
static gboolean
read_texts (JzImportLine *line, Row *row)
{
  for (guint i = 0; i < N_FIELDS; i++)
    {
      const JzSheetCell *cell = jz_import_line_cell (line, i);
      g_autoptr (GError) error = NULL;

      if (jz_sheet_cell_is_blank (cell))
        row->texts[i] = g_strdup ("");
      else if (fields[i].kind == JZ_SHEET_FIELD_CODE)
        row->texts[i] = jz_sheet_cell_to_code (cell, &error);
      else
        row->texts[i] = jz_sheet_cell_to_text (cell);
      if (row->texts[i] == NULL)
        jz_import_line_fault (line, (int) i, error->message, NULL);
      if (row->texts[i] == NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean
find_asset (JzConnection *connection, const char *number, gint64 *asset, GError **error)
{
  return jz_connection_number (connection, asset, 0, error,
                               "SELECT ifnull ((SELECT id FROM asset WHERE number = ?1 AND voided IS NULL), "
                               "(SELECT iif (count (*) = 1, max (id), 0) FROM asset WHERE serial = ?1 AND ?1 <> '' "
                               "AND voided IS NULL))", "s", number);
}

/* One who has that name, or that number; of several by the same name nobody is guessed. */
static gboolean
find_user (JzConnection *connection, const char *name, gint64 *person, GError **error)
{
  return jz_connection_number (connection, person, 0, error,
                               "SELECT iif (count (*) = 1, max (id), 0) FROM person WHERE voided IS NULL AND kind = "
                               "'staff' AND (name = ?1 OR number = ?1)",
                               "s", name);
}

/* 是 否 ✓ 公用 私用 …; @was for nothing. FALSE for what is neither. */
static gboolean
parse_yes (const char *text, gboolean was, gboolean *yes)
{
  static const char *const said_yes[] = { "是", "√", "✓", "1", "yes", "有", "私用", "私", "private", "已入网", "固定", NULL };
  static const char *const said_no[] = { "否", "×", "✗", "0", "no", "无", "公用", "公", "public", "未入网", "自动", NULL };

  *yes = text[0] == '\0' ? was : g_strv_contains (said_yes, text);
  return text[0] == '\0' || *yes || g_strv_contains (said_no, text);
}

static gboolean
take_flags (JzImportLine *line, Row *row)
{
  const struct
  {
    guint     field;
    gboolean  was;
    gboolean *to;
  } flags[] = {
    { PRIVATE, row->before != NULL && row->before->is_private, &row->data.is_private },
    { NETWORKED, row->before == NULL || row->before->networked, &row->data.networked },
    { FIXED, row->before != NULL && row->before->fixed, &row->data.fixed },
  };

  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    if (!parse_yes (row->texts[flags[i].field], flags[i].was, flags[i].to))
      {
        jz_import_line_fault (line, (int) flags[i].field, _("This is neither yes nor no"), NULL);
        return FALSE;
      }
  return TRUE;
}

static const char *
either (const char *text, const char *before)
{
  return text[0] != '\0' ? text : before != NULL ? before : "";
}

static void
take_words (Row *row)
{
  const JzMachine *was = row->before;

  row->data.department = either (row->texts[DEPARTMENT], was != NULL ? was->department : NULL);
  row->data.host = either (row->texts[HOST], was != NULL ? was->host : NULL);
  row->data.ipv4 = either (row->texts[IPV4], was != NULL ? was->ipv4 : NULL);
  row->data.ipv6 = either (row->texts[IPV6], was != NULL ? was->ipv6 : NULL);
  row->data.mac = either (row->texts[MAC], was != NULL ? was->mac : NULL);
  row->data.os = either (row->texts[OS], was != NULL ? was->os : NULL);
  row->data.phone = either (row->texts[PHONE], was != NULL ? was->phone : NULL);
  row->data.note = either (row->texts[NOTE], was != NULL ? was->note : NULL);
}

static gboolean
take_use (JzImportLine *line, Row *row)
{
  if (row->texts[USE][0] == '\0')
    row->data.use = row->before != NULL ? row->before->use : "teacher";
  else
    row->data.use = jz_machine_use_parse (row->texts[USE]);
  if (row->data.use == NULL)
    jz_import_line_fault (line, USE, _("This is no use of a machine: pupils, teachers, office, server"), NULL);
  return row->data.use != NULL;
}

/* FALSE with @error ends the import; a fault is told by @line. */
static gboolean
look_up (JzConnection *connection, JzImportLine *line, Row *row, GError **error)
{
  gint64 id = 0;

  if (!find_asset (connection, row->texts[NUMBER], &row->data.asset, error) ||
      !jz_connection_number (connection, &id, 0, error, "SELECT id FROM machine WHERE asset = ? AND voided IS NULL",
                             "l", row->data.asset))
    return FALSE;
  if (row->data.asset == 0)
    jz_import_line_fault (line, NUMBER, _("There is no such asset"), NULL);
  if (id != 0 && (row->before = jz_machine_read (connection, id, error)) == NULL)
    return FALSE;
  row->data.person = row->before != NULL ? row->before->person : 0;
  if (row->texts[USER][0] == '\0')
    return TRUE;
  if (!find_user (connection, row->texts[USER], &row->data.person, error))
    return FALSE;
  if (row->data.person == 0)
    jz_import_line_fault (line, USER, _("There is no such person, or several of that name"), NULL);
  return TRUE;
}

static gboolean
write_row (JzImporting *importing, Row *row, GError **error)
{
  JzOperation    *operation = jz_importing_operation (importing);
  JzImportResult *result = jz_importing_result (importing);

  if (row->before == NULL)
    {
      result->added++;
      return jz_machine_add (operation, &row->data, NULL, error);
    }
  result->updated++;
  return jz_machine_update (operation, row->before->id, &row->data, error);
}

/* However it is written. */
static gboolean
is_same_mac (const char *was, const char *is)
{
  g_autofree char *kept = jz_mac_normalise (is);

  return strcmp (was, kept != NULL ? kept : is) == 0;
}

static gboolean
is_same_ipv6 (const char *was, const char *is)
{
  g_autofree char *kept = jz_ipv6_normalise (is);

  return strcmp (was, kept != NULL ? kept : is) == 0;
}

static gboolean
says_the_same (const Row *row)
{
  const JzMachine     *was = row->before;
  const JzMachineData *is = &row->data;

  return was != NULL && was->person == is->person && strcmp (was->use, is->use) == 0 &&
         strcmp (was->department, is->department) == 0 &&
         strcmp (was->host, is->host) == 0 && strcmp (was->ipv4, is->ipv4) == 0 && is_same_ipv6 (was->ipv6, is->ipv6) &&
         is_same_mac (was->mac, is->mac) && strcmp (was->os, is->os) == 0 && strcmp (was->phone, is->phone) == 0 &&
         strcmp (was->note, is->note) == 0 && was->is_private == is->is_private && was->networked == is->networked &&
         was->fixed == is->fixed;
}

static gboolean
take_machine (JzImporting *importing, gpointer state, JzImportLine *line, GError **error)
{
  g_auto (Row)       row = { 0 };
  g_autoptr (GError) failure = NULL;
  JzImportResult     before = *jz_importing_result (importing);

  if (!read_texts (line, &row))
    return TRUE;
  if (!look_up (jz_importing_connection (importing), line, &row, error))
    return FALSE;
  if (jz_import_line_is_faulty (line) || !take_use (line, &row) || !take_flags (line, &row))
    return TRUE;
  take_words (&row);
  if (says_the_same (&row))
    {
      jz_importing_result (importing)->skipped++;
      return TRUE;
    }
  if (write_row (importing, &row, &failure))
    return TRUE;
  *jz_importing_result (importing) = before;
  if (failure->domain == JZ_ERROR && (failure->code == JZ_ERROR_INVALID || failure->code == JZ_ERROR_CONFLICT))
    {
      jz_import_line_fault (line, -1, failure->message, NULL);
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
describe (JzImporting *importing, gpointer state, GError **error)
{
  const JzImportResult *result = jz_importing_result (importing);

  jz_operation_describe (jz_importing_operation (importing), _("Took the register of machines in: %u new, %u changed"),
                         result->added, result->updated);
  return TRUE;
}

static const JzAction action = { "network.import", "import" };

const JzImportSpec jz_machine_import = {
  .name = "machines", .action = &action, .fields = fields, .n_fields = N_FIELDS, .take = take_machine, .end = describe,
};
