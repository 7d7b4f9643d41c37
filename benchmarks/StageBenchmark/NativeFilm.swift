/// An uncompressed film of noise, explicit VR little endian: the case in which everything but the
/// decoding counts.
enum NativeFilm {
  static func bytes(rows: Int, columns: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 128) + Array("DICM".utf8)
    add(&bytes, 0x0002, 0x0010, "UI", Array("1.2.840.10008.1.2.1\0".utf8))
    add(&bytes, 0x0008, 0x0060, "CS", Array("DX".utf8))
    add(&bytes, 0x0028, 0x0002, "US", word(1))
    add(&bytes, 0x0028, 0x0004, "CS", Array("MONOCHROME2 ".utf8))
    add(&bytes, 0x0028, 0x0010, "US", word(rows))
    add(&bytes, 0x0028, 0x0011, "US", word(columns))
    for (element, value) in [(0x0100, 16), (0x0101, 16), (0x0102, 15), (0x0103, 0)] {
      add(&bytes, 0x0028, element, "US", word(value))
    }
    bytes += word(0x7FE0) + word(0x0010) + Array("OW".utf8) + [0, 0]
    let count = rows * columns * 2
    bytes += word(count & 0xFFFF) + word(count >> 16)
    var state: UInt32 = 20_260_401
    for _ in 0..<count {
      // Numerical Recipes' generator; its high bits are good enough for noise.
      state = state &* 1_664_525 &+ 1_013_904_223
      bytes.append(UInt8(state >> 24))
    }
    return bytes
  }

  private static func word(_ number: Int) -> [UInt8] {
    [UInt8(truncatingIfNeeded: number), UInt8(truncatingIfNeeded: number >> 8)]
  }

  private static func add(
    _ bytes: inout [UInt8],
    _ group: Int,
    _ element: Int,
    _ representation: String,
    _ value: [UInt8]
  ) {
    bytes += word(group) + word(element) + Array(representation.utf8) + word(value.count) + value
  }
}
