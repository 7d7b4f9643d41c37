/// A walk through folders that can be left and taken up again between other work.
final class FolderScan {
  /// Folders that have not been read yet, last one next.
  var folders: [String]
  /// Whether known names are asked for their size and time too, to find what was overwritten.
  let isDeep: Bool
  /// Whether it covers all of the watched folder.
  let isWhole: Bool
  /// Time that was spent on it, without the time in which it had to wait.
  var effort: Duration = .zero
  /// Why what was read so far must be polled: no more watches, or a share mounted inside.
  var pollReason: String?
  /// The folder that is being read.
  var reader: FolderReader?
  /// Its path with a slash at the end.
  var prefix = ""

  init(folders: [String], isDeep: Bool, isWhole: Bool) {
    self.folders = folders
    self.isDeep = isDeep
    self.isWhole = isWhole
  }
}
