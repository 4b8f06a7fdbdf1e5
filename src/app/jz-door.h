/* jz-door: what stands where the pages will be until a school file is open and somebody is signed in.
 *
 * Says which trouble a file has and offers the ways out that there are; asks who signs in.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "jz-session.h"

G_BEGIN_DECLS

#define JZ_TYPE_DOOR (jz_door_get_type ())
G_DECLARE_FINAL_TYPE (JzDoor, jz_door, JZ, DOOR, AdwBin)

JzDoor *jz_door_new           (JzSession *session);

/* No file has been named yet. */
void    jz_door_show_welcome  (JzDoor *self);
void    jz_door_show_waiting  (JzDoor *self);

/* @path could not be opened. */
void    jz_door_show_error    (JzDoor *self, const char *path, const GError *error);
void    jz_door_show_accounts (JzDoor *self);

/* The sentence belongs to the password that was typed. */
void    jz_door_show_refusal  (JzDoor *self, const char *sentence);

/* Signals: "open" (const char *path): a file is to be opened again after it was restored. */

G_END_DECLS
