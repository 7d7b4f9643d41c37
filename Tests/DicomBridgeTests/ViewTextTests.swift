import DicomBridge
import Testing

@Suite("The view by the words of texts")
struct ViewTextTests {
  /// Texts as devices, protocols and people write them; "none" where no one view is stated.
  static let texts: [(String, String)] = [
    // English
    ("CHEST PA", "PA"), ("PA CHEST", "PA"), ("Chest, PA erect", "PA"), ("view: PA", "PA"),
    ("W033 Chest PA", "PA"), ("XR CHEST PA ERECT", "PA"), ("ChestPA", "PA"), ("Thorax_PA", "PA"),
    ("THORAXPA", "PA"), ("CHEST P.A.", "PA"), ("Chest postero-anterior", "PA"),
    ("chest posteroanterior upright", "PA"), ("PA", "PA"), ("CHEST AP", "AP"),
    ("CHEST AP PORTABLE", "AP"), ("Portable AP Chest", "AP"), ("AP SEMI-ERECT", "AP"),
    ("Chest A.P. supine", "AP"), ("CHEST_AP_BED", "AP"), ("Chest anteroposterior", "AP"),
    ("Chest lateral", "lateral"), ("CHEST LAT", "lateral"), ("CHEST LL", "lateral"),
    ("LT LAT CHEST", "lateral"), ("CHEST RLAT", "lateral"),
    ("Chest left lateral decubitus", "decubitus"),
    ("CHEST LLD", "decubitus"), ("CHEST DECUB R", "decubitus"), ("AP RT LAT DECUB", "decubitus"),
    ("Chest RAO", "oblique"), ("CHEST PA OBLIQUE", "oblique"), ("APICAL LORDOTIC", "other"),
    // German
    ("Thorax pa stehend", "PA"), ("Thorax p.a.", "PA"), ("Thorax p. a. im Stehen", "PA"),
    ("Lunge p.-a.", "PA"), ("Thorax a.p. liegend", "AP"), ("Thorax ap Bett", "AP"),
    ("Thorax seitlich", "lateral"), ("Thorax seitl.", "lateral"), ("Thorax schräg", "oblique"),
    ("Thorax Seitenlage", "decubitus"), ("Thorax dorsoventral", "PA"),
    // French, Spanish, Portuguese, Italian, Dutch, Swedish
    ("Thorax postéro-antérieur", "PA"), ("Thorax profil", "lateral"),
    ("Thorax profil gauche", "lateral"), ("Thorax face", "unspecified"),
    ("Tórax PA", "PA"), ("TORAX AP PORTATIL", "AP"), ("Tórax lateral", "lateral"),
    ("torax perfil", "lateral"), ("Torace PA in piedi", "PA"),
    ("Torace latero-laterale", "lateral"), ("Thorax dwars", "lateral"), ("Lungor PA", "PA"),
    ("Lungor sida", "lateral"), ("Tórax decúbito supino AP", "AP"),
    ("Torax decubito lateral", "decubitus"),
    // Several views in one text say nothing of this film.
    ("CHEST PA AND LAT", "none"), ("CHEST (PA and LAT)", "none"), ("Chest PA/LAT", "none"),
    ("Chest 2 views PA + lateral", "none"), ("Thorax face/profil", "none"),
    ("Tórax PA e perfil", "none"),
    ("CHEST PA OR AP", "none"), ("Thorax p.a. und seitlich", "none"),
    // Circumstances suggest and do not state.
    ("CHEST PORTABLE", "none"), ("Thorax liegend", "none"), ("Bedside chest", "none"),
    ("CHEST SUPINE", "none"), ("Thorax au lit", "none"), ("décubitus dorsal", "none"),
    // Words that only contain the letters, and meanings of the letters that are no view.
    ("CHEST", "none"), ("PATIENT", "none"), ("SPA", "none"), ("COPA", "none"), ("PAIN", "none"),
    ("CAP", "none"), ("CAPSULE", "none"), ("APEX", "none"), ("LATE", "none"), ("PLATE", "none"),
    ("TRAP", "none"), ("L.A.P.", "none"), ("Dr. A.P. Miller", "none"),
    ("seen by A. P. Miller", "none"),
    ("PA catheter in place", "none"), ("AP window", "none"), ("port-a-cath left", "none"),
    ("9fPA3", "none"), ("INSPIRATION", "none"), ("EXPIRATION", "none"), ("", "none"),
    ("^^^", "none"),
    // Denials and other films.
    ("PA not possible", "none"), ("instead of PA", "none"), ("Thorax, p.a. nicht möglich", "none"),
    ("compared to previous PA", "none"), ("sans profil", "none"),
  ]

