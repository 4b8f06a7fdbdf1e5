/* sheet: what is no spreadsheet, or a damaged or hostile one, is refused with one clear line.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "jz-error.h"
#include "sheet-fixture.h"

static const char styles[] = "<cellStyleXfs><xf numFmtId=\"0\"/></cellStyleXfs>"
                             "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs>";

/* The names lie: what counts is what is inside. */
static void
test_other_kinds (FixtureFile *f, gconstpointer data)
{
  fixture_ole (f->path, "EncryptedPackage");
  fixture_assert_refused (f->path, "encrypted; open it in Excel or WPS, take off the password");
  fixture_ole (f->path, "WordDocument");
  fixture_assert_refused (f->path, "Word document");
  fixture_ole (f->path, "PowerPoint Document");
  fixture_assert_refused (f->path, "PowerPoint");
  fixture_ole (f->path, "Book");
  fixture_assert_refused (f->path, "Excel 95");
  fixture_ole (f->path, "Something");
  fixture_assert_refused (f->path, "no spreadsheet");
  fixture_ole (f->path, "Workbook");
  fixture_assert_refused (f->path, "damaged");
  fixture_write (f->path, "\xef\xbb\xbf \n<HTML><table><tr><td>1</td></tr></table>", -1);
  fixture_assert_refused (f->path, "web page");
  fixture_write (f->path, "<?xml version=\"1.0\"?><Workbook/>", -1);
  fixture_assert_refused (f->path, "XML file");
  fixture_write (f->path, "%PDF-1.7", -1);
  fixture_assert_refused (f->path, "PDF");
  fixture_write (f->path, "{\\rtf1", -1);
  fixture_assert_refused (f->path, "Word document");
  fixture_zip (f->path, "a.txt", "x", NULL);
  fixture_assert_refused (f->path, "without a workbook");
  fixture_zip (f->path, "mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml", "<x/>", NULL);
  fixture_assert_refused (f->path, "OpenDocument");
  fixture_zip (f->path, "[Content_Types].xml",
               "<T><Override PartName='/word/document.xml' ContentType='application/vnd.openxmlformats-officedocument."
               "wordprocessingml.document.main+xml'/></T>",
               "_rels/.rels", "<R><Relationship Id='a' Type='x/officeDocument' Target='word/document.xml'/></R>",
               "word/document.xml", "<d/>", NULL);
  fixture_assert_refused (f->path, "Word document");
}

