import DicomBridge
import Testing

@Suite("The gates before the view")
struct FilmGateTests {
  /// A change to a film that is otherwise accepted, and the reason that must come out.
  struct Fault: Sendable, CustomTestStringConvertible {
    let reason: String
    let testDescription: String
    let change: @Sendable (inout DicomHeader) -> Void

    init(
      _ reason: String,
      _ what: String,
      _ change: @escaping @Sendable (inout DicomHeader) -> Void
    ) {
      self.reason = reason
      testDescription = "\(reason): \(what)"
      self.change = change
    }
  }

  /// In the order of the gates: of two faults the earlier one names the reason.
  static let faults: [Fault] = [
    Fault("not-an-image", "a structured report") {
      $0.sopClassUID = "1.2.840.10008.5.1.4.1.1.88.33"
      $0.modality = "SR"
      $0.hasPixelData = false
      $0.rows = nil
      $0.columns = nil
    },
    Fault("not-an-image", "a DICOMDIR") {
      $0.sopClassUID = "1.2.840.10008.1.3.10"
      $0.hasPixelData = false
      $0.rows = nil
      $0.columns = nil
    },
    Fault("missing-uid", "no study") { $0.studyInstanceUID = nil },
    Fault("missing-uid", "no instance") { $0.sopInstanceUID = nil },
    Fault("other-modality", "CT") { $0.modality = "CT" },
    Fault("other-modality", "fluoroscopy") { $0.modality = "RF" },
    Fault("other-modality", "none") { $0.modality = nil },
    Fault("not-for-presentation", "by class") { $0.sopClassUID = "1.2.840.10008.5.1.4.1.1.1.1.1" },
    Fault("not-for-presentation", "by intent") { $0.presentationIntentType = "FOR PROCESSING" },
    Fault("other-sop-class", "mammography") { $0.sopClassUID = "1.2.840.10008.5.1.4.1.1.1.2" },
    Fault("other-sop-class", "none") { $0.sopClassUID = nil },
    Fault("multi-frame", "two") { $0.numberOfFrames = 2 },
    Fault("colour", "RGB") {
      $0.photometricInterpretation = "RGB"
      $0.samplesPerPixel = 3
    },
    Fault("colour", "palette") { $0.photometricInterpretation = "PALETTE COLOR" },
    Fault("no-pixel-data", "no pixels") { $0.hasPixelData = false },
    Fault("no-pixel-data", "no rows") { $0.rows = nil },
    Fault("no-pixel-data", "zero columns") { $0.columns = 0 },
    Fault("localizer", "by type") { $0.imageType = ["ORIGINAL", "PRIMARY", "LOCALIZER"] },
    Fault("derived-image", "bone suppression") { $0.seriesDescription = "Bone_suppressed PA" },
    Fault("derived-image", "dual energy") { $0.imageType = ["DERIVED", "PRIMARY", "DUAL_ENERGY"] },
    Fault("derived-image", "soft tissue") {
      $0.imageType = ["DERIVED", "PRIMARY"]
      $0.seriesDescription = "CHEST PA SOFT TISSUE"
    },
    Fault("derived-image", "stitched") { $0.imageType = ["DERIVED", "PRIMARY", "STITCHED"] },
    Fault("other-body-part", "hand") { $0.bodyPartExamined = "HAND" },
    Fault("other-body-part", "ribs") { $0.bodyPartExamined = "RIBS" },
    Fault("other-body-part", "two parts") { $0.bodyPartExamined = "CHEST_ABDOMEN" },
    Fault("other-body-part", "a joined term") { $0.bodyPartExamined = "CHESTABDOMEN" },
    Fault("other-body-part", "an unknown word") { $0.bodyPartExamined = "GIZMO" },
    Fault("other-body-part", "by region") {
      $0.anatomicRegions = [CodedConcept(value: "85562004", scheme: "SCT", meaning: "Hand")]
    },
    Fault("other-body-part", "by text") {
      $0.bodyPartExamined = nil
      $0.seriesDescription = "HAND PA"
    },
    Fault("body-part-not-stated", "nothing") { $0.bodyPartExamined = nil },
    Fault("body-part-not-stated", "placeholder") { $0.bodyPartExamined = "UNKNOWN" },
    Fault("too-small", "few rows") { $0.rows = 199 },
    Fault("too-small", "few columns") { $0.columns = 128 },
    Fault("view-not-stated", "no view") { $0.viewPosition = nil },
    Fault("view-conflict", "code against position") {
      $0.viewCodes = [CodedConcept(value: "399348003", scheme: "SCT", meaning: "")]
      $0.viewPosition = "PA"
    },
    Fault("view-frontal-unspecified", "orientation alone") {
      $0.viewPosition = nil
      $0.patientOrientation = ["L", "F"]
    },
    Fault("view-only-planned", "study description alone") {
      $0.viewPosition = nil
      $0.studyDescription = "CHEST PA"
    },
    Fault("lateral-view", "LL") { $0.viewPosition = "LL" },
    Fault("decubitus-view", "LLD") { $0.viewPosition = "LLD" },
    Fault("oblique-view", "RLO") { $0.viewPosition = "RLO" },
    Fault("other-view", "AP AXIAL") { $0.viewPosition = "AP AXIAL" },
  ]

  static let passing = DicomHeader.film { $0.viewPosition = "PA" }

  @Test func `a plain chest film passes without flags`() throws {
    let decision = FilmGate().decide(Self.passing)
    #expect(decision.view.view == .pa)
    #expect(decision.reason == nil && decision.detail == nil)
    guard case .accept(_, []) = decision else {
      Issue.record("\(decision)")
      return
    }
  }

  @Test(arguments: faults)
  func `each fault closes its gate`(_ fault: Fault) throws {
    var header = Self.passing
    fault.change(&header)
    let decision = FilmGate().decide(header)
    #expect(decision.reason == fault.reason)
    #expect(decision.flags.isEmpty)
    let detail = try #require(decision.detail)
    #expect(detail.hasSuffix("."))
  }

  /// A pair is of use if both faults touch different attributes: then the second may not hide the
  /// first.
  @Test func `of two faults the earlier gate names the reason`() {
    let first: [(Int, Fault)] = [2, 4, 7, 11, 13, 15, 17, 18, 22, 31].map { ($0, Self.faults[$0]) }
    for (place, fault) in first {
      for later in Self.faults[(place + 1)...] where later.reason != fault.reason {
        var header = Self.passing
        later.change(&header)
        fault.change(&header)
        #expect(FilmGate().decide(header).reason == fault.reason, "\(fault) before \(later)")
      }
    }
  }

  @Test func `no message repeats what a file says in words`() {
    for fault in Self.faults {
      var header = Self.passing
      fault.change(&header)
      for path in DicomHeader.texts.map(\.path) + [\.modality, \.bodyPartExamined, \.sopClassUID] {
        var named = header
        named[keyPath: path] = "DOE^JANE"
        let decision = FilmGate().decide(named)
        let shown = (decision.detail ?? "") + decision.view.evidence
        #expect(!shown.contains("DOE") && !shown.contains("JANE"))
      }
    }
  }
}
