#include "Guard.h"
#include <stdlib.h>

static void get(png_structp png, png_bytep bytes, size_t count) {
  cpng_work *work = png_get_io_ptr(png);
  if (count > work->length - work->position) png_error(png, "the picture ends early");
  memcpy(bytes, work->source + work->position, count);
  work->position += count;
}

// Opens a reader whose ancillary chunks cannot eat memory.
static png_structp open_reader(cpng_work *work, png_infop *info) {
  png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, work, cpng_fail, cpng_ignore);
  if (!png) return NULL;
  *info = png_create_info_struct(png);
  if (!*info) {
    png_destroy_read_struct(&png, NULL, NULL);
    return NULL;
  }
  png_set_read_fn(png, work, get);
  png_set_chunk_malloc_max(png, 4 << 20);
  png_set_chunk_cache_max(png, 64);
  return png;
}

cpng_status cpng_describe(const uint8_t *bytes, size_t count, cpng_header *header) {
  cpng_work work = {.source = bytes, .length = count};
  png_infop info;
  png_structp png = open_reader(&work, &info);
  if (!png) return cpng_no_memory();
  if (setjmp(png_jmpbuf(png)) == 0) {
    png_set_user_limits(png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
    png_read_info(png, info);
    header->columns = png_get_image_width(png, info);
    header->rows = png_get_image_height(png, info);
  }
  png_destroy_read_struct(&png, &info, NULL);
  return work.status;
}

// Turns one row of 1 to 4 channels (grey, grey+alpha, RGB, RGBA) into grey.
static void gray_row(const uint8_t *row, int channels, int bits, uint32_t columns, uint8_t *out) {
  const uint16_t *deep = (const uint16_t *)row;
  const int has_alpha = channels == 2 || channels == 4, has_color = channels >= 3;
  const uint64_t white = bits == 16 ? 65535 : 255;
  for (uint32_t x = 0; x < columns; x++) {
    uint64_t sample[4] = {0};
    for (int c = 0; c < channels; c++) {
      size_t i = (size_t)x * channels + c;
      sample[c] = bits == 16 ? deep[i] : row[i];
    }
    uint64_t value = sample[0];
    // The weights of BT.601 in 14 bits, as OpenCV has them; they sum to 16384.
    if (has_color)
      value = (sample[0] * 4899 + sample[1] * 9617 + sample[2] * 1868 + 8192) >> 14;
    if (has_alpha) value = (value * sample[channels - 1] + white / 2) / white;
    out[x] = (uint8_t)(bits == 16 ? (value + 128) / 257 : value);
  }
}

static void read_rows(png_structp png, png_infop info, uint8_t *whole, uint8_t *out) {
  const uint32_t rows = png_get_image_height(png, info), columns = png_get_image_width(png, info);
  const size_t stride = png_get_rowbytes(png, info);
  const int channels = png_get_channels(png, info), bits = png_get_bit_depth(png, info);
  const int passes = png_get_interlace_type(png, info) == PNG_INTERLACE_NONE ? 1 : 7;
  for (int pass = 0; pass < passes; pass++) {
    for (uint32_t y = 0; y < rows; y++) {
      uint8_t *row = passes == 1 ? whole : whole + stride * y;
      png_read_row(png, row, NULL);
      if (pass == passes - 1) gray_row(row, channels, bits, columns, out + (size_t)columns * y);
    }
  }
  png_read_end(png, NULL);
}

// Rows of red, green and blue go straight to where they belong.
static void read_color_rows(png_structp png, png_infop info, uint8_t *out) {
  const uint32_t rows = png_get_image_height(png, info);
  const size_t stride = png_get_rowbytes(png, info);
  const int passes = png_get_interlace_type(png, info) == PNG_INTERLACE_NONE ? 1 : 7;
  if (stride != (size_t)png_get_image_width(png, info) * 3) png_error(png, "no three channels");
  for (int pass = 0; pass < passes; pass++)
    for (uint32_t y = 0; y < rows; y++) png_read_row(png, out + stride * y, NULL);
  png_read_end(png, NULL);
}

static cpng_status decode(const uint8_t *bytes, size_t count, uint32_t rows, uint32_t columns,
                          int wants_color, uint8_t *out) {
  cpng_work work = {.source = bytes, .length = count};
  uint8_t *volatile whole = NULL;  // volatile: its value must outlive a longjmp
  png_infop info;
  png_structp png = open_reader(&work, &info);
  if (!png) return cpng_no_memory();
  if (setjmp(png_jmpbuf(png)) == 0) {
    png_set_user_limits(png, columns, rows);
    png_read_info(png, info);
    if (png_get_image_height(png, info) != rows || png_get_image_width(png, info) != columns)
      png_error(png, "the header has changed");
    png_set_expand(png);
    if (wants_color) {
      png_set_scale_16(png);
      png_set_gray_to_rgb(png);
      png_set_strip_alpha(png);
    } else {
      png_set_swap(png);
    }
    const int passes = png_set_interlace_handling(png);
    png_read_update_info(png, info);
    if (wants_color) {
      read_color_rows(png, info, out);
    } else {
      whole = malloc(png_get_rowbytes(png, info) * (passes == 1 ? 1 : (size_t)rows));
      if (!whole) png_error(png, "no memory");
      read_rows(png, info, whole, out);
    }
  }
  free(whole);
  png_destroy_read_struct(&png, &info, NULL);
  return work.status;
}

cpng_status cpng_decode_gray(const uint8_t *bytes, size_t count, uint32_t rows, uint32_t columns,
                             uint8_t *out) {
  return decode(bytes, count, rows, columns, 0, out);
}

cpng_status cpng_decode_rgb(const uint8_t *bytes, size_t count, uint32_t rows, uint32_t columns,
                            uint8_t *out) {
  return decode(bytes, count, rows, columns, 1, out);
}
