#include "HuffmanLengths.h"
#include <stdlib.h>

enum { most_symbols = 286, most_bits = 15 };

typedef struct {
  uint32_t count;
  uint16_t symbol;
} leaf;

// The rarest first; equals by their symbol, so that the order is one everywhere.
static int by_count(const void *a, const void *b) {
  const leaf *x = a, *y = b;
  if (x->count != y->count) return x->count < y->count ? -1 : 1;
  return (int)x->symbol - (int)y->symbol;
}

// Which items of a level are packages of the level below, and which are leaves. A level's list is merged from the leaves
// and from pairs of the list below, both in order of their weights.
typedef struct {
  uint8_t is_package[2 * most_symbols];
  size_t length;
} level;

static void merge(const leaf *leaves, size_t count, const uint64_t *below, size_t below_length, level *out,
                  uint64_t *weights) {
  const size_t packages = below_length / 2;
  size_t leaf_index = 0, package = 0;
  out->length = count + packages;
  for (size_t i = 0; i < out->length; i++) {
    const uint64_t weight = package < packages ? below[2 * package] + below[2 * package + 1] : UINT64_MAX;
    out->is_package[i] = leaf_index == count || weight < leaves[leaf_index].count;
    if (out->is_package[i]) {
      weights[i] = weight;
      package++;
    } else {
      weights[i] = leaves[leaf_index++].count;
    }
  }
}

void cpng_code_lengths(const uint32_t *counts, size_t symbols, unsigned longest, uint8_t *lengths) {
  leaf leaves[most_symbols];
  size_t count = 0;
  for (size_t i = 0; i < symbols; i++) {
    lengths[i] = 0;
    if (counts[i]) leaves[count++] = (leaf){counts[i], (uint16_t)i};
  }
  if (count == 1) lengths[leaves[0].symbol] = 1;
  if (count < 2) return;
  qsort(leaves, count, sizeof *leaves, by_count);

  level levels[most_bits];
  uint64_t weights[2][2 * most_symbols];
  size_t below = 0;
  for (unsigned i = 0; i < longest; i++) {
    merge(leaves, count, weights[(i + 1) % 2], below, &levels[i], weights[i % 2]);
    below = levels[i].length;
  }
  // The 2n - 2 lightest items of the last list are the code; each time a leaf is among the taken ones of a list, its code
  // is a bit longer.
  size_t taken = 2 * count - 2;
  for (unsigned i = longest; i-- > 0;) {
    size_t packages = 0;
    for (size_t j = 0; j < taken; j++) packages += levels[i].is_package[j];
    for (size_t j = 0; j < taken - packages; j++) lengths[leaves[j].symbol]++;
    taken = 2 * packages;
  }
}

void cpng_codes(const uint8_t *lengths, size_t symbols, uint16_t *codes) {
  uint16_t of_length[most_bits + 1] = {0}, next[most_bits + 1] = {0};
  for (size_t i = 0; i < symbols; i++) of_length[lengths[i]]++;
  of_length[0] = 0;
  for (unsigned bits = 1; bits <= most_bits; bits++) next[bits] = (uint16_t)((next[bits - 1] + of_length[bits - 1]) << 1);
  for (size_t i = 0; i < symbols; i++) {
    uint16_t code = lengths[i] ? next[lengths[i]]++ : 0, turned = 0;
    for (unsigned bit = 0; bit < lengths[i]; bit++, code >>= 1) turned = (uint16_t)((turned << 1) | (code & 1));
    codes[i] = turned;
  }
}
