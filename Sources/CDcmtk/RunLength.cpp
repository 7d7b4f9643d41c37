#include "CDcmtk.h"
#include "Guard.hpp"

#include <algorithm>

#include <dcmtk/config/osconfig.h>

#include <dcmtk/dcmdata/dcerror.h>
#include <dcmtk/dcmdata/dcrledec.h>

using namespace cdcmtk;

CDcmtkStatus cdcmtk_decode_rle_segment(const uint8_t *segment, size_t length, uint8_t *bytes,
                                       size_t count) {
  return guarded([&] {
    // Room for one byte more: two zeros of padding read as one byte.
    DcmRLEDecoder decoder(count + 1);
    // DCMTK's parameter lacks a const; the decoder only reads.
    decoder.decompress(const_cast<uint8_t *>(segment), length);
    if (decoder.size() < count)
      return status(CDcmtkCodeTruncated, "an RLE segment ends before the frame does");
    if (decoder.fail())
      return status(CDcmtkCodeCorrupt, "an RLE segment holds more than the frame");
    const auto *decoded = static_cast<const uint8_t *>(decoder.getOutputBuffer());
    std::copy(decoded, decoded + count, bytes);
    return done();
  });
}
