#include "AreaResize.hpp"
#include "Guard.hpp"

using ccv::guarded, ccv::view, ccv::wrote;

static void resize(const cv::Mat &source, cv::Mat &target) {
  const bool shrinks = target.rows <= source.rows && target.cols <= source.cols;
  if (shrinks && source.type() == CV_8UC1 && ccv::shrinkByArea(source, target)) return;
  cv::resize(source, target, target.size(), 0, 0, shrinks ? cv::INTER_AREA : cv::INTER_LINEAR);
}

ccv_status ccv_resize(ccv_source source, ccv_sample sample, int32_t rows, int32_t columns, void *out) {
  return guarded([&] {
    const int type = sample == ccv_float32 ? CV_32FC1 : CV_8UC1;
    cv::Mat result(rows, columns, type, out);
    resize(view(source, type), result);
    wrote(result, out);
  });
}

ccv_status ccv_resize_for_test(ccv_source source, int32_t rows, int32_t columns, uint8_t *out) {
  return guarded([&] {
    cv::Mat result(rows, columns, CV_8UC1, out);
    cv::resize(view(source), result, result.size(), 0, 0, cv::INTER_AREA);
    wrote(result, out);
  });
}

ccv_status ccv_components(ccv_source source, int32_t *labels, ccv_component *components,
                          int32_t capacity, int32_t *count) {
  return guarded([&] {
    cv::Mat marked(source.rows, source.columns, CV_32SC1, labels), stats, centroids;
    // The background is number 0 and no component.
    *count = cv::connectedComponentsWithStats(view(source), marked, stats, centroids, 8, CV_32S) - 1;
    wrote(marked, labels);
    for (int i = 0; i < *count && i < capacity; i++) {
      const int *row = stats.ptr<int>(i + 1);
      components[i] = {row[cv::CC_STAT_AREA], row[cv::CC_STAT_LEFT], row[cv::CC_STAT_TOP],
                       row[cv::CC_STAT_WIDTH], row[cv::CC_STAT_HEIGHT]};
    }
  });
}

ccv_status ccv_jet(ccv_source source, uint8_t *out) {
  return guarded([&] {
    cv::Mat result(source.rows, source.columns, CV_8UC3, out), jet;
    cv::applyColorMap(view(source), jet, cv::COLORMAP_JET);
    cv::cvtColor(jet, result, cv::COLOR_BGR2RGB);
    wrote(result, out);
  });
}
