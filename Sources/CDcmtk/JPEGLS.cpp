#include "CDcmtk.h"
#include "Guard.hpp"

#include <algorithm>
#include <charls/charls.h>
#include <vector>

using namespace cdcmtk;

namespace {

bool fits(const charls::frame_info &frame, uint16_t rows, uint16_t columns, uint8_t precision) {
  return frame.width == columns && frame.height == rows && frame.bits_per_sample == precision &&
         frame.component_count == 1;
}

CDcmtkStatus decode(const uint8_t *codestream, size_t length, uint16_t rows, uint16_t columns,
                    uint8_t precision, uint16_t *samples) {
  const charls::jpegls_decoder decoder(codestream, length, true);
  if (!fits(decoder.frame_info(), rows, columns, precision))
    return status(CDcmtkCodeMismatch, "the JPEG-LS image is not the one that its header announced");
  const size_t count = size_t(rows) * columns;
  if (precision > 8) {
    decoder.decode(samples, count * sizeof *samples);
    return done();
  }
  std::vector<uint8_t> narrow(count);
  decoder.decode(narrow);
  std::copy(narrow.begin(), narrow.end(), samples);
  return done();
}

} // namespace

CDcmtkStatus cdcmtk_decode_jpegls(const uint8_t *codestream, size_t length, uint16_t rows,
                                  uint16_t columns, uint8_t precision, uint16_t *samples) {
  return guarded([&] {
    try {
      return decode(codestream, length, rows, columns, precision, samples);
    } catch (const charls::jpegls_error &error) {
      if (error.code() == charls::jpegls_errc::not_enough_memory) throw std::bad_alloc();
      return status(CDcmtkCodeCorrupt, "the JPEG-LS codestream is damaged or ends early");
    }
  });
}
