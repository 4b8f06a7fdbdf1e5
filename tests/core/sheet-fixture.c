/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sheet-fixture.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gstdio.h>
#include <string.h>

#define OOXML  "http://schemas.openxmlformats.org/"
#define PURL   "http://purl.oclc.org/ooxml/"
#define HEADER "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n"

char *
fixture_folder (void)
{
  g_autoptr (GError) error = NULL;
  char              *folder = g_dir_make_tmp ("jz-sheet-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

void
fixture_remove (const char *folder)
{
  GDir       *dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_dir_close (dir);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

void
fixture_write (const char *path, const void *bytes, gssize length)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, bytes, length, &error);
  g_assert_no_error (error);
}

void
fixture_zip (const char *path, ...)
{
  struct archive *archive = archive_write_new ();
  const char     *name;
  va_list         args;

  archive_write_set_format_zip (archive);
  g_assert_cmpint (archive_write_open_filename (archive, path), ==, ARCHIVE_OK);
  va_start (args, path);
  while ((name = va_arg (args, const char *)) != NULL)
    {
      const char           *content = va_arg (args, const char *);
      struct archive_entry *entry = archive_entry_new ();

      archive_entry_set_pathname (entry, name);
      archive_entry_set_filetype (entry, AE_IFREG);
      archive_entry_set_perm (entry, 0644);
      archive_entry_set_size (entry, (la_int64_t) strlen (content));
      g_assert_cmpint (archive_write_header (archive, entry), ==, ARCHIVE_OK);
      g_assert_cmpint (archive_write_data (archive, content, strlen (content)), ==, (la_ssize_t) strlen (content));
      archive_entry_free (entry);
    }
  va_end (args);
  g_assert_cmpint (archive_write_close (archive), ==, ARCHIVE_OK);
  archive_write_free (archive);
}

void
fixture_xlsx (const char *path, const char *sheet, const char *strings, const char *styles, guint flags)
{
  gboolean         strict = flags & FIXTURE_STRICT, odd = flags & FIXTURE_ODD_NAME;
  const char      *main = strict ? PURL "spreadsheetml/main" : OOXML "spreadsheetml/2006/main";
  const char      *rel = strict ? PURL "officeDocument/relationships" : OOXML "officeDocument/2006/relationships";
  const char      *book = odd ? "Daten/Mappe.xml" : "xl/workbook.xml";
  const char      *sheet_part = odd ? "Blatt/eins.xml" : "xl/worksheets/sheet1.xml";
  g_autofree char *types = g_strdup_printf (
    HEADER "<Types xmlns=\"" OOXML "package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/"
           "xml\"/><Override PartName=\"/%s\" ContentType=\"application/vnd.openxmlformats-officedocument."
           "spreadsheetml.sheet.main+xml\"/><Override PartName=\"/%s\" ContentType=\"application/"
           "vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/><Default Extension=\"rels\" "
           "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/></Types>",
    book, sheet_part);
  g_autofree char *root = g_strdup_printf (
    HEADER "<Relationships xmlns=\"" OOXML "package/2006/relationships\"><Relationship Id=\"rId1\" "
           "Type=\"%s/officeDocument\" Target=\"%s%s\"/></Relationships>",
    rel, odd ? "/" : "", book);
  g_autofree char *relations = g_strdup_printf (
    HEADER "<Relationships xmlns=\"" OOXML "package/2006/relationships\"><Relationship Id=\"rId7\" "
           "Type=\"%s/worksheet\" Target=\"%s\"/><Relationship Id=\"rId8\" Type=\"%s/sharedStrings\" "
           "Target=\"%s\"/><Relationship Id=\"rId9\" Type=\"%s/styles\" Target=\"styles.xml\"/></Relationships>",
    rel, odd ? "../Blatt/eins.xml" : "worksheets/sheet1.xml", rel, odd ? "/sst.xml" : "sharedStrings.xml", rel);
  g_autofree char *workbook = g_strdup_printf (
    HEADER "<workbook xmlns=\"%s\" xmlns:r=\"%s\"><workbookPr%s/><sheets><sheet name=\"台账&amp;一\" sheetId=\"1\" "
           "r:id=\"rId7\"/></sheets></workbook>",
    main, rel, flags & FIXTURE_1904 ? " date1904=\"1\"" : "");
  g_autofree char *worksheet = g_strdup_printf (HEADER "<worksheet xmlns=\"%s\">%s</worksheet>", main, sheet);
  g_autofree char *sst = g_strdup_printf (HEADER "<sst xmlns=\"%s\">%s</sst>", main, strings ? strings : "");
  g_autofree char *style = g_strdup_printf (HEADER "<styleSheet xmlns=\"%s\">%s</styleSheet>", main,
                                            styles ? styles : "");

  fixture_zip (path, "[Content_Types].xml", types, "_rels/.rels", root, book, workbook,
               odd ? "Daten/_rels/Mappe.xml.rels" : "xl/_rels/workbook.xml.rels", relations,
               odd ? "Daten/styles.xml" : "xl/styles.xml", style, sheet_part, worksheet,
               odd ? "sst.xml" : "xl/sharedStrings.xml", sst, NULL);
}

char *
fixture_dump_open (JzSheetFile *file, guint sheet)
{
  g_autoptr (GError)        error = NULL;
  g_autoptr (GString)       out = g_string_new (NULL);
  g_autoptr (JzSheetReader) reader = jz_sheet_file_read (file, sheet, NULL, &error);
  const JzSheetRow         *row;

  while (reader != NULL && (row = jz_sheet_reader_next (reader, &error)) != NULL)
    {
      g_string_append_printf (out, "%u%s", row->number, row->hidden ? "h" : "");
      for (guint i = 0; i < row->n_cells; i++)
        {
          char name[4];

          g_assert_true (jz_sheet_row_cell (row, row->cells[i].column) == &row->cells[i]);
          g_string_append_printf (out, "|%s%c%s", jz_sheet_column_name (row->cells[i].column, name),
                                  " =#@?!"[row->cells[i].kind], row->cells[i].text);
        }
      g_string_append_c (out, '\n');
    }
  if (error != NULL)
    g_string_append_printf (out, "error: %s", error->message);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

char *
fixture_dump (const char *path, guint sheet)
{
  g_autoptr (GError)      error = NULL;
  g_autoptr (JzSheetFile) file = jz_sheet_file_open (path, NULL, &error);

  g_assert_no_error (error);
  return fixture_dump_open (file, sheet);
}

char *
fixture_refusal (const char *path)
{
  g_autoptr (GError)      error = NULL;
  g_autoptr (JzSheetFile) file = jz_sheet_file_open (path, NULL, &error);

  g_assert_null (file);
  g_assert_nonnull (error);
  return g_strdup (error->message);
}

void
fixture_ole (const char *path, const char *stream)
{
  guint8 bytes[1024] = { 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1 };

  for (gsize i = 0; i < strlen (stream); i++)
    bytes[512 + 2 * i] = (guint8) stream[i];
  bytes[512 + 64] = (guint8) (2 * (strlen (stream) + 1));
  bytes[512 + 66] = 2;
  fixture_write (path, bytes, sizeof bytes);
}

gboolean
fixture_convert (const char *from, const char *to, const char *type)
{
  g_autofree char    *program = g_find_program_in_path ("ssconvert");
  g_autofree char    *option = type != NULL ? g_strconcat ("--export-type=", type, NULL) : g_strdup ("-v");
  const char         *argv[] = { program, option, from, to, NULL };
  g_auto (GStrv)      environment = g_environ_unsetenv (g_get_environ (), "G_DEBUG"); /* not our warnings */
  g_autoptr (GError)  error = NULL;
  int                 status;

  if (program == NULL)
    {
      g_test_skip ("ssconvert (package gnumeric) is not installed");
      return FALSE;
    }
  g_spawn_sync (NULL, (char **) argv, environment, G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL,
                NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_spawn_check_wait_status (status, &error);
  g_assert_no_error (error);
  return TRUE;
}

void
fixture_file_set_up (FixtureFile *self, gconstpointer name)
{
  self->folder = fixture_folder ();
  self->path = g_build_filename (self->folder, name, NULL);
}

void
fixture_file_tear_down (FixtureFile *self, gconstpointer name)
{
  fixture_remove (self->folder);
  g_free (self->folder);
  g_free (self->path);
}

void
fixture_assert_refused (const char *path, const char *part)
{
  g_autofree char *why = fixture_refusal (path);

  if (strstr (why, part) == NULL)
    g_error ("“%s” does not say “%s”", why, part);
  g_assert_null (strchr (why, '\n'));
}
