/// The samples of a frame as bit patterns of `bitsStored` bits, and what was done to get there.
struct StoredFrame {
  var values: [UInt16]
  var flags: [String] = []
  /// What decoded it, with its version.
  var decoderName: String

  /// Takes samples as they were written, and leaves the bits that count.
  ///
  /// - Parameters:
  ///   - samples: one a pixel.
  ///   - layout: the header's.
  ///   - precision: how many bits the samples were written in.
  ///   - decoderName: what decoded them.
  init(_ samples: [UInt16], layout: PixelLayout, precision: Int, decoderName: String) {
    // A codestream whose precision is that of the stored bits has nothing to be shifted.
    let shift = UInt16(precision > layout.bitsStored + layout.shift - 1 ? layout.shift : 0)
    let mask = UInt16(truncatingIfNeeded: (1 << layout.bitsStored) - 1)
    let high = UInt16(truncatingIfNeeded: (1 << precision) - 1) & ~(mask << shift)
    var values = samples
    var lostBits: UInt16 = 0
    let sign = layout.isSigned ? UInt16(1) << UInt16(layout.bitsStored - 1) : 0
    values.withUnsafeMutableBufferPointer { values in
      for index in values.indices {
        let sample = values[index]
        let value = (sample >> shift) & mask
        let extended = value & sign == 0 ? 0 : high
        lostBits |= (sample & high) & ~extended
        values[index] = value
      }
    }
    self.values = values
    self.decoderName = decoderName
    if lostBits != 0 { flags.append("high-bits-masked") }
    if shift != 0 { flags.append("shifted-high-bit") }
  }
}
