/* What a file really is. Its name is never asked: schools rename .doc and .xls to .xlsx.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "jz-error.h"
#include "jz-sheet-private.h"

#define HEAD_SIZE 1024

typedef struct
{
  const char *magic;
  gsize       length;
  const char *why;
} Signature;

static const Signature known[] = {
  { "%PDF", 4, N_("%s: this is a PDF; ask for the Excel file that it was printed from") },
  { "{\\rtf", 5, N_("%s: this is a Word document (RTF); copy its table into Excel or WPS and save it as .xlsx") },
  { "SQLite format 3", 15, N_("%s: this is a database, not a spreadsheet") },
  { "Rar!", 4, N_("%s: this is a compressed archive; unpack it first") },
  { "7z\xbc\xaf", 4, N_("%s: this is a compressed archive; unpack it first") },
  { "\x1f\x8b", 2, N_("%s: this is a compressed archive; unpack it first") },
  { "\x89PNG", 4, N_("%s: this is a picture, not a spreadsheet") },
  { "\xff\xd8\xff", 3, N_("%s: this is a picture, not a spreadsheet") },
  { "\x09\x00\x04\x00", 4, N_("%s: this was saved by Excel 4 or older; open it in Excel or WPS and save it as .xlsx") },
  { "\x09\x02\x06\x00", 4, N_("%s: this was saved by Excel 4 or older; open it in Excel or WPS and save it as .xlsx") },
  { "\x09\x04\x06\x00", 4, N_("%s: this was saved by Excel 4 or older; open it in Excel or WPS and save it as .xlsx") },
  { "MIME-Version:", 13, N_("%s: this is a web page saved as .xls; open it in Excel or WPS and save it as .xlsx") },
};

#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static gboolean
refuse (const char *path, const char *why, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);

  g_set_error (error, JZ_ERROR, JZ_ERROR_REFUSED, _(why), name);
  return FALSE;
}

/* Text that begins with a tag: a page or an XML sheet that carries the name of a workbook. */
static const char *
markup_reason (const char *head, gsize length)
{
  g_autofree char *start = NULL;

  if (length >= 3 && memcmp (head, "\xef\xbb\xbf", 3) == 0)
    {
      head += 3;
      length -= 3;
    }
  while (length > 0 && g_ascii_isspace (*head))
    {
      head++;
      length--;
    }
  if (length == 0 || *head != '<')
    return NULL;
  start = g_ascii_strdown (head, (gssize) length);
  if (g_str_has_prefix (start, "<?xml") || strstr (start, "schemas-microsoft-com:office:spreadsheet") != NULL)
    return N_("%s: this is an XML file, not a workbook; open it in Excel or WPS and save it as .xlsx");
  if (g_str_has_prefix (start, "<html") || g_str_has_prefix (start, "<!doctype") ||
      g_str_has_prefix (start, "<table") || g_str_has_prefix (start, "<meta") || g_str_has_prefix (start, "<!--"))
    return N_("%s: this is a web page saved as .xls; open it in Excel or WPS and save it as .xlsx");
  return NULL;
}

static gboolean
entry_is (const guint8 *entry, const char *name)
{
  gsize length = strlen (name);

  if (entry[64] + 256u * entry[65] != 2 * (length + 1))
    return FALSE;
  for (gsize i = 0; i <= length; i++)
    if (entry[2 * i] != (guint8) name[i] || entry[2 * i + 1] != 0)
      return FALSE;
  return TRUE;
}

/* Directory entries of an OLE container are 128 bytes at multiples of 128, with their name in front:
 * found without following the chains of a file that may be damaged. */
static gboolean
detect_ole (const char *path, FILE *stream, JzContent *content, GError **error)
{
  guint8   entry[128];
  gboolean book = FALSE, old_book = FALSE, word = FALSE, slides = FALSE;

  rewind (stream);
  while (fread (entry, sizeof entry, 1, stream) == 1)
    {
      if (entry_is (entry, "EncryptedPackage"))
        return refuse (path, N_("%s: the file is encrypted; open it in Excel or WPS, take off the password and "
                                "save it again"), error);
      book |= entry_is (entry, "Workbook");
      old_book |= entry_is (entry, "Book");
      word |= entry_is (entry, "WordDocument");
      slides |= entry_is (entry, "PowerPoint Document");
    }
  *content = JZ_CONTENT_XLS;
  if (book)
    return TRUE;
  if (word)
    return refuse (path, N_("%s: this is a Word document; copy its table into Excel or WPS and save it as .xlsx"),
                   error);
  if (slides)
    return refuse (path, N_("%s: this is a PowerPoint presentation, not a spreadsheet"), error);
  if (old_book)
    return refuse (path, N_("%s: this was saved by Excel 95 or older; open it in Excel or WPS and save it as .xlsx"),
                   error);
  return refuse (path, N_("%s: there is no spreadsheet in this file, or it is damaged"), error);
}

static gboolean
detect_head (const char *path, FILE *stream, JzContent *content, GError **error)
{
  char        head[HEAD_SIZE];
  gsize       length = fread (head, 1, sizeof head, stream);
  const char *why;

  if (ferror (stream))
    return refuse (path, N_("%s: the file can't be read"), error);
  if (length == 0)
    return refuse (path, N_("%s: the file is empty"), error);
  if (length >= 8 && memcmp (head, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8) == 0)
    return detect_ole (path, stream, content, error);
  *content = JZ_CONTENT_XLSX;
  if (length >= 4 && (memcmp (head, "PK\3\4", 4) == 0 || memcmp (head, "PK\5\6", 4) == 0))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (length >= known[i].length && memcmp (head, known[i].magic, known[i].length) == 0)
      return refuse (path, known[i].why, error);
  *content = JZ_CONTENT_COUNTY;
  if (memmem (head, length, JZ_COUNTY_NAMESPACE, strlen (JZ_COUNTY_NAMESPACE)) != NULL)
    return TRUE;
  why = markup_reason (head, length);
  if (why != NULL)
    return refuse (path, why, error);
  *content = JZ_CONTENT_TEXT;
  return TRUE;
}

gboolean
jz_sheet_detect (const char *path, JzContent *content, GError **error)
{
  struct stat info;
  FILE       *stream;
  gboolean    ok;

  if (g_stat (path, &info) != 0)
    {
      g_autofree char *name = g_path_get_basename (path);

      g_set_error (error, JZ_ERROR, errno == ENOENT || errno == ENOTDIR ? JZ_ERROR_NOT_FOUND : JZ_ERROR_REFUSED,
                   "%s: %s", name, errno == ENOENT ? _("there is no such file") : g_strerror (errno));
      return FALSE;
    }
  if (S_ISDIR (info.st_mode))
    return refuse (path, N_("%s: this is a folder, not a file"), error);
  if (!S_ISREG (info.st_mode))
    return refuse (path, N_("%s: this is no ordinary file"), error);
  stream = g_fopen (path, "rbe");
  if (stream == NULL)
    return refuse (path, errno == EACCES ? N_("%s: you have no permission to read this file")
                                         : N_("%s: the file can't be read"), error);
  ok = detect_head (path, stream, content, error);
  fclose (stream);
  return ok;
}
