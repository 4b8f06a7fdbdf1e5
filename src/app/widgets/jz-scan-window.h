/* jz-scan-window: a window in which a person who walks with a scanner counts things one after the other.
 *
 * What has the focus does not matter: a scan is a count. What came of the last one stands in one big line, beside how
 * far the count is; below it the lines. Each scan is one operation, asked for as it comes: all of them are saved in
 * that order, before the counting ends and also when the window or the file is closed meanwhile.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "jz-scan-there.h"
#include "jz-session.h"
#include "jz-table.h"

G_BEGIN_DECLS

typedef enum
{
  JZ_SCAN_TONE_OK,
  JZ_SCAN_TONE_WARN,
  JZ_SCAN_TONE_ERROR,
} JzScanTone;

#define JZ_TYPE_SCAN_WINDOW (jz_scan_window_get_type ())
G_DECLARE_DERIVABLE_TYPE (JzScanWindow, jz_scan_window, JZ, SCAN_WINDOW, AdwWindow)

struct _JzScanWindowClass
{
  AdwWindowClass parent_class;

  const JzAction *action; /* of a scan */
  JzWriteFunc     write;  /* of a scan, which is whatever the subclass makes of a code */
  GDestroyNotify  scan_free;
  const char     *print_label; /* msgid */

  /* The code of a scanner. */
  void     (*scanned) (JzScanWindow *self, const char *code);
  /* It was saved, and the window is still open. */
  void     (*saved)   (JzScanWindow *self, gconstpointer scan);

  /* Anew after each change: on a reader thread, what is known of the count, freed with @reading_free; then it is
     shown. */
  gpointer (*read)    (JzConnection *connection, gint64 id, GError **error);
  void     (*show)    (JzScanWindow *self, gconstpointer reading);
  GDestroyNotify reading_free;

  /* The buttons. */
  void     (*print)   (JzScanWindow *self);
  void     (*files)   (JzScanWindow *self); /* the memory of a scanner */
  void     (*finish)  (JzScanWindow *self);
};

/* Whoever is signed in counts. Before jz_scan_window_present(). */
void       jz_scan_window_set_up     (JzScanWindow *self, GtkWindow *parent, JzSession *session, gint64 id);

/* @form: where a person types what can't be scanned, only while it is open. Both: (transfer floating) */
void       jz_scan_window_present    (JzScanWindow *self, GtkWidget *form, JzTable *table);

JzSession *jz_scan_window_get_session (JzScanWindow *self);
gint64     jz_scan_window_get_id     (JzScanWindow *self);
JzTable   *jz_scan_window_get_table  (JzScanWindow *self);

/* Whether scans are taken. */
gboolean   jz_scan_window_is_open    (JzScanWindow *self);

/* Where the counter stands, for the next scan to hold on to. (transfer none) */
JzScanThere *jz_scan_window_get_there (JzScanWindow *self);
/* Somebody says so, for the scans from now on. 0: not said. */
void       jz_scan_window_set_place  (JzScanWindow *self, gint64 place);

/* @scan: (transfer full) */
void       jz_scan_window_add        (JzScanWindow *self, gpointer scan);

/* In the big line. */
void       jz_scan_window_say        (JzScanWindow *self, const char *sentence, JzScanTone tone);
/* The same with the sign of what went wrong. */
void       jz_scan_window_say_error  (JzScanWindow *self, const char *sentence);

/* What the count is called, and how far it is: @done of @all, @counts in words. @open: more may be counted. */
typedef struct
{
  const char *name, *number, *date, *counts;
  guint       done, all;
  gboolean    open;
} JzScanWindowState;

/* TRUE: for the first time. */
gboolean   jz_scan_window_set_state  (JzScanWindow *self, const JzScanWindowState *state);

G_END_DECLS
