#include "FilmDeflate.h"
#include "HuffmanLengths.h"
#include <libdeflate.h>
#include <stdbool.h>
#include <string.h>

enum {
  block_bytes = 1 << 17,
  // A run of at least nine bytes is what one comparison of two words finds.
  shortest_run = 9,
  longest_match = 258,
  end_of_block = 256,
  literals_and_lengths = 286,
  code_lengths = 19,
  // A block's header: 17 bits, 19 lengths of 3 bits, and 287 lengths of at most 7 bits.
  header_bytes = 264,
};

// RFC 1951, clause 3.2.5: the first length of each symbol from 257 on, and how many bits follow it.
static const uint16_t first_length[29] = {3,  4,  5,  6,  7,  8,  9,  10, 11,  13,  15,  17,  19,  23, 27,
                                          31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258};
static const uint8_t extra_bits[29] = {0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0};
// Clause 3.2.7: in which order the lengths of the code for lengths are sent.
static const uint8_t sent_order[code_lengths] = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

typedef struct {
  uint8_t *next;
  uint64_t bits;
  unsigned count;
} bit_writer;

// Writes the whole bytes that have gathered; eight bytes of room are needed.
static inline void flush(bit_writer *out) {
  memcpy(out->next, &out->bits, 8);
  out->next += out->count >> 3;
  out->bits >>= out->count & ~7u;
  out->count &= 7;
}

static inline void add(bit_writer *out, uint64_t bits, unsigned count) {
  out->bits |= bits << out->count;
  out->count += count;
}

static inline void put(bit_writer *out, uint64_t bits, unsigned count) {
  add(out, bits, count);
  flush(out);
}

static inline uint64_t word(const uint8_t *bytes) {
  uint64_t value;
  memcpy(&value, bytes, 8);
  return value;
}

// How many bytes from `at` repeat the byte before it: 0, or at least eight.
static inline size_t run(const uint8_t *at, const uint8_t *end) {
  if (end - at < shortest_run - 1 || word(at) != word(at - 1)) return 0;
  const uint8_t *next = at + 8;
  while (next < end && *next == next[-1]) next++;
  return (size_t)(next - at);
}

static unsigned symbol_of(size_t length) {
  unsigned symbol = 0;
  while (symbol < 28 && first_length[symbol + 1] <= length) symbol++;
  return symbol;
}

// The longest match that leaves none shorter than three behind it.
static size_t portion(size_t length) {
  if (length <= longest_match) return length;
  return length - longest_match < 3 ? longest_match - 3 : longest_match;
}

// How often each symbol of the block occurs. Four tables, since equal neighbours would wait for each other.
static void count(const uint8_t *begin, const uint8_t *end, bool first, uint32_t *counts) {
  uint32_t partial[4][256] = {{0}};
  memset(counts, 0, literals_and_lengths * sizeof *counts);
  const uint8_t *at = begin;
  if (first && at < end) counts[*at++]++;
  while (end - at >= 8) {
    size_t repeated = run(at, end);
    if (repeated) {
      for (at += repeated; repeated > 0;) {
        const size_t part = portion(repeated);
        counts[257 + symbol_of(part)]++;
        repeated -= part;
      }
      continue;
    }
    for (unsigned i = 0; i < 8; i++) partial[i & 3][at[i]]++;
    at += 8;
  }
  while (at < end) counts[*at++]++;
  for (unsigned i = 0; i < 256; i++) counts[i] += partial[0][i] + partial[1][i] + partial[2][i] + partial[3][i];
  counts[end_of_block] = 1;
}

