internal import Imaging

/// A film in a form: its cells, its attributes, and what a viewer is to show.
struct StoredFilm: Sendable {
  let form: PixelForm
  let frame: StoredFrame
  /// The values that count: bit patterns of Bits Stored bits, as a decoder returns them.
  let storedValues: [UInt16]
  /// Grey as a viewer is to show it, 0 black to 255 white, after all transforms.
  let shown: [UInt8]

  init(_ film: DeepGrayImage, _ form: PixelForm, seed: UInt64) {
    self.form = form
    let scale = GreyScale(form)
    let border = form.isPadded ? film.columns / 24 : 0
    var patterns: [UInt16] = []
    var shown: [UInt8] = []
    patterns.reserveCapacity(film.samples.count)
    shown.reserveCapacity(film.samples.count)
    for row in 0..<film.rows {
      for column in 0..<film.columns {
        let edge = min(row, column, film.rows - 1 - row, film.columns - 1 - column)
        var linear = edge < border ? 0 : Double(film[row, column]) / 65535
        if form.photometric.isInverted { linear = 1 - linear }
        let grey = scale.shown(linear)
        shown.append(UInt8((255 * (form.photometric.isInverted ? 1 - grey : grey)).rounded()))
        patterns.append(
          edge < border ? scale.pattern(Self.padding) : scale.pattern(scale.level(linear))
        )
      }
    }
    storedValues = patterns
    self.shown = shown
    frame = StoredFrame(
      rows: film.rows,
      columns: film.columns,
      cells: Self.cells(patterns, form, film, seed),
      bitsAllocated: form.bitsAllocated,
      bitsStored: form.bitsStored,
      isSigned: form.isSigned
    )
  }

  /// The level of padding: the lowest, which no window shows as anything but black.
  private static let padding = 0

  private static func cells(
    _ patterns: [UInt16],
    _ form: PixelForm,
    _ film: DeepGrayImage,
    _ seed: UInt64
  ) -> [UInt16] {
    let free = 16 - form.bitsStored
    switch form.highBits {
    case .clean:
      // Sign extension; nothing for unsigned ones.
      guard form.isSigned else { return patterns }
      return patterns.map { UInt16(bitPattern: Int16(bitPattern: $0 << free) >> free) }
    case .rubbish:
      var random = SplitMix64(seed: seed, stream: 60)
      return patterns.map { $0 | UInt16(truncatingIfNeeded: random.next()) << form.bitsStored }
    case .overlay:
      return patterns.indices.map { index in
        let isSet = isInOverlay(index / film.columns, index % film.columns, film)
        return patterns[index] | (isSet ? 1 << form.bitsStored : 0)
      }
    case .values: return patterns.map { $0 << free }
    }
  }

  /// A frame, as a radiographer might draw.
  private static func isInOverlay(_ row: Int, _ column: Int, _ film: DeepGrayImage) -> Bool {
    let (fromTop, fromLeft) = (abs(row - film.rows / 2), abs(column - film.columns / 2))
    let (tall, wide) = (film.rows / 6, film.columns / 6)
    let isOnLine = abs(fromTop - tall) < 2 || abs(fromLeft - wide) < 2
    return isOnLine && fromTop < tall + 2 && fromLeft < wide + 2
  }
}

/// The attributes of the Image Pixel, VOI LUT, Modality LUT and DX Image modules.
extension StoredFilm {
  /// - Parameter rescaleType: what values are called, where the object wants it said in any case.
  /// - Returns: the attributes in no order.
  func attributes(rescaleType: String?) -> [DicomAttribute] {
    let isFirstWhite = [.monochrome1, .monochrome1Inverse].contains(form.photometric)
    var made: [DicomAttribute] = [
      .short(0x0028_0002, 1),
      .text(0x0028_0004, "CS", isFirstWhite ? "MONOCHROME1" : "MONOCHROME2"),
      .short(0x0028_0010, frame.rows),
      .short(0x0028_0011, frame.columns),
      .short(0x0028_0100, form.bitsAllocated),
      .short(0x0028_0101, form.bitsStored),
      .short(0x0028_0102, form.highBits == .values ? 15 : form.bitsStored - 1),
      .short(0x0028_0103, form.isSigned ? 1 : 0),
    ]
    if form.isPadded {
      let pattern = GreyScale(form).pattern(Self.padding)
      made.append(
        DicomAttribute(0x0028_0120, .words(vr: form.isSigned ? "SS" : "US", [pattern]))
      )
    }
    if form.highBits == .overlay { made += overlay }
    return made + modalityAttributes(rescaleType) + voiAttributes
      + shape(rescaleType != nil)
  }

