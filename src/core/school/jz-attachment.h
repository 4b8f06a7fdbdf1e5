/* jz-attachment: files that belong to a row: the photo of an asset, the invoice of a voucher, the signed note of a person.
 *
 * What a file holds is kept once in the school file, by its SHA-256, in pieces of at most 256 KiB; the journal keeps the range of
 * the pieces and a digest over them, as of entries, so that undo and history stay small and `check` proves every byte. The backup has
 * them, since it is the file; the package has not. What is taken back stays in the file, since that can be undone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-operation.h"

G_BEGIN_DECLS

extern const JzAction jz_action_attach, jz_action_detach;

/* "photo", "invoice", "acceptance", "manual", "contract", "other"; ends with NULL. */
extern const char *const jz_attachment_kinds[];
/* 照片, 发票, …; translated. */
const char *jz_attachment_kind_words (const char *kind);

/* How large a file may be, and how wide a photo (settings 'attachment-max-bytes', 'attachment-photo-side'). */
typedef struct
{
  gint64 max_bytes;
  guint  photo_side;
} JzAttachmentLimits;

gboolean jz_attachment_limits     (JzConnection *connection, JzAttachmentLimits *limits, GError **error);
gboolean jz_attachment_set_limits (JzOperation *operation, const JzAttachmentLimits *limits, GError **error);

/* A file that is about to be attached: read, recognised, and shrunk where it is a photo. */
typedef struct
{
  char       *name;  /* without folders, tidied */
  const char *media; /* interned */
  GBytes     *bytes;
} JzAttachmentFile;

void              jz_attachment_file_free (JzAttachmentFile *self);

/* Takes its time: for threads that work. JZ_ERROR_REFUSED for what is empty, too large, no plain file, or a damaged picture;
 * JZ_ERROR_NO_FILE. Returns: (transfer full) */
JzAttachmentFile *jz_attachment_file_load (const char *path, const JzAttachmentLimits *limits,
                                           GCancellable *cancellable, GError **error);
/* The same of what is in memory already, such as a picture that was pasted. */
JzAttachmentFile *jz_attachment_file_new  (const char *name, GBytes *bytes, const JzAttachmentLimits *limits,
                                           GCancellable *cancellable, GError **error);

/* "photo" for pictures, "other" else. */
const char       *jz_attachment_file_guess (const JzAttachmentFile *self);

/* To row @row of @table, any table whose rows have names outside the file. @kind NULL: as guessed. JZ_ERROR_NOT_FOUND for no such row,
 * JZ_ERROR_CONFLICT where the row has the same file already. @id: (out) (optional). */
gboolean jz_attachment_add    (JzOperation *operation, const char *table, gint64 row, const char *kind,
                               const JzAttachmentFile *file, gint64 *id,
                               GError **error);
gboolean jz_attachment_remove (JzOperation *operation, gint64 id, GError **error);

typedef struct
{
  gint64  id, row, size;
  char   *table, *kind, *name, *media, *sha256; /* hexadecimal */
  char   *at, *who;                             /* when it was attached (UTC), and by whom */
} JzAttachment;

void          jz_attachment_free (JzAttachment *self);

/* By kind, then as they came. Returns: (transfer full) (element-type JzAttachment) */
GPtrArray    *jz_attachment_list (JzConnection *connection, const char *table, gint64 row, GError **error);
/* JZ_ERROR_NOT_FOUND. */
JzAttachment *jz_attachment_find (JzConnection *connection, gint64 id, GError **error);

/* What it holds, proved by its hash: JZ_ERROR_DAMAGED where that does not fit. Returns: (transfer full) */
GBytes       *jz_attachment_read (JzConnection *connection, gint64 id, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzAttachmentFile, jz_attachment_file_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzAttachment, jz_attachment_free)

G_END_DECLS
