#include "CDcmtk.h"
#include "Guard.hpp"

#include <cerrno>
#include <iconv.h>

using namespace cdcmtk;

namespace {

class Converter {
public:
  explicit Converter(const char *encoding) : descriptor(iconv_open("UTF-8", encoding)) {}
  ~Converter() {
    if (isOpen()) iconv_close(descriptor);
  }
  Converter(const Converter &) = delete;
  Converter &operator=(const Converter &) = delete;
  bool isOpen() const { return descriptor != iconv_t(-1); }

  iconv_t descriptor;
};

} // namespace

// Not DCMTK's conversion: on Debian it knows neither Japanese (ISO 2022 IR 87, 159) nor Latin-9.
CDcmtkStatus cdcmtk_unicode(const char *encoding, const uint8_t *text, size_t length,
                            uint8_t *utf8, size_t capacity, size_t *written) {
  *written = 0;
  return guarded([&] {
    const Converter converter(encoding);
    if (!converter.isOpen()) return status(CDcmtkCodeUnsupported, "the encoding is not known");
    // iconv's parameter lacks a const; it only reads.
    auto *input = reinterpret_cast<char *>(const_cast<uint8_t *>(text));
    auto *output = reinterpret_cast<char *>(utf8);
    size_t room = capacity;
    const size_t converted = iconv(converter.descriptor, &input, &length, &output, &room);
    const bool isDone = converted != size_t(-1) &&
                        iconv(converter.descriptor, nullptr, nullptr, &output, &room) == 0;
    if (!isDone && errno == E2BIG) return status(CDcmtkCodeMismatch, "the text needs more room");
    if (!isDone) return status(CDcmtkCodeCorrupt, "the text is not in its encoding");
    *written = capacity - room;
    return done();
  });
}

CDcmtkStatus cdcmtk_keep_encoding(const char *encoding) {
  return guarded([&] {
    // Never closed: the C library unloads the tables of an encoding that nobody has open.
    return iconv_open("UTF-8", encoding) == iconv_t(-1)
               ? status(CDcmtkCodeUnsupported, "the encoding is not known")
               : done();
  });
}
