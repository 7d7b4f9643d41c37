#include "CDcmtk.h"
#include "CorruptionWatch.hpp"
#include "Guard.hpp"

#include <memory>

#include <dcmtk/config/osconfig.h>

#include <dcmtk/dcmdata/dcpixel.h>
#include <dcmtk/dcmdata/dcpixseq.h>
#include <dcmtk/dcmdata/dcpxitem.h>
#include <dcmtk/dcmdata/dctk.h>

using namespace cdcmtk;

namespace {

E_TransferSyntax transferSyntax(CDcmtkProcess process) {
  switch (process) {
  case CDcmtkProcessBaseline:
    return EXS_JPEGProcess1;
  case CDcmtkProcessExtended:
    return EXS_JPEGProcess2_4;
  }
  return EXS_Unknown;
}

void describe(DcmDataset &dataset, uint16_t rows, uint16_t columns, uint8_t precision) {
  dataset.putAndInsertUint16(DcmTag(DCM_SamplesPerPixel, EVR_US), 1);
  dataset.putAndInsertString(DcmTag(DCM_PhotometricInterpretation, EVR_CS), "MONOCHROME2");
  dataset.putAndInsertString(DcmTag(DCM_NumberOfFrames, EVR_IS), "1");
  dataset.putAndInsertUint16(DcmTag(DCM_Rows, EVR_US), rows);
  dataset.putAndInsertUint16(DcmTag(DCM_Columns, EVR_US), columns);
  dataset.putAndInsertUint16(DcmTag(DCM_BitsAllocated, EVR_US), precision > 8 ? 16 : 8);
  dataset.putAndInsertUint16(DcmTag(DCM_BitsStored, EVR_US), precision);
  dataset.putAndInsertUint16(DcmTag(DCM_HighBit, EVR_US), Uint16(precision - 1));
  dataset.putAndInsertUint16(DcmTag(DCM_PixelRepresentation, EVR_US), 0);
}

void appendItem(DcmPixelSequence &sequence, const uint8_t *bytes, size_t length) {
  auto item = std::make_unique<DcmPixelItem>(DCM_PixelItemTag);
  if (length > 0) {
    Uint8 *room = nullptr;
    // Fragments have an even length; the byte behind an odd codestream is zero.
    if (item->createUint8Array(Uint32((length + 1) & ~size_t(1)), room).bad() || room == nullptr)
      throw std::bad_alloc();
    std::copy(bytes, bytes + length, room);
    if (length & 1) room[length] = 0;
  }
  if (sequence.insert(item.get()).bad()) throw std::bad_alloc();
  item.release();
}

// The file's own dataset never reaches DCMTK: only these nine attributes and the codestream do.
void insertPixels(DcmDataset &dataset, E_TransferSyntax syntax, const uint8_t *codestream,
                  size_t length) {
  auto sequence = std::make_unique<DcmPixelSequence>(DCM_PixelSequenceTag);
  appendItem(*sequence, nullptr, 0);
  appendItem(*sequence, codestream, length);
  auto pixels = std::make_unique<DcmPixelData>(DcmTag(DCM_PixelData, EVR_OB));
  pixels->putOriginalRepresentation(syntax, nullptr, sequence.release());
  if (dataset.insert(pixels.get()).bad()) throw std::bad_alloc();
  pixels.release();
}

template <typename Sample>
CDcmtkStatus copySamples(const Sample *decoded, unsigned long have, size_t need,
                         uint16_t *samples) {
  // Eight-bit frames of an odd size are padded.
  if (decoded == nullptr || have < need || have > need + 1)
    return status(CDcmtkCodeCorrupt, "the codestream does not fill the frame");
  std::copy(decoded, decoded + need, samples);
  return done();
}

} // namespace

CDcmtkStatus cdcmtk_decode_jpeg(const uint8_t *codestream, size_t length, CDcmtkProcess process,
                                uint16_t rows, uint16_t columns, uint8_t precision,
                                uint16_t *samples) {
  const CDcmtkStatus initialized = cdcmtk_initialize();
  if (initialized.code != CDcmtkCodeDone) return initialized;
  return guarded([&] {
    DcmDataset dataset;
    describe(dataset, rows, columns, precision);
    insertPixels(dataset, transferSyntax(process), codestream, length);
    const CorruptionWatch watch;
    if (dataset.chooseRepresentation(EXS_LittleEndianExplicit, nullptr).bad())
      return status(CDcmtkCodeCorrupt, "DCMTK could not decode the codestream");
    if (watch.hasSeenCorruption())
      return status(CDcmtkCodeCorrupt, "the JPEG codestream is damaged or ends early");
    const size_t need = size_t(rows) * columns;
    unsigned long have = 0;
    if (precision > 8) {
      const Uint16 *words = nullptr;
      dataset.findAndGetUint16Array(DCM_PixelData, words, &have);
      return copySamples(words, have, need, samples);
    }
    // DCMTK may hand 8-bit samples back as OW; the words' bytes are then the samples in order.
    const Uint8 *bytes = nullptr;
    if (dataset.findAndGetUint8Array(DCM_PixelData, bytes, &have).bad() || bytes == nullptr) {
      const Uint16 *words = nullptr;
      dataset.findAndGetUint16Array(DCM_PixelData, words, &have);
      bytes = reinterpret_cast<const Uint8 *>(words);
      have *= 2;
    }
    return copySamples(bytes, have, need, samples);
  });
}
