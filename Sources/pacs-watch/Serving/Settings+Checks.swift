import Foundation
import Logging

extension Settings {
  /// The first value that is out of range or contradicts another, as words; nil if all is well.
  var problem: String? {
    if store.isEmpty { return "'store' is empty; name a folder on a local disk" }
    if models.isEmpty { return "'models' is empty; name at least one bundle" }
    if shadowModel?.isEmpty == true {
      return "'shadow_model' is empty; name a bundle, or leave the key out"
    }
    if !(1...256).contains(workers) { return "'workers' is \(workers); give 1 to 256" }
    if !(1...10).contains(attemptLimit) {
      return "'attempt_limit' is \(attemptLimit); give 1 to 10"
    }
    if Logger.Level(rawValue: logLevel) == nil {
      return "'log_level' is '\(logLevel)'; give one of "
        + Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")
    }
    if !(0...90).contains(disk.minimumFreePercent) || disk.minimumFreeMegabytes < 0 {
      return "'disk' wants 0 to 90 percent and no negative megabytes"
    }
    if decoding.maximumFileMegabytes < 1 || !(1...2000).contains(decoding.maximumMegapixels)
      || !(10...86400).contains(decoding.maximumSeconds)
    {
      return "'decoding' wants at least 1 megabyte, 1 to 2000 megapixels, 10 to 86400 seconds"
    }
    if let seconds = decoding.decoderSeconds,
      !(1...3600).contains(seconds) || Double(seconds) * 4 > decoding.maximumSeconds
    {
      // A header and a picture are tried twice each at most, and that must not look like a film that
      // does not end.
      return
        "'decoding' wants decoder_seconds of 1 to 3600, and a quarter of maximum_seconds at most"
    }
    if !(256...65536).contains(decoding.decoderMegabytes) {
      return "'decoding' wants decoder_megabytes of 256 to 65536"
    }
    if folders.isEmpty { return "'folders' is empty; name at least one 'path'" }
    return folders.lazy.compactMap { $0.problem(store: store) }.first
  }
}

extension Settings.Folder {
  fileprivate func problem(store: String) -> String? {
    if path.isEmpty { return "a folder's 'path' is empty" }
    let times = [
      ("settle_seconds", settleSeconds, 0.05...3600), ("poll_seconds", pollSeconds, 0.1...3600),
      ("rescan_seconds", rescanSeconds, 1...86400),
      ("incomplete_wait_seconds", incompleteWaitSeconds, 0...604_800),
    ]
    for (name, value, range) in times where !range.contains(value) {
      return "'\(name)' of \(path) is \(value); give \(range.lowerBound) to \(range.upperBound)"
    }
    if after == .move, doneFolder == nil || failedFolder == nil {
      return "'after: move' of \(path) needs 'done_folder' and 'failed_folder'"
    }
    for other in [store, doneFolder, failedFolder].compactMap({ $0 }) where contains(other) {
      return
        "\(other) lies inside the watched folder \(path); what is put there would be read again"
    }
    return nil
  }

  private func contains(_ other: String) -> Bool {
    let inside = URL(filePath: other).standardizedFileURL.pathComponents
    let outside = URL(filePath: path).standardizedFileURL.pathComponents
    return inside.starts(with: outside)
  }
}
