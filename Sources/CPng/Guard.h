#pragma once
#include "CPng.h"
#include <png.h>
#include <stdio.h>
#include <string.h>

// What libpng's callbacks share with the entry that made them.
typedef struct {
  cpng_status status;
  const uint8_t *source;  // reading
  uint8_t *target;        // writing
  size_t length, position;
} cpng_work;

// Keeps the reason and leaves libpng for the entry's setjmp.
static inline void cpng_fail(png_structp png, png_const_charp message) {
  cpng_work *work = png_get_error_ptr(png);
  work->status.code = cpng_refused;
  snprintf(work->status.message, sizeof work->status.message, "%s", message);
  png_longjmp(png, 1);
}

// Warnings tell of ancillary chunks, which carry no pixels.
static inline void cpng_ignore(png_structp png, png_const_charp message) {
  (void)png;
  (void)message;
}

static inline cpng_status cpng_no_memory(void) {
  return (cpng_status){.code = cpng_out_of_memory, .message = "no memory"};
}
