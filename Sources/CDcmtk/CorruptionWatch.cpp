#include "CorruptionWatch.hpp"

#include <string>

#include <dcmtk/config/osconfig.h>

#include <dcmtk/oflog/appender.h>
#include <dcmtk/oflog/logger.h>
#include <dcmtk/oflog/oflog.h>
#include <dcmtk/oflog/spi/logevent.h>

namespace cdcmtk {

namespace {

thread_local bool sawCorruption = false;

class Listener : public dcmtk::log4cplus::Appender {
public:
  ~Listener() override { destructorImpl(); }
  void close() override {}

protected:
  void append(const dcmtk::log4cplus::spi::InternalLoggingEvent &event) override {
    const std::string text(event.getMessage().c_str());
    // Bytes between a scan and the next marker are harmless, and IJG calls them corrupt as well.
    const bool isHarmless = text.find("extraneous bytes") != std::string::npos;
    const bool isCorrupt = text.find("Corrupt JPEG data") != std::string::npos ||
                           text.find("Premature end") != std::string::npos;
    if (isCorrupt && !isHarmless) sawCorruption = true;
  }
};

} // namespace

CorruptionWatch::CorruptionWatch() { sawCorruption = false; }

bool CorruptionWatch::hasSeenCorruption() const { return sawCorruption; }

void CorruptionWatch::install() {
  // DCMTK would print to stderr, file contents included.
  OFLog::configure(OFLogger::OFF_LOG_LEVEL);
  OFLogger logger = OFLog::getLogger("dcmtk.dcmjpeg");
  logger.setAdditivity(false);
  logger.setLogLevel(OFLogger::WARN_LOG_LEVEL);
  logger.addAppender(dcmtk::log4cplus::SharedAppenderPtr(new Listener));
}

} // namespace cdcmtk
