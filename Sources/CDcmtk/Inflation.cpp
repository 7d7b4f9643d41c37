#include "CDcmtk.h"
#include "Guard.hpp"

#include <algorithm>
#include <libdeflate.h>
#include <memory>
#include <zlib.h>

using namespace cdcmtk;

namespace {

// zlib counts in 32 bits.
uInt portion(size_t left) { return uInt(std::min<size_t>(left, size_t(1) << 30)); }

CDcmtkStatus no_memory() { return status(CDcmtkCodeOutOfMemory, "no memory to inflate with"); }

CDcmtkStatus exceeds_limit() {
  return status(CDcmtkCodeMismatch, "the deflate stream exceeds the limit");
}

// libdeflate takes half of zlib's time, but of a damaged stream it says no more than that.
libdeflate_result inflate_whole(const uint8_t *deflated, size_t length, uint8_t *bytes,
                                size_t capacity, CDcmtkInflation &inflation) {
  const std::unique_ptr<libdeflate_decompressor, decltype(&libdeflate_free_decompressor)>
      decompressor(libdeflate_alloc_decompressor(), libdeflate_free_decompressor);
  if (!decompressor) throw std::bad_alloc();
  return libdeflate_deflate_decompress_ex(decompressor.get(), deflated, length, bytes, capacity,
                                          &inflation.consumed, &inflation.produced);
}

// Where a stream breaks or ends, by zlib.
CDcmtkStatus inflate_in_steps(const uint8_t *deflated, size_t length, uint8_t *bytes,
                              size_t capacity, CDcmtkInflation &inflation) {
  z_stream stream{};
  // Negative window bits: a raw stream, neither zlib's nor gzip's header.
  if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) return no_memory();
  int code = Z_OK;
  while (code == Z_OK) {
    const uInt input = portion(length - inflation.consumed);
    const uInt room = portion(capacity - inflation.produced);
    stream.next_in = const_cast<Bytef *>(deflated + inflation.consumed);
    stream.avail_in = input;
    stream.next_out = bytes + inflation.produced;
    stream.avail_out = room;
    code = inflate(&stream, Z_NO_FLUSH);
    inflation.consumed += input - stream.avail_in;
    inflation.produced += room - stream.avail_out;
  }
  inflateEnd(&stream);
  if (code == Z_STREAM_END) return done();
  if (code == Z_MEM_ERROR) return no_memory();
  if (code != Z_BUF_ERROR) return status(CDcmtkCodeCorrupt, "the deflate stream is broken");
  // No progress was possible: one of the two buffers is used up.
  return inflation.produced == capacity
             ? exceeds_limit()
             : status(CDcmtkCodeTruncated, "the deflate stream ends early");
}

} // namespace

CDcmtkStatus cdcmtk_inflate(const uint8_t *deflated, size_t length, uint8_t *bytes,
                            size_t capacity, CDcmtkInflation *inflation) {
  *inflation = {0, 0};
  return guarded([&] {
    const auto result = inflate_whole(deflated, length, bytes, capacity, *inflation);
    if (result == LIBDEFLATE_SUCCESS) return done();
    *inflation = {0, 0};
    if (result == LIBDEFLATE_INSUFFICIENT_SPACE) return exceeds_limit();
    return inflate_in_steps(deflated, length, bytes, capacity, *inflation);
  });
}
