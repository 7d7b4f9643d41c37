#include "Guard.hpp"
#include <algorithm>
#include <string>

ccv_status ccv_caption(ccv_source source, const char *text, uint8_t *out) {
  return ccv::guarded([&] {
    cv::Mat strip(source.rows, source.columns, CV_8UC1, out);
    ccv::view(source).copyTo(strip);
    ccv::wrote(strip, out);
    const std::string line(text);
    int baseline = 0;
    const cv::Size unit = cv::getTextSize(line, cv::FONT_HERSHEY_SIMPLEX, 1.0, 1, &baseline);
    if (unit.width <= 0 || strip.rows < 1) return;
    const double wide = 0.97 * strip.cols / unit.width;
    const double high = 0.8 * strip.rows / (unit.height + baseline);
    const double scale = std::min({wide, high, 1.0});
    const cv::Point origin(static_cast<int>(0.015 * strip.cols),
                           static_cast<int>((strip.rows + unit.height * scale) / 2));
    cv::putText(strip, line, origin, cv::FONT_HERSHEY_SIMPLEX, scale, cv::Scalar(255), 1, cv::LINE_AA);
  });
}
