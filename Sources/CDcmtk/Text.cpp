#include "CDcmtk.h"
#include "Guard.hpp"

#include <algorithm>

#include <dcmtk/config/osconfig.h>

#include <dcmtk/dcmdata/dcspchrs.h>

using namespace cdcmtk;

CDcmtkStatus cdcmtk_unicode(const char *characterSet, const uint8_t *text, size_t length,
                            const char *delimiters, uint8_t *utf8, size_t capacity,
                            size_t *written) {
  *written = 0;
  const CDcmtkStatus initialized = cdcmtk_initialize();
  if (initialized.code != CDcmtkCodeDone) return initialized;
  return guarded([&] {
    DcmSpecificCharacterSet converter;
    if (converter.selectCharacterSet(OFString(characterSet)).bad())
      return status(CDcmtkCodeUnsupported, "the Specific Character Set is not known");
    OFString converted;
    if (converter
            .convertString(reinterpret_cast<const char *>(text), length, converted,
                           OFString(delimiters))
            .bad())
      return status(CDcmtkCodeCorrupt, "the text is not in its Specific Character Set");
    *written = converted.size();
    if (converted.size() > capacity)
      return status(CDcmtkCodeMismatch, "the text needs more room");
    std::copy(converted.begin(), converted.end(), utf8);
    return done();
  });
}
