public import Foundation
public import Testing

/// Gives a test, or each test of a suite, a folder of its own that is removed afterwards.
///
/// Use `@Test(.temporaryFolder)` and read `TemporaryFolder.current`.
public struct TemporaryFolder: SuiteTrait, TestTrait, TestScoping {
  @TaskLocal private static var folder: URL?

  /// Suites pass the trait on to each of their tests.
  public var isRecursive: Bool { true }

  /// The folder of the running test; a programmer's mistake outside of `.temporaryFolder`.
  public static var current: URL {
    guard let folder else { preconditionFailure("add the trait .temporaryFolder to the test") }
    return folder
  }

  /// Makes the folder, runs the test, removes the folder.
  public func provideScope(
    for test: Test,
    testCase: Test.Case?,
    performing function: @concurrent @Sendable () async throws -> Void
  ) async throws {
    guard testCase != nil else { return try await function() }
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "pacs-watch-test-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try await Self.$folder.withValue(folder) { try await function() }
  }
}

extension Trait where Self == TemporaryFolder {
  /// A fresh folder for each test case.
  public static var temporaryFolder: Self { Self() }
}
