#include "CodeTable.h"

static void note_quick(code_table *table, uint32_t code, uint32_t length, uint32_t category) {
  const uint32_t spare = quick_bits - length;
  for (uint32_t rest = 0; rest < (uint32_t)1 << spare; rest++) {
    quick_entry *entry = &table->quick[code << spare | rest];
    // Category 16 is a difference of 32768 without further bits (T.81 H.1.2.2), and has no room here.
    if (category < largest_category && category <= spare) {
      entry->value = (int16_t)difference_of(rest >> (spare - category), category);
      entry->length = (uint8_t)(length + category);
      entry->kind = quick_difference;
    } else {
      entry->value = (int16_t)category;
      entry->length = (uint8_t)length;
      entry->kind = quick_category;
    }
  }
}

bool code_table_make(code_table *table, const uint8_t *counts, const uint8_t *categories) {
  for (uint32_t i = 0; i < (uint32_t)1 << quick_bits; i++) table->quick[i].kind = quick_none;
  table->categories = categories;
  uint32_t code = 0;
  uint16_t place = 0;
  for (uint32_t length = 1; length <= longest_code; length++) {
    table->first[length] = code;
    table->place[length] = place;
    for (uint32_t i = 0; i < counts[length - 1]; i++, code++, place++) {
      if (code >> length != 0 || categories[place] > largest_category) return false;
      if (length <= quick_bits) note_quick(table, code, length, categories[place]);
    }
    table->behind[length] = code;
    code <<= 1;
  }
  return true;
}
