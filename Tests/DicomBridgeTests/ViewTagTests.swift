import DicomBridge
import Testing

/// PS3.3 C.8.11.5 (View Position, View Code Sequence), PS3.16 CID 4010, PS3.3 C.7.6.1.1.1.
@Suite("The view by the tags of the image")
struct ViewTagTests {
  /// Rows are codes, columns view positions; expectations by hand.
  ///
  /// View Position "shall agree" with the code (C.8.11.5.1.1), so PA against AP and frontal against
  /// lateral are conflicts; decubitus and oblique films are taken from the front, the back or a side,
  /// so these terms take the film out of the plain views.
  static let grid = """
    code          -        PA       AP       LL       RL       RLD       LLD       RLO     LLO
    -             none     PA       AP       lateral  lateral  decubitus decubitus oblique oblique
    399066004     PA       PA       conflict conflict conflict decubitus decubitus oblique oblique
    399348003     AP       conflict AP       conflict conflict decubitus decubitus oblique oblique
    399033003     frontal  PA       AP       conflict conflict decubitus decubitus oblique oblique
    399067008     lateral  conflict conflict lateral  lateral  decubitus decubitus oblique oblique
    399173006     lateral  conflict conflict lateral  lateral  decubitus decubitus oblique oblique
    399198007     lateral  conflict conflict lateral  lateral  decubitus decubitus oblique oblique
    399182000     oblique  oblique  oblique  oblique  oblique  decubitus decubitus oblique oblique
    399061009     other    other    other    other    other    decubitus decubitus oblique oblique
    """

  struct Cell: Sendable, CustomTestStringConvertible {
    let code: String
    let position: String
    let orientation: [String]
    let expected: String
    var testDescription: String { "\(code) + \(position) + \(orientation) = \(expected)" }
  }

  static let cells: [Cell] = {
    let rows = grid.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    let frontal: Set = ["399066004", "399348003", "399033003", "PA", "AP"]
    let lateral: Set = ["399067008", "399173006", "399198007", "LL", "RL"]
    return rows.dropFirst().flatMap { row in
      zip(rows[0], row).dropFirst().flatMap { position, expected in
        // A frontal film has rows sideways, a lateral has rows from front to back.
        let isFrontal = frontal.contains(row[0]) || frontal.contains(position)
        let isLateral = lateral.contains(row[0]) || lateral.contains(position)
        return [
          Cell(code: row[0], position: position, orientation: [], expected: expected),
          Cell(
            code: row[0],
            position: position,
            orientation: ["L", "F"],
            expected: isLateral ? "conflict" : expected == "none" ? "unspecified" : expected
          ),
          Cell(
            code: row[0],
            position: position,
            orientation: ["A", "F"],
            expected: isFrontal ? "conflict" : expected == "none" ? "lateral" : expected
          ),
        ]
      }
    }
  }()

  @Test(arguments: cells)
  func `code, position and orientation give the table's outcome`(_ cell: Cell) {
    let header = DicomHeader.film {
      if cell.code != "-" {
        $0.viewCodes = [CodedConcept(value: cell.code, scheme: "SCT", meaning: "")]
      }
      if cell.position != "-" { $0.viewPosition = cell.position }
      $0.patientOrientation = cell.orientation
    }
    #expect(ViewDecision(header).word == cell.expected)
  }

  /// Both editions' codes under every designator that PS3.16 8 and old files know.
  static let codes: [(String, String, String)] = [
    ("399066004", "SCT", "PA"), ("272479007", "SCT", "PA"), ("R-10214", "SRT", "PA"),
    ("R-10214", "SNM3", "PA"), ("R-10214", "99SDM", "PA"), ("R-40888", "SRT", "PA"),
    ("R-10214", "", "PA"), ("r-10214", "srt", "PA"), ("399348003", "SCT", "AP"),
    ("R-10206", "SRT", "AP"), ("R-10206", "SNM3", "AP"), ("399033003", "SCT", "frontal"),
    ("R-10202", "SRT", "frontal"), ("399067008", "SCT", "lateral"), ("R-102CD", "SNM3", "lateral"),
    ("399173006", "SCT", "lateral"), ("R-10236", "SRT", "lateral"), ("399198007", "SCT", "lateral"),
    ("R-10232", "SRT", "lateral"), ("399236003", "SCT", "oblique"), ("R-10234", "SRT", "oblique"),
    ("RID43594", "RADLEX", "PA"), ("RID43583", "RADLEX", "AP"), ("RID43591", "RADLEX", "lateral"),
    ("RID10425", "RADLEX", "decubitus"), ("RID10521", "RADLEX", "frontal"),
    ("R-10214", "99LOCAL", "none"), ("PA", "99LOCAL", "none"), ("399066004", "LN", "none"),
  ]

  @Test(arguments: codes)
  func `a code without a meaning counts in its scheme only`(
    value: String,
    scheme: String,
    expected: String
  ) {
    let header = DicomHeader.film {
      $0.viewCodes = [CodedConcept(value: value, scheme: scheme, meaning: "")]
    }
    #expect(ViewDecision(header).word == expected)
  }

