#include "AreaResize.hpp"
#include "AreaKernel.h"
#include <algorithm>
#include <cfloat>
#include <cmath>
#include <vector>

// As in the kernel.
#pragma STDC FP_CONTRACT OFF

namespace {

// How the samples of one axis become results: OpenCV's computeResizeAreaTab (imgproc/src/resize.cpp).
struct Axis {
  struct Tap {
    int result, sample;
    float weight;
  };
  std::vector<Tap> taps;

  Axis(int samples, int results, double scale) {
    for (int result = 0; result < results; result++) {
      const double begin = result * scale, end = begin + scale;
      const double width = std::min(scale, samples - begin);
      const int last = std::min(cvFloor(end), samples - 1);
      const int first = std::min(cvCeil(begin), last);
      if (first - begin > 1e-3) taps.push_back({result, first - 1, float((first - begin) / width)});
      for (int sample = first; sample < last; sample++)
        taps.push_back({result, sample, float(1.0 / width)});
      if (end - last > 1e-3)
        taps.push_back({result, last, float(std::min(std::min(end - last, 1.0), width) / width)});
    }
  }
};

// The same as the kernel reads it: the samples of a result follow one another.
struct Taps {
  std::vector<int32_t> firsts, counts;
  std::vector<float> weights;
  ccv_area_taps view;

  Taps(const Axis &axis, int results) : firsts(results), counts(results, 0) {
    for (const auto &tap : axis.taps)
      if (counts[tap.result]++ == 0) firsts[tap.result] = tap.sample;
    const int32_t most = *std::max_element(counts.begin(), counts.end());
    weights.resize(size_t(results) * most);
    for (const auto &tap : axis.taps)
      weights[size_t(tap.result) * most + (tap.sample - firsts[tap.result])] = tap.weight;
    view = {firsts.data(), counts.data(), weights.data(), most, results};
  }
};

// OpenCV's scale of an axis, by way of its inverse: the last bit counts.
double scaleOf(int samples, int results) { return 1.0 / (double(results) / samples); }

bool isWhole(double scale) { return std::abs(scale - cv::saturate_cast<int>(scale)) < DBL_EPSILON; }

}  // namespace

bool ccv::shrinkByArea(const cv::Mat &source, cv::Mat &target) {
  const int columns = target.cols;
  const double across = scaleOf(source.cols, columns), down = scaleOf(source.rows, target.rows);
  if (source.rows < ccv_area_rows || across < 1 || down < 1 || (isWhole(across) && isWhole(down)))
    return false;
  const Taps taps(Axis(source.cols, columns, across), columns);
  const Axis rows(source.rows, target.rows, down);
  cv::Mat lanes(1, ccv_area_rows * source.cols, CV_32FC1);  // OpenCV aligns to 64 bytes.
  std::vector<float> shrunk(size_t(ccv_area_rows) * columns), sums(columns, 0.0f);
  int block = -ccv_area_rows, result = 0;
  const auto finish = [&] {
    uchar *line = target.ptr(result);
    for (int x = 0; x < columns; x++) line[x] = cv::saturate_cast<uchar>(sums[x]);
  };
  for (const auto &tap : rows.taps) {
    if (tap.sample >= block + ccv_area_rows) {
      block = std::min(tap.sample, source.rows - ccv_area_rows);
      ccv_area_shrink_rows(source.ptr(block), source.step, source.cols, &taps.view,
                           lanes.ptr<float>(), shrunk.data());
    }
    const float *row = shrunk.data() + size_t(tap.sample - block) * columns;
    if (tap.result == result) {
      for (int x = 0; x < columns; x++) sums[x] += tap.weight * row[x];
    } else {
      finish();
      result = tap.result;
      for (int x = 0; x < columns; x++) sums[x] = tap.weight * row[x];
    }
  }
  finish();
  return true;
}
