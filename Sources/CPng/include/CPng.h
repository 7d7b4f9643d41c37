#pragma once
#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

// libpng reports errors by longjmp, which must never cross a Swift frame: every entry here owns
// its setjmp and returns a status by value. Nothing allocated here outlives its call.

typedef enum __attribute__((enum_extensibility(closed))) {
  cpng_ok __attribute__((swift_name("ok"))) = 0,
  /// libpng refused the bytes, or the picture.
  cpng_refused __attribute__((swift_name("refused"))) = 1,
  /// No memory.
  cpng_out_of_memory __attribute__((swift_name("outOfMemory"))) = 2,
} cpng_code;

typedef struct {
  cpng_code code;
  char message[160];
} cpng_status;

/// What the header chunk says.
typedef struct {
  uint32_t columns, rows;
} cpng_header;

/// A picture to write: `samples` lie row after row, `channels` 1 (grey) or 3 (red, green, blue) of
/// `bits` 8 or 16 in the machine's byte order.
typedef struct {
  uint32_t columns, rows;
  int32_t channels, bits;
  const void *samples;
} cpng_picture;

/// A tEXt chunk: a keyword of 1 to 79 Latin-1 characters and its text.
typedef struct {
  const char *keyword;
  const char *text;
} cpng_text;

/// How many bytes `cpng_encode` may write for this picture.
size_t cpng_bound(const cpng_picture *picture, const cpng_text *_Nullable texts, size_t count);

/// Writes the picture as PNG into `out`, which holds `capacity` bytes, and its length to `length`.
cpng_status cpng_encode(const cpng_picture *picture, const cpng_text *_Nullable texts, size_t count,
                        uint8_t *out, size_t capacity, size_t *length);

/// Reads the header chunk of `bytes`.
cpng_status cpng_describe(const uint8_t *bytes, size_t count, cpng_header *header);

/// Decodes `bytes` to `rows * columns` grey values, which must be what `cpng_describe` said.
///
/// Colour becomes BT.601 luma, 16 bits become 8 by rounding v / 257, alpha lies over black.
cpng_status cpng_decode_gray(const uint8_t *bytes, size_t count, uint32_t rows, uint32_t columns,
                             uint8_t *out);

/// Decodes `bytes` to `rows * columns * 3` bytes of red, green and blue, as above.
///
/// Grey becomes colour, 16 bits become 8, alpha is dropped.
cpng_status cpng_decode_rgb(const uint8_t *bytes, size_t count, uint32_t rows, uint32_t columns,
                            uint8_t *out);

#pragma clang assume_nonnull end
