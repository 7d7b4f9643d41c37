/// The codes that name a view in View Code Sequence (0054,0220).
///
/// SNOMED CT and SNOMED RT: every code of PS3.16 CID 4010 "DX View", in the codes of the present
/// editions and of those before; RadLex: the views that HL7 lists for radiology orders (CH RAD-Order).
/// SNOMED retired 399066004 (R-10214) for 272479007 (R-40888); films of both ages state PA.
enum ViewCodeTable {
  /// The view that a code names, or nil if the code is not in the tables or is of a local scheme.
  ///
  /// An absent scheme is forgiven, as no value is in two tables.
  static func view(of code: CodedConcept) -> ViewPosition? {
    let scheme = code.scheme.uppercased()
    let value = code.value.uppercased()
    if schemesOfSNOMED.contains(scheme) || scheme.isEmpty, let view = snomed[value] { return view }
    if scheme == "RADLEX" || scheme.isEmpty, let view = radlex[value] { return view }
    return nil
  }

  /// SCT, and the designators under which files carry SNOMED RT codes (PS3.16 8.1, PS3.3 8.2).
  private static let schemesOfSNOMED: Set<String> = [
    "SCT", "SRT", "SNM3", "99SDM", "SNM", "SNOMED", "SNOMED-CT",
  ]

  private static let snomed: [String: ViewPosition] = {
    var table: [String: ViewPosition] = [:]
    for (view, codes) in snomedCodes {
      for code in codes { table[code] = view }
    }
    return table
  }()

  private static let snomedCodes: [(ViewPosition, [String])] = [
    (.pa, ["399066004", "R-10214", "272479007", "R-40888"]),
    (.ap, ["399348003", "R-10206"]),
    (.frontal, ["399033003", "R-10202"]),
    (
      .lateral,
      [
        "399067008", "R-102CD", "399260004", "R-10224", "399352003", "R-10228",
      ]
    ),
    (.leftLateral, ["399173006", "R-10236"]),
    (.rightLateral, ["399198007", "R-10232"]),
    (
      .oblique,
      [
        "399182000", "R-102C1", "399160007", "R-10204", "399312000", "R-10208", "399038007",
        "R-10210", "399006002", "R-10212", "399059000", "R-10216", "399356000", "R-40985",
        "399135007", "R-10220", "260427002", "R-40783", "260426006", "R-40782", "399236003",
        "R-10234", "399184004", "R-10238", "399099002", "R-10230", "399368009", "R-10226",
        "399004004", "R-10246", "399288005", "R-10248", "399225005", "R-10250", "399132005",
        "R-10252", "399325008", "R-10254",
      ]
    ),
    (
      .other,
      [
        "399061009", "R-10241", "30730003", "G-A145", "399162004", "R-10242", "399196006",
        "R-10244", "399110001", "R-102C2", "399255003", "R-10256", "399360002", "R-10257",
        "399071006", "R-102C3", "399335002", "R-102C4", "399272005", "R-102C5", "399242004",
        "R-102C6", "399351005", "R-102C7", "399316002", "R-102C8", "260499007", "R-40810",
        "119376003", "G-8300",
      ]
    ),
  ]

  private static let radlex: [String: ViewPosition] = [
    "RID43594": .pa, "RID43583": .ap, "RID10521": .frontal, "RID43591": .lateral,
    "RID43593": .oblique, "RID43596": .oblique, "RID10424": .decubitus, "RID10425": .decubitus,
    "RID10439": .decubitus, "RID43584": .other,
  ]
}
