extension Radiograph {
  /// The display values in 8 bits, by the grayscale pipeline of PS3.4 N.2.
  ///
  /// Grey values go to the nearest of 256 levels, halves upwards.
  public func rendered() -> GrayImage {
    Raster(rows: rows, columns: columns, samples: looked(up: levels(of: UInt8.self)))
  }

  /// The display values in 16 bits, by the same pipeline.
  public func renderedDeep() -> DeepGrayImage {
    Raster(rows: rows, columns: columns, samples: looked(up: levels(of: UInt16.self)))
  }

  /// The grey value, 0 black to 1 white, of a stored value's bit pattern: modality transform, then
  /// VOI transform, then inversion.
  func grey(ofPattern pattern: Int, range: ClosedRange<Double>) -> Double {
    let isNegative = isSigned && pattern >= 1 << (bitsStored - 1)
    let stored = isNegative ? pattern - (1 << bitsStored) : pattern
    let grey = voiLUT.grey(modalityLUT.output(of: stored), range: range)
    return isInverted ? 1 - grey : grey
  }

  /// One level for each bit pattern that a stored value can have.
  private func levels<Level: FixedWidthInteger>(of type: Level.Type) -> [Level] {
    let range = modalityLUT.range(bitsStored: bitsStored, isSigned: isSigned)
    let white = Double(Level.max)
    return (0..<1 << bitsStored).map { pattern in
      let level = (grey(ofPattern: pattern, range: range) * white).rounded()
      // A header's numbers can be so large that nothing sensible comes out.
      return level.isFinite ? Level(min(max(level, 0), white)) : 0
    }
  }

  /// Looks all stored values up.
  ///
  /// A pattern above the table is a programmer's mistake that must not read elsewhere: the table goes on
  /// with its last level to the end of 16 bits, so that the loop need not ask.
  private func looked<Level: FixedWidthInteger>(up levels: [Level]) -> [Level] {
    let whole = levels + Array(repeating: levels[levels.count - 1], count: 65_536 - levels.count)
    return [Level](unsafeUninitializedCapacity: storedValues.count) { looked, filled in
      storedValues.withUnsafeBufferPointer { values in
        whole.withUnsafeBufferPointer { whole in
          for index in values.indices {
            looked.initializeElement(at: index, to: whole[Int(values[index])])
          }
        }
      }
      filled = storedValues.count
    }
  }
}
