import Foundation
import TestSupport
import Testing

@testable import Phantoms

@Suite("A study by choice", .temporaryFolder)
struct PhantomStudyTests {
  @Test(arguments: PhantomTransferSyntax.allCases)
  func `each transfer syntax can be asked for, and repeats its bytes`(
    syntax: PhantomTransferSyntax
  ) throws {
    let study = PhantomStudy(seed: 7, transferSyntax: syntax, columns: 96)
    let folders = ["a", "b"].map { TemporaryFolder.current.appending(path: $0) }
    let files = try folders.map { try #require(try study.write(to: $0).first) }
    let bytes = try files.map { try Data(contentsOf: $0) }
    #expect(bytes[0] == bytes[1])
    #expect(bytes[0].range(of: Data(syntax.rawValue.utf8)) != nil)
  }

  @Test func `the films of a study share its UID and no other`() throws {
    let study = PhantomStudy(seed: 7, views: [.posteroAnterior, .lateral, .lateral], columns: 96)
    let files = try study.write(to: TemporaryFolder.current)
    #expect(
      files.map(\.lastPathComponent) == [
        "phantom-7-1-PA.dcm", "phantom-7-1-lateral.dcm", "phantom-7-1-lateral-3.dcm",
      ]
    )
    let studyUID = PhantomUID.make(.study, seed: 7, number: 1)
    for (index, file) in files.enumerated() {
      let bytes = try Data(contentsOf: file)
      #expect(bytes.range(of: Data(studyUID.utf8)) != nil)
      let instanceUID = PhantomUID.make(.instance, seed: 7, number: 101 + index)
      #expect(bytes.range(of: Data(instanceUID.utf8)) != nil)
    }
  }

  @Test func `a study without views is refused`() {
    #expect(throws: PhantomError.nothingToWrite) {
      try PhantomStudy(seed: 7, views: []).write(to: TemporaryFolder.current)
    }
  }

  @Test func `a folder that cannot be written to is a PhantomError that names the file`() throws {
    let image = try #require(PhantomSet.standard.entries.compactMap(\.image).first)
    let nowhere = TemporaryFolder.current.appending(path: "missing/film.dcm")
    var small = image
    small.film.columns = 64
    let error = #expect(throws: PhantomError.self) {
      try small.write(small.stored(), to: nowhere)
    }
    #expect(error?.description.contains("film.dcm could not be written") == true)
  }

  @Test func `too many bits for a syntax are refused, not cut off`() throws {
    var image = try #require(PhantomSet.standard.entries.compactMap(\.image).first)
    image.film.columns = 64
    image.syntax = .jpegExtended
    image.form.bitsStored = 16
    #expect(throws: PhantomError.tooManyBits(.jpegExtended, bitsStored: 16)) {
      try image.write(image.stored(), to: TemporaryFolder.current.appending(path: "film.dcm"))
    }
  }

  /// PS3.5 9.1 and B.2: digits and dots, at most 64, and a number of at most 128 bits.
  @Test(arguments: 1...50) func `UIDs follow the rules`(number: Int) throws {
    let uid = PhantomUID.make(.instance, seed: UInt64(number) << 40, number: number)
    #expect(uid.utf8.count <= 64 && uid.hasPrefix("2.25."))
    let digits = uid.dropFirst(5)
    #expect(digits.allSatisfy(\.isNumber) && digits.first != "0")
    #expect(UInt128(digits) != nil)
  }
}
