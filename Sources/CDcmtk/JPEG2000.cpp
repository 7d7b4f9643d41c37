#include "CDcmtk.h"
#include "Guard.hpp"

#include <algorithm>
#include <cstring>
#include <memory>
#include <openjpeg.h>

using namespace cdcmtk;

namespace {

struct Memory {
  const uint8_t *bytes;
  size_t length;
  size_t position;
};

OPJ_SIZE_T readMemory(void *buffer, OPJ_SIZE_T count, void *user) {
  auto *memory = static_cast<Memory *>(user);
  const size_t left = memory->length - memory->position;
  if (left == 0) return OPJ_SIZE_T(-1);
  const size_t taken = std::min<size_t>(count, left);
  std::memcpy(buffer, memory->bytes + memory->position, taken);
  memory->position += taken;
  return taken;
}

OPJ_OFF_T skipMemory(OPJ_OFF_T count, void *user) {
  auto *memory = static_cast<Memory *>(user);
  if (count < 0) return -1;
  const size_t left = memory->length - memory->position;
  const size_t skipped = std::min<size_t>(size_t(count), left);
  memory->position += skipped;
  // -1 is how OpenJPEG hears of the end; fewer bytes than asked for would make it try again.
  return skipped == 0 && count > 0 ? -1 : OPJ_OFF_T(skipped);
}

OPJ_BOOL seekMemory(OPJ_OFF_T position, void *user) {
  auto *memory = static_cast<Memory *>(user);
  if (position < 0 || size_t(position) > memory->length) return OPJ_FALSE;
  memory->position = size_t(position);
  return OPJ_TRUE;
}

struct StreamEnd {
  void operator()(opj_stream_t *stream) const { opj_stream_destroy(stream); }
};
struct CodecEnd {
  void operator()(opj_codec_t *codec) const { opj_destroy_codec(codec); }
};
struct ImageEnd {
  void operator()(opj_image_t *image) const { opj_image_destroy(image); }
};
using Stream = std::unique_ptr<opj_stream_t, StreamEnd>;
using Codec = std::unique_ptr<opj_codec_t, CodecEnd>;
using Image = std::unique_ptr<opj_image_t, ImageEnd>;

Stream openStream(Memory &memory) {
  Stream stream(opj_stream_default_create(OPJ_TRUE));
  if (!stream) throw std::bad_alloc();
  opj_stream_set_user_data(stream.get(), &memory, nullptr);
  opj_stream_set_user_data_length(stream.get(), memory.length);
  opj_stream_set_read_function(stream.get(), readMemory);
  opj_stream_set_skip_function(stream.get(), skipMemory);
  opj_stream_set_seek_function(stream.get(), seekMemory);
  return stream;
}

Codec openCodec() {
  Codec codec(opj_create_decompress(OPJ_CODEC_J2K));
  if (!codec) throw std::bad_alloc();
  opj_dparameters_t parameters;
  opj_set_default_decoder_parameters(&parameters);
  if (!opj_setup_decoder(codec.get(), &parameters)) throw std::bad_alloc();
  return codec;
}

bool fits(const opj_image_t &image, uint16_t rows, uint16_t columns) {
  if (image.numcomps != 1) return false;
  const opj_image_comp_t &component = image.comps[0];
  return component.w == columns && component.h == rows && component.prec >= 1 &&
         component.prec <= 16;
}

} // namespace

CDcmtkStatus cdcmtk_decode_jpeg2000(const uint8_t *codestream, size_t length, uint16_t rows,
                                    uint16_t columns, uint16_t *samples,
                                    CDcmtkComponent *component) {
  return guarded([&] {
    Memory memory{codestream, length, 0};
    const Stream stream = openStream(memory);
    const Codec codec = openCodec();
    if (!opj_decoder_set_strict_mode(codec.get(), OPJ_TRUE))
      return status(CDcmtkCodeFault, "OpenJPEG offers no strict mode");
    opj_image_t *raw = nullptr;
    const bool hasHeader = opj_read_header(stream.get(), codec.get(), &raw);
    const Image image(raw);
    if (!hasHeader || !image)
      return status(CDcmtkCodeCorrupt, "the JPEG 2000 main header is broken");
    if (!fits(*image, rows, columns))
      return status(CDcmtkCodeMismatch, "the JPEG 2000 image has other dimensions than the file");
    if (!opj_decode(codec.get(), stream.get(), image.get()))
      return status(CDcmtkCodeCorrupt, "OpenJPEG could not decode the whole codestream");
    const opj_image_comp_t &decoded = image->comps[0];
    if (decoded.data == nullptr || !fits(*image, rows, columns))
      return status(CDcmtkCodeCorrupt, "the JPEG 2000 codestream does not fill the frame");
    std::transform(decoded.data, decoded.data + size_t(rows) * columns, samples,
                   [](OPJ_INT32 sample) { return uint16_t(sample); });
    component->precision = uint8_t(decoded.prec);
    component->isSigned = decoded.sgnd ? 1 : 0;
    return done();
  });
}
