#pragma once
#include <opencv2/core.hpp>

namespace ccv {

/// cv::resize with INTER_AREA of 8-bit grey to a size that is nowhere larger: the same pixels in a third to a
/// fifth of the time, since OpenCV 4.6 takes this case sample by sample.
///
/// Returns false, with nothing written, for the sizes that OpenCV has fast paths for (both sides shrink by
/// whole numbers) and for less than eight rows.
bool shrinkByArea(const cv::Mat &source, cv::Mat &target);

}  // namespace ccv
