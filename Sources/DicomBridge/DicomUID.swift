/// The syntax of a unique identifier.
enum DicomUID {
  /// Whether a text is a UID by PS3.5 9.1: up to 64 characters, numbers without leading zeros parted
  /// by dots.
  static func isWellFormed(_ text: String) -> Bool {
    guard (1...64).contains(text.utf8.count) else { return false }
    return text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { component in
      !component.isEmpty
        && component.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        && (component.utf8.count == 1 || component.first != "0")
    }
  }
}
