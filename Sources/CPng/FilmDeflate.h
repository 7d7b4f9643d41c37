#pragma once
#include <stddef.h>
#include <stdint.h>

/// The most bytes that `cpng_film_deflate` writes for so many.
size_t cpng_film_deflate_bound(size_t length);

/// One zlib stream (RFC 1950) of bytes that are noise or long runs of one value, as a film's are behind PNG's filter: codes of
/// their own for each block, and no other repetitions than runs, for noise has none. The same bytes on every processor.
///
/// `out` holds `cpng_film_deflate_bound(length)` bytes. Returns how many were written; nothing can fail.
size_t cpng_film_deflate(const uint8_t *bytes, size_t length, uint8_t *out);
