#include "Codestream.hpp"

#include <dcmtk/dcmdata/dcpixel.h>
#include <dcmtk/dcmdata/dcpixseq.h>
#include <dcmtk/dcmdata/dcpxitem.h>
#include <dcmtk/dcmdata/dcrleerg.h>
#include <dcmtk/dcmdata/dcrlerp.h>
#include <dcmtk/dcmjpls/djencode.h>
#include <dcmtk/dcmjpls/djrparam.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <mutex>

namespace {

void registerEncoders() {
  static std::once_flag once;
  std::call_once(once, [] {
    DcmRLEEncoderRegistration::registerCodecs();
    DJLSEncoderRegistration::registerCodecs(
      0, 0, 0, 0, OFTrue, 0, OFTrue, EJLSUC_never);
  });
}

/// A data set of its own, so that what the codec does to a header never reaches the phantom's.
void describe(DcmDataset &scratch, const CDcmtkWriterFrame &frame) {
  require(scratch.putAndInsertString(DCM_SOPClassUID, UID_SecondaryCaptureImageStorage));
  require(scratch.putAndInsertString(DCM_SOPInstanceUID, "2.25.1"));
  require(scratch.putAndInsertUint16(DCM_SamplesPerPixel, 1));
  require(scratch.putAndInsertString(DCM_PhotometricInterpretation, "MONOCHROME2"));
  require(scratch.putAndInsertUint16(DCM_Rows, frame.rows));
  require(scratch.putAndInsertUint16(DCM_Columns, frame.columns));
  require(scratch.putAndInsertUint16(DCM_BitsAllocated, frame.bits_allocated));
  require(scratch.putAndInsertUint16(DCM_BitsStored, frame.bits_stored));
  require(scratch.putAndInsertUint16(DCM_HighBit, frame.bits_stored - 1));
  require(scratch.putAndInsertUint16(DCM_PixelRepresentation, frame.is_signed ? 1 : 0));
  if (frame.bits_allocated == 8) {
    const std::vector<uint8_t> bytes = lowBytes(frame);
    require(scratch.putAndInsertUint8Array(DCM_PixelData, bytes.data(), bytes.size()));
  } else {
    require(scratch.putAndInsertUint16Array(DCM_PixelData, frame.cells, sampleCount(frame)));
  }
}

/// DCMTK pads an odd JPEG-LS codestream with whatever the byte behind it held; the end marker is the
/// true end, and the padding is left to the fragment.
void trimBehindEndMarker(Codestream &codestream) {
  const uint8_t marker[] = {0xFF, 0xD9};
  const auto place =
    std::find_end(codestream.begin(), codestream.end(), std::begin(marker), std::end(marker));
  if (place == codestream.end()) throw std::runtime_error("the codestream has no end marker");
  codestream.erase(place + 2, codestream.end());
}

}  // namespace

Codestream throughCodec(const CDcmtkWriterFrame &frame, E_TransferSyntax syntax, uint16_t near) {
  registerEncoders();
  DcmDataset scratch;
  describe(scratch, frame);
  const DcmRLERepresentationParameter rle;
  const DJLSRepresentationParameter jpegLS(near, near == 0);
  const DcmRepresentationParameter *parameter =
    syntax == EXS_RLELossless ? static_cast<const DcmRepresentationParameter *>(&rle) : &jpegLS;
  require(scratch.chooseRepresentation(syntax, parameter));

  DcmElement *element = nullptr;
  require(scratch.findAndGetElement(DCM_PixelData, element));
  auto *pixels = dynamic_cast<DcmPixelData *>(element);
  if (pixels == nullptr) throw std::runtime_error("the codec left no pixel data");
  DcmPixelSequence *sequence = nullptr;
  require(pixels->getEncapsulatedRepresentation(syntax, parameter, sequence));
  Codestream joined;
  // Item 0 is the offset table.
  for (unsigned long index = 1; index < sequence->card(); ++index) {
    DcmPixelItem *item = nullptr;
    Uint8 *bytes = nullptr;
    require(sequence->getItem(item, index));
    require(item->getUint8Array(bytes));
    joined.insert(joined.end(), bytes, bytes + item->getLength());
  }
  if (syntax != EXS_RLELossless) trimBehindEndMarker(joined);
  return joined;
}
