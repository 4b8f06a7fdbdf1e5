/* jz-marc-encoding: what bytes of Chinese catalogue records mean.
 *
 * Such files are UTF-8 or GB18030 (which holds GBK and GB 2312), and nothing in them says so reliably: CNMARC 100 $a/26-29
 * and MARC 21 leader/09 often lie. So each record is looked at. Half a character becomes U+FFFD, visibly, and takes nothing
 * beside it along: bytes below 0x20 are never inside a character of either encoding.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  JZ_MARC_ENCODING_AUTO, /* looked for in each record */
  JZ_MARC_ENCODING_UTF_8,
  JZ_MARC_ENCODING_GB18030,
} JzMarcEncoding;

typedef struct _JzMarcDecoder JzMarcDecoder;

JzMarcDecoder *jz_marc_decoder_new  (void);
void           jz_marc_decoder_free (JzMarcDecoder *self);

/* The encoding of @bytes; @before, that of the records before them, settles what could be either. Never AUTO. */
JzMarcEncoding jz_marc_decoder_sniff  (JzMarcDecoder *self, const guint8 *bytes, gsize n, JzMarcEncoding before);

/* Appends @bytes to @text as UTF-8. Returns: how many characters were replaced by U+FFFD */
guint          jz_marc_decoder_append (JzMarcDecoder *self, JzMarcEncoding encoding, const guint8 *bytes, gsize n,
                                       GString *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzMarcDecoder, jz_marc_decoder_free)

G_END_DECLS
