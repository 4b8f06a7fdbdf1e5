/* jz-follower: keeps what a view shows true to the school file.
 *
 * It reads anew when the file has changed, once for several changes that follow one another, and only while the view can be
 * seen. Late answers are dropped, and what can't be read is said.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "jz-session.h"

G_BEGIN_DECLS

#define JZ_TYPE_FOLLOWER (jz_follower_get_type ())
G_DECLARE_FINAL_TYPE (JzFollower, jz_follower, JZ, FOLLOWER, GObject)

/* What a kind of view reads and shows. */
typedef struct
{
  gpointer     (*ask)  (GtkWidget *view); /* what is to be read, by what was chosen in it. Returns: (transfer full) */
  JzReadFunc     read;                    /* on a reader thread, into that */
  void         (*take) (GtkWidget *view, gpointer reading); /* shows it */
  GDestroyNotify free;
  guint          soon; /* ms after a change, so that several are read once */
} JzFollowerKind;

/* Belongs to @view, which gives it up by jz_follower_stop() when it is disposed of. */
JzFollower *jz_follower_new  (GtkWidget *view, const JzFollowerKind *kind);
/* @self: (inout) (nullable): NULL afterwards */
void        jz_follower_stop (JzFollower **self);

/* NULL: there is nothing to follow. Reads at once. */
void        jz_follower_set_session (JzFollower *self, JzSession *session);
/* (transfer none) (nullable) */
JzSession  *jz_follower_get_session (JzFollower *self);

/* Something else was chosen. */
void        jz_follower_refresh (JzFollower *self);

G_END_DECLS
