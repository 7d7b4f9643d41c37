import Foundation
import LinearAlgebra
import Testing

@Suite("A factor of a symmetric matrix")
struct FactorTests {
  /// The second difference: 2 on the diagonal, -1 beside it.
  ///
  /// Its determinant is n + 1, its eigenvalues are 2 - 2 cos(k pi / (n + 1)).
  static func secondDifference(_ order: Int) -> Matrix {
    var matrix = Matrix(rows: order, columns: order)
    for index in 0..<order {
      matrix[index, index] = 2
      if index > 0 { (matrix[index, index - 1], matrix[index - 1, index]) = (-1, -1) }
    }
    return matrix
  }

  @Test(arguments: [1, 2, 7, 200])
  func `knows the determinant of the second difference`(order: Int) throws {
    let factor = try CholeskyFactor(of: Self.secondDifference(order))
    #expect(abs(factor.logDeterminant - log(Double(order + 1))) < 1e-11)
  }

  @Test(arguments: [1, 2, 7, 200])
  func `knows the eigenvalues of the second difference`(order: Int) throws {
    let matrix = Self.secondDifference(order)
    let eigen = try SymmetricEigen(of: matrix)
    for (index, value) in eigen.values.enumerated() {
      let known = 2 - 2 * cos(Double(index + 1) * .pi / Double(order + 1))
      #expect(abs(value - known) < 1e-13)
      let vector = Array(eigen.vectors.row(index))
      var left = matrix.times(vector)
      left.add(vector, times: -value)
      #expect(left.norm < 1e-12)
      #expect(abs(vector.norm - 1) < 1e-13)
    }
  }

  @Test func `solves what it was made for`() throws {
    let matrix = Self.secondDifference(40)
    let factor = try CholeskyFactor(of: matrix)
    let known = (0..<40).map { sin(Double($0)) }
    let found = factor.solve(matrix.times(known))
    #expect(zip(found, known).allSatisfy { abs($0 - $1) < 1e-12 })
    #expect(factor.lower[0, 39] == 0)
  }

  @Test func `gives the Mahalanobis distance as a length`() throws {
    let covariance = Matrix(rows: [[4, 0], [0, 9]])
    let factor = try CholeskyFactor(of: covariance)
    #expect(factor.whiten([2, 3]) == [1, 1])
  }

  @Test func `is refused to a matrix that is not positive definite, which is named`() {
    let singular = Matrix(rows: [[1, 0, 0], [0, 1, 1], [0, 1, 1]])
    #expect(throws: LinearAlgebraError.notPositiveDefinite(order: 3)) {
      try CholeskyFactor(of: singular)
    }
  }

  @Test(arguments: [Double.nan, .infinity])
  func `is refused to a matrix that is not finite`(value: Double) {
    let matrix = Matrix(rows: 1, columns: 1, values: [value])
    #expect(throws: LinearAlgebraError.notFinite) { try CholeskyFactor(of: matrix) }
    #expect(throws: LinearAlgebraError.notFinite) { try SymmetricEigen(of: matrix) }
  }

  @Test func `of nothing is nothing`() throws {
    let empty = Matrix(rows: 0, columns: 0)
    #expect(try CholeskyFactor(of: empty).logDeterminant == 0)
    #expect(try SymmetricEigen(of: empty).values.isEmpty)
  }
}
