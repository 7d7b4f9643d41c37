internal import Imaging

/// Decodes in the process that calls it.
///
/// Inside of the sandboxed worker, and for tests; the product itself decodes through workers.
public struct InstanceDecoder: FrameReading {
  private let limits: DicomLimits

  /// A decoder that refuses files beyond some limits.
  public init(limits: DicomLimits = .standard) {
    self.limits = limits
  }

  /// Walks the whole structure, and misses the pixels that a description announces.
  public func checkCompleteness(of file: OpenFile) throws(DicomError) {
    guard try !walked(file).lacksItsPixels else { throw .truncated }
  }

  /// The attributes; no pixel data is read.
  public func header(of file: OpenFile) throws(DicomError) -> DicomHeader {
    try walked(file).header()
  }

  /// The attributes and the first frame.
  public func radiograph(of file: OpenFile) throws(DicomError) -> DecodedInstance {
    var reading = try PictureReading(file, limits: limits)
    let count = reading.count
    try checkRoom(count * 2)
    var outcome = Result<InstanceDescription, DicomError>.failure(.noPixelData)
    let values = [UInt16](unsafeUninitializedCapacity: count) { buffer, filled in
      do throws(DicomError) {
        outcome = .success(try reading.fill(.init(rebasing: buffer[..<count])))
        filled = count
      } catch {
        outcome = .failure(error)
      }
    }
    return try outcome.get().instance(values)
  }

  /// The first frame, decoded into memory of the caller's.
  public func picture(
    of file: OpenFile,
    into room: UnsafeMutableBufferPointer<UInt16>
  ) throws(DicomError) -> InstanceDescription {
    var reading = try PictureReading(file, limits: limits)
    guard reading.count <= room.count else {
      throw .tooLarge(what: "number of pixels", limit: room.count)
    }
    return try reading.fill(.init(rebasing: room[..<reading.count]))
  }

  /// The attributes that stand before the place where a file is broken.
  public func headerBeforeFault(of file: OpenFile) throws(DicomError) -> DicomHeader {
    var walk = DatasetWalk(ByteSource(file), limits: limits)
    do throws(DicomError) {
      return try walk.file().header()
    } catch {
      guard let before = walk.readBeforeFault else { throw error }
      return before.header()
    }
  }

  private func walked(_ file: OpenFile) throws(DicomError) -> WalkedFile {
    var walk = DatasetWalk(ByteSource(file), limits: limits)
    return try walk.file()
  }
}

extension WalkedFile {
  /// Whether Rows are stated and no pixel data follow.
  fileprivate var lacksItsPixels: Bool {
    dataset.elements[Attributes.rows] != nil && pixels == nil && !hasFloatPixels
  }
}
