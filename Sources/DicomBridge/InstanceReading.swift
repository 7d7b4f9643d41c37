/// Reads open files; what stands behind `DicomDecoder`.
///
/// In this process (`InstanceDecoder`) or in others (`DecoderPool`), with the same answers.
public protocol InstanceReading: Sendable {
  /// Whether all of a file is there: throws `truncated` where it is not.
  func checkCompleteness(of file: OpenFile) throws(DicomError)
  /// The attributes; no pixel data is read.
  func header(of file: OpenFile) throws(DicomError) -> DicomHeader
  /// The attributes and the first frame.
  func radiograph(of file: OpenFile) throws(DicomError) -> DecodedInstance
  /// What stands before the place where a file is broken; throws the fault where that is nothing.
  func headerBeforeFault(of file: OpenFile) throws(DicomError) -> DicomHeader
}
