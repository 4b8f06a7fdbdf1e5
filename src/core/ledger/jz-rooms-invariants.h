/* jz-rooms-invariants: what `check` proves of rooms and lessons, beyond what a row can keep by itself.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

/* Rows of jz_ledger_invariants: lessons and the slots they stand in, uses and the lessons they are of, bells that
 * follow one another. */
#define JZ_ROOMS_INVARIANTS                                                                                            \
  { "rooms.lesson", FALSE,                                                                                             \
    "SELECT 'lesson:' || l.id, 'is approved where the day or the room is closed' FROM lesson l WHERE l.state = "       \
    "'approved' AND l.voided IS NULL AND l.kind <> 'maintenance' AND l.date >= jz_today () AND NOT EXISTS (SELECT 1 "  \
    "FROM slot WHERE slot.date = l.date AND slot.room = l.room AND slot.period = l.period AND slot.closed = '') "      \
    "UNION ALL SELECT 'lesson:' || l.id, 'belongs to a series of another term' FROM lesson l JOIN lesson_series s ON " \
    "s.id = l.series JOIN term t ON t.id = s.term WHERE l.date NOT BETWEEN t.first_day AND t.last_day LIMIT 20" },     \
    { "rooms.use", FALSE,                                                                                              \
      "SELECT 'room_use:' || u.id, 'is of a lesson that was not held' FROM room_use u JOIN lesson l ON l.id = "        \
      "u.lesson WHERE l.state <> 'done' AND l.voided IS NULL LIMIT 20" },                                              \
  {                                                                                                                    \
    "rooms.bells", FALSE,                                                                                              \
      "SELECT 'bell:' || b.id, 'begins before the period before it has ended' FROM bell b JOIN bell a ON a.schedule "  \
      "= b.schedule AND a.period < b.period AND a.ends > b.begins LIMIT 20"                                            \
  }