  private func shape(_ isObligatory: Bool) -> [DicomAttribute] {
    switch form.photometric {
    case .monochrome2: isObligatory ? [.text(0x2050_0020, "CS", "IDENTITY")] : []
    case .monochrome1: []
    case .monochrome1Inverse, .monochrome2Inverse: [.text(0x2050_0020, "CS", "INVERSE")]
    }
  }

  private func modalityAttributes(_ rescaleType: String?) -> [DicomAttribute] {
    func rescale(_ slope: Double, _ intercept: Double) -> [DicomAttribute] {
      [
        .decimal(0x0028_1052, intercept), .decimal(0x0028_1053, slope),
        .text(0x0028_1054, "LO", rescaleType ?? "US"),
      ]
    }
    let scale = GreyScale(form)
    switch form.modality {
    case .identity: return rescaleType == nil ? [] : rescale(1, 0)
    case .fractional: return rescale(scale.slope, scale.value(0))
    case .falling: return rescale(-1, Double(scale.top))
    case .table:
      let entries = scale.modalityEntries
      return [
        .items(
          0x0028_3000,
          [
            .short(0x0028_3002, entries.count, 0, 16), .text(0x0028_3004, "LO", "US"),
            DicomAttribute(0x0028_3006, .words(vr: "OW", entries)),
          ]
        )
      ]
    }
  }

  private var voiAttributes: [DicomAttribute] {
    let scale = GreyScale(form)
    let (center, width) = (scale.value(scale.center), scale.width * scale.slope)
    let window: [DicomAttribute] = [.decimal(0x0028_1050, center), .decimal(0x0028_1051, width)]
    switch form.valuesOfInterest {
    case .none: return []
    case .linear: return window
    case .linearExact, .sigmoid:
      return window + [.text(0x0028_1056, "CS", form.valuesOfInterest.rawValue)]
    case .several:
      return [
        .decimal(0x0028_1050, center, center * 0.9, center * 1.1),
        .decimal(0x0028_1051, width, width / 2, width * 2),
        .text(0x0028_1055, "LO", "NORMAL", "HARDER", "SOFTER"),
      ]
    case .table: return [voiTable(bits: 16)]
    case .tableAndWindow: return [voiTable(bits: 12)] + window
    }
  }

  private func voiTable(bits: Int) -> DicomAttribute {
    let scale = GreyScale(form)
    let entries = scale.tableEntries(bits: bits)
    let first = UInt16(truncatingIfNeeded: Int(scale.value(Double(scale.low))))
    let descriptor = [UInt16(entries.count), first, UInt16(bits)]
    return .items(
      0x0028_3010,
      [
        DicomAttribute(0x0028_3002, .words(vr: form.isSigned ? "SS" : "US", descriptor)),
        .text(0x0028_3003, "LO", "NORMAL"),
        DicomAttribute(0x0028_3006, .words(vr: "OW", entries)),
      ]
    )
  }

  private var overlay: [DicomAttribute] {
    [
      .short(0x6000_0010, frame.rows), .short(0x6000_0011, frame.columns),
      .text(0x6000_0040, "CS", "G"),
      DicomAttribute(0x6000_0050, .words(vr: "SS", [1, 1])),
      .short(0x6000_0100, 16), .short(0x6000_0102, form.bitsStored),
    ]
  }
}
