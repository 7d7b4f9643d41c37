/// How the samples of a frame got where they are: bit patterns of `bitsStored` bits.
///
/// The frame's bytes are decoded into memory of the caller's, which a worker shares with its parent,
/// so that a film is not copied on its way.
struct StoredFrame {
  var flags: [String] = []
  /// What decoded it, with its version.
  var decoderName: String

  /// Takes samples as they were written, and leaves the bits that count, in place.
  ///
  /// - Parameters:
  ///   - samples: one a pixel.
  ///   - layout: the header's.
  ///   - precision: how many bits the samples were written in.
  ///   - decoderName: what decoded them.
  init(
    masking samples: UnsafeMutableBufferPointer<UInt16>,
    layout: PixelLayout,
    precision: Int,
    decoderName: String
  ) {
    // A codestream whose precision is that of the stored bits has nothing to be shifted.
    let shift = UInt16(precision > layout.bitsStored + layout.shift - 1 ? layout.shift : 0)
    let mask = UInt16(truncatingIfNeeded: (1 << layout.bitsStored) - 1)
    let high = UInt16(truncatingIfNeeded: (1 << precision) - 1) & ~(mask << shift)
    var lostBits: UInt16 = 0
    let sign = layout.isSigned ? UInt16(1) << UInt16(layout.bitsStored - 1) : 0
    if mask != .max || shift != 0 {
      for index in samples.indices {
        let sample = samples[index]
        let value = (sample >> shift) & mask
        let extended = value & sign == 0 ? 0 : high
        lostBits |= (sample & high) & ~extended
        samples[index] = value
      }
    }
    self.decoderName = decoderName
    if lostBits != 0 { flags.append("high-bits-masked") }
    if shift != 0 { flags.append("shifted-high-bit") }
  }
}
