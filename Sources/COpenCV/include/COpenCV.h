#pragma once
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif
#pragma clang assume_nonnull begin

// OpenCV's image operations over buffers that the caller owns. No C++ exception leaves: every entry
// returns a status by value. OpenCV is told once to use the calling thread only.

typedef enum __attribute__((enum_extensibility(closed))) {
  ccv_ok __attribute__((swift_name("ok"))) = 0,
  ccv_failed __attribute__((swift_name("failed"))) = 1,
  ccv_out_of_memory __attribute__((swift_name("outOfMemory"))) = 2,
} ccv_code;

typedef struct {
  ccv_code code;
  char message[192];
} ccv_status;

/// Samples to read, row after row, `stride` bytes from one row to the next.
typedef struct {
  const void *samples;
  int32_t rows, columns;
  size_t stride;
} ccv_source;

/// What a sample is.
typedef enum __attribute__((enum_extensibility(closed))) {
  ccv_uint8 __attribute__((swift_name("uint8"))) = 0,
  ccv_float32 __attribute__((swift_name("float32"))) = 1,
} ccv_sample;

/// The number of pixels of a component, and its bounding box.
typedef struct {
  int32_t area, left, top, width, height;
} ccv_component;

/// cv::CLAHE with tiles x tiles regions; `out` has the source's size without gaps, as below.
ccv_status ccv_clahe(ccv_source source, double clip_limit, int32_t tiles, uint8_t *out);
/// cv::medianBlur.
ccv_status ccv_median_blur(ccv_source source, int32_t size, uint8_t *out);
/// cv::adaptiveThreshold, ADAPTIVE_THRESH_GAUSSIAN_C, THRESH_BINARY, 255.
ccv_status ccv_adaptive_threshold(ccv_source source, int32_t block, double offset, uint8_t *out);
/// cv::threshold, THRESH_BINARY + THRESH_OTSU, 255; the threshold found goes to `threshold`.
ccv_status ccv_otsu(ccv_source source, double *threshold, uint8_t *out);
/// cv::resize to `rows` x `columns`: INTER_AREA when neither side grows, else INTER_LINEAR.
ccv_status ccv_resize(ccv_source source, ccv_sample sample, int32_t rows, int32_t columns, void *out);
/// The same by cv::resize alone, for 8-bit samples and the test that `ccv_resize` equals it.
ccv_status ccv_resize_for_test(ccv_source source, int32_t rows, int32_t columns, uint8_t *out);
/// cv::connectedComponentsWithStats, 8-connected, of the pixels that are not 0.
///
/// `labels` gets rows * columns numbers, 0 where nothing is. The first `capacity` components are
/// described; `count` says how many there are.
ccv_status ccv_components(ccv_source source, int32_t *labels, ccv_component *_Nullable components,
                          int32_t capacity, int32_t *count);
/// cv::applyColorMap, COLORMAP_JET: three bytes a pixel, red, green, blue.
ccv_status ccv_jet(ccv_source source, uint8_t *out);

/// cv::putText, FONT_HERSHEY_SIMPLEX: one line of ASCII, white on black, as large as fits the width.
///
/// `source` is the black strip that gets it; `out` has its size, one byte a pixel.
ccv_status ccv_caption(ccv_source source, const char *text, uint8_t *out);

#pragma clang assume_nonnull end
#ifdef __cplusplus
}
#endif