// Clause 3.2.7, without the codes for repeated lengths but for runs of zeros.
static void write_header(bit_writer *out, const uint8_t *lengths, bool is_last) {
  uint8_t symbols[literals_and_lengths + 1], repeats[literals_and_lengths + 1];
  uint32_t counts[code_lengths] = {0};
  size_t items = 0;
  // The lengths of the literals and of the one distance, which is 1, are one sequence.
  for (size_t i = 0; i <= literals_and_lengths;) {
    size_t zeros = 0;
    while (i + zeros < literals_and_lengths && lengths[i + zeros] == 0 && zeros < 138) zeros++;
    const size_t covered = zeros >= 3 ? zeros : 1;
    symbols[items] = zeros >= 11 ? 18 : zeros >= 3 ? 17 : i < literals_and_lengths ? lengths[i] : 1;
    repeats[items] = zeros >= 11 ? (uint8_t)(zeros - 11) : zeros >= 3 ? (uint8_t)(zeros - 3) : 0;
    counts[symbols[items++]]++;
    i += covered;
  }
  uint8_t bits[code_lengths];
  uint16_t codes[code_lengths];
  cpng_code_lengths(counts, code_lengths, 7, bits);
  cpng_codes(bits, code_lengths, codes);
  size_t sent = code_lengths;
  while (sent > 4 && bits[sent_order[sent - 1]] == 0) sent--;
  put(out, (is_last ? 1 : 0) | 2 << 1, 3);
  put(out, (literals_and_lengths - 257) | 0 << 5 | (sent - 4) << 10, 14);
  for (size_t i = 0; i < sent; i++) put(out, bits[sent_order[i]], 3);
  for (size_t i = 0; i < items; i++) {
    put(out, codes[symbols[i]], bits[symbols[i]]);
    if (symbols[i] == 17) put(out, repeats[i], 3);
    if (symbols[i] == 18) put(out, repeats[i], 7);
  }
}

static inline void write_run(bit_writer *out, size_t repeated, const uint16_t *codes, const uint8_t *lengths) {
  while (repeated > 0) {
    const size_t part = portion(repeated);
    const unsigned symbol = symbol_of(part);
    add(out, codes[257 + symbol], lengths[257 + symbol]);
    // The one code of the distance 1 is a zero bit behind the length's.
    put(out, part - first_length[symbol], extra_bits[symbol] + 1u);
    repeated -= part;
  }
}

static void write_block(bit_writer *writer, const uint8_t *begin, const uint8_t *end, bool first, bool is_last) {
  uint32_t counts[literals_and_lengths];
  uint8_t lengths[literals_and_lengths];
  uint16_t codes[literals_and_lengths];
  count(begin, end, first, counts);
  cpng_code_lengths(counts, literals_and_lengths, cpng_longest_code, lengths);
  cpng_codes(lengths, literals_and_lengths, codes);
  write_header(writer, lengths, is_last);
  // A copy of its own: bytes that are written may be anything's, so the compiler would fetch the writer anew after each.
  bit_writer local = *writer, *out = &local;
  uint32_t literals[256];
  for (unsigned i = 0; i < 256; i++) literals[i] = (uint32_t)codes[i] << 8 | lengths[i];
  const uint8_t *at = begin;
  if (first && at < end) {
    put(out, codes[*at], lengths[*at]);
    at++;
  }
  while (end - at >= 8) {
    const size_t repeated = run(at, end);
    if (repeated) {
      write_run(out, repeated, codes, lengths);
      at += repeated;
      continue;
    }
    for (unsigned i = 0; i < 8; i += 4) {
      for (unsigned j = i; j < i + 4; j++) add(out, literals[at[j]] >> 8, literals[at[j]] & 0xFF);
      flush(out);
    }
    at += 8;
  }
  for (; at < end; at++) put(out, codes[*at], lengths[*at]);
  put(out, codes[end_of_block], lengths[end_of_block]);
  *writer = local;
}

size_t cpng_film_deflate_bound(size_t length) {
  // A code for 286 symbols that is the best is no longer than nine bits on average; two bytes of zlib's header, four of its
  // checksum, and room for the last word.
  return length + length / 8 + (length / block_bytes + 1) * (header_bytes + 2) + 16;
}

size_t cpng_film_deflate(const uint8_t *bytes, size_t length, uint8_t *out) {
  bit_writer writer = {.next = out};
  // RFC 1950: deflate with a window of 32 KiB, the fastest of its levels.
  put(&writer, 0x0178, 16);
  size_t done = 0;
  do {
    const size_t part = length - done < block_bytes ? length - done : block_bytes;
    write_block(&writer, bytes + done, bytes + done + part, done == 0, done + part == length);
    done += part;
  } while (done < length);
  put(&writer, 0, (8 - writer.count) & 7);
  const uint32_t checksum = libdeflate_adler32(1, bytes, length);
  for (int shift = 24; shift >= 0; shift -= 8) put(&writer, (checksum >> shift) & 0xFF, 8);
  return (size_t)(writer.next - out);
}
