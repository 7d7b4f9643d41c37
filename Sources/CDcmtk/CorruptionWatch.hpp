#pragma once

namespace cdcmtk {

/// Notices when the JPEG library, in this thread, made up samples that a codestream does not hold.
///
/// IJG's library fills a damaged or short scan with grey and goes on; the only trace is a warning
/// in DCMTK's log.
class CorruptionWatch {
public:
  CorruptionWatch();
  /// Whether such a warning came since the watch was made.
  bool hasSeenCorruption() const;
  /// Takes the place of the log's own outputs; once per process.
  static void install();
};

} // namespace cdcmtk
