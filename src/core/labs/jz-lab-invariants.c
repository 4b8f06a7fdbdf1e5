/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-lab-invariants.h"

const JzInvariant jz_lab_invariants[] = {
  { "lab.log", FALSE,
    "SELECT 'lab_log:' || g.id, 'is signed, and its lesson says otherwise' FROM lab_log g JOIN lesson l ON l.id = "
    "g.lesson WHERE g.signed IS NOT NULL AND (l.state <> g.outcome OR l.voided IS NOT NULL) LIMIT 20" },
  { "lab.plan", FALSE,
    "SELECT 'lab_lesson:' || b.id, 'is the notice of another class or experiment than its plan' FROM lab_lesson b JOIN "
    "lab_plan p ON p.id = b.plan JOIN lesson l ON l.id = b.lesson WHERE p.class IS NOT l.class OR p.experiment <> "
    "b.experiment LIMIT 20" },
  { "lab.voucher", FALSE,
    "SELECT 'lab_voucher:' || v.id, 'is no such voucher' FROM lab_voucher v JOIN voucher k ON k.id = v.voucher WHERE "
    "k.kind <> CASE v.what WHEN 'out' THEN 'loan' WHEN 'used' THEN 'issue' ELSE 'return' END LIMIT 20" },
  { NULL },
};
