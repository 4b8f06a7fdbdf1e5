/* jz-place: where things stand: building – room – cabinet – shelf.
 *
 * People write "物理一室3-2": cabinet 3, shelf 2 of that room. A place is known by its path, which is
 * unique, and by its code, which its label encodes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-operation.h"

G_BEGIN_DECLS

extern const JzAction jz_action_place;

typedef struct
{
  const char *kind;    /* "building", "room", "cabinet", "shelf" */
  gint64      parent;  /* 0: none */
  const char *code;    /* NULL: the next free one of its kind: F01, R001, G0001, C0001 */
  const char *name;
  const char *purpose; /* NULL: none */
  gint64      area;    /* 0.01 m², 0: not known */
  int         seats;   /* 0: not known */
  gint64      keeper;  /* person, 0: nobody */
} JzPlaceData;

/* JZ_ERROR_INVALID with what is wrong, JZ_ERROR_CONFLICT where the path or code exists. */
gboolean jz_place_add    (JzOperation *operation, const JzPlaceData *data, gint64 *id, GError **error);
/* Everything but kind and parent; the paths of what stands in it follow. */
gboolean jz_place_update (JzOperation *operation, gint64 id, const JzPlaceData *data, GError **error);
/* Into another place, with all that it holds; their paths follow. JZ_ERROR_CONFLICT where the path is taken. */
gboolean jz_place_move   (JzOperation *operation, gint64 id, gint64 parent, GError **error);
/* The path that it would have there. Returns: (transfer full), NULL with @error. */
char    *jz_place_path_in (JzConnection *connection, gint64 id, gint64 parent, GError **error);
/* JZ_ERROR_CONFLICT while anything stands in it. */
gboolean jz_place_remove (JzOperation *operation, gint64 id, GError **error);

/* The place that @text means, written as people do; the one that it was merged into; 0 when there is none. */
gboolean jz_place_find   (JzConnection *connection, const char *text, gint64 *id, GError **error);

/* The same, and made with all that it stands in when there is none. @added: (inout): counted up. */
gboolean jz_place_ensure (JzOperation *operation, const char *text, gint64 *id, guint *added, GError **error);

/* Parts "物理一室3-2" into room, cabinet and shelf; missing ones are NULL. */
void     jz_place_parse  (const char *text, char **room, char **cabinet, char **shelf);
/* The other way round. @cabinet, @shelf: NULL: none. Returns: (transfer full) */
char    *jz_place_path   (const char *room, const char *cabinet, const char *shelf);

G_END_DECLS