  static let meanings: [(String, String, String)] = [
    ("399066004", "postero-anterior", "PA"), ("399066004", "PA", "PA"),
    ("399066004", "Postero-anterior projection", "PA"), ("399066004", "vue thoracique", "PA"),
    ("R-10206", "antero-posterior", "AP"), ("R-10206", "AP", "AP"),
    ("R-10206", "postero-anterior", "conflict"), ("R-10214", "antero-posterior", "conflict"),
    ("R-10214", "lateral", "conflict"), ("399067008", "frontal", "conflict"),
    ("399033003", "postero-anterior", "PA"), ("399173006", "Right-left lateral", "lateral"),
    ("399173006", "right lateral", "lateral"), ("L1", "postero-anterior", "PA"),
    ("L1", "Thorax seitlich", "lateral"), ("L1", "Raum 3", "none"),
    ("399348003", "antero-posterior oblique", "oblique"),
  ]

  @Test(arguments: meanings)
  func `a code is checked against its meaning`(value: String, meaning: String, expected: String) {
    let scheme = value == "L1" ? "99LOCAL" : value.hasPrefix("R-") ? "SRT" : "SCT"
    let header = DicomHeader.film {
      $0.viewCodes = [CodedConcept(value: value, scheme: scheme, meaning: meaning)]
    }
    #expect(ViewDecision(header).word == expected)
  }

  /// The letters of C.7.6.1.1.1; a frontal film is shown as L\F whether it is PA or AP.
  static let orientations: [([String], String)] = [
    (["L", "F"], "unspecified"), (["R", "F"], "unspecified"), (["L", "H"], "unspecified"),
    (["F", "L"], "unspecified"), (["H", "R"], "unspecified"), (["l", "f"], "unspecified"),
    (["LF", "FR"], "unspecified"), (["L", "FP"], "unspecified"), (["A", "F"], "lateral"),
    (["P", "F"], "lateral"), (["A", "H"], "lateral"), (["F", "A"], "lateral"),
    (["AF", "FP"], "lateral"), (["LA", "F"], "oblique"), (["AL", "F"], "oblique"),
    (["L", "P"], "other"), (["L", "R"], "none"), (["L"], "none"), ([], "none"), ([""], "none"),
    (["X", "Y"], "none"), (["1", "0"], "none"), (["L", "F", "F"], "none"),
    (["LEFT", "FOOT"], "none"),
  ]

  @Test(arguments: orientations)
  func `orientation tells frontal from lateral and never PA from AP`(
    values: [String],
    expected: String
  ) {
    #expect(ViewDecision(.film { $0.patientOrientation = values }).word == expected)
  }

  /// Defined terms, spellings of real devices, and the values that MIMIC-CXR holds.
  static let positions: [(String, String)] = [
    ("PA", "PA"), ("pa", "PA"), (" PA ", "PA"), ("P.A.", "PA"), ("P-A", "PA"), ("P/A", "PA"),
    ("PA CHEST", "PA"), ("CHEST PA", "PA"), ("CHESTPA", "PA"), ("PA1", "PA"), ("PA_ERECT", "PA"),
    ("POSTERO_ANTERIOR", "PA"), ("POSTERO-ANTERIOR", "PA"), ("POSTEROANTERIOR", "PA"),
    ("AP", "AP"), ("A.P.", "AP"), ("ANTERO-POSTERIOR", "AP"), ("AP PORTABLE", "AP"),
    ("AP SUPINE", "AP"), ("LL", "lateral"), ("RL", "lateral"), ("LAT", "lateral"),
    ("LATERAL", "lateral"), ("LEFT LATERAL", "lateral"), ("XTABLE LATERAL", "lateral"),
    ("LLD", "decubitus"), ("RLD", "decubitus"), ("AP LLD", "decubitus"), ("PA RLD", "decubitus"),
    ("LAO", "oblique"), ("RPO", "oblique"), ("AP AXIAL", "other"), ("SWIMMERS", "other"),
    ("AP LORDOTIC", "other"), ("FRONTAL", "frontal"), ("PA/LAT", "conflict"),
    ("PA\\AP", "conflict"), ("PA AP", "conflict"), ("NONE", "none"), ("UNKNOWN", "none"),
    ("---", "none"), ("ERECT", "none"), ("PORTABLE", "none"), ("SPA", "none"), ("PATIENT", "none"),
    ("CAP", "none"), ("NOT PA", "none"), ("7PA3F", "none"),
  ]

  @Test(arguments: positions)
  func `a view position is read by its defined term or its longest word`(
    stated: String,
    expected: String
  ) {
    #expect(ViewDecision(.film { $0.viewPosition = stated }).word == expected)
  }

  /// C.7.3.1.1.2; PA and AP are found there in films made of ChestX-ray14.
  static let patientPositions: [(String, String)] = [
    ("PA", "PA"), ("AP", "AP"), ("XX", "none"), ("HFS", "none"), ("HFP", "none"),
    ("HFDR", "decubitus"), ("FFDL", "decubitus"), ("", "none"),
  ]

  @Test(arguments: patientPositions)
  func `a patient position may hold a view`(stated: String, expected: String) {
    #expect(ViewDecision(.film { $0.patientPosition = stated }).word == expected)
    let both = DicomHeader.film {
      $0.patientPosition = stated
      $0.viewPosition = "PA"
    }
    let against = ["AP": "conflict", "HFDR": "decubitus", "FFDL": "decubitus"]
    #expect(ViewDecision(both).word == against[stated, default: "PA"])
  }
}
