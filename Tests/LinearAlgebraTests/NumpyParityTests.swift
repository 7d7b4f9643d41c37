import Foundation
import LinearAlgebra
import TestSupport
import Testing

@Suite(
  "Linear algebra agrees with numpy and scipy",
  .enabled(if: Fixtures.peerPython != nil, Comment(rawValue: Fixtures.needsPeers))
)
struct NumpyParityTests {
  static func noise(_ rows: Int, _ columns: Int, seed: UInt64) -> Matrix {
    var generator = SeededGenerator(seed: seed)
    let values = (0..<rows * columns).map { _ in Double.random(in: -1...1, using: &generator) }
    return Matrix(rows: rows, columns: columns, values: values)
  }

  static func rows(_ matrix: Matrix) -> [[Double]] {
    (0..<matrix.rows).map { Array(matrix.row($0)) }
  }

  @Test(arguments: [(3, 2, 4), (60, 130, 5), (129, 33, 1)])
  func `in every product, factor and eigenvalue`(m: Int, n: Int, k: Int) throws {
    let a = Self.noise(m, n, seed: 1)
    let b = Self.noise(n, k, seed: 2)
    let root = Self.noise(m, m + 10, seed: 3)
    let s = root.timesTransposed(root)
    let file = URL.temporaryDirectory.appending(path: "\(UUID().uuidString).json")
    defer { try? FileManager.default.removeItem(at: file) }
    let given = ["a": Self.rows(a), "b": Self.rows(b), "s": Self.rows(s)]
    try JSONEncoder().encode(given).write(to: file)
    let answer = try Fixtures.peer("adapt_linear_algebra.py", [file.path])
    let known = try JSONDecoder().decode([String: [[Double]]].self, from: Data(answer.utf8))
    let factor = try CholeskyFactor(of: s)
    let first = b.transposed.row(0)
    let found: [String: Matrix] = [
      "ab": a.times(b),
      "gram": a.transposedTimes(a),
      "outer": a.timesTransposed(a),
      "lower": factor.lower,
      "solution": factor.solve(a),
      "whitened": factor.whiten(a),
      "eigenvalues": Matrix(rows: [try SymmetricEigen(of: s).values]),
      "log_determinant": Matrix(rows: [[factor.logDeterminant]]),
      "times_first": Matrix(rows: [a.times(Array(first))]),
      "transposed_times_first": Matrix(rows: [a.transposedTimes(Array(a.transposed.row(0)))]),
      "norm": Matrix(rows: [[a.values.norm]]),
    ]
    #expect(Set(found.keys) == Set(known.keys))
    for (name, matrix) in found {
      let expected = Matrix(rows: known[name] ?? [])
      try #require(expected.values.count == matrix.values.count, "\(name)")
      var difference = matrix.values
      difference.add(expected.values, times: -1)
      #expect(difference.norm <= 1e-11 * expected.values.norm, "\(name)")
    }
    let columnwise = factor.solve(Array(a.transposed.row(n - 1)))
    let whole = Array(factor.solve(a).transposed.row(n - 1))
    #expect(zip(columnwise, whole).allSatisfy { abs($0 - $1) < 1e-9 })
  }
}
