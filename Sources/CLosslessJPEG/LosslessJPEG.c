#include "CodeTable.h"

#include <string.h>

// Shifts by a register take one instruction on processors since 2013; Swift and Debian build for those of 2003.
#if defined(__x86_64__)
#define VARIANTS __attribute__((target_clones("bmi2", "default")))
#else
#define VARIANTS
#endif

/// The scan's bits, most significant first. Behind the data and before a marker come zeros that `missing` counts.
typedef struct bit_reader {
  const uint8_t *next;
  const uint8_t *end;
  uint64_t bits;
  int32_t count;
  int32_t missing;
} bit_reader;

static inline void fill_by_bytes(bit_reader *reader) {
  while (reader->count <= 56) {
    uint64_t byte = 0;
    const uint8_t *next = reader->next;
    if (next < reader->end && *next != 0xFF) {
      byte = *next;
      reader->next += 1;
    } else if (reader->end - next >= 2 && next[1] == 0) {
      // A zero is stuffed behind a data byte of FF (T.81 B.1.1.5).
      byte = 0xFF;
      reader->next += 2;
    } else {
      reader->missing += 8;
    }
    reader->bits |= byte << (56 - reader->count);
    reader->count += 8;
  }
}

/// Brings at least 57 bits in.
static inline void fill(bit_reader *reader) {
  if (reader->end - reader->next >= 8) {
    uint64_t eight;
    memcpy(&eight, reader->next, 8);
    const uint64_t inverse = ~eight;
    const bool has_ff = ((inverse - 0x0101010101010101u) & eight & 0x8080808080808080u) != 0;
    if (!has_ff) {
      const int32_t taken = (64 - reader->count) / 8;
      reader->bits |= __builtin_bswap64(eight) >> reader->count;
      // Bits of a byte that is not taken whole come again, with the same value.
      reader->next += taken;
      reader->count += 8 * taken;
      return;
    }
  }
  fill_by_bytes(reader);
}

static inline void drop(bit_reader *reader, uint32_t length) {
  reader->bits <<= length;
  reader->count -= (int32_t)length;
}

static inline uint32_t take(bit_reader *reader, uint32_t length) {
  if (length == 0) return 0;
  const uint32_t bits = (uint32_t)(reader->bits >> (64 - length));
  drop(reader, length);
  return bits;
}

/// The category of a code of any length; -1 where the table has no such code.
static int32_t long_category(bit_reader *reader, const code_table *table) {
  for (uint32_t length = 1; length <= longest_code; length++) {
    const uint32_t code = (uint32_t)(reader->bits >> (64 - length));
    if (code >= table->first[length] && code < table->behind[length]) {
      drop(reader, length);
      return table->categories[table->place[length] + (code - table->first[length])];
    }
  }
  return -1;
}

/// A row's differences, modulo 65536; false where the data are damaged.
VARIANTS
static bool read_differences(bit_reader *shared, const code_table *table, uint16_t *row, uint32_t columns) {
  bit_reader reader = *shared;
  for (uint32_t x = 0; x < columns; x++) {
    if (reader.count < longest_code + largest_category) fill(&reader);
    const quick_entry entry = table->quick[reader.bits >> (64 - quick_bits)];
    if (__builtin_expect(entry.kind == quick_difference, 1)) {
      drop(&reader, entry.length);
      row[x] = (uint16_t)entry.value;
      continue;
    }
    int32_t category = entry.value;
    if (entry.kind == quick_category)
      drop(&reader, entry.length);
    else if ((category = long_category(&reader, table)) < 0)
      return false;
    row[x] = category == largest_category
                 ? 32768
                 : (uint16_t)difference_of(take(&reader, (uint32_t)category), (uint32_t)category);
  }
  *shared = reader;
  return reader.count >= reader.missing;
}

/// Adds what is predicted from the row itself and the one above (T.81 table H.1), modulo 65536. A loop for each predictor, since
/// the compiler knows it in every call.
static inline __attribute__((always_inline)) void add_known(uint16_t *row, const uint16_t *above, uint32_t columns,
                                                            uint8_t predictor) {
  int32_t left = row[0] = (uint16_t)(row[0] + above[0]);
  for (uint32_t x = 1; x < columns; x++) {
    const int32_t up = above[x], corner = above[x - 1];
    int32_t predicted = left;
    switch (predictor) {
    case 2: predicted = up; break;
    case 3: predicted = corner; break;
    case 4: predicted = left + up - corner; break;
    case 5: predicted = left + ((up - corner) >> 1); break;
    case 6: predicted = up + ((left - corner) >> 1); break;
    case 7: predicted = (left + up) >> 1; break;
    default: break;
    }
    left = row[x] = (uint16_t)(row[x] + predicted);
  }
}

static void add_prediction(uint16_t *row, const uint16_t *above, uint32_t columns, uint8_t predictor) {
  switch (predictor) {
  case 2: return add_known(row, above, columns, 2);
  case 3: return add_known(row, above, columns, 3);
  case 4: return add_known(row, above, columns, 4);
  case 5: return add_known(row, above, columns, 5);
  case 6: return add_known(row, above, columns, 6);
  case 7: return add_known(row, above, columns, 7);
  default: return add_known(row, above, columns, 1);
  }
}

/// The first row of a scan and behind a restart knows none above: its first sample is half the range.
static void add_first_prediction(uint16_t *row, uint32_t columns, uint32_t bits) {
  uint16_t left = (uint16_t)(1u << (bits - 1));
  for (uint32_t x = 0; x < columns; x++) row[x] = left = (uint16_t)(row[x] + left);
}

static bool restart(bit_reader *reader, uint32_t number) {
  // The reader stops before a marker; bits that are left are the last byte's padding.
  if (reader->end - reader->next < 2 || reader->next[0] != 0xFF || reader->next[1] != 0xD0 + number % 8) return false;
  *reader = (bit_reader){reader->next + 2, reader->end, 0, 0, 0};
  return true;
}

static CLosslessJPEGOutcome decode(const CLosslessJPEGScan *scan, const code_table *table, uint16_t *samples) {
  bit_reader reader = {scan->bytes, scan->bytes + scan->length, 0, 0, 0};
  const uint32_t columns = scan->columns, bits = (uint32_t)(scan->precision - scan->pointTransform);
  uint32_t restarts = 0;
  for (uint32_t y = 0; y < scan->rows; y++) {
    uint16_t *row = samples + (size_t)y * columns;
    const bool isRestart = scan->restartRows != 0 && y != 0 && y % scan->restartRows == 0;
    if (isRestart && !restart(&reader, restarts++)) return CLosslessJPEGBadRestart;
    if (!read_differences(&reader, table, row, columns)) return CLosslessJPEGDamaged;
    if (y == 0 || isRestart)
      add_first_prediction(row, columns, bits);
    else
      add_prediction(row, row - columns, columns, scan->predictor);
  }
  if (scan->pointTransform != 0)
    for (size_t i = 0; i < (size_t)scan->rows * columns; i++) samples[i] = (uint16_t)(samples[i] << scan->pointTransform);
  return CLosslessJPEGDone;
}

CLosslessJPEGOutcome clossless_jpeg_decode(const CLosslessJPEGScan *scan, uint16_t *samples) {
  code_table table;
  if (!code_table_make(&table, scan->counts, scan->categories)) return CLosslessJPEGBadTable;
  return decode(scan, &table, samples);
}
