import Foundation
import TestSupport
import Testing

@testable import Inference

@Suite("A .npy file")
struct NumpyArrayTests {
  static func file(
    _ header: String = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }",
    version: UInt8 = 1,
    values: [Float] = [1, -2, 3.5, 0, 5, 6]
  ) -> [UInt8] {
    let text = Array((header + "   \n").utf8)
    let length = (0..<(version == 1 ? 2 : 4)).map {
      UInt8(truncatingIfNeeded: text.count >> (8 * $0))
    }
    let bytes = values.flatMap { value in
      (0..<4).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * UInt32($0))) }
    }
    return [0x93] + Array("NUMPY".utf8) + [version, 0] + length + text + bytes
  }

  @Test(arguments: [1, 2, 3] as [UInt8])
  func `of each format gives shape and values`(version: UInt8) throws {
    let array = try NumpyArray(Self.file(version: version), file: "a")
    #expect(array.shape == [2, 3])
    #expect(array.values == [1, -2, 3.5, 0, 5, 6])
  }

  @Test func `that NumPy wrote is read`() throws {
    let data = try Data(contentsOf: TinyBundle.folder.appending(path: "first_weights.npy"))
    let array = try NumpyArray(Array(data), file: "a")
    #expect(array.shape == [3, 8])
    #expect(array.values.allSatisfy { $0 != 0 })
  }

  @Test(arguments: [
    file("{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }"),
    file("{'descr': '>f4', 'fortran_order': False, 'shape': (2, 3), }"),
    file("{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3), }"),
    file("{'descr': '|O', 'fortran_order': False, 'shape': (2, 3), }"),
    file("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 4), }"),
    file("{'descr': '<f4', 'fortran_order': False, 'shape': (9999999999, 9999999999), }"),
    file("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999, 1), }"),
    file("{'descr': '<f4', 'fortran_order': False, 'shape': (0, 3), }"),
    file(version: 4),
    file(values: [1, 2, 3, 4, 5, .nan]),
    Array(file().dropLast()),
    Array(file().prefix(40)),
    Array(file().prefix(9)),
    [],
    Array("not numpy at all".utf8),
  ])
  func `of any other kind is refused`(bytes: [UInt8]) {
    #expect(throws: BundleError.self) { try NumpyArray(bytes, file: "a") }
  }
}
