/* jz-shelving: the number by which a title stands on the shelf, and who has it.
 *
 * A number is taken when its title is saved, inside the operation that saves it, and never before: what is only looked
 * at burns no number, and two desks never get the same. A number whose title went is free again and offered. Schemes
 * (call_scheme): running numbers of a class (种次号: the greatest and one more); the author in four-corner numbers; as
 * typed. A volume of a set stands under the number of its set, with its own part behind ":". When a number, a class or
 * a volume changes, the copies follow, those of the volumes of a set too; a call number that somebody gave a copy by
 * hand stays. What their spines say is then no longer what was printed, which is how labels know of them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-marc.h"
#include "jz-operation.h"

G_BEGIN_DECLS

#define JZ_SCHEME_SERIAL 1 /* call_scheme.id, where nothing else is said of a place */

#define JZ_FREED_MOST 20 /* that are offered */

/* How the books of @place are told apart; JZ_SCHEME_SERIAL where nothing is said of it, or @place is 0. */
gboolean jz_shelving_scheme (JzConnection *connection, gint64 place, gint64 *scheme, GError **error);

typedef struct
{
  char      *class_; /* as it will be written */
  char      *number; /* the one it would get now; "": it must be typed */
  GPtrArray *freed;  /* running numbers that somebody had once, the smallest first; (element-type utf8) */
} JzShelvingOffer;

void     jz_shelving_offer_clear (JzShelvingOffer *self);

/* What a title of @class_ would get. @record: of whom its author is; NULL: nobody. JZ_ERROR_INVALID for no class
 * number.
 * @offer: (out): to be cleared. */
gboolean jz_shelving_offer (JzConnection *connection, gint64 scheme, const char *class_, const JzMarc *record,
                            JzShelvingOffer *offer, GError **error);

/* The call number that @title has, "" where it has none. Returns: (transfer full), NULL with @error */
char    *jz_shelving_call  (JzConnection *connection, gint64 title, gint64 scheme, GError **error);

/* Gives @title its number: @number, or for NULL what is offered; one that it has already stays for NULL as long as the
 * class does. JZ_ERROR_CONFLICT where another title has it. @call: (out) (optional) (transfer full): class/number, with
 * the volume. */
gboolean jz_shelving_take (JzOperation *operation, gint64 title, gint64 scheme, const char *class_, const char *number,
                           char **call, GError **error);

/* How a title and its volumes are called before something of it changes. */
typedef struct _JzShelved JzShelved;

/* Returns: (transfer full), NULL with @error */
JzShelved *jz_shelved_read (JzConnection *connection, gint64 title, GError **error);
void       jz_shelved_free (JzShelved *self);

/* Copies of which the title is called otherwise now are called so too. */
gboolean jz_shelved_follow (JzOperation *operation, const JzShelved *before, GError **error);

/* The author in four-corner numbers: of one character all four, of two two each, of three two, one and one, of more the
 * first of the first four; letters and signs count nothing. As it is usual in libraries; what a school does otherwise
 * is typed.
 * @author may have where he comes from before it ("（法）") and words of his role behind ("余华等编著"); of several the
 * first counts. Returns: (transfer full), "" where nothing is known */
char    *jz_shelving_author_number (const char *author);

/* What stands behind ":" for a volume: the number before a word like 册 ("第2版第三册": 3), else its first number, else
 * its words. Returns: (transfer full), "" for "" */
char    *jz_shelving_volume (const char *volume);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzShelved, jz_shelved_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JzShelvingOffer, jz_shelving_offer_clear)

G_END_DECLS
