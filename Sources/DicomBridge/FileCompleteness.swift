/// What a walk over a file's structure says of its being all there.
public enum FileCompleteness: Sendable, Hashable {
  /// The last data element ends within the file; bytes behind it, if any, are padding.
  case whole
  /// The file ends first: more may come. An empty file is truncated.
  case truncated
  /// Waiting will not help, for this reason: it is no DICOM file, or breaks its structure's rules.
  case notDicom(DicomError)
  /// The operating system would not give the file.
  case unreadable(errno: Int32)
}
