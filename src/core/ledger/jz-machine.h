/* jz-machine: the register of machines on the network (入网计算机登记表).
 *
 * One row for each card that is a computer: who works with it, its names and addresses on the network. Where it stands is told by its
 * card, and so are its model and price. Two machines never have the same address; which one has it is said in words.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-operation.h"

G_BEGIN_DECLS

extern const JzAction jz_action_machine;

/* Texts as people write them; NULL and "" are nothing. */
typedef struct
{
  gint64      asset;
  const char *use;    /* "pupil", "teacher", "office", "server" */
  gint64      person; /* who answers for it; 0: nobody */
  const char *department, *host, *ipv4, *ipv6, *mac, *os, *phone, *note;
  gboolean    is_private;
  gboolean    networked;
  gboolean    fixed;  /* its address is fixed; only of one that is networked */
} JzMachineData;

/* JZ_ERROR_INVALID for what is no address, no such use, or a card that is no computer in the school; JZ_ERROR_CONFLICT for what another
 * machine has. @id: (out) (optional). */
gboolean jz_machine_add    (JzOperation *operation, const JzMachineData *data, gint64 *id, GError **error);
/* The card stays as it is. */
gboolean jz_machine_update (JzOperation *operation, gint64 id, const JzMachineData *data, GError **error);
gboolean jz_machine_remove (JzOperation *operation, const gint64 *ids, guint n, GError **error);

/* Registers the cards that are computers, in the school and not registered yet, of @place and all in it (0: everywhere).
 * @n: (out): how many. JZ_ERROR_INVALID where there are none. */
gboolean jz_machine_add_all (JzOperation *operation, gint64 place, const char *use, gboolean networked, guint *n,
                             GError **error);

/* The same values for many; NULL and -1 leave what is there. From @first on the machines get one address after another, in the order of
 * their asset numbers, up to @last (NULL: the end of the last byte); addresses of other machines, and those that end in 0 or 255, are
 * passed over. */
typedef struct
{
  const char *first, *last;
  const char *use, *os, *department;
  int         networked, fixed; /* 0, 1; -1 */
} JzMachineFill;

/* JZ_ERROR_INVALID where the addresses don't suffice: nothing is changed. */
gboolean jz_machine_fill (JzOperation *operation, const gint64 *ids, guint n, const JzMachineFill *fill,
                          GError **error);

/* By the card's number, the host's name or an address; JZ_ERROR_NOT_FOUND. */
gboolean jz_machine_find (JzConnection *connection, const char *text, gint64 *id, GError **error);

typedef struct
{
  gint64   id, asset, person;
  char    *number, *name, *spec, *place; /* of the card */
  char    *use, *user, *department, *host, *ipv4, *ipv6, *mac, *os, *phone, *note;
  gboolean is_private, networked, fixed;
  gboolean here;     /* the card is in the school */
  char    *missing;  /* what is missing, by names with spaces between: "mac", "ipv4", "person", "host"; "" */
} JzMachine;

void       jz_machine_free (JzMachine *self);

/* @fixed: 1: the sheet of fixed addresses; 0: the others; -1: all. In the order of places and numbers, of fixed ones in that of
 * addresses. Returns: (transfer full) (element-type JzMachine) */
GPtrArray *jz_machine_list (JzConnection *connection, int fixed, GError **error);
JzMachine *jz_machine_read (JzConnection *connection, gint64 id, GError **error);

/* What is missing of a machine "machine", as SQL text of the names above. */
#define JZ_MACHINE_MISSING_SQL \
  "trim (iif (machine.networked AND machine.mac IS NULL, 'mac ', '') || iif (machine.fixed AND machine.ipv4 IS NULL AND machine.ipv6 IS NULL, " \
  "'ipv4 ', '') || iif (machine.person IS NULL AND machine.use IN ('teacher', 'office'), 'person ', '') || " \
  "iif (machine.networked AND machine.host = '', 'host', ''))"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzMachine, jz_machine_free)

G_END_DECLS
