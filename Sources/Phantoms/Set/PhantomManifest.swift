/// The table of a set: `MANIFEST.csv`.
///
/// `view` is what the film shows as far as the header can tell, `bits_stored` to `voi` how it is
/// stored. A film expected as `classified` may also come out as `abstained`: networks are free to
/// decline what no patient is in.
struct PhantomManifest: Sendable {
  static let fileName = "MANIFEST.csv"
  static let columns = [
    "file", "study_uid", "sop_uid", "expect", "reason", "view", "transfer_syntax", "bits_stored",
    "photometric", "voi", "shows",
  ]

  let rows: [[String]]

  init(_ set: PhantomSet) {
    let byName = Dictionary(uniqueKeysWithValues: set.entries.map { ($0.file, $0) })
    rows = set.entries.map { entry in
      let image: PhantomImage? =
        if case .copy(let original) = entry.content { byName[original]?.image } else { entry.image }
      return [
        entry.file, image?.studyUID ?? entry.documentStudyUID ?? "",
        image?.instanceUID ?? entry.documentInstanceUID ?? "", entry.expectation.rawValue,
        entry.reason, entry.view, image?.syntax.name ?? "",
        image.map { "\($0.form.bitsStored)" } ?? "",
        image?.form.photometric.rawValue ?? "", image?.form.valuesOfInterest.rawValue ?? "",
        entry.shows,
      ]
    }
  }

  /// RFC 4180 with line feeds.
  var csv: String {
    ([Self.columns] + rows).map { row in
      row.map(Self.quoted).joined(separator: ",") + "\n"
    }.joined()
  }

  private static func quoted(_ cell: String) -> String {
    guard cell.contains(where: { ",\"\n".contains($0) }) else { return cell }
    return "\"" + cell.replacing("\"", with: "\"\"") + "\""
  }
}

extension PhantomSet.Entry {
  fileprivate var documentStudyUID: String? {
    if case .document(let document) = content { document.studyUID } else { nil }
  }

  fileprivate var documentInstanceUID: String? {
    if case .document(let document) = content { document.instanceUID } else { nil }
  }
}
