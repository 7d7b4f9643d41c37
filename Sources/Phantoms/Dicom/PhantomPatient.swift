/// A patient who does not exist.
struct PhantomPatient: Sendable, Hashable {
  /// Counts from 1; identifiers and dates follow from it.
  var number: Int
  /// The name as bytes of the character set; nil gives `Phantom^` and a Greek letter.
  var name: SpecificName?
  /// Patient ID if not PHANTOM and the number.
  var identifier: String?
  var isFemale: Bool { number.isMultiple(of: 2) }
  var isChild = false

  init(_ number: Int, name: SpecificName? = nil, identifier: String? = nil, isChild: Bool = false) {
    self.number = number
    self.name = name
    self.identifier = identifier
    self.isChild = isChild
  }

  /// A name outside of ASCII, with its Specific Character Set (0008,0005).
  struct SpecificName: Sendable, Hashable {
    var characterSet: [String]
    var bytes: [UInt8]

    /// A name in the default repertoire.
    static func ascii(_ name: String) -> SpecificName {
      SpecificName(characterSet: [], bytes: Array(name.utf8))
    }

    /// Phantôme^Étoilé in Latin-1.
    static let latin1 = SpecificName(
      characterSet: ["ISO_IR 100"],
      bytes: Array("Phant".utf8) + [0xF4] + Array("me^".utf8) + [0xC9] + Array("toil".utf8) + [0xE9]
    )

    /// Phantom^Sakura=幻^桜=げん^さくら: JIS X 0208 between escape sequences (PS3.5 annex H).
    static let japanese = SpecificName(
      characterSet: ["", "ISO 2022 IR 87"],
      bytes: Array(
        "Phantom^Sakura=\u{1B}$B88\u{1B}(B^\u{1B}$B:y\u{1B}(B=\u{1B}$B$2$s\u{1B}(B^\u{1B}$B$5$/$i\u{1B}(B"
          .utf8
      )
    )

    /// Φάντασμα^Ωμέγα in UTF-8.
    static let utf8 = SpecificName(
      characterSet: ["ISO_IR 192"],
      bytes: Array("Φάντασμα^Ωμέγα".utf8)
    )
  }

  /// The attributes of the Patient module, and the character set.
  var attributes: [DicomAttribute] {
    let year = isChild ? 2022 : 1938 + number * 7 % 52
    let age = "0\(isChild ? "0" : "")\(2026 - year)Y"
    var made: [DicomAttribute] = [
      .raw(0x0010_0010, "PN", name?.bytes ?? Array("Phantom^\(letters)".utf8)),
      .text(0x0010_0020, "LO", identifier ?? "PHANTOM-\(Self.padded(number, 4))"),
      // The first of January: ages count whole years.
      .text(0x0010_0030, "DA", "\(year)0101"),
      .text(0x0010_0040, "CS", isFemale ? "F" : "M"),
      .text(0x0010_1010, "AS", age),
    ]
    let characterSet = name?.characterSet ?? []
    if !characterSet.isEmpty {
      made.append(.raw(0x0008_0005, "CS", Array(characterSet.joined(separator: "\\").utf8)))
    }
    return made
  }

  static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  /// The letters of the Greek alphabet, then two of them.
  private var letters: String {
    let greek = [
      "Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta", "Eta", "Theta", "Iota", "Kappa",
      "Lambda", "Mu", "Nu", "Xi", "Omicron", "Pi", "Rho", "Sigma", "Tau", "Upsilon", "Phi", "Chi",
      "Psi", "Omega",
    ]
    let index = number - 1
    let last = greek[index % greek.count]
    return index < greek.count ? last : "\(greek[(index / greek.count - 1) % greek.count]) \(last)"
  }
}
