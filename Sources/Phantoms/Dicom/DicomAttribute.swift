/// One attribute of a data set to be written.
struct DicomAttribute: Sendable {
  /// What it holds, by the kind of its value representation.
  enum Value: Sendable {
    /// Any VR of characters; the bytes are in the data set's character set.
    case text(vr: String, bytes: [UInt8])
    /// US, SS or OW.
    case words(vr: String, [UInt16])
    /// OB or UN.
    case bytes(vr: String, [UInt8])
    /// UL.
    case longs([UInt32])
    /// SQ.
    case items([[DicomAttribute]])
  }

  let group: UInt16
  let element: UInt16
  let value: Value

  /// Text in ASCII; several values are joined by `\`.
  static func text(_ tag: UInt32, _ vr: String, _ values: String...) -> DicomAttribute {
    raw(tag, vr, Array(values.joined(separator: "\\").utf8))
  }

  /// Text whose bytes are in another character set.
  static func raw(_ tag: UInt32, _ vr: String, _ bytes: [UInt8]) -> DicomAttribute {
    DicomAttribute(tag, .text(vr: vr, bytes: bytes))
  }

  /// Unsigned shorts.
  static func short(_ tag: UInt32, _ values: Int...) -> DicomAttribute {
    DicomAttribute(tag, .words(vr: "US", values.map { UInt16(truncatingIfNeeded: $0) }))
  }

  /// A decimal string: a whole number without a point.
  static func decimal(_ tag: UInt32, _ values: Double...) -> DicomAttribute {
    decimals(tag, values)
  }

  static func decimals(_ tag: UInt32, _ values: [Double]) -> DicomAttribute {
    let texts = values.map { $0 == $0.rounded() ? "\(Int($0))" : "\($0)" }
    return raw(tag, "DS", Array(texts.map { String($0.prefix(16)) }.joined(separator: "\\").utf8))
  }

  static func items(_ tag: UInt32, _ items: [DicomAttribute]...) -> DicomAttribute {
    DicomAttribute(tag, .items(items))
  }

  /// A coded entry, PS3.3 8.8.
  static func code(
    _ tag: UInt32,
    _ value: String,
    _ scheme: String,
    _ meaning: String,
    modifiers: [DicomAttribute] = []
  ) -> DicomAttribute {
    items(
      tag,
      [
        .text(0x0008_0100, "SH", value), .text(0x0008_0102, "SH", scheme),
        .text(0x0008_0104, "LO", meaning),
      ] + modifiers
    )
  }

  init(_ tag: UInt32, _ value: Value) {
    group = UInt16(tag >> 16)
    element = UInt16(tag & 0xFFFF)
    self.value = value
  }
}
