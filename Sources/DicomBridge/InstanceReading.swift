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

/// Reads frames into memory of the caller's: the inside of a worker.
public protocol FrameReading: InstanceReading {
  /// The first frame, decoded into memory of the caller's, from its start.
  func picture(
    of file: OpenFile,
    into room: UnsafeMutableBufferPointer<UInt16>
  ) throws(DicomError) -> InstanceDescription
}
