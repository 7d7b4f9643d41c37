internal import Foundation
internal import Store

/// Pictures of a file that no result names: what an attempt had written when the program was killed.
///
/// The next attempt usually writes the same ones again. It does not where it ends otherwise (the file
/// is set aside, another bundle reads it), and a half-written one bears a temporary name for ever.
struct UnrecordedPictures {
  private let file: StoredFile
  private let store: StudyStore

  /// Those of a file whose work has not ended; nobody else may be at work in the store.
  init(of file: StoredFile, in store: StudyStore) {
    self.file = file
    self.store = store
  }

  /// Removes them.
  ///
  /// - Returns: how many there were, half-written ones included.
  /// - Throws: `StoreError`, or what the disk says.
  func remove() throws -> Int {
    let stem = Artefact.stem(of: file.contentHash)
    let folder = store.layout.folder.appending(path: stem).deletingLastPathComponent()
    guard FileManager.default.fileExists(atPath: folder.path) else { return 0 }
    let prefix = URL(filePath: stem).lastPathComponent + "-"
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
      $0.hasPrefix(prefix) || $0.hasPrefix(".\(prefix)")
    }
    guard !names.isEmpty else { return 0 }
    let rows = try store.rows(
      ResultQuery(grouping: .instance, includesAllVersions: true, fileID: file.id)
    )
    let recorded = Set(
      rows.flatMap { [$0.imageFile, $0.heatmapFile] }
        .compactMap { $0.map { URL(filePath: $0).lastPathComponent } }
    )
    let left = names.filter { !recorded.contains($0) }
    for name in left { try FileManager.default.removeItem(at: folder.appending(path: name)) }
    return left.count
  }
}
