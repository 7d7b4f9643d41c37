import Foundation
import TestSupport
import Testing

@Suite("The program", .temporaryFolder)
struct ProgramTests {
  private var program: Program { Program(store: TemporaryFolder.current.appending(path: "store")) }

  private func sample(_ name: String) -> String {
    Fixtures.sampleDicom.appending(path: name).path
  }

  @Test func `exits with 0 when all is good and with 1 when a file is refused`() throws {
    let good = try program(["process", sample("study-one-pa.dcm")], withModel: true)
    #expect(good.code == 0, "\(good.complaints)")
    let mixed = try program(
      ["process", sample("study-two-pa.dcm"), sample("broken-text.dcm")],
      withModel: true
    )
    #expect(mixed.code == 1)
    #expect(mixed.complaints.contains("broken-text.dcm"))
    #expect(mixed.complaints.contains("not-dicom"))
  }

  @Test(arguments: [
    ["64", "process", "x", "--wrong"], ["74", "process", "/nonexistent"],
    ["65", "process", "/dev/null", "--model", "nobody"], ["74", "list"], ["74", "show", "1.2.3"],
    ["74", "audit", "verify"], ["74", "export", "--output", "-"],
  ])
  func `tells by its exit code what kind of failure it was`(expectation: [String]) throws {
    let answer = try program(Array(expectation.dropFirst()))
    #expect("\(answer.code)" == expectation[0], "\(answer.complaints)")
    #expect(!answer.complaints.isEmpty)
    #expect(answer.output.isEmpty)
  }

  @Test func `says when standard output takes no more`() throws {
    try program(["process", sample("study-one-pa.dcm")], withModel: true)
    let process = Foundation.Process()
    process.executableURL = Program.url
    process.arguments = ["export", "--output", "-", "--store", program.store.path]
    process.standardOutput = FileHandle(forWritingAtPath: "/dev/full")
    process.standardError = try program.log(named: "full.log")
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 74)
    let log = TemporaryFolder.current.appending(path: "full.log")
    #expect(try String(contentsOf: log, encoding: .utf8).contains("No space left on device"))
  }

  @Test func `shows, exports, verifies and compares what it has read`() throws {
    try program(["process", sample("name-formula.dcm"), sample("name-utf8.dcm")], withModel: true)
    let rows = try program.rows()
    #expect(rows.count == 2)
    #expect(rows.allSatisfy { $0["disclaimer"]?.contains("not a medical device") == true })
    let formula = try #require(rows.first { $0["source_file"]?.contains("formula") == true })
    #expect(formula["patient_name"]?.hasPrefix("'") == true)
    let uid = try #require(formula["study_uid"])
    #expect(try program(["show", uid]).output.contains("view evidence"))
    #expect(try program(["audit", "verify"]).code == 0)
    let compared = try program(["reprocess", "--study", uid, "--compare"], withModel: true)
    #expect(compared.code == 0)
    #expect(compared.output.contains("identical"))
    let anonymous = try program(["export", "--no-phi", "--output", "-"]).output
    for column in ["patient_name", "patient_id", "accession_number", "study_date"] {
      #expect(CSVTable(anonymous).rows.allSatisfy { $0[column] == "" })
    }
  }

  @Test func `says that a compiled network was damaged, and answers as before`() throws {
    try program(["process", sample("study-one-pa.dcm")], withModel: true)
    let folder = program.store.appending(path: "compiled")
    let entries = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(!entries.isEmpty)
    for name in entries {
      let entry = folder.appending(path: name)
      try Data(Data(contentsOf: entry).dropLast()).write(to: entry)
    }
    let damaged = try program(["process", sample("study-two-pa.dcm")], withModel: true)
    #expect(damaged.code == 0)
    #expect(damaged.complaints.contains("was damaged and has been removed"))
    let whole = try program(["process", sample("study-two-pa.dcm")], withModel: true)
    #expect(whole.code == 0 && !whole.complaints.contains("damaged"), "\(whole.complaints)")
    let compared = try program(["reprocess", "--all", "--compare"], withModel: true)
    #expect(compared.code == 0 && compared.output.contains("identical"))
  }

  @Test func `names the audit entry in which one byte was changed`() throws {
    try program(["process", sample("study-one-pa.dcm")], withModel: true)
    let database = program.store.appending(path: "pacs-watch.sqlite")
    let change = Foundation.Process()
    change.executableURL = URL(filePath: "/usr/bin/env")
    change.arguments = [
      "python3", "-c",
      """
      import sqlite3, sys
      c = sqlite3.connect(sys.argv[1])
      for (name,) in c.execute("select name from sqlite_master where type='trigger' and tbl_name='audit'").fetchall():
          c.execute(f'drop trigger "{name}"')
      c.execute("update audit set details = replace(details, 'size', 'sizf') where sequence = 1")
      c.commit()
      """, database.path,
    ]
    try change.run()
    change.waitUntilExit()
    try #require(change.terminationStatus == 0)
    let answer = try program(["audit", "verify"])
    #expect(answer.code == 1)
    #expect(answer.output.contains("entry 1"))
  }

  @Test func `prints no patient data but where it was asked for`() throws {
    let answer = try program(["process", sample("name-latin1.dcm")], withModel: true)
    let name = try #require(program.rows().first?["patient_name"])
    #expect(!name.isEmpty)
    #expect(!answer.output.contains(name))
    #expect(!answer.complaints.contains(name))
  }
}
