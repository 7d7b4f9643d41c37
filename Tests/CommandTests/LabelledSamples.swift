import Foundation
import TestSupport

/// Frontal samples with invented labels, and bundles that differ from the tiny one.
enum LabelledSamples {
  static let tiny = Fixtures.project.appending(path: "Tests/Models/tiny")
  static let names = [
    "syntax-implicit-le.dcm", "syntax-explicit-le.dcm", "syntax-deflated.dcm",
    "study-one-pa.dcm", "study-two-pa.dcm", "name-utf8.dcm",
  ]

  static var paths: [String] { names.map { Fixtures.sampleDicom.appending(path: $0).path } }

  /// A CSV in which every film has one label; the tiny bundle calls most films Pneumonia.
  static func labels(_ label: String = "Pneumonia") throws -> URL {
    let file = TemporaryFolder.current.appending(path: "labels-\(label).csv")
    let lines = ["file,label"] + paths.map { "\($0),\(label)" }
    try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: file)
    return file
  }

  /// A copy of the tiny bundle with another version and temperature.
  static func warmer() throws -> URL {
    let copy = TemporaryFolder.current.appending(path: "warmer")
    try FileManager.default.copyItem(at: tiny, to: copy)
    let manifest = copy.appending(path: "bundle.yaml")
    let text = try String(contentsOf: manifest, encoding: .utf8)
      .replacing("version: 1.0.0", with: "version: 9.0.0")
      .replacing("temperature: 1.25", with: "temperature: 9.0")
    try Data(text.utf8).write(to: manifest)
    return copy
  }
}