  @Test(arguments: texts)
  func `a series description is read word by word`(text: String, expected: String) {
    #expect(ViewDecision(.film { $0.seriesDescription = text }).word == expected)
  }

  @Test(arguments: texts)
  func `with an orientation of frontal films, texts state only what fits`(
    text: String,
    expected: String
  ) {
    let header = DicomHeader.film {
      $0.seriesDescription = text
      $0.patientOrientation = ["L", "F"]
    }
    let fitting = ["none": "unspecified", "lateral": "conflict"]
    #expect(ViewDecision(header).word == fitting[expected, default: expected])
  }

  @Test(arguments: texts)
  func `a text never overturns a view position`(text: String, expected: String) {
    for (position, label) in [("PA", "PA"), ("AP", "AP"), ("LL", "lateral"), ("RLO", "oblique")] {
      for attribute in DicomHeader.texts {
        let header = DicomHeader.film {
          $0.viewPosition = position
          $0[keyPath: attribute.path] = text
        }
        #expect(ViewDecision(header).word == label, "\(attribute.name)")
      }
    }
  }

  @Test(arguments: texts)
  func `a study's plan decides nothing`(text: String, expected: String) {
    for attribute in DicomHeader.texts.suffix(2) {
      let word = ViewDecision(.film { $0[keyPath: attribute.path] = text }).word
      #expect(["none", "planned"].contains(word))
      if expected == "PA" || expected == "AP" { #expect(word == "planned") }
    }
  }

  @Test func `texts that exclude each other are a conflict`() {
    let texts = DicomHeader.texts.filter { !$0.name.hasPrefix("S") && !$0.name.hasPrefix("Perf") }
    for attribute in texts {
      for (first, second, expected) in [
        ("CHEST PA", "CHEST AP", "conflict"), ("CHEST PA", "CHEST LAT", "conflict"),
        ("CHEST PA", "CHEST PA", "PA"), ("CHEST PA", "CHEST", "PA"),
        ("CHEST PA", "CHEST PA and LAT", "PA"), ("Thorax face", "CHEST PA", "PA"),
        ("CHEST AP", "CHEST DECUB", "decubitus"),
      ] {
        let header = DicomHeader.film {
          $0.seriesDescription = first
          $0[keyPath: attribute.path] = second
        }
        #expect(ViewDecision(header).word == expected, "\(attribute.name): \(first), \(second)")
      }
    }
  }

  @Test func `a text refines what a code calls frontal`() {
    let header = DicomHeader.film {
      $0.viewCodes = [CodedConcept(value: "399033003", scheme: "SCT", meaning: "frontal")]
      $0.seriesDescription = "Thorax p.a."
    }
    #expect(ViewDecision(header).word == "PA")
  }

  @Test func `a view in the body part counts as a text`() {
    #expect(ViewDecision(.film { $0.bodyPartExamined = "CHEST PA" }).word == "PA")
    let header = DicomHeader.film {
      $0.bodyPartExamined = "CHEST PA"
      $0.viewPosition = "AP"
    }
    #expect(ViewDecision(header).word == "AP")
    #expect(ViewDecision(header).isDisputedByText)
  }

  @Test func `a very long text is read in its first 10 240 characters`() {
    let filler = String(repeating: "x ", count: 5_120)
    #expect(ViewDecision(.film { $0.imageComments = "PA " + filler }).word == "PA")
    #expect(ViewDecision(.film { $0.imageComments = filler + "PA" }).word == "none")
  }
}
