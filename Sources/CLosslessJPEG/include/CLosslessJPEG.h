#pragma once

#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// The scan of a lossless JPEG frame with Huffman coding and one component (ITU-T T.81 annex H).
typedef struct CLosslessJPEGScan {
  /// The entropy-coded data, restart markers included, up to the marker behind them.
  const uint8_t *bytes;
  size_t length;
  /// How many codes there are of 1 to 16 bits (BITS), and what they mean (HUFFVAL), as many.
  const uint8_t *counts;
  const uint8_t *categories;
  uint16_t rows;
  uint16_t columns;
  /// Bits a sample, 2 to 16, before the point transform.
  uint8_t precision;
  /// 1 to 7 (table H.1).
  uint8_t predictor;
  /// Low bits that were left out, fewer than `precision`.
  uint8_t pointTransform;
  /// Rows between restart markers; 0 for none.
  uint16_t restartRows;
} CLosslessJPEGScan;

typedef enum __attribute__((enum_extensibility(closed))) CLosslessJPEGOutcome {
  CLosslessJPEGDone __attribute__((swift_name("done"))) = 0,
  /// The table codes the same bits twice, or a difference of more than 16 bits.
  CLosslessJPEGBadTable __attribute__((swift_name("badTable"))) = 1,
  /// The data hold a code that the table does not have, or end before the last sample.
  CLosslessJPEGDamaged __attribute__((swift_name("damaged"))) = 2,
  /// A restart marker is missing or out of turn.
  CLosslessJPEGBadRestart __attribute__((swift_name("badRestart"))) = 3,
} CLosslessJPEGOutcome;

/// Decodes a scan into `rows * columns` samples. Nothing is read beyond `bytes`, and what `samples` holds is of
/// use only where the outcome is `done`: no part of it is made up then.
CLosslessJPEGOutcome clossless_jpeg_decode(const CLosslessJPEGScan *scan, uint16_t *samples);

#pragma clang assume_nonnull end
