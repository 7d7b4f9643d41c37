import CDcmtk
import CMisdeeds
import DicomBridge
import Glibc

/// Does what the first line of a file says, with the bytes behind it; other files are decoded.
struct ObedientReader: FrameReading {
  private static let mark = "MISDEED "
  private let decoder: InstanceDecoder

  /// Loads what the product's worker loads, and what DCMTK needs for the ways that it does not take.
  static func prepared(_ limits: DicomLimits) throws(DicomError) -> any FrameReading {
    try InstanceDecoder.prepare()
    misdeed_prepare_dcmtk()
    return ObedientReader(decoder: InstanceDecoder(limits: limits))
  }

  func checkCompleteness(of file: OpenFile) throws(DicomError) {
    try obey(file)
    try decoder.checkCompleteness(of: file)
  }

  func header(of file: OpenFile) throws(DicomError) -> DicomHeader {
    try obey(file)
    return try decoder.header(of: file)
  }

  func radiograph(of file: OpenFile) throws(DicomError) -> DecodedInstance {
    try obey(file)
    return try decoder.radiograph(of: file)
  }

  func picture(
    of file: OpenFile,
    into room: UnsafeMutableBufferPointer<UInt16>
  ) throws(DicomError) -> InstanceDescription {
    try obey(file)
    return try decoder.picture(of: file, into: room)
  }

  func headerBeforeFault(of file: OpenFile) throws(DicomError) -> DicomHeader {
    try obey(file)
    return try decoder.headerBeforeFault(of: file)
  }

  private func obey(_ file: OpenFile) throws(DicomError) {
    let bytes = [UInt8](unsafeUninitializedCapacity: file.count) { buffer, filled in
      filled = max(0, pread(file.descriptor, buffer.baseAddress, file.count, 0))
    }
    guard bytes.starts(with: Self.mark.utf8) else { return }
    let line = String(decoding: bytes.prefix { $0 != 0x0A }.dropFirst(8), as: UTF8.self)
    let words = line.split(separator: " ").map { String($0) }
    try Self.misdeed(words, Array(bytes.dropFirst(line.utf8.count + 9)), file.descriptor)
  }

  private static func misdeed(
    _ words: [String],
    _ bytes: [UInt8],
    _ descriptor: Int32
  ) throws(DicomError) {
    switch words.first {
    case "abort": misdeed_abort()
    case "trap": preconditionFailure("a mistake in Swift")
    case "read-nowhere": misdeed_read_nowhere()
    case "divide": misdeed_divide_by_zero()
    case "overflow-stack": misdeed_overflow_stack()
    case "exit": misdeed_exit(3)
    case "loop": misdeed_loop()
    case "take-memory":
      _ = misdeed_take_memory()
      throw .outOfMemory
    case "open": misdeed_open_password_file()
    case "connect": misdeed_connect()
    case "fork": misdeed_fork()
    case "execute": misdeed_execute()
    case "start-thread": misdeed_start_thread()
    case "kill-parent": misdeed_kill(getppid())
    case "map-code": misdeed_map_code()
    case "write": misdeed_write(descriptor)
    case "trace-parent": misdeed_trace_parent()
    case "reply": reply(words.dropFirst())
    case "jpeg": try jpeg(words.dropFirst().compactMap { UInt16($0) }, bytes)
    case "parse": try check(misdeed_parse(bytes, bytes.count))
    case "frame": try check(misdeed_frame(bytes, bytes.count))
    default: throw .malformed("an order that nobody knows")
    }
  }

  /// Numbers as a reply has them; a word that is none becomes three odd bytes.
  private static func reply(_ words: ArraySlice<String>) {
    var bytes: [UInt8] = []
    for word in words {
      guard let number = UInt64(word) else {
        bytes += [1, 2, 3]
        continue
      }
      withUnsafeBytes(of: number) { bytes.append(contentsOf: $0) }
    }
    misdeed_reply(bytes, bytes.count)
  }

  private static func check(_ outcome: Int32) throws(DicomError) {
    if outcome == 2 { throw .outOfMemory }
    if outcome != 0 { throw .malformed("DCMTK refuses it") }
    throw .malformed("DCMTK takes it")
  }

  /// A codestream straight to DCMTK, without the walk over its markers.
  private static func jpeg(_ numbers: [UInt16], _ codestream: [UInt8]) throws(DicomError) {
    guard numbers.count == 3 else { throw .malformed("rows, columns and precision are wanted") }
    var samples = [UInt16](repeating: 0, count: Int(numbers[0]) * Int(numbers[1]))
    let status = cdcmtk_decode_jpeg(
      codestream,
      codestream.count,
      .extended,
      numbers[0],
      numbers[1],
      UInt8(numbers[2]),
      &samples
    )
    throw .malformed(status.code == .done ? "DCMTK takes it" : "DCMTK refuses it")
  }
}
