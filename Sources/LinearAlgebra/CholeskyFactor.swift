internal import COpenBLAS
internal import Glibc

/// The lower triangular matrix L with A = L Lᵀ of a symmetric positive definite A.
public struct CholeskyFactor: Sendable, Hashable {
  /// L, with zeros above its diagonal.
  public let lower: Matrix

  /// Factorises a matrix (LAPACK dpotrf).
  ///
  /// - Parameter matrix: square; only its lower triangle is read.
  /// - Throws: `notPositiveDefinite`, or `notFinite`.
  public init(of matrix: Matrix) throws(LinearAlgebraError) {
    precondition(matrix.rows == matrix.columns, "only a square matrix has a Cholesky factor")
    guard matrix.isFinite else { throw .notFinite }
    BLASThreads.limit()
    let order = matrix.rows
    var factor = matrix
    var info: Int32 = 0
    if order > 0 {
      // LAPACK reads columns: its upper triangle is the lower one of our rows.
      var n = Int32(order)
      dpotrf_("U", &n, &factor.values, &n, &info)
    }
    guard info == 0 else { throw .notPositiveDefinite(order: Int(info)) }
    for row in 0..<order {
      for column in (row + 1)..<max(order, row + 1) { factor.values[row * order + column] = 0 }
    }
    lower = factor
  }

  /// The natural logarithm of the determinant of A.
  public var logDeterminant: Double {
    2 * (0..<lower.rows).reduce(0) { $0 + log(lower[$1, $1]) }
  }

  /// The x with A x = b.
  ///
  /// - Parameter vector: b, as many values as A has rows.
  /// - Returns: x.
  public func solve(_ vector: [Double]) -> [Double] {
    triangular(CblasTrans, triangular(CblasNoTrans, vector))
  }

  /// The X with A X = B.
  ///
  /// - Parameter matrix: B, as many rows as A.
  /// - Returns: X, of the shape of B.
  public func solve(_ matrix: Matrix) -> Matrix {
    triangular(CblasTrans, triangular(CblasNoTrans, matrix))
  }

  /// The z with L z = x, whose squared length is xᵀ A⁻¹ x: of a centred x and its covariance, the
  /// squared Mahalanobis distance.
  ///
  /// - Parameter vector: x, as many values as A has rows.
  /// - Returns: z.
  public func whiten(_ vector: [Double]) -> [Double] { triangular(CblasNoTrans, vector) }

  /// The Z with L Z = X: `whiten` for each column of X.
  ///
  /// - Parameter matrix: X, as many rows as A.
  /// - Returns: Z, of the shape of X.
  public func whiten(_ matrix: Matrix) -> Matrix { triangular(CblasNoTrans, matrix) }

  private func triangular(_ form: CBLAS_TRANSPOSE, _ vector: [Double]) -> [Double] {
    precondition(vector.count == lower.rows, "a vector needs a value for each row")
    var solution = vector
    guard !solution.isEmpty else { return solution }
    let n = Int32(lower.rows)
    BLASThreads.limit()
    cblas_dtrsv(
      CblasRowMajor,
      CblasLower,
      form,
      CblasNonUnit,
      n,
      lower.values,
      n,
      &solution,
      1
    )
    return solution
  }

  private func triangular(_ form: CBLAS_TRANSPOSE, _ matrix: Matrix) -> Matrix {
    precondition(matrix.rows == lower.rows, "both matrices have as many rows")
    var solution = matrix
    guard !solution.values.isEmpty else { return solution }
    BLASThreads.limit()
    cblas_dtrsm(
      CblasRowMajor,
      CblasLeft,
      CblasLower,
      form,
      CblasNonUnit,
      Int32(matrix.rows),
      Int32(matrix.columns),
      1,
      lower.values,
      Int32(lower.rows),
      &solution.values,
      Int32(matrix.columns)
    )
    return solution
  }
}
