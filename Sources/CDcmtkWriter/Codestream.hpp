// From samples to the bytes of one frame in a compressed transfer syntax.
//
// The encoders are called below DCMTK's codec layer where they can be, since that layer also edits
// the header (new UIDs, rescaled pixels, derivation texts), and the phantoms' headers are the test.
#pragma once

#include "Guard.hpp"

#include <cstdint>
#include <vector>

using Codestream = std::vector<uint8_t>;

/// IJG's JPEG in 8, 12 and 16 bits: baseline, extended, lossless processes 14 and 14 SV1.
Codestream jpeg(const CDcmtkWriterFrame &frame, E_TransferSyntax syntax, uint8_t quality);
/// RLE and JPEG-LS, which DCMTK offers through its codec layer only.
Codestream throughCodec(const CDcmtkWriterFrame &frame, E_TransferSyntax syntax, uint16_t near);
/// JPEG 2000 Part 1 by OpenJPEG: reversible without a ratio, irreversible with one.
Codestream jpeg2000(const CDcmtkWriterFrame &frame, bool isLossless, float ratio);

/// The low 8 bits of each cell.
std::vector<uint8_t> lowBytes(const CDcmtkWriterFrame &frame);

inline size_t sampleCount(const CDcmtkWriterFrame &frame) {
  return static_cast<size_t>(frame.rows) * frame.columns;
}
