import CDcmtk

extension ByteSource {
  /// The deflated data set that starts at a position, inflated (PS3.5 A.5).
  ///
  /// Grows step by step, so that a bomb costs no more memory than the limit, and a small file no
  /// more than it needs.
  mutating func inflated(from start: Int, limits: DicomLimits) throws(DicomError) -> ByteSource {
    let deflated = try bytes(start..<count)
    var capacity = min(max(deflated.count * 8, 1 << 16), limits.maximumInflatedBytes)
    while true {
      try checkRoom(capacity)
      var inflation = CDcmtkInflation()
      var status = CDcmtkStatus()
      let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, filled in
        guard let room = buffer.baseAddress else { return }
        status = deflated.withUnsafeBufferPointer { input in
          guard let first = input.baseAddress else { return CDcmtkStatus() }
          return cdcmtk_inflate(first, input.count, room, capacity, &inflation)
        }
        filled = inflation.produced
      }
      guard status.code == .mismatch else {
        try check(status)
        return ByteSource(bytes)
      }
      guard capacity < limits.maximumInflatedBytes else {
        throw .tooLarge(what: "inflated data set's size in bytes", limit: capacity)
      }
      capacity = min(capacity * 4, limits.maximumInflatedBytes)
    }
  }
}

/// Throws what a status of the C side says, unless it is done.
func check(_ status: CDcmtkStatus) throws(DicomError) {
  switch status.code {
  case .done: return
  case .corrupt, .mismatch: throw .malformed(status.text)
  case .truncated: throw .truncated
  case .unsupported: throw .unsupportedPixelFormat(status.text)
  case .outOfMemory: throw .outOfMemory
  case .dictionaryMissing: throw .dictionaryMissing
  case .fault: throw .decoderFault(status.text)
  }
}

extension CDcmtkStatus {
  /// The message.
  var text: String {
    withUnsafeBytes(of: message) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
  }
}
