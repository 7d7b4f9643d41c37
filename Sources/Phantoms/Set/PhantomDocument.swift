internal import Foundation

/// Objects that travel with films and hold none.
struct PhantomDocument: Sendable {
  /// What kind of object.
  enum Kind: Sendable {
    case textReport
    case encapsulatedPDF
    case directory

    var sopClassUID: String {
      switch self {
      case .textReport: "1.2.840.10008.5.1.4.1.1.88.11"
      case .encapsulatedPDF: "1.2.840.10008.5.1.4.1.1.104.1"
      case .directory: "1.2.840.10008.1.3.10"
      }
    }
  }

  let kind: Kind
  let patient: PhantomPatient
  let seed: UInt64
  let study: Int

  var studyUID: String? {
    kind == .directory ? nil : PhantomUID.make(.study, seed: seed, number: study)
  }
  var instanceUID: String { PhantomUID.make(.instance, seed: seed, number: study * 100 + 1) }

  func write(to file: URL) throws(PhantomError) {
    let writing = try DicomWriting(file)
    try writing.put(attributes)
    try writing.finish(
      .explicitLittleEndian,
      MetaHeader(sopClassUID: kind.sopClassUID, sopInstanceUID: instanceUID)
    )
  }

  private var attributes: [DicomAttribute] {
    switch kind {
    case .directory: directory
    case .textReport: common + report
    case .encapsulatedPDF: common + pdf
    }
  }

  private var common: [DicomAttribute] {
    patient.attributes + [
      .text(0x0008_0016, "UI", kind.sopClassUID), .text(0x0008_0018, "UI", instanceUID),
      .text(0x0020_000D, "UI", studyUID ?? ""),
      .text(0x0020_000E, "UI", PhantomUID.make(.series, seed: seed, number: study * 100 + 1)),
      .text(0x0008_0020, "DA", "20260201"), .text(0x0008_0030, "TM", "080000"),
      .text(0x0008_0023, "DA", "20260201"), .text(0x0008_0033, "TM", "080000"),
      .text(0x0008_0050, "SH", "PHA\(PhantomPatient.padded(study, 6))"),
      .text(0x0008_0090, "PN", ""), .text(0x0008_0070, "LO", "pacs-watch phantom"),
      .text(0x0020_0010, "SH", "\(study)"), .text(0x0020_0011, "IS", "1"),
      .text(0x0020_0013, "IS", "1"),
    ]
  }

  private var report: [DicomAttribute] {
    let title = DicomAttribute.code(0x0040_A043, "18782-3", "LN", "Radiology Study observation")
    let name = DicomAttribute.code(0x0040_A043, "121071", "DCM", "Finding")
    return [
      .text(0x0008_0060, "CS", "SR"), .text(0x0040_A040, "CS", "CONTAINER"), title,
      .text(0x0040_A050, "CS", "SEPARATE"), .text(0x0040_A491, "CS", "COMPLETE"),
      .text(0x0040_A493, "CS", "UNVERIFIED"),
      DicomAttribute(0x0008_1111, .items([])), DicomAttribute(0x0040_A372, .items([])),
      .items(
        0x0040_A730,
        [
          .text(0x0040_A010, "CS", "CONTAINS"), .text(0x0040_A040, "CS", "TEXT"), name,
          .text(0x0040_A160, "UT", "A report about a phantom; there is nothing to find."),
        ]
      ),
    ]
  }

  private var pdf: [DicomAttribute] {
    let page = """
      %PDF-1.4
      1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
      2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
      3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
      trailer<</Root 1 0 R>>
      %%EOF

      """
    let bytes = Array(page.utf8)
    return [
      .text(0x0008_0060, "CS", "DOC"), .text(0x0008_0064, "CS", "WSD"),
      .text(0x0008_002A, "DT", ""), .text(0x0028_0301, "CS", "YES"),
      .text(0x0042_0010, "ST", "Phantom"), DicomAttribute(0x0040_A043, .items([])),
      .text(0x0042_0012, "LO", "application/pdf"),
      DicomAttribute(0x0042_0011, .bytes(vr: "OB", bytes + (bytes.count % 2 == 0 ? [] : [10]))),
    ]
  }

  private var directory: [DicomAttribute] {
    [
      .text(0x0004_1130, "CS", "PHANTOMS"), DicomAttribute(0x0004_1200, .longs([0])),
      DicomAttribute(0x0004_1202, .longs([0])), .short(0x0004_1212, 0),
      DicomAttribute(0x0004_1220, .items([])),
    ]
  }
}
