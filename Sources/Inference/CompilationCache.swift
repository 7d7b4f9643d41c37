internal import ContentHash
public import Foundation
internal import Imaging

/// Networks as OpenVINO compiled them for this processor, kept in a folder for the next start.
///
/// An entry is OpenVINO's own export under the name `<key>.<checksum of its bytes>`, so that what was
/// damaged or half written is never run. The key covers the ONNX file, its input, how it is computed,
/// the engine's build and the processor; a network that was taken up gives the same bits as one compiled
/// anew. Nothing rests on the folder: it may be emptied at any time, and the bundle's own files are read
/// and verified at each start all the same.
public struct CompilationCache: Sendable {
  /// What happened to an entry.
  public enum Event: Sendable, Hashable {
    /// The network was taken up without being compiled.
    case takenUp(network: String)
    /// An entry was removed because it is not what was written, or the engine refuses it.
    case unusable(network: String)
    /// The network was compiled but could not be kept.
    case notKept(network: String, folder: String, reason: String)

    /// Cause and cure in a sentence, for what should not have happened.
    public var complaint: String? {
      switch self {
      case .takenUp: nil
      case .unusable(let network):
        "The compiled \(network) of an earlier start was damaged and has been removed; it is compiled again from "
          + "the bundle. Check the disk if this happens again."
      case .notKept(let network, let folder, let reason):
        "\(network) cannot be kept compiled in \(folder) (\(reason)); each start compiles it again until the folder "
          + "can be written."
      }
    }
  }

  /// An entry that no start took up for so long goes when a new one comes.
  static let lifetime: TimeInterval = 30 * 24 * 60 * 60

  private let folder: URL
  let report: @Sendable (Event) -> Void

  /// A cache in a folder that exists, owned by one user.
  ///
  /// - Parameters:
  ///   - folder: where the entries lie.
  ///   - report: called from several threads with what happens to entries.
  public init(in folder: URL, report: @escaping @Sendable (Event) -> Void) {
    self.folder = folder
    self.report = report
  }

  /// Removes what a killed process was writing.
  ///
  /// Only while no other process uses the folder.
  public func removeLeftovers() {
    for name in names where name.hasPrefix(".") { remove(name) }
  }

  /// What was kept for a key, as it was written; nil if there is nothing.
  func entry(for key: SHA256Digest, network: String) -> MappedFile? {
    for name in entries(of: key) {
      let place = folder.appending(path: name)
      let found = try? MappedFile(place)
      guard let found, name.hasSuffix(".\(found.withBytes(Checksum.hex))") else {
        remove(name)
        report(.unusable(network: network))
        continue
      }
      // The lifetime counts from the last use.
      try? FileManager.default.setAttributes([.modificationDate: Date()], ofItemAtPath: place.path)
      return found
    }
    return nil
  }

  /// Removes the entries of a key, which the engine refused.
  func discard(_ key: SHA256Digest, network: String) {
    entries(of: key).forEach(remove)
    report(.unusable(network: network))
  }

  /// Keeps what `write` writes to a path; `write` returns why it could not.
  func keep(_ key: SHA256Digest, network: String, write: (String) -> String?) {
    let part = ".\(UUID().uuidString)"
    let place = folder.appending(path: part)
    do {
      if let reason = write(place.path) { throw Unwritten(reason: reason) }
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: place.path)
      let checksum = try MappedFile(place).withBytes(Checksum.hex)
      let entry = folder.appending(path: "\(key.hex).\(checksum)")
      guard rename(place.path, entry.path) == 0 else {
        throw Unwritten(reason: String(cString: strerror(errno)))
      }
    } catch {
      remove(part)
      let reason = (error as? Unwritten)?.reason ?? "\(error)"
      report(.notKept(network: network, folder: folder.path, reason: reason))
    }
    removeUnused()
  }

  private struct Unwritten: Error { let reason: String }

  private var names: [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
  }

  private func entries(of key: SHA256Digest) -> [String] {
    names.filter { $0.hasPrefix("\(key.hex).") }
  }

  private func removeUnused() {
    let oldest = Date(timeIntervalSinceNow: -Self.lifetime)
    for name in names where !name.hasPrefix(".") {
      let path = folder.appending(path: name).path
      let used = try? FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
      if let used, used < oldest { remove(name) }
    }
  }

  private func remove(_ name: String) {
    try? FileManager.default.removeItem(at: folder.appending(path: name))
  }
}
