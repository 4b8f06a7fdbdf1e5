/* jz-target: where catalogue records are looked for: files of records, and servers that speak Z39.50 or SRU.
 *
 * Targets are rows that people edit. A file is searched where it is, not imported. A server's password is kept as it
 * is, since the server wants to have it so.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-marc-encoding.h"
#include "jz-operation.h"

G_BEGIN_DECLS

extern const JzAction jz_action_target;

typedef enum
{
  JZ_TARGET_FILE,
  JZ_TARGET_Z3950,
  JZ_TARGET_SRU,
} JzTargetKind;

#define JZ_TARGET_SECONDS      5  /* that a target may take unless it is said otherwise */
#define JZ_TARGET_SECONDS_MOST 60

/* All texts may be NULL in what is written, and are "" in what is read where there is nothing. */
typedef struct
{
  gint64         id;       /* 0: a new one */
  char          *name;     /* unique */
  JzTargetKind   kind;
  char          *path;     /* of a file */
  char          *host;     /* of a server; of SRU with "https://" where it speaks that */
  int            port;     /* 0: as usual (210, 80, 443) */
  char          *database; /* of SRU what stands behind the port */
  char          *syntax;   /* "unimarc", "usmarc", "marcxml"; NULL: unimarc */
  JzMarcEncoding encoding; /* of its records */
  char          *search;   /* how an ISBN is asked for: "1=7", of SRU an index; "": as usual */
  char          *user, *password;
  int            seconds;  /* from 1 to JZ_TARGET_SECONDS_MOST; 0: JZ_TARGET_SECONDS */
  gboolean       enabled;
  char          *note;
} JzTarget;

void      jz_target_clear  (JzTarget *self);
void      jz_target_free   (JzTarget *self);
JzTarget *jz_target_copy   (const JzTarget *self);

/* What a person writes for a target that is no row: HOST:PORT/DATABASE speaks Z39.50, http… SRU. FALSE: it is neither.
 * @target: (out): to be cleared. */
gboolean  jz_target_parse  (const char *text, JzTarget *target);

/* "file", "z3950", "sru". */
const char *jz_target_kind_name (JzTargetKind kind);
/* FALSE: there is no such kind. */
gboolean    jz_target_kind_from (const char *name, JzTargetKind *kind);

/* Adds it behind the others, or changes the one with its id. A password that is NULL stays what it was,
 * as long as who asks whom does: another server never gets it.
 * JZ_ERROR_INVALID, JZ_ERROR_CONFLICT where the name is taken. @id: (out) (optional) */
gboolean   jz_target_put    (JzOperation *operation, const JzTarget *target, gint64 *id, GError **error);
gboolean   jz_target_remove (JzOperation *operation, gint64 id, GError **error);
/* One place up (-1) or down (1) among the others. */
gboolean   jz_target_move   (JzOperation *operation, gint64 id, int by, GError **error);

/* In their order. @enabled_only: those that are asked. Returns: (transfer full) (element-type JzTarget) */
GPtrArray *jz_target_list   (JzConnection *connection, gboolean enabled_only, GError **error);
/* JZ_ERROR_NOT_FOUND. Returns: (transfer full) */
JzTarget  *jz_target_find   (JzConnection *connection, const char *name, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JzTarget, jz_target_clear)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzTarget, jz_target_free)

G_END_DECLS
