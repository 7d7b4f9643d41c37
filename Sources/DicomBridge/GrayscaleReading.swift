internal import Imaging

/// How a header says that stored values become grey values, with what is worth knowing about it.
struct GrayscaleReading {
  let modality: ModalityLUT
  let voi: VOILUT
  let isInverted: Bool
  private(set) var flags: [String] = []

  /// Reads PS3.3 C.11.1, C.11.2 and C.7.6.3.1.2.
  ///
  /// - Throws: `malformed` for a table that is shorter than its descriptor says: half a table would
  ///   make a picture that looks right and is not.
  init(_ dataset: Dataset, layout: PixelLayout) throws(DicomError) {
    let stated = dataset.items(Attributes.modalityLUTSequence).filter(\.hasTable)
    if let item = stated.first {
      modality = .table(try LookupTable(item, isInputSigned: layout.isSigned))
    } else {
      modality = Self.rescale(dataset, &flags)
    }
    let isNegative = modality.range(of: layout).lowerBound < 0
    voi = try Self.voi(dataset, isInputSigned: isNegative, &flags)
    if voi == .none { flags.append("no-voi") }

    let isMonochrome1 = dataset.code(Attributes.photometricInterpretation) == "MONOCHROME1"
    let shape = dataset.code(Attributes.presentationLUTShape)
    isInverted = isMonochrome1 || shape == "INVERSE"
    // PS3.3 C.8.11.3.1.2 ties IDENTITY to MONOCHROME2 and INVERSE to MONOCHROME1.
    if let shape, isMonochrome1 != (shape == "INVERSE") { flags.append("presentation-conflict") }
  }

  /// C.11.1.1.2; an intercept or slope alone counts with the other's neutral value.
  private static func rescale(_ dataset: Dataset, _ flags: inout [String]) -> ModalityLUT {
    let slope = dataset.decimal(Attributes.rescaleSlope)
    let intercept = dataset.decimal(Attributes.rescaleIntercept)
    if slope == 0 { flags.append("invalid-rescale") }
    guard slope != nil || intercept != nil, slope != 0 else { return .identity }
    return .rescale(slope: slope ?? 1, intercept: intercept ?? 0)
  }

  /// C.11.2.1: a table is preferred to a window, as made for this image, and the first to others.
  private static func voi(
    _ dataset: Dataset,
    isInputSigned: Bool,
    _ flags: inout [String]
  ) throws(DicomError) -> VOILUT {
    let tables = dataset.items(Attributes.voiLUTSequence).filter(\.hasTable)
    let centers = dataset.decimals(Attributes.windowCenter)
    let widths = dataset.decimals(Attributes.windowWidth)
    if let first = tables.first {
      if tables.count > 1 { flags.append("several-voi-luts") }
      if !centers.isEmpty { flags.append("voi-lut-over-window") }
      return .table(try LookupTable(first, isInputSigned: isInputSigned))
    }
    guard !centers.isEmpty || !widths.isEmpty else { return .none }
    if centers.count > 1 || widths.count > 1 { flags.append("several-windows") }
    let stated = dataset.code(Attributes.voiLUTFunction)
    let function = stated.map { VOIFunction(rawValue: $0) } ?? .linear
    guard let center = centers.first ?? nil, let width = widths.first ?? nil, let function,
      // C.11.2.1.2.1: at least 1 for LINEAR; C.11.2.1.3: greater than 0 for the others.
      function == .linear ? width >= 1 : width > 0
    else {
      flags.append("invalid-window")
      return .none
    }
    return .window(center: center, width: width, function: function)
  }
}

extension Dataset {
  /// Some writers put the sequence in and leave its item empty; that states no transform.
  fileprivate var hasTable: Bool {
    elements[Attributes.lutDescriptor]?.value.isEmpty == false
      || elements[Attributes.lutData]?.value.isEmpty == false
  }
}

extension LookupTable {
  /// A table of an item, PS3.3 C.11.1.1.1.
  ///
  /// - Parameters:
  ///   - item: of a Modality or VOI LUT Sequence.
  ///   - isInputSigned: whether the input can be negative, which decides how the second number of
  ///     the descriptor reads where its value representation does not say.
  /// - Throws: `malformed` without a descriptor, or with fewer entries than it says.
  init(_ item: Dataset, isInputSigned: Bool) throws(DicomError) {
    let descriptor = item.words(Attributes.lutDescriptor)
    guard descriptor.count == 3, let data = item.elements[Attributes.lutData] else {
      throw .malformed("a lookup table lacks its descriptor or its data")
    }
    let count = descriptor[0] == 0 ? 1 << 16 : Int(descriptor[0])
    let isSigned =
      item.elements[Attributes.lutDescriptor]?.representation == .signedShort || isInputSigned
    let firstMapped =
      isSigned ? Int(Int16(bitPattern: descriptor[1])) : Int(descriptor[1])
    let entries = try Self.entries(item, data: data, count: count)
    let stated = Int(descriptor[2])
    // Some writers state another number than C.11.1.1.1 allows; the entries then tell.
    let needed = 16 - (entries.max() ?? 0).leadingZeroBitCount
    self.init(
      firstMapped: firstMapped,
      entries: entries,
      bitsPerEntry: 8...16 ~= stated ? stated : max(8, needed)
    )
  }

  /// Entries of 8 bits come two in a word or one in a word: the length says which.
  private static func entries(
    _ item: Dataset,
    data: Dataset.Element,
    count: Int
  ) throws(DicomError) -> [UInt16] {
    if data.value.count >= count * 2 {
      return Array(item.words(Attributes.lutData).prefix(count))
    }
    guard data.value.count >= count else {
      throw .malformed("a lookup table holds fewer entries than its descriptor says")
    }
    guard item.isBigEndian, data.representation != .otherByte else {
      return data.value.prefix(count).map { UInt16($0) }
    }
    let pairs = item.words(Attributes.lutData).flatMap { [$0 & 0xFF, $0 >> 8] }
    guard pairs.count >= count else {
      throw .malformed("a lookup table holds fewer entries than its descriptor says")
    }
    return Array(pairs.prefix(count))
  }
}

extension ModalityLUT {
  /// The least and the greatest value that stored values of a layout can be turned into.
  fileprivate func range(of layout: PixelLayout) -> ClosedRange<Double> {
    range(bitsStored: layout.bitsStored, isSigned: layout.isSigned)
  }
}
