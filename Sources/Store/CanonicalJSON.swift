internal import Foundation

/// One text for one value: sorted keys, no spaces, doubles in the shortest form that reads back to
/// the same bits.
enum CanonicalJSON {
  static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  static func value<Value: Decodable>(_ type: Value.Type, from text: String) throws -> Value {
    try JSONDecoder().decode(type, from: Data(text.utf8))
  }
}

extension String {
  /// The text without U+0000, at which SQLite's C interface would cut it off silently.
  var withoutNUL: String {
    utf8.contains(0) ? replacing("\0", with: "\u{FFFD}") : self
  }

  /// The text as a column keeps it: an empty one is as good as none.
  var columnText: String? {
    isEmpty ? nil : withoutNUL
  }
}
