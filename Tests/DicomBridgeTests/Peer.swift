import DicomBridge
import Foundation
import Imaging
import TestSupport

/// A peer's verdict on one file.
struct Verdict: Decodable {
  let largest: Int?
  let different: Int?
  let error: String?
}

/// Samples that peers of `Tests/Peers` are to compare with their own.
struct Comparison {
  private var lines: [String] = []

  /// Adds a file for the peer to read and our bytes for it.
  mutating func add(_ path: String, _ columns: [UInt8]...) throws {
    var cells = [path]
    for column in columns {
      let raw = TemporaryFolder.current.appending(path: "samples-\(lines.count)-\(cells.count)")
      try Data(column).write(to: raw)
      cells.append(raw.path)
    }
    lines.append(cells.joined(separator: "\t"))
  }

  /// What a script says of each, in the order of adding.
  func verdicts(of script: String) throws -> [Verdict] {
    let list = TemporaryFolder.current.appending(path: "list.tsv")
    try lines.joined(separator: "\n").write(to: list, atomically: true, encoding: .utf8)
    return try Fixtures.peer(script, [list.path]).split(separator: "\n").map {
      try JSONDecoder().decode(Verdict.self, from: Data($0.utf8))
    }
  }
}

extension Radiograph {
  /// The stored values as numbers.
  var numbers: [Int32] {
    let sign = 1 << (bitsStored - 1)
    return storedValues.map { pattern in
      let value = Int32(pattern)
      return isSigned && Int(pattern) >= sign ? value - Int32(sign) * 2 : value
    }
  }

  /// The numbers in the form that `dicom_pixels.py` reads.
  var littleEndianNumbers: [UInt8] {
    numbers.flatMap { number in withUnsafeBytes(of: number.littleEndian) { Array($0) } }
  }
}
