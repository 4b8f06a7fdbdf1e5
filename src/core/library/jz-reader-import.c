/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-reader-import.h"

#include <glib/gi18n-lib.h>

#include "jz-people.h"
#include "jz-reader.h"
#include "jz-sheet-value.h"

#define WORDS(...) ((const char *const[]){ __VA_ARGS__, NULL })

enum { NAME, CLASS, CARD, N_FIELDS };

static const JzSheetField fields[N_FIELDS] = {
  [NAME] = { "name", N_("Name"), WORDS ("姓名", "学生姓名", "读者姓名", "教师姓名", "名字"), TRUE,
             JZ_SHEET_FIELD_TEXT },
  [CLASS] = { "class", N_("Class"), WORDS ("班级", "所在班级", "年级班级", "班"), FALSE, JZ_SHEET_FIELD_TEXT },
  [CARD] = { "card", N_("Card number"), WORDS ("读者证号", "借书证号", "证号", "卡号", "条码号", "条码", "学号"),
             FALSE, JZ_SHEET_FIELD_CODE },
};

static const JzAction import_action = { "library.readers", "library" };

/* The only one of that name in the class, or among the staff. */
static gboolean
find_person (JzConnection *connection, JzImportLine *line, const char *name, gint64 class_, gint64 *person,
             GError **error)
{
  gint64 n;

  if (!jz_connection_number (connection, &n, 0, error,
                             "SELECT count (*) FROM person WHERE name = ? AND ifnull (class, 0) = ? AND (class IS NOT "
                             "NULL OR kind = 'staff') AND active AND "
                             "voided IS NULL",
                             "sl", name, class_) ||
      !jz_connection_number (connection, person, 0, error,
                             "SELECT id FROM person WHERE name = ? AND ifnull (class, 0) = ? AND (class IS NOT NULL OR "
                             "kind = 'staff') AND active AND "
                             "voided IS NULL",
                             "sl", name, class_))
    return FALSE;
  if (n == 1)
    return TRUE;
  *person = 0;
  jz_import_line_fault (
    line, NAME,
    n == 0 ? _("Nobody of the register is called so in that class") : _("Several are called so in that class"), NULL);
  return TRUE;
}

static gboolean
give_card (JzImporting *importing, gint64 person, const char *typed, GError **error)
{
  g_autofree char *card = typed != NULL ? jz_reader_card (typed) : NULL;
  JzOperation    *operation = jz_importing_operation (importing);
  JzImportResult *result = jz_importing_result (importing);
  JzReaderData    data = { .person = person, .card = card };
  gint64          reader, same, id;

  if (!jz_connection_number (jz_importing_connection (importing), &reader, 0, error,
                             "SELECT id FROM reader WHERE person = ? AND voided IS NULL", "l", person) ||
      !jz_connection_number (jz_importing_connection (importing), &same, 0, error,
                             "SELECT ifnull (?2, card) = card FROM reader WHERE id = ?1", "ls", reader, card))
    return FALSE;
  if (reader == 0 && jz_reader_add (operation, &data, &id, error))
    result->added++;
  else if (reader == 0)
    return FALSE;
  else if (same)
    result->skipped++;
  else if (jz_reader_update (operation, reader, card, -1, NULL, error))
    result->updated++;
  else
    return FALSE;
  return TRUE;
}

/* What a rule refuses is a fault of the row; anything else ends the import. */
static gboolean
fault_or_end (JzImportLine *line, GError *failure, GError **error)
{
  if (!g_error_matches (failure, JZ_ERROR, JZ_ERROR_CONFLICT) && !g_error_matches (failure, JZ_ERROR, JZ_ERROR_INVALID))
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  jz_import_line_fault (line, CARD, failure->message, NULL);
  g_error_free (failure);
  return TRUE;
}

static gboolean
take (JzImporting *importing, gpointer state, JzImportLine *line, GError **error)
{
  const char        *name = jz_import_line_text (line, NAME), *class_name = jz_import_line_text (line, CLASS);
  const JzSheetCell *cell = jz_import_line_cell (line, CARD);
  g_autoptr (GError) failure = NULL;
  g_autofree char   *card = jz_sheet_cell_is_blank (cell) ? NULL : jz_sheet_cell_to_code (cell, &failure);
  gint64             class_ = 0, person;

  if (failure != NULL)
    jz_import_line_fault (line, CARD, failure->message, NULL);
  if (name[0] == '\0')
    jz_import_line_fault (line, NAME, _("There is no name"), NULL);
  if (class_name[0] != '\0' && !jz_class_find (jz_importing_connection (importing), class_name, &class_, error))
    return FALSE;
  if (class_name[0] != '\0' && class_ == 0)
    jz_import_line_fault (line, CLASS, _("There is no such class"), NULL);
  if (jz_import_line_is_faulty (line))
    return TRUE;
  if (!find_person (jz_importing_connection (importing), line, name, class_, &person, error))
    return FALSE;
  if (person == 0 || give_card (importing, person, card, &failure))
    return TRUE;
  return fault_or_end (line, g_steal_pointer (&failure), error);
}

const JzImportSpec jz_reader_import = {
  .name = "readers", .action = &import_action, .fields = fields, .n_fields = N_FIELDS, .take = take,
};
