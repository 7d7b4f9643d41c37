#include "FilmDeflate.h"
#include "Filter.h"
#include "Guard.h"
#include <libdeflate.h>
#include <stdlib.h>

// The fastest that still looks for repetitions, which maps of colours have and films have not. Like our own it gives what
// depends on the pixels only, never on the processor.
enum { deflate_level = 1 };

// One IDAT chunk holds this much, so that its 12 bytes of frame do not count.
enum { idat_bytes = 1 << 20 };

static void put(png_structp png, png_bytep bytes, size_t count) {
  cpng_work *work = png_get_io_ptr(png);
  if (count > work->length - work->position) png_error(png, "the buffer for the picture is too small");
  memcpy(work->target + work->position, bytes, count);
  work->position += count;
}

static void flush(png_structp png) { (void)png; }

static bool is_film(const cpng_picture *picture) {
  return picture->channels == 1 && picture->bits == 8;
}

static size_t deflated_bound(const cpng_picture *picture) {
  const size_t raw = cpng_filtered_bytes(picture);
  return is_film(picture) ? cpng_film_deflate_bound(raw) : libdeflate_zlib_compress_bound(NULL, raw);
}

size_t cpng_bound(const cpng_picture *picture, const cpng_text *texts, size_t count) {
  const size_t deflated = deflated_bound(picture);
  size_t bound = deflated + (deflated / idat_bytes + 1) * 12 + 256;
  for (size_t i = 0; i < count; i++) bound += strlen(texts[i].keyword) + strlen(texts[i].text) + 16;
  return bound;
}

static void write_texts(png_structp png, png_infop info, const cpng_text *texts, size_t count) {
  for (size_t i = 0; i < count; i++) {
    png_text text = {.compression = PNG_TEXT_COMPRESSION_NONE,
                     .key = (png_charp)texts[i].keyword,
                     .text = (png_charp)texts[i].text,
                     .text_length = strlen(texts[i].text)};
    png_set_text(png, info, &text, 1);
  }
}

// The frame by libpng, the image data as they were deflated before.
static void write_all(png_structp png, png_infop info, const cpng_picture *picture,
                      const cpng_text *texts, size_t count, const uint8_t *deflated, size_t length) {
  png_set_IHDR(png, info, picture->columns, picture->rows, picture->bits,
               picture->channels == 3 ? PNG_COLOR_TYPE_RGB : PNG_COLOR_TYPE_GRAY,
               PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_BASE, PNG_FILTER_TYPE_BASE);
  write_texts(png, info, texts, count);
  png_write_info(png, info);
  while (length > 0) {
    const size_t part = length < idat_bytes ? length : idat_bytes;
    png_write_chunk(png, (png_const_bytep)"IDAT", deflated, part);
    deflated += part;
    length -= part;
  }
  // Not png_write_end: it misses the image data that it has not written itself.
  png_write_chunk(png, (png_const_bytep)"IEND", NULL, 0);
}

static size_t deflate_others(const uint8_t *filtered, size_t length, uint8_t *out, size_t capacity) {
  struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(deflate_level);
  const size_t written = compressor ? libdeflate_zlib_compress(compressor, filtered, length, out, capacity) : 0;
  libdeflate_free_compressor(compressor);
  return written;
}

// The image data as one zlib stream in memory that the caller frees; NULL where there is no memory.
static uint8_t *deflated(const cpng_picture *picture, size_t *length) {
  const size_t raw = cpng_filtered_bytes(picture), capacity = deflated_bound(picture);
  uint8_t *filtered = malloc(raw), *stream = malloc(capacity);
  *length = 0;
  if (filtered && stream && cpng_filter(picture, filtered))
    *length = is_film(picture) ? cpng_film_deflate(filtered, raw, stream)
                               : deflate_others(filtered, raw, stream, capacity);
  free(filtered);
  if (*length > 0) return stream;
  free(stream);
  return NULL;
}

cpng_status cpng_encode(const cpng_picture *picture, const cpng_text *texts, size_t count,
                        uint8_t *out, size_t capacity, size_t *length) {
  size_t streamed = 0;
  uint8_t *stream = deflated(picture, &streamed);
  if (!stream) return cpng_no_memory();
  cpng_work work = {.target = out, .length = capacity};
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &work, cpng_fail, cpng_ignore);
  png_infop info = png ? png_create_info_struct(png) : NULL;
  if (!info) {
    work.status = cpng_no_memory();
  } else if (setjmp(png_jmpbuf(png)) == 0) {
    png_set_write_fn(png, &work, put, flush);
    write_all(png, info, picture, texts, count, stream, streamed);
    *length = work.position;
  }
  png_destroy_write_struct(&png, &info);
  free(stream);
  return work.status;
}
