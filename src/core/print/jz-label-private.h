/* jz-label-private: measures that planning and setting a label share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-label.h"

G_BEGIN_DECLS

/* White space inside the edge, in millimetres. */
double jz_label_padding (const JzLabelBox *box);

/* A QR code with its quiet zone; 0 without one. */
double jz_label_matrix_side (const JzLabelBars *bars);

G_END_DECLS
