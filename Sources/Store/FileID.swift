/// The number of a distinct content, in the order in which contents arrived.
public struct FileID: RawRepresentable, Hashable, Comparable, Codable, Sendable {
  /// The row's id.
  public let rawValue: Int64

  /// The id with a number.
  public init(rawValue: Int64) {
    self.rawValue = rawValue
  }

  /// Orders by arrival.
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// The number of a version of a result.
public struct ResultID: RawRepresentable, Hashable, Comparable, Codable, Sendable {
  /// The row's id.
  public let rawValue: Int64

  /// The id with a number.
  public init(rawValue: Int64) {
    self.rawValue = rawValue
  }

  /// Orders by recording.
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