static void
test_no_file (FixtureFile *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (jz_sheet_file_open (f->path, NULL, &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_NOT_FOUND);
  fixture_assert_refused (f->path, "no such file");
  fixture_assert_refused (f->folder, "folder");
  fixture_write (f->path, "a,b", -1);
  g_assert_cmpint (g_chmod (f->path, 0), ==, 0);
  /* Root may read everything: be nobody for a moment. */
  g_assert_cmpint (g_chmod (f->folder, 0755), ==, 0);
  if (geteuid () == 0)
    g_assert_cmpint (seteuid (65534), ==, 0);
  fixture_assert_refused (f->path, "permission");
  if (getuid () == 0)
    g_assert_cmpint (seteuid (0), ==, 0);
}

/* Every length to which a copy can have been cut off is refused, and nothing worse. */
static void
test_truncated (FixtureFile *f, gconstpointer data)
{
  g_autofree char *bytes = NULL;
  gsize            length;

  fixture_xlsx (f->path, "<sheetData><row><c t=\"s\"><v>0</v></c></row></sheetData>", "<si><t>天平</t></si>", styles, 0);
  g_assert_true (g_file_get_contents (f->path, &bytes, &length, NULL));
  for (gsize cut = 4; cut < length; cut += cut < length - 100 ? 37 : 1)
    {
      fixture_write (f->path, bytes, (gssize) cut);
      fixture_assert_refused (f->path, "cut off or damaged");
    }
}

/* Random damage: read, or refused with one line, or ended with one; never a crash. */
static void
test_flipped (FixtureFile *f, gconstpointer data)
{
  g_autofree char *xls = g_strconcat (f->path, ".xls", NULL);
  const char      *paths[] = { f->path, xls };

  fixture_xlsx (f->path,
                "<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"1\"><v>43709</v></c></row>"
                "</sheetData>",
                "<si><t>天平</t></si>", styles, 0);
  if (!fixture_convert (f->path, xls, "Gnumeric_Excel:excel_biff8"))
    return;
  for (guint p = 0; p < G_N_ELEMENTS (paths); p++)
    {
      g_autofree char *bytes = NULL;
      gsize            length;

      g_assert_true (g_file_get_contents (paths[p], &bytes, &length, NULL));
      for (int i = 0; i < 150; i++)
        {
          g_autoptr (GError)      error = NULL;
          g_autofree char        *damaged = g_memdup2 (bytes, length);
          g_autofree char        *dump = NULL;
          g_autoptr (JzSheetFile) file = NULL;

          for (int k = 0; k < 4; k++)
            damaged[g_test_rand_int_range (0, (gint32) length)] ^= (char) (1 << g_test_rand_int_range (0, 8));
          fixture_write (paths[p], damaged, (gssize) length);
          file = jz_sheet_file_open (paths[p], NULL, &error);
          g_assert_true ((file != NULL) == (error == NULL));
          if (file != NULL)
            dump = fixture_dump_open (file, 0);
        }
    }
}

static void
test_helper_fails (FixtureFile *f, gconstpointer data)
{
  g_autofree char *helper = g_build_filename (f->folder, "jiaozhuang-xls", NULL);
  g_autofree char *kept = g_strdup (g_getenv ("JIAOZHUANG_LIBEXEC"));

  fixture_ole (f->path, "Workbook");
  g_setenv ("JIAOZHUANG_LIBEXEC", f->folder, TRUE);
  fixture_assert_refused (f->path, "reader of .xls files is missing");
  fixture_write (helper, "#!/bin/sh\nkill -SEGV $$\n", -1);
  g_chmod (helper, 0755);
  fixture_assert_refused (f->path, "damaged or too large");
  fixture_write (helper, "#!/bin/sh\nprintf 'S\\001\\377\\377\\377\\377'\n", -1);
  g_chmod (helper, 0755);
  fixture_assert_refused (f->path, "damaged or too large");
  g_setenv ("JIAOZHUANG_LIBEXEC", kept, TRUE);
}

static gpointer
cancel_cb (gpointer data)
{
  g_usleep (G_USEC_PER_SEC / 20);
  g_cancellable_cancel (data);
  return NULL;
}

/* A helper that says nothing at all can still be cancelled. */
static void
test_helper_hangs (FixtureFile *f, gconstpointer data)
{
  g_autofree char         *helper = g_build_filename (f->folder, "jiaozhuang-xls", NULL);
  g_autofree char         *kept = g_strdup (g_getenv ("JIAOZHUANG_LIBEXEC"));
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError)       error = NULL;
  GThread                 *thread = g_thread_new ("cancel", cancel_cb, cancellable);

  fixture_ole (f->path, "Workbook");
  fixture_write (helper, "#!/bin/sh\nexec sleep 1000\n", -1);
  g_chmod (helper, 0755);
  g_setenv ("JIAOZHUANG_LIBEXEC", f->folder, TRUE);
  g_assert_null (jz_sheet_file_open (f->path, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);
  g_setenv ("JIAOZHUANG_LIBEXEC", kept, TRUE);
}

/* Entities in the sheet itself: told as what they are, not expanded. */
static void
test_entities (FixtureFile *f, gconstpointer data)
{
  g_autofree char *got = NULL;

  fixture_xlsx (f->path, "</worksheet><!DOCTYPE a [<!ENTITY b \"c\">]><worksheet>", NULL, NULL, 0);
  got = fixture_dump (f->path, 0);
  g_assert_cmpstr (got, ==, "error: a.xlsx: the XML declares a document type, which is not accepted");
  g_free (got);
  fixture_xlsx (f->path, "<sheetData/>", "<!DOCTYPE a>", NULL, 0);
  got = fixture_refusal (f->path);
  g_assert_cmpstr (got, ==, "a.xlsx: the XML declares a document type, which is not accepted");
}

#define ADD(path, file, function) g_test_add (path, FixtureFile, file, fixture_file_set_up, function, fixture_file_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/refuse/other-kinds", "a.xlsx", test_other_kinds);
  ADD ("/refuse/no-file", "a.xlsx", test_no_file);
  ADD ("/refuse/truncated", "a.xlsx", test_truncated);
  ADD ("/refuse/flipped", "a.xlsx", test_flipped);
  ADD ("/refuse/entities", "a.xlsx", test_entities);
  ADD ("/refuse/helper-fails", "a.xls", test_helper_fails);
  ADD ("/refuse/helper-hangs", "a.xls", test_helper_hangs);
  return g_test_run ();
}
