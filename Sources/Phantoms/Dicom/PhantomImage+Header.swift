internal import Foundation

/// The modules of PS3.3 that an image's header is made of.
extension PhantomImage {
  func attributes(_ stored: StoredFilm) -> [DicomAttribute] {
    patient.attributes + studyModule + seriesModule + equipmentModule + imageModule
      + viewAttributes + anatomyModule + acquisitionModule
      + stored.attributes(rescaleType: rescaleType)
  }

  private var studyModule: [DicomAttribute] {
    let day = PhantomPatient.padded(1 + study % 28, 2)
    let minute = PhantomPatient.padded(study * 7 % 60, 2)
    let hour = PhantomPatient.padded(7 + study % 11, 2)
    var made: [DicomAttribute] = [
      .text(0x0020_000D, "UI", studyUID),
      .text(0x0008_0020, "DA", "202602\(day)"),
      .text(0x0008_0030, "TM", "\(hour)\(minute)00"),
      .text(0x0008_0090, "PN", "Phantom^Referrer"),
      .text(0x0020_0010, "SH", "\(study)"),
      .text(0x0008_0050, "SH", "PHA\(PhantomPatient.padded(study, 6))"),
      .text(0x0008_0022, "DA", "202602\(day)"),
      .text(0x0008_0032, "TM", "\(hour)\(minute)\(10 + instance)"),
      .text(0x0008_0023, "DA", "202602\(day)"),
      .text(0x0008_0033, "TM", "\(hour)\(minute)\(20 + instance)"),
    ]
    made += view.studyDescription.map { [.text(0x0008_1030, "LO", $0)] } ?? []
    return made
  }

  private var rescaleType: String? {
    switch kind {
    case .digitalXRay, .digitalXRayForProcessing: "US"
    case .computedTomography: "HU"
    case .computedRadiography, .secondaryCapture: nil
    }
  }

  private var seriesModule: [DicomAttribute] {
    var made: [DicomAttribute] = [
      .text(0x0008_0060, "CS", kind.modality),
      .text(0x0020_000E, "UI", seriesUID),
      .text(0x0020_0011, "IS", "\(instance)"),
    ]
    made += view.seriesDescription.map { [.text(0x0008_103E, "LO", $0)] } ?? []
    if kind.isDX {
      let intent = kind == .digitalXRay ? "FOR PRESENTATION" : "FOR PROCESSING"
      made.append(.text(0x0008_0068, "CS", intent))
    }
    return made
  }

  private var equipmentModule: [DicomAttribute] {
    [
      .text(0x0008_0070, "LO", "pacs-watch phantom"),
      .text(0x0008_0080, "LO", "Phantom Hospital"),
      .text(0x0008_1010, "SH", film.view == .anteroPosterior ? "PHANTOM-WARD" : "PHANTOM-ROOM"),
      .text(0x0008_1090, "LO", "Analytic chest"),
      .text(0x0018_1000, "LO", "0"),
      .text(0x0018_1020, "LO", "1"),
    ]
  }

  private var imageModule: [DicomAttribute] {
    let isLossy = syntax.isLossy
    var type = [isLossy ? "DERIVED" : "ORIGINAL", "PRIMARY"]
    // The third value of a DX image may be empty, that of a CT may not (C.8.11.3.1.1, C.8.2.1.1.1).
    if kind.isDX { type.append("") }
    if kind == .computedTomography { type.append("AXIAL") }
    var made: [DicomAttribute] = [
      .text(0x0008_0016, "UI", kind.sopClassUID),
      .text(0x0008_0018, "UI", instanceUID),
      .raw(0x0008_0008, "CS", Array(type.joined(separator: "\\").utf8)),
      .text(0x0020_0013, "IS", "\(instance)"),
      .text(0x0028_0301, "CS", "NO"),
    ]
    if kind == .secondaryCapture { made.append(.text(0x0008_0064, "CS", "WSD")) }
    return made
  }

  private var viewAttributes: [DicomAttribute] {
    var made: [DicomAttribute] = [
      .raw(0x0020_0020, "CS", Array(view.orientation.joined(separator: "\\").utf8))
    ]
    // A CR series has View Position even if it is empty (type 2).
    if let position = view.position ?? (kind == .computedRadiography ? "" : nil) {
      made.append(.text(0x0018_5101, "CS", position))
    }
    if let code = view.code, kind.isDX {
      // The DX Positioning module wants the modifiers even if there are none (type 2).
      let modifiers = DicomAttribute(0x0054_0222, .items([]))
      made.append(.code(0x0054_0220, code.value, code.scheme, code.meaning, modifiers: [modifiers]))
    }
    return made
  }

  private var anatomyModule: [DicomAttribute] {
    let isChest = bodyPart == .chest
    var made: [DicomAttribute] = [.text(0x0018_0015, "CS", isChest ? "CHEST" : "HAND")]
    if kind.isDX {
      made += [
        .text(0x0020_0062, "CS", isChest ? "U" : "L"),
        isChest
          ? .code(0x0008_2218, "51185008", "SCT", "Chest")
          : .code(0x0008_2218, "85562004", "SCT", "Hand"),
      ]
    }
    return made
  }

  private var acquisitionModule: [DicomAttribute] {
    let isAtBed = film.view == .anteroPosterior
    let spacing = (film.pixelSpacing * 10000).rounded() / 10000
    var made: [DicomAttribute] = []
    switch kind {
    case .digitalXRay, .digitalXRayForProcessing:
      made += [
        .decimal(0x0018_0060, isAtBed ? 90 : 120),
        .decimal(0x0018_1110, isAtBed ? 1100 : 1800),
        .decimal(0x0018_1164, spacing, spacing),
        .text(0x0018_1508, "CS", "COLUMN"),
        .text(0x0018_7004, "CS", "SCINTILLATOR"),
        .text(0x0018_700A, "SH", "PHANTOM"),
        .text(0x0028_1040, "CS", "LOG"),
        // Values rise with the attenuation, that is they fall with the intensity of the beam.
        DicomAttribute(0x0028_1041, .words(vr: "SS", [UInt16(bitPattern: -1)])),
        DicomAttribute(0x0040_0555, .items([])),
      ]
    case .computedRadiography:
      made += [
        .decimal(0x0018_0060, isAtBed ? 90 : 120), .decimal(0x0018_1164, spacing, spacing),
        .text(0x0018_1004, "LO", "PHANTOM"),
      ]
    case .computedTomography:
      made += [
        .text(0x0020_0052, "UI", PhantomUID.make(.device, seed: seed, number: study)),
        .decimal(0x0020_0032, 0, 0, 0), .decimal(0x0020_0037, 1, 0, 0, 0, 1, 0),
        .decimal(0x0028_0030, spacing, spacing), .decimal(0x0018_0050, 1),
        .decimal(0x0018_0060, 120), .text(0x0020_0012, "IS", "1"),
        .text(0x0020_1040, "LO", ""), .text(0x0018_5100, "CS", "HFS"),
      ]
    case .secondaryCapture: break
    }
    return made
  }

  /// C.7.6.1.1.5: said of every image, with ratio and method where pixels were lost.
  func lossModule(_ ratio: Double) -> [DicomAttribute] {
    guard let method = syntax.lossyMethod else { return [.text(0x0028_2110, "CS", "00")] }
    return [
      .text(0x0028_2110, "CS", "01"), .decimal(0x0028_2112, (ratio * 10).rounded() / 10),
      .text(0x0028_2114, "CS", method),
      .text(0x0008_2111, "ST", "Lossy compression of a synthetic film"),
    ]
  }
}
