// Writes DICOM files for the phantoms: DCMTK and OpenJPEG encoders behind a C surface.
//
// Nothing here decides what a file says. Every function reports by value and lets no C++ exception
// out; the caller owns all buffers that it passes in, and they are copied before a function returns.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if __cplusplus
extern "C" {
#endif

#pragma clang assume_nonnull begin

/// How a call ended; `message` is empty when `failed` is false, and holds no attribute values.
typedef struct {
  bool failed;
  char message[192];
} CDcmtkWriterStatus;

/// A data set under construction. One thread at a time.
typedef struct CDcmtkWriterDataset CDcmtkWriterDataset;

/// One frame of samples, a 16-bit cell each, row after row.
typedef struct {
  const uint16_t *cells;
  uint16_t rows;
  uint16_t columns;
  /// 8 or 16: how many bits of each cell are written.
  uint16_t bits_allocated;
  /// The precision that a codestream is to state where its format can.
  uint16_t bits_stored;
  bool is_signed;
} CDcmtkWriterFrame;

/// How lossy encoders are to lose; lossless ones ignore it.
typedef struct {
  /// 1 to 100, for JPEG baseline and extended.
  uint8_t jpeg_quality;
  /// The largest error of JPEG-LS near-lossless.
  uint16_t jpeg_ls_near;
  /// The ratio that JPEG 2000 aims at.
  float jpeg_2000_ratio;
} CDcmtkWriterLoss;

/// What stands before the data set.
typedef struct {
  /// Whether to write the preamble and the meta header at all.
  bool has_meta_header;
  /// The transfer syntax that the meta header claims.
  const char *transfer_syntax_uid;
  const char *sop_class_uid;
  const char *sop_instance_uid;
  const char *implementation_class_uid;
  const char *implementation_version_name;
} CDcmtkWriterMetaHeader;

/// A new, empty data set, or null without memory. Free it with `cdcmtkwriter_destroy`.
CDcmtkWriterDataset *_Nullable cdcmtkwriter_create(void);
/// Frees a data set and all that is in it.
void cdcmtkwriter_destroy(CDcmtkWriterDataset *dataset);

/// Puts a text attribute into the open item; `bytes` are in the data set's own character set.
CDcmtkWriterStatus cdcmtkwriter_put_text(
  CDcmtkWriterDataset *dataset, uint16_t group, uint16_t element, const char *vr,
  const char *bytes, size_t length);
/// Puts a US, SS or OW attribute.
CDcmtkWriterStatus cdcmtkwriter_put_words(
  CDcmtkWriterDataset *dataset, uint16_t group, uint16_t element, const char *vr,
  const uint16_t *words, size_t count);
/// Puts an OB or UN attribute.
CDcmtkWriterStatus cdcmtkwriter_put_bytes(
  CDcmtkWriterDataset *dataset, uint16_t group, uint16_t element, const char *vr,
  const uint8_t *bytes, size_t count);
/// Puts a UL attribute.
CDcmtkWriterStatus cdcmtkwriter_put_longs(
  CDcmtkWriterDataset *dataset, uint16_t group, uint16_t element,
  const uint32_t *longs, size_t count);
/// Appends an item to a sequence, made if need be; what follows goes into that item.
CDcmtkWriterStatus cdcmtkwriter_open_item(
  CDcmtkWriterDataset *dataset, uint16_t group, uint16_t element);
/// Puts an empty sequence.
CDcmtkWriterStatus cdcmtkwriter_put_empty_sequence(
  CDcmtkWriterDataset *dataset, uint16_t group, uint16_t element);
/// Ends the item opened last.
CDcmtkWriterStatus cdcmtkwriter_close_item(CDcmtkWriterDataset *dataset);

/// Puts Pixel Data in a transfer syntax: native, or one codestream with a Basic Offset Table.
/// `encoded_bytes` receives the length of the pixels as they will lie in the file.
CDcmtkWriterStatus cdcmtkwriter_put_pixels(
  CDcmtkWriterDataset *dataset, const char *transfer_syntax_uid, CDcmtkWriterFrame frame,
  CDcmtkWriterLoss loss, size_t *encoded_bytes);

/// Writes the file in a transfer syntax, the one given for the pixels where there are any.
CDcmtkWriterStatus cdcmtkwriter_write(
  CDcmtkWriterDataset *dataset, const char *path, const char *transfer_syntax_uid,
  CDcmtkWriterMetaHeader meta);

#pragma clang assume_nonnull end

#if __cplusplus
}
#endif
