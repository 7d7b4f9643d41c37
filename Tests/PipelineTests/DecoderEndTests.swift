import DicomBridge
import Foundation
import Intake
import Pipeline
import Store
import TestSupport
import Testing

@Suite("A file that ends its decoder's process", .temporaryFolder)
struct DecoderEndTests {
  /// What stands behind the door where workers end: each answer is how the second one ended.
  private struct EndedWorkers: InstanceReading {
    let error: DicomError
    func checkCompleteness(of file: OpenFile) throws(DicomError) { throw error }
    func header(of file: OpenFile) throws(DicomError) -> DicomHeader { throw error }
    func radiograph(of file: OpenFile) throws(DicomError) -> DecodedInstance { throw error }
    func headerBeforeFault(of file: OpenFile) throws(DicomError) -> DicomHeader { throw error }
  }

  private func walked(_ error: DicomError, _ bench: Workbench) throws -> ProcessedFile {
    let pipeline = StudyPipeline(
      store: bench.store,
      models: bench.pipeline.models,
      decoder: DicomDecoder(limits: .standard, reader: EndedWorkers(error: error))
    )
    let source = try Samples.first("classified")
    let claim = try pipeline.claim(IncomingFile(try ArrivedFile(named: source.path)))
    guard case .granted(let file) = claim else { throw Surprise(claim: "\(claim)") }
    return try pipeline.walk(file)
  }

  @Test(arguments: [
    (DicomError.decoderCrash("SIGSEGV"), "decoder-crash", "SIGSEGV"),
    (.decoderTimeout(seconds: 60), "decoder-timeout", "60 seconds"),
    (.decoderMemory(megabytes: 2048), "decoder-memory", "2048 megabytes"),
  ])
  func `is quarantined with the reason and how it ended`(
    error: DicomError,
    reason: String,
    detail: String
  ) throws {
    let bench = try Workbench()
    let processed = try walked(error, bench)
    #expect(processed.status == .quarantined)
    #expect(processed.reason == reason)
    #expect(try bench.rows().first?.detail?.contains(detail) == true)
    #expect(bench.files(below: "quarantine").count == 1)
    #expect(try bench.violations() == [])
  }

  @Test func `is not blamed for a machine on which no decoder starts`() throws {
    let bench = try Workbench()
    let failure = try #require(throws: StageFailure.self) {
      try walked(.decoderUnavailable("no seccomp"), bench)
    }
    #expect(failure.disposition == .retry)
    #expect(failure.reason == "decoder-unavailable")
  }
}
