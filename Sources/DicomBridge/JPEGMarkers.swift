import Glibc

/// The frame header of a JPEG or JPEG-LS codestream, after a walk over all of its markers.
///
/// DCMTK 3.6.7 loops for ever on a marker FF01 and returns uninitialised memory for a codestream
/// that is smaller than Rows x Columns or whose Huffman tables name impossible differences, so it
/// gets only what passed here.
struct JPEGMarkers {
  /// The marker of the frame header, such as C3 for lossless (ITU-T T.81 table B.1).
  private(set) var process: UInt8 = 0
  private(set) var precision = 0
  private(set) var rows = 0
  private(set) var columns = 0
  private(set) var components = 0
  /// Where the end-of-image marker ends.
  private(set) var end = 0
  private(set) var scans: [Scan] = []

  private static let jpegLS: UInt8 = 0xF7

  /// Lossless, Huffman coding (T.81 table B.1).
  static let lossless: UInt8 = 0xC3

  /// Whether the frame is one of JPEG-LS (ITU-T T.87).
  var isLS: Bool { process == Self.jpegLS }

  /// Walks a codestream.
  ///
  /// - Throws: `truncated` without an end-of-image marker, `malformed` for markers and lengths
  ///   that T.81 and T.87 do not have.
  init(_ codestream: [UInt8]) throws(DicomError) {
    guard codestream.starts(with: [0xFF, 0xD8]) else {
      throw .malformed("the codestream does not start like JPEG")
    }
    var position = 2
    var tables: [UInt8: HuffmanTable] = [:]
    var largestCategory: UInt8 = 0
    var restartInterval = 0
    while true {
      guard position + 1 < codestream.count else { throw .truncated }
      guard codestream[position] == 0xFF else {
        throw .malformed("a JPEG marker is missing between two segments")
      }
      let marker = codestream[position + 1]
      position += 1
      if marker == 0xFF { continue }
      position += 1
      if marker == 0xD9 { break }
      guard Self.hasSegment(marker) else {
        throw .malformed("the codestream has a marker that JPEG does not have")
      }
      guard position + 1 < codestream.count else { throw .truncated }
      let length = Int(codestream[position]) << 8 | Int(codestream[position + 1])
      guard length >= 2 else { throw .malformed("a JPEG segment has an impossible length") }
      guard position + length <= codestream.count else { throw .truncated }
      let segment = codestream[position + 2..<position + length]
      position += length
      switch marker {
      case 0xC4:
        for (destination, table) in try Self.huffmanTables(in: segment) {
          tables[destination] = table
          largestCategory = max(largestCategory, table.categories.max() ?? 0)
        }
      case 0xDD: restartInterval = segment.prefix(2).reduce(0) { $0 << 8 | Int($1) }
      case 0xDA:
        guard process != 0 else { throw .malformed("a JPEG scan comes before its frame") }
        let start = position
        position = scanEnd(in: codestream, from: position)
        scans.append(
          Scan(
            header: Array(segment),
            data: start..<position,
            tables: tables,
            restartInterval: restartInterval
          )
        )
      case let marker where Self.isFrameHeader(marker): try readFrameHeader(marker, segment)
      default: break
      }
    }
    end = position
    guard process != 0 else { throw .malformed("the JPEG codestream has no frame") }
    try check(largestCategory: largestCategory)
  }

  /// DHT, DAC, DQT, DNL, DRI, SOS, APPn, COM, LSE, and the frame headers.
  private static func hasSegment(_ marker: UInt8) -> Bool {
    switch marker {
    case 0xC0...0xC7, 0xC9...0xCF, 0xDA...0xDD, 0xE0...0xEF, 0xF7, 0xF8, 0xFE: true
    default: false
    }
  }

  private static func isFrameHeader(_ marker: UInt8) -> Bool {
    switch marker {
    case 0xC0...0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF, jpegLS: true
    default: false
    }
  }

  private mutating func readFrameHeader(
    _ marker: UInt8,
    _ segment: ArraySlice<UInt8>
  ) throws(DicomError) {
    guard process == 0, segment.count >= 6 else {
      throw .malformed("the JPEG codestream has two frames or a short frame header")
    }
    let bytes = Array(segment.prefix(6))
    process = marker
    precision = Int(bytes[0])
    rows = Int(bytes[1]) << 8 | Int(bytes[2])
    columns = Int(bytes[3]) << 8 | Int(bytes[4])
    components = Int(bytes[5])
  }

  /// The position of the next marker behind entropy-coded data.
  ///
  /// T.81 B.1.1.5: FF00 is a data byte, FFD0 to FFD7 restart. T.87 A.1: behind FF a bit of 0 is
  /// stuffed, so that anything below FF80 is data.
  private func scanEnd(in codestream: [UInt8], from start: Int) -> Int {
    let isLS = isLS
    return codestream.withUnsafeBytes { bytes in
      guard let first = bytes.baseAddress else { return 0 }
      var position = start
      // Megabytes lie between two markers, so the C library looks for the bytes that may start one.
      while position + 1 < bytes.count,
        let found = memchr(first + position, 0xFF, bytes.count - 1 - position)
      {
        position = first.distance(to: found)
        let next = bytes[position + 1]
        let isData = isLS ? next < 0x80 : next == 0
        if !isData && !(0xD0...0xD7).contains(next) { return position }
        position += 2
      }
      return bytes.count
    }
  }
}
