/// The one door to decoding DICOM files.
///
/// Every call opens the file anew, and what stands behind the door either gives a value or throws
/// the reason why not. Blocking work: call it on a thread that may block. Nothing else in the
/// program touches CDcmtk.
public struct DicomDecoder: Sendable {
  private let limits: DicomLimits
  private let reader: any InstanceReading

  /// A decoder that works in this process.
  ///
  /// For tests, and for files that the program made itself.
  public init(limits: DicomLimits = .standard) {
    self.init(limits: limits, reader: InstanceDecoder(limits: limits))
  }

  /// A decoder that lets others read, such as sandboxed workers.
  ///
  /// - Parameters:
  ///   - limits: what a file may ask for.
  ///   - reader: who walks and decodes; it gets the same limits.
  public init(limits: DicomLimits, reader: any InstanceReading) {
    self.limits = limits
    self.reader = reader
  }

  /// Whether all of a file is there, by its structure; no pixel data is read.
  ///
  /// Deflated data sets have to be inflated for this. A file that describes a picture and ends,
  /// between two elements, before its pixel data counts as truncated too.
  public func completeness(of path: String) -> FileCompleteness {
    do throws(DicomError) {
      try reader.checkCompleteness(of: OpenFile(path, limits: limits))
      return .whole
    } catch {
      switch error {
      case .truncated, .emptyFile: return .truncated
      case .unreadable(let errno): return .unreadable(errno: errno)
      default: return .notDicom(error)
      }
    }
  }

  /// The attributes of an instance; no pixel data is read.
  ///
  /// Reports, presentation states and the like are no error: they have no pixel data.
  ///
  /// - Throws: `truncated` for a file that ends early, or why it cannot be read.
  public func header(of path: String) throws(DicomError) -> DicomHeader {
    try reader.header(of: OpenFile(path, limits: limits))
  }

  /// The attributes and the first frame of an instance.
  ///
  /// - Throws: the reason why there is no picture. A codestream that does not fill exactly
  ///   Rows x Columns is never returned in part.
  public func radiograph(of path: String) throws(DicomError) -> DecodedInstance {
    try reader.radiograph(of: OpenFile(path, limits: limits))
  }

  /// The attributes that stand before the place where a file is broken.
  ///
  /// For saying which study lacks a film; never for deciding on a view.
  ///
  /// - Parameter path: a file that `header(of:)` refused.
  /// - Returns: what could be read, or nil if that is nothing.
  public func headerBeforeFault(of path: String) -> DicomHeader? {
    try? reader.headerBeforeFault(of: OpenFile(path, limits: limits))
  }
}
