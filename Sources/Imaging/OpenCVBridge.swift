internal import COpenCV

extension Raster {
  /// Lends the samples to OpenCV; an empty picture arrives as 0 x 0 and is refused there.
  func withSource(_ body: (ccv_source) -> ccv_status) -> ccv_status {
    samples.withUnsafeBytes { raw in
      guard let start = raw.baseAddress, !samples.isEmpty else {
        var status = ccv_status()
        status.code = .failed
        return status
      }
      return body(
        ccv_source(
          samples: start,
          rows: Int32(clamping: rows),
          columns: Int32(clamping: columns),
          stride: columns * MemoryLayout<Sample>.stride
        )
      )
    }
  }
}

/// An array that a C function fills, or the reason why it did not.
func filled<Element: ExpressibleByIntegerLiteral>(
  _ operation: String,
  count: Int,
  _ body: (inout [Element]) -> ccv_status
) throws(EnhancementError) -> [Element] {
  var out = [Element](repeating: 0, count: count)
  try EnhancementError.check(body(&out), operation)
  return out
}

/// Why an image operation was refused.
public enum EnhancementError: Error, Hashable, Sendable, CustomStringConvertible {
  /// OpenCV refused the picture or a parameter.
  case refused(operation: String, reason: String)
  /// No memory for the result.
  case outOfMemory(operation: String)

  /// Cause and cure in a sentence.
  public var description: String {
    switch self {
    case .refused(let operation, let reason):
      "OpenCV refuses the \(operation) (\(reason)); check the picture's size and the parameters."
    case .outOfMemory(let operation):
      "There is no memory for the \(operation); run fewer workers or raise the memory limit."
    }
  }

  static func check(_ status: ccv_status, _ operation: String) throws(EnhancementError) {
    switch status.code {
    case .ok: return
    case .outOfMemory: throw .outOfMemory(operation: operation)
    case .failed:
      let reason = textOfCharacters(status.message)
      throw .refused(operation: operation, reason: reason.isEmpty ? "empty picture" : reason)
    }
  }
}
