/* jz-read-form: what the forms of people, classes and accounts have in common: what they show is read first, and only
 * then is there a dialog.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-edit-dialog.h"

G_BEGIN_DECLS

typedef struct _JzReadForm JzReadForm;

typedef struct
{
  gboolean (*read)  (JzConnection *connection, JzReadForm *form, GError **error); /* on a reader thread */
  void     (*show)  (JzReadForm *form); /* makes the dialog, see jz_read_form_make_dialog(), and presents it */
  void     (*go)    (JzReadForm *form); /* the person wants it done */
  void     (*clear) (JzReadForm *form); /* frees what is the form's own; may be NULL */
} JzReadFormKind;

/* Each form begins with this. */
struct _JzReadForm
{
  const JzReadFormKind *kind;
  JzSession            *session;
  JzEditDialog         *dialog; /* NULL until what was read is shown */
  GtkWidget            *over;   /* until then */
};

/* Reads, then shows @form (transfer full, made with g_new0()) over the window of @over. What can't be read is said as
 * trouble; where @over has gone meanwhile nothing is shown. */
void jz_read_form_open (JzReadForm *form, const JzReadFormKind *kind, GtkWidget *over, JzSession *session);

/* Makes the dialog with @title, saving; the form goes with it. */
void jz_read_form_make_dialog (JzReadForm *form, const char *title);

G_END_DECLS
