#include "Codestream.hpp"

#include <dcmtk/dcmjpeg/djcparam.h>
#include <dcmtk/dcmjpeg/djeijg12.h>
#include <dcmtk/dcmjpeg/djeijg16.h>
#include <dcmtk/dcmjpeg/djeijg8.h>

#include <memory>

namespace {

DJCodecParameter parameters() {
  // Huffman tables made for the frame; the standard ones cover 8 bits only.
  const OFBool optimizeHuffman = OFTrue;
  return DJCodecParameter(
    ECC_lossyYCbCr, EDC_never, EUC_never, EPC_default, OFFalse, OFFalse, OFFalse,
    optimizeHuffman);
}

std::unique_ptr<DJEncoder> encoder(
  const DJCodecParameter &parameters, E_TransferSyntax syntax, uint16_t bits, uint8_t quality) {
  // Selection value 1 is the only one of SV1; 6 shows that readers take the others too.
  const bool isFirstOrder = syntax == EXS_JPEGProcess14SV1;
  const int predictor = isFirstOrder ? 1 : 6;
  switch (syntax) {
    case EXS_JPEGProcess1:
      return std::make_unique<DJCompressIJG8Bit>(parameters, EJM_baseline, quality);
    case EXS_JPEGProcess2_4:
      return std::make_unique<DJCompressIJG12Bit>(parameters, EJM_sequential, quality);
    case EXS_JPEGProcess14:
    case EXS_JPEGProcess14SV1:
      if (bits <= 8)
        return std::make_unique<DJCompressIJG8Bit>(parameters, EJM_lossless, predictor, 0);
      if (bits <= 12)
        return std::make_unique<DJCompressIJG12Bit>(parameters, EJM_lossless, predictor, 0);
      return std::make_unique<DJCompressIJG16Bit>(parameters, EJM_lossless, predictor, 0);
    default:
      throw std::invalid_argument("not a JPEG transfer syntax");
  }
}

}  // namespace

std::vector<uint8_t> lowBytes(const CDcmtkWriterFrame &frame) {
  std::vector<uint8_t> bytes(sampleCount(frame));
  for (size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<uint8_t>(frame.cells[i]);
  return bytes;
}

Codestream jpeg(const CDcmtkWriterFrame &frame, E_TransferSyntax syntax, uint8_t quality) {
  const DJCodecParameter codecParameters = parameters();
  auto ijg = encoder(codecParameters, syntax, frame.bits_stored, quality);
  Uint8 *encoded = nullptr;
  Uint32 length = 0;
  OFCondition condition;
  if (ijg->bytesPerSample() == 1) {
    std::vector<uint8_t> bytes = lowBytes(frame);
    condition = ijg->encode(
      frame.columns, frame.rows, EPI_Monochrome2, 1, bytes.data(), encoded, length);
  } else {
    std::vector<uint16_t> cells(frame.cells, frame.cells + sampleCount(frame));
    condition = ijg->encode(
      frame.columns, frame.rows, EPI_Monochrome2, 1, cells.data(), encoded, length);
  }
  const std::unique_ptr<Uint8[]> owner(encoded);
  require(condition);
  return Codestream(encoded, encoded + length);
}
