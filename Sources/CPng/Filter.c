#include "Filter.h"
#include <stdlib.h>
#include <string.h>

static size_t row_bytes(const cpng_picture *picture) {
  return (size_t)picture->columns * (size_t)picture->channels * (size_t)(picture->bits / 8);
}

size_t cpng_filtered_bytes(const cpng_picture *picture) {
  return (row_bytes(picture) + 1) * picture->rows;
}

// Each byte less the mean of the byte a pixel to the left and the byte above; outside there is 0.
static void average(const uint8_t *restrict row, const uint8_t *restrict above, size_t count,
                    size_t pixel, uint8_t *restrict out) {
  for (size_t i = 0; i < pixel && i < count; i++) out[i] = row[i] - (above[i] >> 1);
  for (size_t i = pixel; i < count; i++) out[i] = row[i] - ((row[i - pixel] + above[i]) >> 1);
}

// Words as PNG wants them, the high byte first.
static void put_words(const uint16_t *samples, size_t count, uint8_t *bytes) {
  for (size_t i = 0; i < count; i++) {
    bytes[2 * i] = samples[i] >> 8;
    bytes[2 * i + 1] = (uint8_t)samples[i];
  }
}

bool cpng_filter(const cpng_picture *picture, uint8_t *out) {
  const size_t length = row_bytes(picture);
  // The row above the first, then the words of one row and of the one above it.
  uint8_t *scratch = calloc(3, length);
  if (!scratch) return false;
  const uint8_t *above = scratch, *samples = picture->samples;
  for (uint32_t y = 0; y < picture->rows; y++, samples += length, out += length + 1) {
    const uint8_t *row = samples;
    if (picture->bits == 16) {
      uint8_t *words = scratch + (1 + y % 2) * length;
      put_words((const uint16_t *)samples, length / 2, words);
      row = words;
    }
    out[0] = 3;
    average(row, above, length, (size_t)(picture->channels * picture->bits / 8), out + 1);
    above = row;
  }
  free(scratch);
  return true;
}
