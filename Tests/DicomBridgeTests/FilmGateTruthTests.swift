import DicomBridge
import Foundation
import TestSupport
import Testing

/// Real files as pydicom reads their headers, against what their maker wrote down.
@Suite(
  "The gate on real headers",
  .enabled(if: Fixtures.shared != nil, Comment(rawValue: Fixtures.needsShared)),
  .enabled(if: Fixtures.peerPython != nil, Comment(rawValue: Fixtures.needsPeers))
)
struct FilmGateTruthTests {
  @Test func `every file of the made drop comes out as its truth says`() throws {
    let folder = try #require(Fixtures.shared).appending(path: "data/dicom-cxr")
    let headers = try PeerHeader.read(folder.appending(path: "drop"))
    let lines = try String(contentsOf: folder.appending(path: "truth.csv"), encoding: .utf8)
      .split(separator: "\n").dropFirst()
    #expect(lines.count == 38)
    var seen: [String: Int] = [:]
    for line in lines {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      let (file, expect, view, note) = (fields[0], fields[3], fields[4], fields[6])
      seen[expect, default: 0] += 1
      let header = try #require(headers.first { $0.file == file }).header
      guard let header else {
        // What holds no data set never comes to the gate.
        #expect(expect == "quarantined", "\(file)")
        continue
      }
      let decision = FilmGate().decide(header)
      switch (expect, note) {
      case ("classified", _), ("duplicate", _), ("conflict", _):
        #expect(decision.reason == nil, "\(file)")
        if !view.isEmpty { #expect(decision.view.label == view, "\(file)") }
        if let source = Self.source(in: note) {
          #expect(decision.view.evidence.contains(source), "\(file)")
        }
      case ("quarantined", _):
        // Their headers are sound and their pixels are not.
        #expect(decision.reason == nil, "\(file)")
      case ("undecided view", _):
        #expect(decision.view.label == view, "\(file)")
        #expect(decision.reason == "view-frontal-unspecified", "\(file)")
      case ("skipped", let note):
        let reasons = [
          "lateral view": "lateral-view", "FOR PROCESSING": "not-for-presentation",
          "body part HAND": "other-body-part", "CT image in a radiograph profile": "other-modality",
        ]
        #expect(decision.reason == reasons[note], "\(file)")
        if !view.isEmpty { #expect(decision.view.label == view, "\(file)") }
      default: Issue.record("no expectation for \(expect)")
      }
    }
    #expect(seen["classified"] == 20 && seen["skipped"] == 8)
  }

  /// The attribute that a note such as `MONO2 view from ViewPosition` names.
  static func source(in note: String) -> String? {
    guard let found = note.range(of: "view from ") else { return nil }
    return String(note[found.upperBound...].prefix { $0 != " " })
  }

  /// The CR and DX files of the corpus; everything else must be passed over.
  static let films: [String: String] = [
    "udacity-elliot/6841471078-test1.dcm": "PA",
    "udacity-elliot/175fedc951-test2.dcm": "AP",
    "udacity-elliot/5ca75e779b-test3.dcm": "AP",
    "udacity-elliot/9bea448ca2-test4.dcm": "other-body-part",
    "udacity-elliot/cb473ddba4-test6.dcm": "view-not-stated",
    "dwv/e0869dd1ec-gdcm-CR-MONO1-10-chest.dcm": "PA",
    "txrv-tests/ad43c3a637-1.2.276.0.7230010.3.1.4.8323329.6904.1517875201.850819.dcm": "PA",
    "txrv-tests/ee9394c315-Fake_MONOHR1.dcm": "PA",
    "highdicom/7b6e0e988d-dx_image.dcm": "too-small",
    "nhsx-nccid/a4f9e620a6-1.3.6.1.4.1.11129.5.5.110503645592756492463169821050252582267888.dcm":
      "body-part-not-stated",
  ]

  @Test func `of the public corpus only chest films with a view are accepted`() throws {
    let folder = try #require(Fixtures.shared).appending(path: "data/dicom-corpus")
    let headers = try PeerHeader.read(folder)
    #expect(headers.count > 150)
    var found: [String: String] = [:]
    for peer in headers {
      guard let header = peer.header else { continue }
      let decision = FilmGate().decide(header)
      let outcome = decision.reason ?? decision.view.label
      let name = Self.films.keys.first { $0.hasSuffix("/" + peer.file) }
      if let name { found[name] = outcome }
      if name == nil { #expect(decision.reason != nil, "\(peer.file) came out as \(outcome)") }
    }
    #expect(found == Self.films)
  }
}
