#include "Codestream.hpp"

#include <openjpeg.h>

#include <algorithm>
#include <memory>

namespace {

struct Sink {
  Codestream bytes;
  size_t position = 0;
};

OPJ_SIZE_T write(void *data, OPJ_SIZE_T count, void *user) {
  auto *sink = static_cast<Sink *>(user);
  const auto *source = static_cast<const uint8_t *>(data);
  try {
    if (sink->bytes.size() < sink->position + count) sink->bytes.resize(sink->position + count);
  } catch (...) {
    return static_cast<OPJ_SIZE_T>(-1);
  }
  std::copy(source, source + count, sink->bytes.begin() + sink->position);
  sink->position += count;
  return count;
}

OPJ_OFF_T skip(OPJ_OFF_T count, void *user) {
  static_cast<Sink *>(user)->position += count;
  return count;
}

OPJ_BOOL seek(OPJ_OFF_T position, void *user) {
  static_cast<Sink *>(user)->position = position;
  return OPJ_TRUE;
}

template <typename T, void (*destroy)(T *)>
struct Destroyer {
  void operator()(T *object) const { destroy(object); }
};
void destroyCodec(opj_codec_t *codec) { opj_destroy_codec(codec); }
void destroyStream(opj_stream_t *stream) { opj_stream_destroy(stream); }
using Codec = std::unique_ptr<opj_codec_t, Destroyer<opj_codec_t, destroyCodec>>;
using Stream = std::unique_ptr<opj_stream_t, Destroyer<opj_stream_t, destroyStream>>;
using Image = std::unique_ptr<opj_image_t, Destroyer<opj_image_t, opj_image_destroy>>;

Image image(const CDcmtkWriterFrame &frame) {
  opj_image_cmptparm_t component = {};
  component.dx = component.dy = 1;
  component.w = frame.columns;
  component.h = frame.rows;
  component.prec = component.bpp = frame.bits_stored;
  component.sgnd = frame.is_signed ? 1 : 0;
  Image made(opj_image_create(1, &component, OPJ_CLRSPC_GRAY));
  if (!made) throw std::bad_alloc();
  made->x1 = frame.columns;
  made->y1 = frame.rows;
  const int shift = 32 - frame.bits_stored;
  for (size_t i = 0; i < sampleCount(frame); ++i) {
    const uint32_t bits = static_cast<uint32_t>(frame.cells[i]) << shift;
    made->comps[0].data[i] =
      frame.is_signed ? static_cast<int32_t>(bits) >> shift : static_cast<int32_t>(bits >> shift);
  }
  return made;
}

opj_cparameters_t parameters(const CDcmtkWriterFrame &frame, bool isLossless, float ratio) {
  opj_cparameters_t made;
  opj_set_default_encoder_parameters(&made);
  made.irreversible = isLossless ? 0 : 1;
  made.tcp_numlayers = 1;
  made.tcp_rates[0] = isLossless ? 0 : ratio;
  made.cp_disto_alloc = 1;
  // Five levels need at least 32 samples a side.
  made.numresolution = std::min(frame.rows, frame.columns) >= 64 ? 6 : 1;
  return made;
}

}  // namespace

Codestream jpeg2000(const CDcmtkWriterFrame &frame, bool isLossless, float ratio) {
  const Image source = image(frame);
  opj_cparameters_t settings = parameters(frame, isLossless, ratio);
  const Codec codec(opj_create_compress(OPJ_CODEC_J2K));
  const Stream stream(opj_stream_create(1 << 20, OPJ_FALSE));
  if (!codec || !stream) throw std::bad_alloc();
  Sink sink;
  opj_stream_set_user_data(stream.get(), &sink, nullptr);
  opj_stream_set_write_function(stream.get(), write);
  opj_stream_set_skip_function(stream.get(), skip);
  opj_stream_set_seek_function(stream.get(), seek);
  const bool done = opj_setup_encoder(codec.get(), &settings, source.get())
    && opj_start_compress(codec.get(), source.get(), stream.get())
    && opj_encode(codec.get(), stream.get()) && opj_end_compress(codec.get(), stream.get());
  if (!done) throw std::runtime_error("OpenJPEG could not encode the frame");
  return sink.bytes;
}
