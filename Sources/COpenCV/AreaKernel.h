#pragma once
#include <stdint.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

// As many rows go through the kernel side by side.
enum { ccv_area_rows = 8 };

/// Which samples of a row a result is made of, and their weights.
///
/// Result i is the sum of `counts[i]` samples from `firsts[i]` on, with `weights[i * most]` and following.
typedef struct {
  const int32_t *firsts, *counts;
  const float *weights;
  int32_t most, results;
} ccv_area_taps;

/// Shrinks eight rows of `columns` samples, `stride` bytes apart, in their width.
///
/// `lanes` is scratch of 8 * columns floats, aligned to 32 bytes. `out` gets eight rows of results. Each
/// result is summed from left to right in single precision without fused operations, as OpenCV sums it.
void ccv_area_shrink_rows(const uint8_t *samples, size_t stride, int32_t columns,
                          const ccv_area_taps *taps, float *lanes, float *out);

#ifdef __cplusplus
}
#endif
