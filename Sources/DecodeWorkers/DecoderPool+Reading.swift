public import DicomBridge

extension DecoderPool: InstanceReading {
  /// Whether all of a file is there; one try, since what follows reads it again.
  public func checkCompleteness(of file: OpenFile) throws(DicomError) {
    _ = try ask(.completeness, of: file, tries: 1)
  }

  /// The attributes; no pixel data is read.
  public func header(of file: OpenFile) throws(DicomError) -> DicomHeader {
    try header(.header, of: file, tries: 2)
  }

  /// The attributes and the first frame.
  public func radiograph(of file: OpenFile) throws(DicomError) -> DecodedInstance {
    guard case .instance(let instance) = try ask(.radiograph, of: file, tries: 2) else {
      throw WorkerProcess.mismatch
    }
    return instance
  }

  /// What stands before a fault; one try, since the file has had two.
  public func headerBeforeFault(of file: OpenFile) throws(DicomError) -> DicomHeader {
    try header(.headerBeforeFault, of: file, tries: 1)
  }

  private func header(
    _ kind: ReadRequest.Kind,
    of file: OpenFile,
    tries: Int
  ) throws(DicomError) -> DicomHeader {
    guard case .header(let header) = try ask(kind, of: file, tries: tries) else {
      throw WorkerProcess.mismatch
    }
    return header
  }
}

extension WorkerProcess {
  /// `answer(_:to:)` lets no such thing pass.
  fileprivate static let mismatch = DicomError.decoderCrash("an answer to another question")
}
