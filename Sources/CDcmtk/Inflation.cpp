#include "CDcmtk.h"
#include "Guard.hpp"

#include <algorithm>
#include <zlib.h>

using namespace cdcmtk;

namespace {

// zlib counts in 32 bits.
uInt portion(size_t left) { return uInt(std::min<size_t>(left, size_t(1) << 30)); }

} // namespace

CDcmtkStatus cdcmtk_inflate(const uint8_t *deflated, size_t length, uint8_t *bytes,
                            size_t capacity, CDcmtkInflation *inflation) {
  *inflation = {0, 0};
  return guarded([&] {
    z_stream stream{};
    // Negative window bits: a raw stream, neither zlib's nor gzip's header.
    if (inflateInit2(&stream, -MAX_WBITS) != Z_OK)
      return status(CDcmtkCodeOutOfMemory, "zlib got no memory");
    int code = Z_OK;
    while (code == Z_OK) {
      const uInt input = portion(length - inflation->consumed);
      const uInt room = portion(capacity - inflation->produced);
      stream.next_in = const_cast<Bytef *>(deflated + inflation->consumed);
      stream.avail_in = input;
      stream.next_out = bytes + inflation->produced;
      stream.avail_out = room;
      code = inflate(&stream, Z_NO_FLUSH);
      inflation->consumed += input - stream.avail_in;
      inflation->produced += room - stream.avail_out;
    }
    inflateEnd(&stream);
    if (code == Z_STREAM_END) return done();
    if (code == Z_MEM_ERROR) return status(CDcmtkCodeOutOfMemory, "zlib got no memory");
    if (code != Z_BUF_ERROR) return status(CDcmtkCodeCorrupt, "the deflate stream is broken");
    // No progress was possible: one of the two buffers is used up.
    return inflation->produced == capacity
               ? status(CDcmtkCodeMismatch, "the deflate stream exceeds the limit")
               : status(CDcmtkCodeTruncated, "the deflate stream ends early");
  });
}
