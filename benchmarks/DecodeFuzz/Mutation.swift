/// One way of damaging a file, decided by a seed.
struct Mutation {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// One to eight bytes or bits changed, a stretch removed, doubled, zeroed or set, the end cut off,
  /// or a marker of JPEG put in; half of it in the first 2 kB, where the structure is.
  mutating func damaged(_ original: [UInt8]) -> [UInt8] {
    var bytes = original
    let reach = next(2) == 0 ? min(bytes.count, 2048) : bytes.count
    let start = next(reach)
    let end = min(bytes.count, start + 1 + next(64))
    switch next(9) {
    case 0: bytes.removeSubrange(start..<end)
    case 1: bytes.insert(contentsOf: Array(bytes[start..<end]), at: start)
    case 2: for index in start..<end { bytes[index] = 0 }
    case 3: for index in start..<min(end, start + 4) { bytes[index] = 0xFF }
    case 4: bytes.removeLast(bytes.count - start)
    case 5: bytes.insert(contentsOf: [0xFF, UInt8(next(256))], at: start)
    case 6, 7: for _ in 0...next(8) { bytes[next(reach)] ^= 1 << UInt8(next(8)) }
    default: for _ in 0...next(8) { bytes[next(reach)] = UInt8(next(256)) }
    }
    return bytes
  }

  /// SplitMix64 (Steele, Lea, Flood 2014).
  private mutating func next(_ limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) % UInt64(max(1, limit)))
  }
}
