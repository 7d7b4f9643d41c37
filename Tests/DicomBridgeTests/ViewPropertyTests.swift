@testable import DicomBridge
import TestSupport
import Testing

/// What holds for every header, over thousands of combinations with a fixed seed.
@Suite("The view of any header")
struct ViewPropertyTests {
  static let codes: [CodedConcept?] =
    [nil]
    + [
      ("399066004", "SCT", "postero-anterior"), ("272479007", "SCT", "postero-anterior"),
      ("R-10214", "SRT", "postero-anterior"), ("R-10206", "SNM3", "antero-posterior"),
      ("R-10206", "SRT", "postero-anterior"), ("399348003", "SCT", ""),
      ("399033003", "SCT", "frontal"),
      ("399067008", "SCT", "lateral"), ("R-10236", "SRT", "left lateral"),
      ("399182000", "SCT", "oblique"),
      ("X17", "99LOCAL", "Thorax p.a."), ("X18", "99LOCAL", "DOE"),
    ].map { CodedConcept(value: $0.0, scheme: $0.1, meaning: $0.2) }
  static let positions: [String?] = [
    nil, "PA", "AP", "LL", "RL", "LLD", "RLO", "P.A.", "AP PORTABLE", "LATERAL", "FRONTAL",
    "PA/LAT",
    "DOE", "UNKNOWN",
  ]
  static let orientations: [[String]] = [
    [], ["L", "F"], ["R", "F"], ["A", "F"], ["LA", "F"], ["X"],
  ]
  static let patientPositions: [String?] = [nil, nil, nil, "PA", "AP", "HFS", "HFDL", "DOE"]
  static let texts: [String?] = [
    nil, nil, "CHEST", "CHEST PA", "Thorax a.p. liegend", "CHEST LAT", "CHEST PA and LAT",
    "PORTABLE",
    "DOE JANE 19870304 PA", "JANE DOE, LAT", "Thorax face", "decubitus", "not PA",
  ]

  static func headers(seed: UInt64, count: Int) -> [DicomHeader] {
    var random = SeededGenerator(seed: seed)
    return (0..<count).map { _ in
      .film {
        $0.viewCodes = [codes, codes].compactMap { $0.randomElement(using: &random) ?? nil }
        $0.viewPosition = positions.randomElement(using: &random) ?? nil
        $0.patientOrientation = orientations.randomElement(using: &random) ?? []
        $0.patientPosition = patientPositions.randomElement(using: &random) ?? nil
        for text in DicomHeader.texts {
          $0[keyPath: text.path] = texts.randomElement(using: &random) ?? nil
        }
      }
    }
  }

  @Test func `tags that exclude each other never come out as a plain view`() {
    var conflicts = 0
    for header in Self.headers(seed: 1, count: 4_000) {
      let decision = ViewDecision(header)
      let tags = Set(decision.votes.filter { $0.strength == .perImage }.flatMap(\.says))
      let isFrontal = !tags.isDisjoint(with: [.pa, .ap, .frontal])
      let isLateral = !tags.isDisjoint(with: [.lateral, .leftLateral, .rightLateral])
      if tags.isSuperset(of: [.pa, .ap]) || (isFrontal && isLateral) {
        conflicts += 1
        #expect(decision.outcome == .conflict, "\(decision.evidence)")
      }
    }
    #expect(conflicts > 500)
  }

  @Test func `a decided view is stated by a vote that weighs enough`() {
    for header in Self.headers(seed: 2, count: 4_000) {
      let decision = ViewDecision(header)
      guard let view = decision.view else { continue }
      let heard = decision.votes.filter {
        $0.standing == .counts && ($0.strength == .perImage || $0.strength == .text)
      }
      #expect(heard.contains { $0.says.contains { $0.label == view.label } })
    }
  }

  @Test func `texts change no view that tags decided, but for PA or AP in place of frontal`() {
    for header in Self.headers(seed: 3, count: 2_000) {
      var bare = header
      for text in DicomHeader.texts { bare[keyPath: text.path] = nil }
      let tagged = ViewDecision(bare)
      let decision = ViewDecision(header)
      let isByOrientation = !tagged.votes.contains {
        $0.strength == .perImage && $0.source != .patientOrientation && !$0.says.isEmpty
      }
      if isByOrientation { continue }
      if tagged.view == .frontal {
        #expect([.frontal, .pa, .ap].contains(decision.view))
      } else {
        #expect(decision.outcome == tagged.outcome, "\(decision.evidence)")
      }
    }
  }

  @Test func `texts without a view change nothing`() {
    for header in Self.headers(seed: 4, count: 2_000) {
      let before = ViewDecision(header)
      for text in DicomHeader.texts where header[keyPath: text.path] == nil {
        var more = header
        more[keyPath: text.path] = "Raum 3, MILLER, NO 17/4, W033"
        #expect(ViewDecision(more) == before)
      }
    }
  }

  @Test func `the order of code items changes no outcome`() {
    for header in Self.headers(seed: 5, count: 2_000) {
      var turned = header
      turned.viewCodes.reverse()
      #expect(ViewDecision(turned).outcome == ViewDecision(header).outcome)
    }
  }

  @Test func `the order of votes changes no outcome`() {
    var random = SeededGenerator(seed: 6)
    for header in Self.headers(seed: 6, count: 2_000) {
      let decision = ViewDecision(header)
      let shuffled = ViewDecision(votes: decision.votes.shuffled(using: &random))
      #expect(shuffled.outcome == decision.outcome)
    }
  }

  @Test func `evidence quotes words of the vocabulary and nothing else`() throws {
    for header in Self.headers(seed: 7, count: 2_000) {
      let evidence = ViewDecision(header).evidence
      for secret in ["DOE", "JANE", "1987", "99LOCAL", "X17"] {
        #expect(!evidence.uppercased().contains(secret), "\(evidence)")
      }
      for quoted in evidence.matches(of: /"([^"]*)"/) {
        for phrase in quoted.1.split(separator: ", ") {
          let folded = HeaderWords(String(phrase)).words.map(\.folded).joined(separator: " ")
          #expect(ViewVocabulary.meanings[folded] != nil, "\(phrase)")
        }
      }
    }
  }

  @Test func `evidence reads as the documentation shows it`() {
    let header = DicomHeader.film {
      $0.viewCodes = [CodedConcept(value: "399066004", scheme: "SCT", meaning: "postero-anterior")]
      $0.viewPosition = "PA"
      $0.patientOrientation = ["L", "F"]
      $0.seriesDescription = "Thorax p.a. stehend, Frau Muster"
      $0.studyDescription = "CHEST (PA and LAT)"
      $0.patientPosition = "MUSTER"
    }
    #expect(
      ViewDecision(header).evidence
        == #"ViewCodeSequence=399066004 SCT (PA); ViewPosition=PA; "#
        + #"PatientOrientation=L\F (frontal); PatientPosition (not recognised); "#
        + #"SeriesDescription "p.a" (PA); StudyDescription "PA, LAT" (names several)"#
    )
    let swapped = DicomHeader.film {
      $0.viewCodes = [CodedConcept(value: "R-10206", scheme: "SRT", meaning: "postero-anterior")]
      $0.studyDescription = "CHEST PORTABLE"
    }
    #expect(
      ViewDecision(swapped).evidence
        == #"ViewCodeSequence=R-10206 SRT (AP); ViewCodeMeaning "postero anterior" (PA); "#
        + #"StudyDescription "PORTABLE" (hints at AP)"#
    )
  }
}
