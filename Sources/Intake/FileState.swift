/// What a look into a file says about its end; the caller of `FolderWatcher` knows the format.
public enum FileState: Sendable, Hashable {
  /// The format's end lies exactly at the end of the file.
  case whole
  /// The file stops before its format does: still being written, or cut off.
  case incomplete
  /// Not (yet) a file of the format; the reason must hold no patient data.
  case notRecognised(String)
}
