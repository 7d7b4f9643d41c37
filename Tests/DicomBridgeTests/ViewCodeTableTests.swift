@testable import DicomBridge
import Foundation
import TestSupport
import Testing

@Suite("The table of view codes")
struct ViewCodeTableTests {
  @Test(.enabled(if: Fixtures.peerPython != nil, Comment(rawValue: Fixtures.needsPeers)))
  func `every code of CID 4010 as pydicom ships it is known and agrees with its meaning`() throws {
    let lines = try Fixtures.peer("view_codes.py", []).split(separator: "\n")
    #expect(lines.count >= 80)
    for line in lines {
      let fields = line.split(separator: "\t").map(String.init)
      try #require(fields.count == 3)
      let code = CodedConcept(value: fields[1], scheme: fields[0], meaning: fields[2])
      let view = try #require(ViewCodeTable.view(of: code), "\(line)")
      let meaning = fields[2].lowercased()
      let family: ViewPosition =
        switch meaning {
        case "postero-anterior": .pa
        case "antero-posterior": .ap
        case "frontal": .frontal
        case "left lateral": .leftLateral
        case "right lateral": .rightLateral
        case "lateral", "medial-lateral", "lateral-medial": .lateral
        case let meaning where meaning.contains("oblique"): .oblique
        default: .other
        }
      #expect(view == family, "\(line)")
      let header = DicomHeader.film { $0.viewCodes = [code] }
      #expect(ViewDecision(header).view?.label == family.label, "\(line)")
    }
  }
}
