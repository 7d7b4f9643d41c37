#pragma once

#include "CLosslessJPEG.h"

#include <stdbool.h>

enum { quick_bits = 12, longest_code = 16, largest_category = 16 };

/// What the next twelve bits say.
typedef struct quick_entry {
  /// The difference, where all of it lies within the twelve bits; else the category.
  int16_t value;
  /// Bits of code and difference, or of the code alone.
  uint8_t length;
  /// Of `quick_kind`.
  uint8_t kind;
} quick_entry;

typedef enum quick_kind { quick_difference, quick_category, quick_none } quick_kind;

typedef struct code_table {
  quick_entry quick[1 << quick_bits];
  /// The codes of each length are consecutive (T.81 F.2.2.3): the first, the one behind the last, and where the first's
  /// category stands.
  uint32_t first[longest_code + 1];
  uint32_t behind[longest_code + 1];
  uint16_t place[longest_code + 1];
  const uint8_t *categories;
} code_table;

/// The difference that `category` further bits stand for (table H.2): the lower half of them is negative.
static inline int32_t difference_of(uint32_t bits, uint32_t category) {
  if (category == 0) return 0;
  const int32_t half = (int32_t)1 << (category - 1);
  return (int32_t)bits < half ? (int32_t)bits - 2 * half + 1 : (int32_t)bits;
}

/// False for a table that codes the same bits twice or names more than 16 bits.
bool code_table_make(code_table *table, const uint8_t *counts, const uint8_t *categories);
