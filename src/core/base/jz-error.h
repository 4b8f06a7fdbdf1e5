/* jz-error: the one error domain of the core, and what a code means to a person.
 *
 * Every failure the program can foresee has a code here; the command line turns it into its exit
 * status, the window into the way out that it offers. Messages are whole, translated sentences
 * without a full stop, naming WHERE and WHY ("ledger.xlsx: the file is encrypted").
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define JZ_ERROR (jz_error_quark ())

/**
 * JzError:
 * @JZ_ERROR_FAILED: something that has no better code; a bug when a person sees it
 * @JZ_ERROR_USAGE: the command was put wrongly (exit 2)
 * @JZ_ERROR_REFUSED: the input was refused as a whole; nothing changed (exit 3)
 * @JZ_ERROR_INVALID: a value of a form or a row breaks a rule; nothing changed (exit 3)
 * @JZ_ERROR_NOT_FOUND: what was named does not exist (exit 3)
 * @JZ_ERROR_CONFLICT: later work stands on it, or it exists already (exit 3)
 * @JZ_ERROR_NOT_ALLOWED: this account may not do that (exit 5)
 * @JZ_ERROR_NOT_SCHOOL: the file is no school file (exit 4, like all that follow)
 * @JZ_ERROR_NO_FILE: there is no such file, or it is a folder
 * @JZ_ERROR_DAMAGED: the file is damaged; restore or salvage
 * @JZ_ERROR_NEWER: made by a newer program
 * @JZ_ERROR_LOCKED: another process has it open
 * @JZ_ERROR_READ_ONLY: the place can't be written
 * @JZ_ERROR_DISK_FULL: the disk is full
 * @JZ_ERROR_IO: the disk reported a fault
 * @JZ_ERROR_NETWORK_SHARE: a database can't live on that kind of file system
 */
typedef enum
{
  JZ_ERROR_FAILED,
  JZ_ERROR_USAGE,
  JZ_ERROR_REFUSED,
  JZ_ERROR_INVALID,
  JZ_ERROR_NOT_FOUND,
  JZ_ERROR_CONFLICT,
  JZ_ERROR_NOT_ALLOWED,
  JZ_ERROR_NOT_SCHOOL,
  JZ_ERROR_NO_FILE,
  JZ_ERROR_DAMAGED,
  JZ_ERROR_NEWER,
  JZ_ERROR_LOCKED,
  JZ_ERROR_READ_ONLY,
  JZ_ERROR_DISK_FULL,
  JZ_ERROR_IO,
  JZ_ERROR_NETWORK_SHARE,
} JzError;

GQuark   jz_error_quark (void);

/* What the command line exits with for @error: 2 … 5 as its contract says, 3 for anything that has
 * no better place (an input that could not be read changed nothing either). */
int      jz_error_exit_status (const GError *error);

/* Whether the school file itself is the trouble (the codes from NOT_SCHOOL on). */
gboolean jz_error_is_file (const GError *error);

G_END_DECLS
