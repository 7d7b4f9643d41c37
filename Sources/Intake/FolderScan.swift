/// A walk through folders that can be left and taken up again between other work.
final class FolderScan {
  /// Folders that have not been read yet, last one next.
  var folders: [String]
  /// Whether known names are asked for their size and time too, to find what was overwritten.
  let isDeep: Bool
  /// Whether it covers all of the watched folder.
  let isWhole: Bool
  let started: ContinuousClock.Instant
  /// Why what was read so far must be polled: no more watches, or a share mounted inside.
  var pollReason: String?
  /// The folder that is being read.
  var reader: FolderReader?
  /// Its path with a slash at the end.
  var prefix = ""

  init(folders: [String], isDeep: Bool, isWhole: Bool, started: ContinuousClock.Instant) {
    self.folders = folders
    self.isDeep = isDeep
    self.isWhole = isWhole
    self.started = started
  }
}
