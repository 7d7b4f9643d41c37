import Dispatch
import Foundation
import Glibc

/// A store for the time of an evaluation, removed at its end: it holds copies of films.
///
/// A person who interrupts a long run must not leave films behind either.
final class EvaluateStore {
  let folder: URL
  private let isTemporary: Bool
  private var interruptions: [any DispatchSourceSignal] = []

  /// The folder that was asked for, which is kept, or a new one in the folder for temporary files.
  init(_ asked: String?) {
    isTemporary = asked == nil
    folder =
      asked.map { URL(filePath: $0, directoryHint: .isDirectory) }
      ?? FileManager.default.temporaryDirectory
      .appending(path: "pacs-watch-evaluate-\(UUID().uuidString)", directoryHint: .isDirectory)
    guard isTemporary else { return }
    let doomed = folder
    interruptions = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        try? FileManager.default.removeItem(at: doomed)
        _exit(128 + number)
      }
      source.resume()
      return source
    }
  }

  /// Removes a temporary store.
  func close() {
    guard isTemporary else { return }
    for source in interruptions { source.cancel() }
    for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
    do { try FileManager.default.removeItem(at: folder) } catch {
      if FileManager.default.fileExists(atPath: folder.path) {
        Output.complain("\(folder.path) holds copies of films and could not be removed; remove it.")
      }
    }
  }
}
