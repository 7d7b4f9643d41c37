import Store

/// A film that two bundles have read; holds UIDs and no patient data.
struct ShadowLine: TableRow, Encodable {
  let studyUID: String
  let sopInstanceUID: String
  let view: String
  let servedModel: String
  let servedFinding: String
  let servedProbability: Double
  let servedAnswered: Bool
  let shadowModel: String
  let shadowFinding: String
  let shadowProbability: Double
  let shadowAnswered: Bool
  /// Half the sum of |served - shadow| over the labels: 0 for the same, 1 for opposites.
  let distance: Double
  /// The labels in the served order, and the probabilities of both in that order.
  let labels: [String]
  let served: [Double]
  let shadow: [Double]
  let servedIndex: Int
  let shadowIndex: Int

  enum CodingKeys: String, CodingKey {
    case studyUID = "study_uid"
    case sopInstanceUID = "sop_instance_uid"
    case view, servedModel, servedFinding, servedProbability, servedAnswered
    case shadowModel, shadowFinding, shadowProbability, shadowAnswered, distance
  }

  /// A pair, or nil where the second bundle has no probabilities or knows other labels.
  init?(_ pair: ShadowPair) {
    let labels = pair.servedProbabilities.map(\.label)
    let other = Dictionary(
      pair.reading.probabilities.map { ($0.label, $0.probability) },
      uniquingKeysWith: { first, _ in first }
    )
    guard !labels.isEmpty, Set(labels) == Set(other.keys) else { return nil }
    let (served, shadow) = (
      pair.servedProbabilities.map(\.probability), labels.map { other[$0] ?? 0 }
    )
    func winner(_ values: [Double]) -> Int {
      values.indices.reduce(0) { values[$1] > values[$0] ? $1 : $0 }
    }
    self.labels = labels
    self.served = served
    self.shadow = shadow
    servedIndex = winner(served)
    shadowIndex = winner(shadow)
    studyUID = pair.studyUID ?? ""
    sopInstanceUID = pair.sopInstanceUID ?? ""
    view = pair.view ?? ""
    servedModel = ShadowAgreement.Bundle(pair.served).name
    shadowModel = ShadowAgreement.Bundle(pair.shadow).name
    servedFinding = labels[servedIndex]
    servedProbability = served[servedIndex]
    servedAnswered = pair.servedStatus == .classified
    shadowFinding = labels[shadowIndex]
    shadowProbability = shadow[shadowIndex]
    shadowAnswered = pair.reading.status == .classified
    distance = zip(served, shadow).reduce(0) { $0 + abs($1.0 - $1.1) } / 2
  }

  /// The larger distance first; the UID decides between equals, so that a report can be repeated.
  static func differsMore(_ left: Self, _ right: Self) -> Bool {
    left.distance == right.distance
      ? left.sopInstanceUID < right.sopInstanceUID : left.distance > right.distance
  }

  static let columns = ["study_uid", "served", "shadow", "distance"]
  var cells: [String] {
    func call(_ finding: String, _ probability: Double, _ answered: Bool) -> String {
      "\(finding) \(Figure.text(probability))\(answered ? "" : " (no answer)")"
    }
    return [
      studyUID, call(servedFinding, servedProbability, servedAnswered),
      call(shadowFinding, shadowProbability, shadowAnswered), Figure.text(distance),
    ]
  }

  static let csvColumns = [
    "study_uid", "sop_instance_uid", "view", "served_model", "served_finding",
    "served_probability", "served_answered", "shadow_model", "shadow_finding",
    "shadow_probability", "shadow_answered", "distance",
  ]
  var csvCells: [String] {
    [
      studyUID, sopInstanceUID, view, servedModel, servedFinding, "\(servedProbability)",
      "\(servedAnswered)", shadowModel, shadowFinding, "\(shadowProbability)", "\(shadowAnswered)",
      "\(distance)",
    ]
  }
}
