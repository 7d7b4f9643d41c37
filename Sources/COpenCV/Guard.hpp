#pragma once
#include "COpenCV.h"
#include <cstdio>
#include <mutex>
#include <new>
#include <opencv2/imgproc.hpp>

namespace ccv {

inline ccv_status status(ccv_code code, const char *message) noexcept {
  ccv_status result{code, {}};
  std::snprintf(result.message, sizeof result.message, "%s", message);
  return result;
}

// Runs `body` so that no exception leaves, with OpenCV on the calling thread only: workers are ours
// to count, and OpenCV's own pool would fight with them.
template <typename Body>
ccv_status guarded(Body body) noexcept {
  try {
    static std::once_flag once;
    std::call_once(once, [] { cv::setNumThreads(1); });
    body();
    return status(ccv_ok, "");
  } catch (const std::bad_alloc &) {
    return status(ccv_out_of_memory, "no memory");
  } catch (const cv::Exception &error) {
    if (error.code == cv::Error::StsNoMem) return status(ccv_out_of_memory, "no memory");
    return status(ccv_failed, error.err.c_str());
  } catch (const std::exception &error) {
    return status(ccv_failed, error.what());
  } catch (...) {
    return status(ccv_failed, "unknown C++ exception");
  }
}

inline cv::Mat view(const ccv_source &source, int type = CV_8UC1) {
  return cv::Mat(source.rows, source.columns, type, const_cast<void *>(source.samples), source.stride);
}

// OpenCV reallocates an output whose size or type differs: that would leave the caller's buffer
// unwritten, so it is an error.
inline void wrote(const cv::Mat &mat, const void *buffer) {
  CV_Assert(mat.data == buffer);
}

}  // namespace ccv
