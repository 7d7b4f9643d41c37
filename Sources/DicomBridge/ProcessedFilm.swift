/// Signs that a picture is no plain film but made from one or several.
///
/// DERIVED\PRIMARY alone is no sign: DX devices write it for their ordinary films.
enum ProcessedFilm {
  /// Whether Image Type (0008,0008) calls it a scout.
  static func isLocalizer(_ header: DicomHeader) -> Bool {
    !imageTypeWords(header).isDisjoint(with: ["LOCALIZER", "SCOUT", "TOPOGRAM", "SCANOGRAM"])
  }

  /// The phrase that names the processing, or nil for a plain film.
  static func processing(_ header: DicomHeader) -> String? {
    let texts =
      header.imageType
      + [
        header.seriesDescription, header.protocolName, header.imageComments,
        header.acquisitionDeviceProcessingDescription,
      ].compactMap(\.self)
    // Series of CT are named for their kernels: soft tissue, bone.
    let isDerived =
      imageTypeWords(header).contains("DERIVED") && header.modality?.uppercased() != "CT"
    let phrases = always + (isDerived ? ifDerived : [])
    for text in texts {
      let folded = " " + HeaderWords(text).words.map(\.folded).joined(separator: " ") + " "
      if let phrase = phrases.first(where: { folded.contains(" " + $0 + " ") }) { return phrase }
    }
    return nil
  }

  private static func imageTypeWords(_ header: DicomHeader) -> Set<String> {
    Set(header.imageType.flatMap { HeaderWords($0).words.map(\.folded) })
  }

  private static let always = [
    "BONE SUPPRESSED", "BONE SUPPRESSION", "BONESUPPRESSED", "BONESUPPRESSION", "BONE SUPP",
    "RIB SUPPRESSION", "RIB SUPPRESSED", "DUAL ENERGY", "DUALENERGY", "TEMPORAL SUBTRACTION",
    "SUBTRACTED", "SUBTRACTION", "STITCHED", "STITCHING", "STITCH", "TOMOSYNTHESIS", "CLEARREAD",
  ]

  private static let ifDerived = [
    "SOFT TISSUE", "SOFT", "BONE", "DE", "CATHETER", "TUBE", "LINE", "CAD", "ENHANCED",
  ]
}
