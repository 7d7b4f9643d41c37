import DicomBridge
import Testing

@Suite("What a profile accepts, and what it flags")
struct FilmGateProfileTests {
  static func film(_ change: (inout DicomHeader) -> Void) -> DicomHeader {
    .film {
      $0.viewPosition = "PA"
      change(&$0)
    }
  }

  /// Names of the chest in Body Part Examined, PS3.16 Annex L and beyond.
  @Test(arguments: [
    "CHEST", "chest", "CHEST PA", "PA CHEST", "CHEST_LAT", "THORAX", "Thorax", "TORAX", "Tórax",
    "LUNG",
    "LUNGS", "POUMONS", "CHEST1", "CHEST PORTABLE", "LUNGE",
  ])
  func `the chest has many names`(stated: String) {
    let decision = FilmGate().decide(Self.film { $0.bodyPartExamined = stated })
    #expect(decision.reason == nil)
  }

  @Test func `a code or a text may name the chest where the body part is empty`() {
    let byCode = ["51185008", "816094009", "T-D3000", "39607008"].map { value in
      Self.film {
        $0.bodyPartExamined = nil
        $0.anatomicRegions = [CodedConcept(value: value, scheme: "SCT", meaning: "")]
      }
    }
    for header in byCode { #expect(FilmGate().decide(header).flags == []) }
    for text in DicomHeader.texts {
      let header = Self.film {
        $0.bodyPartExamined = nil
        $0[keyPath: text.path] = "Rö Thorax"
      }
      #expect(FilmGate().decide(header).flags == [.bodyPartNotStated], "\(text.name)")
    }
  }

  @Test func `a profile may let films of unstated parts pass, flagged`() {
    var accepted = AcceptedFilms()
    accepted.acceptsUnstatedBodyPart = true
    let decision = FilmGate(accepted).decide(Self.film { $0.bodyPartExamined = nil })
    #expect(decision.flags == [.bodyPartNotStated])
    #expect(
      FilmGate(accepted).decide(Self.film { $0.bodyPartExamined = "HAND" }).reason
        == "other-body-part"
    )
  }

  @Test func `a profile widens and narrows every gate`() {
    var accepted = AcceptedFilms()
    accepted.modalities = ["RG"]
    accepted.views = [.ap, .lateral]
    accepted.bodyParts = ["Thorax", "Ribs", "Gizmo"]
    accepted.acceptsSecondaryCapture = false
    accepted.minimumRows = 64
    let gate = FilmGate(accepted)
    func reason(_ change: (inout DicomHeader) -> Void) -> String? {
      gate.decide(
        Self.film {
          $0.modality = "RG"
          $0.viewPosition = "AP"
          change(&$0)
        }
      ).reason
    }
    #expect(reason { _ in } == nil)
    #expect(reason { $0.modality = "DX" } == "other-modality")
    #expect(reason { $0.viewPosition = "PA" } == "view-not-accepted")
    #expect(reason { $0.viewPosition = "LL" } == nil)
    #expect(reason { $0.bodyPartExamined = "RIB" } == nil)
    #expect(reason { $0.bodyPartExamined = "GIZMO" } == nil)
    #expect(reason { $0.bodyPartExamined = "LUNG" } == "other-body-part")
    #expect(reason { $0.sopClassUID = "1.2.840.10008.5.1.4.1.1.7" } == "other-sop-class")
    #expect(reason { $0.rows = 64 } == nil)
  }

  /// One change, one flag.
  static let flags: [(FilmFlag, @Sendable (inout DicomHeader) -> Void)] = [
    (
      .apPortable,
      {
        $0.viewPosition = "AP"
        $0.studyDescription = "CHEST PORTABLE"
      }
    ),
    (.apPortable, { $0.viewPosition = "AP SUPINE" }),
    (
      .apPortable,
      {
        $0.viewPosition = "AP"
        $0.patientPosition = "HFS"
      }
    ),
    (
      .frontalPAOrAP,
      {
        $0.viewPosition = nil
        $0.viewCodes = [CodedConcept(value: "399033003", scheme: "SCT", meaning: "frontal")]
      }
    ),
    (.viewDisputedByText, { $0.seriesDescription = "CHEST LAT" }),
    (.viewDisputedByText, { $0.protocolName = "CHEST DECUB" }),
    (.viewDisputedByText, { $0.imageComments = "portable" }),
    (.child, { $0.patientAge = "015Y" }),
    (.child, { $0.patientAge = "024M" }),
    (
      .child,
      {
        $0.patientBirthDate = "20100702"
        $0.studyDate = "20260701"
      }
    ),
    (.lossy, { $0.lossyImageCompression = "01" }),
    (.lossy, { $0.transferSyntaxUID = "1.2.840.10008.1.2.4.50" }),
    (.burnedInAnnotation, { $0.burnedInAnnotation = "YES" }),
    (.secondaryCapture, { $0.sopClassUID = "1.2.840.10008.5.1.4.1.1.7" }),
    (.rotatedOrFlipped, { $0.patientOrientation = ["R", "F"] }),
    (.rotatedOrFlipped, { $0.patientOrientation = ["F", "L"] }),
    (.rotatedOrFlipped, { $0.patientOrientation = ["L", "H"] }),
    (.rotatedOrFlipped, { $0.fieldOfViewHorizontalFlip = "YES" }),
    (.rotatedOrFlipped, { $0.fieldOfViewRotation = 90 }),
    (.bodyPartDisputedByText, { $0.seriesDescription = "ABDOMEN" }),
    (.uidMalformed, { $0.sopInstanceUID = "1.2.03" }),
    (.uidMalformed, { $0.studyInstanceUID = "1.2." + String(repeating: "3", count: 61) }),
    (.uidMalformed, { $0.seriesInstanceUID = "study one" }),
  ]

  @Test func `each flag has its sign`() {
    for (place, (flag, change)) in Self.flags.enumerated() {
      #expect(FilmGate().decide(Self.film(change)).flags == [flag], "sign \(place)")
    }
  }

  @Test func `ordinary values raise no flag`() {
    let header = Self.film {
      $0.patientAge = "016Y"
      $0.patientBirthDate = "20100701"
      $0.studyDate = "20260701"
      $0.lossyImageCompression = "00"
      $0.burnedInAnnotation = "NO"
      $0.patientOrientation = ["L", "F"]
      $0.fieldOfViewRotation = 0
      $0.fieldOfViewHorizontalFlip = "NO"
      $0.imageType = ["DERIVED", "PRIMARY"]
      $0.seriesDescription = "Thorax p.a."
      $0.studyDescription = "Thorax in 2 Ebenen, portable"
      $0.sopInstanceUID = "2.25." + String(repeating: "9", count: 39)
    }
    #expect(FilmGate().decide(header).flags == [])
  }
}
