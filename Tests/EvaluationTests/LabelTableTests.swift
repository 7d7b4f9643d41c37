import Foundation
import TestSupport
import Testing

@testable import Evaluation

@Suite("A file of labels", .temporaryFolder)
struct LabelTableTests {
  private func table(
    _ text: String,
    labelColumn: String = "label",
    mapping: [String: String] = [:]
  ) throws -> LabelTable {
    let file = TemporaryFolder.current.appending(path: "labels.csv")
    try Data(text.utf8).write(to: file)
    return try LabelTable(contentsOf: file, labelColumn: labelColumn, mapping: mapping)
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func `is read by RFC 4180 with any line end, with and without a byte order mark`(
    end: String
  ) throws {
    let lines = [
      "file,label,note", "a.dcm,Normal,\"one, \"\"two\"\"\(end)three\"", "", "b.dcm, x ,",
    ]
    for mark in ["", "\u{FEFF}"] {
      let rows = try table(mark + lines.joined(separator: end)).rows
      #expect(rows.map(\.file) == ["a.dcm", "b.dcm"])
      #expect(rows.map(\.label) == ["Normal", "x"])
      #expect(rows[0].properties["note"] == "one, \"two\"\(end)three")
      #expect(rows[1].properties["note"] == "")
      #expect(rows.map(\.line) == [2, 5])
    }
  }

  @Test(arguments: [
    ("", LabelTableError.empty(path: "")), ("file,label\n", .empty(path: "")),
    ("file;label\na;b\n", .semicolons(path: "")),
    ("file,label\na\n", .width(line: 2, expected: 2, found: 1)),
    ("file,label\na,b\na,b,c\n", .width(line: 3, expected: 2, found: 3)),
    ("file,label,label\na,b,c\n", .repeatedColumn("label")),
    ("file,label\n\"a,b\n", .openQuotation(line: 2)),
    ("file,label\na\"b,c\n", .quotation(line: 2)),
    ("file,label\n\"a\"b,c\n", .quotation(line: 2)),
    (
      "file,class\na,b\n", .noColumn("label", option: "--label-column", columns: ["file", "class"])
    ),
    (
      "name,label\na,b\n",
      .noFilmColumn(
        wanted: ["file", "sop_instance_uid", "study_uid", "accession_number"],
        columns: ["name", "label"]
      )
    ),
  ])
  func `that is unusable is refused with the reason`(text: String, reason: LabelTableError) throws {
    let path = TemporaryFolder.current.appending(path: "labels.csv").path
    let expected: LabelTableError =
      switch reason {
      case .empty: .empty(path: path)
      case .semicolons: .semicolons(path: path)
      default: reason
      }
    #expect(throws: expected) { _ = try table(text) }
    #expect("\(expected)".hasSuffix("."))
  }

  @Test func `that is no UTF-8 is refused`() throws {
    let file = TemporaryFolder.current.appending(path: "latin.csv")
    try Data([0x66, 0x69, 0x6C, 0x65, 0x2C, 0xE9, 0x0A]).write(to: file)
    #expect(throws: LabelTableError.notUTF8(path: file.path)) {
      _ = try LabelTable(contentsOf: file)
    }
  }

  @Test func `maps its labels to those of the bundle and says which mapping was not needed`() throws
  {
    let labels = try table(
      "file,label\na,Viral Pneumonia\nb,Bacterial\nc,Normal\n",
      mapping: ["Viral Pneumonia": "Pneumonia", "Bacterial": "Pneumonia", "Viral": "Pneumonia"]
    )
    #expect(labels.rows.map(\.label) == ["Pneumonia", "Pneumonia", "Normal"])
    #expect(labels.rows[0].statedLabel == "Viral Pneumonia")
    #expect(labels.unusedMappings == ["Viral"])
  }

  @Test func `splits by source and view where they are, and by what is asked for`() throws {
    let labels = try table("file,label,source,age\na,b,c,d\n")
    #expect(try labels.splits(asked: []) == ["source", "view"])
    #expect(try labels.splits(asked: ["age", "source"]) == ["source", "view", "age"])
    #expect(throws: LabelTableError.noColumn("sex", option: "--by", columns: labels.columns)) {
      _ = try labels.splits(asked: ["sex"])
    }
  }

  @Test(
    .enabled(if: Fixtures.shared != nil, Comment(rawValue: Fixtures.needsShared)),
    arguments: [("cxr/manifest.csv", 2875, 2443), ("dicom-cxr/truth.csv", 38, 20)]
  )
  func `of a real collection is read as it is`(path: String, rows: Int, labelled: Int) throws {
    let shared = try #require(Fixtures.shared)
    let labels = try LabelTable(contentsOf: shared.appending(path: "data/\(path)"))
    #expect(labels.rows.count == rows)
    #expect(labels.rows.count { $0.label != nil } == labelled)
    #expect(labels.rows.allSatisfy { $0.file != nil })
  }
}
