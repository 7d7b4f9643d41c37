#include "AreaKernel.h"

// A fused multiplication would round once where OpenCV rounds twice.
#pragma STDC FP_CONTRACT OFF

// Swift and Debian build for processors of 2003; the loader takes the variant that this one has.
#if defined(__x86_64__)
#define VARIANTS __attribute__((target_clones("avx2", "default")))
#else
#define VARIANTS
#endif

// One sample of each of the eight rows: no sum waits for another, and none is summed in another order.
typedef float lane __attribute__((vector_size(4 * ccv_area_rows)));

VARIANTS
void ccv_area_shrink_rows(const uint8_t *restrict samples, size_t stride, int32_t columns,
                          const ccv_area_taps *taps, float *restrict lanes, float *restrict out) {
  for (int32_t x = 0; x < columns; x++)
    for (int32_t row = 0; row < ccv_area_rows; row++)
      lanes[ccv_area_rows * x + row] = (float)samples[(size_t)row * stride + (size_t)x];
  for (int32_t i = 0; i < taps->results; i++) {
    const float *weights = taps->weights + (size_t)i * (size_t)taps->most;
    const lane *from = (const lane *)lanes + taps->firsts[i];
    lane sum = {0};
    for (int32_t k = 0; k < taps->counts[i]; k++) sum += from[k] * weights[k];
    for (int32_t row = 0; row < ccv_area_rows; row++)
      out[(size_t)row * (size_t)taps->results + (size_t)i] = sum[row];
  }
}
