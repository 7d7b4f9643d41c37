#include "Codestream.hpp"
#include "Dataset.hpp"

#include <dcmtk/dcmdata/dcpixel.h>
#include <dcmtk/dcmdata/dcpixseq.h>
#include <dcmtk/dcmdata/dcpxitem.h>

#include <string>

namespace {

E_TransferSyntax syntaxOf(const char *uid) {
  const DcmXfer syntax(uid);
  if (syntax.getXfer() == EXS_Unknown) throw std::invalid_argument("DCMTK does not know the transfer syntax");
  return syntax.getXfer();
}

Codestream encode(
  const CDcmtkWriterFrame &frame, E_TransferSyntax syntax, const CDcmtkWriterLoss &loss) {
  switch (syntax) {
    case EXS_RLELossless:
    case EXS_JPEGLSLossless: return throughCodec(frame, syntax, 0);
    case EXS_JPEGLSLossy: return throughCodec(frame, syntax, loss.jpeg_ls_near);
    case EXS_JPEG2000LosslessOnly: return jpeg2000(frame, true, 0);
    case EXS_JPEG2000: return jpeg2000(frame, false, loss.jpeg_2000_ratio);
    default: return jpeg(frame, syntax, loss.jpeg_quality);
  }
}

/// One frame in one fragment, behind a Basic Offset Table that says 0 (PS3.5 A.4).
std::unique_ptr<DcmPixelSequence> encapsulated(Codestream codestream) {
  auto sequence = std::make_unique<DcmPixelSequence>(DCM_PixelSequenceTag);
  auto table = std::make_unique<DcmPixelItem>(DCM_PixelItemTag);
  require(sequence->insert(table.get()));
  DcmPixelItem *offsets = table.release();
  DcmOffsetList list;
  if (codestream.size() % 2 != 0) codestream.push_back(0);
  require(sequence->storeCompressedFrame(list, codestream.data(), codestream.size(), 0));
  require(offsets->createOffsetTable(list));
  return sequence;
}

void putMeta(DcmMetaInfo &header, const DcmTagKey &key, const char *value) {
  require(header.putAndInsertString(DcmTag(key, DcmVR(DcmTag(key).getEVR())), value));
}

void fill(DcmMetaInfo &header, const CDcmtkWriterMetaHeader &meta) {
  const Uint8 version[] = {0, 1};
  require(header.putAndInsertUint32(DCM_FileMetaInformationGroupLength, 0));
  require(header.putAndInsertUint8Array(DCM_FileMetaInformationVersion, version, 2));
  putMeta(header, DCM_MediaStorageSOPClassUID, meta.sop_class_uid);
  putMeta(header, DCM_MediaStorageSOPInstanceUID, meta.sop_instance_uid);
  putMeta(header, DCM_TransferSyntaxUID, meta.transfer_syntax_uid);
  putMeta(header, DCM_ImplementationClassUID, meta.implementation_class_uid);
  putMeta(header, DCM_ImplementationVersionName, meta.implementation_version_name);
  require(header.computeGroupLengthAndPadding(
    EGL_recalcGL, EPD_noChange, EXS_LittleEndianExplicit, EET_ExplicitLength));
}

}  // namespace

CDcmtkWriterStatus cdcmtkwriter_put_pixels(
  CDcmtkWriterDataset *dataset, const char *transfer_syntax_uid, CDcmtkWriterFrame frame,
  CDcmtkWriterLoss loss, size_t *encoded_bytes) {
  return guarded([=] {
    *encoded_bytes = sampleCount(frame) * frame.bits_allocated / 8;
    const E_TransferSyntax syntax = syntaxOf(transfer_syntax_uid);
    DcmItem *top = dataset->file.getDataset();
    if (DcmXfer(syntax).isEncapsulated()) {
      Codestream codestream = encode(frame, syntax, loss);
      *encoded_bytes = codestream.size();
      auto sequence = encapsulated(std::move(codestream));
      auto pixels = std::make_unique<DcmPixelData>(DCM_PixelData);
      pixels->putOriginalRepresentation(syntax, nullptr, sequence.release());
      require(top->insert(pixels.get(), OFTrue));
      pixels.release();
    } else if (frame.bits_allocated == 8) {
      const std::vector<uint8_t> bytes = lowBytes(frame);
      require(top->putAndInsertUint8Array(DCM_PixelData, bytes.data(), bytes.size()));
    } else {
      require(top->putAndInsertUint16Array(DCM_PixelData, frame.cells, sampleCount(frame)));
    }
  });
}

CDcmtkWriterStatus cdcmtkwriter_write(
  CDcmtkWriterDataset *dataset, const char *path, const char *transfer_syntax_uid,
  CDcmtkWriterMetaHeader meta) {
  return guarded([=] {
    const E_TransferSyntax syntax = syntaxOf(transfer_syntax_uid);
    if (!dataset->items.empty()) throw std::logic_error("an item is still open");
    if (meta.has_meta_header) fill(*dataset->file.getMetaInfo(), meta);
    require(dataset->file.saveFile(
      path, syntax, EET_ExplicitLength, EGL_withoutGL, EPD_noChange, 0, 0,
      meta.has_meta_header ? EWM_dontUpdateMeta : EWM_dataset));
  });
}
