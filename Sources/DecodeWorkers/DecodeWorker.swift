internal import CLinux
internal import CSandbox
public import DicomBridge
internal import Glibc

/// The inside of a worker: a process that reads one file after the other and can do nothing else.
///
/// The program starts itself with the one argument `DecodeWorker.argument`, before anything else
/// runs; a person never does.
public struct DecodeWorker {
  /// What tells the program that it is a worker.
  public static let argument = "decode-worker"
  /// Not started by a program with a socket and shared memory (EX_USAGE).
  public static let wrongUse: Int32 = 64

  private let makeReader: (DicomLimits) throws(DicomError) -> any FrameReading

  /// A worker.
  ///
  /// - Parameter makeReader: what reads the files; it is called before the process is confined, and
  ///   has to load by then whatever it will need.
  public init(
    makeReader: @escaping (DicomLimits) throws(DicomError) -> any FrameReading =
      DecodeWorker.preparedDecoder
  ) {
    self.makeReader = makeReader
  }

  /// The decoder of the product, with all tables loaded.
  public static func preparedDecoder(
    _ limits: DicomLimits
  ) throws(DicomError) -> any FrameReading {
    try InstanceDecoder.prepare()
    return InstanceDecoder(limits: limits)
  }

  /// Serves until the parent is gone.
  ///
  /// - Returns: the exit code.
  public func serve() -> Int32 {
    var facts = stat()
    guard fstat(Int32(CSANDBOX_CHANNEL), &facts) == 0, facts.st_mode & S_IFMT == S_IFSOCK else {
      let text = "decode-worker is started by pacs-watch itself, not by a person.\n"
      _ = text.withCString { write(STDERR_FILENO, $0, strlen($0)) }
      return Self.wrongUse
    }
    let channel = Channel(Int32(CSANDBOX_CHANNEL))
    do {
      guard let orders = try channel.receive(WorkerOrders.self) else { return 0 }
      guard csandbox_follow_parent(pid_t(orders.parent)) == 0 else { return 0 }
      clinux_keep_freed_memory()
      let area: ResultArea
      let reader: any FrameReading
      do {
        reader = try makeReader(orders.limits)
        area = try ResultArea(
          filling: Int32(CSANDBOX_AREA),
          maximumPixels: orders.limits.maximumPixels
        )
        try confine(orders)
      } catch {
        _ = try channel.send(WorkerGreeting(problem: "\(error)"))
        return 1
      }
      guard try channel.send(WorkerGreeting()) else { return 0 }
      try answer(on: channel, with: reader, into: area)
      return 0
    } catch {
      return 1
    }
  }

  private func confine(_ orders: WorkerOrders) throws(SystemFault) {
    var limits = CSandboxLimits()
    limits.addressSpace = UInt64(orders.addressSpace)
    var step: UnsafePointer<CChar>?
    let failure = csandbox_confine(&limits, &step)
    guard failure == 0 else {
      throw SystemFault(step.map { String(cString: $0) } ?? "confining", code: -failure)
    }
  }

  private func answer(
    on channel: borrowing Channel,
    with reader: any FrameReading,
    into area: ResultArea
  ) throws(FieldFault) {
    while true {
      var descriptor: Int32 = -1
      guard let request = try channel.receive(ReadRequest.self, file: &descriptor) else { return }
      let reply = try answer(
        request.kind,
        of: OpenFile(descriptor: descriptor, count: request.count),
        with: reader,
        into: area
      )
      guard try channel.send(reply) else { return }
    }
  }

  private func answer(
    _ kind: ReadRequest.Kind,
    of file: OpenFile,
    with reader: any FrameReading,
    into area: ResultArea
  ) throws(FieldFault) -> ReadReply {
    var reply = ReadReply(kind: .whole)
    var details: [UInt8] = []
    do throws(DicomError) {
      switch kind {
      case .completeness: try reader.checkCompleteness(of: file)
      case .header: (reply.kind, details) = (.header, try bytes(try reader.header(of: file)))
      case .headerBeforeFault:
        (reply.kind, details) = (.header, try bytes(try reader.headerBeforeFault(of: file)))
      case .radiograph:
        let picture = try reader.picture(of: file, into: area.values)
        (reply.kind, details) = (.instance, try bytes(picture))
        reply.valuesCount = picture.rows * picture.columns
      }
      guard details.count <= ResultArea.detailsCapacity else {
        throw .tooLarge(what: "header's size in bytes", limit: ResultArea.detailsCapacity)
      }
    } catch {
      reply.kind = .fault
      reply.valuesCount = 0
      details = try FieldWriter.bytes(of: error)
    }
    guard area.fill(details) else { throw FieldFault() }
    reply.detailsCount = details.count
    reply.peakBytes = csandbox_peak_memory()
    return reply
  }

  private func bytes(_ field: some Field) throws(DicomError) -> [UInt8] {
    do { return try FieldWriter.bytes(of: field) } catch {
      throw .decoderFault("what was read cannot be handed on")
    }
  }
}
