/// Which names are not (yet) meant for a reader: hidden ones, and a sender's working names.
public struct IgnoredNames: Sendable, Hashable {
  /// Working suffixes of rsync, scp and SFTP clients, editors and browsers.
  public static let usualSuffixes = [
    ".part", ".partial", ".tmp", ".filepart", "~", ".swp", ".crdownload",
  ]

  /// Endings that mark a file as unfinished, lower case.
  public let suffixes: [String]
  private let endings: [[UInt8]]

  /// Names that end with one of the suffixes (upper or lower case alike) or begin with a full stop.
  public init(suffixes: [String] = IgnoredNames.usualSuffixes) {
    self.suffixes = suffixes.map { $0.lowercased() }
    endings = self.suffixes.map { Array($0.utf8) }.filter { !$0.isEmpty }
  }

  /// Whether a file or folder of this name (without its path) is left alone.
  public func contains(_ name: String) -> Bool {
    var name = name
    return name.withUTF8 { contains(UnsafeRawBufferPointer($0)) }
  }

  func contains(_ name: UnsafeRawBufferPointer) -> Bool {
    guard let first = name.first, first != UInt8(ascii: ".") else { return true }
    return endings.contains { ending in
      name.count >= ending.count
        && zip(name.suffix(ending.count), ending).allSatisfy { Self.lowercased($0) == $1 }
    }
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
  }
}
