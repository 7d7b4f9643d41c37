#include "CMisdeeds.h"

#include <new>
#include <vector>

#include <dcmtk/config/osconfig.h>

#include <dcmtk/dcmdata/dcistrmb.h>
#include <dcmtk/dcmdata/dcrledrg.h>
#include <dcmtk/dcmdata/dctk.h>
#include <dcmtk/oflog/oflog.h>

namespace {

bool parse(DcmFileFormat &format, const uint8_t *file, size_t length) {
  DcmInputBufferStream stream;
  stream.setBuffer(file, offile_off_t(length));
  stream.setEos();
  format.transferInit();
  const bool isRead = format.read(stream).good();
  format.transferEnd();
  return isRead;
}

int decode(DcmDataset &dataset) {
  DcmElement *pixels = nullptr;
  Uint32 size = 0, fragment = 0;
  OFString colour;
  if (dataset.findAndGetElement(DCM_PixelData, pixels).bad()) return 1;
  if (pixels->getUncompressedFrameSize(&dataset, size).bad()) return 1;
  std::vector<char> frame(size);
  return pixels->getUncompressedFrame(&dataset, 0, fragment, frame.data(), size, colour).good() ? 0
                                                                                                : 1;
}

} // namespace

void misdeed_prepare_dcmtk(void) {
  OFLog::configure(OFLogger::OFF_LOG_LEVEL);
  DcmRLEDecoderRegistration::registerCodecs();
  (void)dcmDataDict.isDictionaryLoaded();
}

int misdeed_parse(const uint8_t *file, size_t length) {
  try {
    DcmFileFormat format;
    return parse(format, file, length) ? 0 : 1;
  } catch (const std::bad_alloc &) {
    return 2;
  }
}

int misdeed_frame(const uint8_t *file, size_t length) {
  try {
    DcmFileFormat format;
    return parse(format, file, length) ? decode(*format.getDataset()) : 1;
  } catch (const std::bad_alloc &) {
    return 2;
  }
}
