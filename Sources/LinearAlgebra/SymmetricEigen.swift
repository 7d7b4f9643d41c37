internal import COpenBLAS

/// The eigenvalues and eigenvectors of a symmetric matrix.
public struct SymmetricEigen: Sendable, Hashable {
  /// Ascending.
  public let values: [Double]
  /// A row for each value, of length 1 and orthogonal to the others; their signs are arbitrary.
  public let vectors: Matrix

  /// Decomposes a matrix (LAPACK dsyevd).
  ///
  /// - Parameter matrix: square; only its lower triangle is read.
  /// - Throws: `notFinite`, or `noConvergence`.
  public init(of matrix: Matrix) throws(LinearAlgebraError) {
    precondition(matrix.rows == matrix.columns, "only a square matrix has eigenvalues")
    guard matrix.isFinite else { throw .notFinite }
    var vectors = matrix
    var values = [Double](repeating: 0, count: matrix.rows)
    guard matrix.rows > 0 else {
      (self.values, self.vectors) = (values, vectors)
      return
    }
    BLASThreads.limit()
    var n = Int32(matrix.rows)
    var info: Int32 = 0
    // The sizes of the workspaces are asked for with a first call (-1).
    var sizes = (work: Int32(-1), whole: Int32(-1))
    var work = [0.0]
    var whole: [Int32] = [0]
    for _ in 0..<2 {
      // LAPACK reads columns: its upper triangle is the lower one of our rows, and the vectors in
      // its columns are our rows.
      dsyevd_(
        "V",
        "U",
        &n,
        &vectors.values,
        &n,
        &values,
        &work,
        &sizes.work,
        &whole,
        &sizes.whole,
        &info
      )
      guard info == 0 else { throw .noConvergence(left: Int(info)) }
      guard sizes.work == -1 else { break }
      sizes = (Int32(work[0]), whole[0])
      work = Array(repeating: 0, count: Int(sizes.work))
      whole = Array(repeating: 0, count: Int(sizes.whole))
    }
    (self.values, self.vectors) = (values, vectors)
  }
}
