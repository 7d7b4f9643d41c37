#pragma once
#include "CPng.h"
#include <stdbool.h>

// PNG's filters (ISO/IEC 15948, clause 9), of which films need one.

/// How long the image data are before they are deflated: a byte before each row says its filter.
size_t cpng_filtered_bytes(const cpng_picture *picture);

/// Puts the image data into `out`, every row through filter 3 (Average); false where there is no memory.
///
/// Average fits noise on slopes, which is what films are made of: of the five it gave the smallest files.
bool cpng_filter(const cpng_picture *picture, uint8_t *out);
