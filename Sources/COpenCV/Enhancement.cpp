#include "Guard.hpp"

using ccv::guarded, ccv::view, ccv::wrote;

static cv::Mat over(const ccv_source &source, uint8_t *out) {
  return cv::Mat(source.rows, source.columns, CV_8UC1, out);
}

ccv_status ccv_clahe(ccv_source source, double clip_limit, int32_t tiles, uint8_t *out) {
  return guarded([&] {
    cv::Mat result = over(source, out);
    cv::createCLAHE(clip_limit, cv::Size(tiles, tiles))->apply(view(source), result);
    wrote(result, out);
  });
}

ccv_status ccv_median_blur(ccv_source source, int32_t size, uint8_t *out) {
  return guarded([&] {
    cv::Mat result = over(source, out);
    cv::medianBlur(view(source), result, size);
    wrote(result, out);
  });
}

ccv_status ccv_adaptive_threshold(ccv_source source, int32_t block, double offset, uint8_t *out) {
  return guarded([&] {
    cv::Mat result = over(source, out);
    cv::adaptiveThreshold(view(source), result, 255, cv::ADAPTIVE_THRESH_GAUSSIAN_C,
                          cv::THRESH_BINARY, block, offset);
    wrote(result, out);
  });
}

ccv_status ccv_otsu(ccv_source source, double *threshold, uint8_t *out) {
  return guarded([&] {
    cv::Mat result = over(source, out);
    *threshold = cv::threshold(view(source), result, 0, 255, cv::THRESH_BINARY | cv::THRESH_OTSU);
    wrote(result, out);
  });
}
