internal import COpenBLAS

extension Matrix {
  /// The product with a vector (BLAS dgemv).
  ///
  /// - Parameter vector: as many values as the matrix has columns.
  /// - Returns: as many values as it has rows.
  public func times(_ vector: [Double]) -> [Double] {
    precondition(vector.count == columns, "a vector needs a value for each column")
    return product(CblasNoTrans, vector, count: rows)
  }

  /// The product of the transposed matrix with a vector (BLAS dgemv).
  ///
  /// - Parameter vector: as many values as the matrix has rows.
  /// - Returns: as many values as it has columns.
  public func transposedTimes(_ vector: [Double]) -> [Double] {
    precondition(vector.count == rows, "a vector needs a value for each row")
    return product(CblasTrans, vector, count: columns)
  }

  /// The product with a matrix that has as many rows as this has columns (BLAS dgemm).
  public func times(_ other: Matrix) -> Matrix {
    precondition(columns == other.rows, "a row meets a column of the same length")
    return Self.product(self, CblasNoTrans, other, CblasNoTrans)
  }

  /// The product of the transposed matrix with one of as many rows (BLAS dgemm).
  public func transposedTimes(_ other: Matrix) -> Matrix {
    precondition(rows == other.rows, "both matrices have as many rows")
    return Self.product(self, CblasTrans, other, CblasNoTrans)
  }

  /// The product with the transposed of a matrix of as many columns (BLAS dgemm).
  public func timesTransposed(_ other: Matrix) -> Matrix {
    precondition(columns == other.columns, "both matrices have as many columns")
    return Self.product(self, CblasNoTrans, other, CblasTrans)
  }

  private func product(
    _ form: CBLAS_TRANSPOSE,
    _ vector: [Double],
    count: Int
  ) -> [Double] {
    BLASThreads.limit()
    var product = [Double](repeating: 0, count: count)
    guard rows > 0, columns > 0 else { return product }
    let (m, n) = (Int32(rows), Int32(columns))
    cblas_dgemv(CblasRowMajor, form, m, n, 1, values, n, vector, 1, 0, &product, 1)
    return product
  }

  private static func product(
    _ left: Matrix,
    _ leftForm: CBLAS_TRANSPOSE,
    _ right: Matrix,
    _ rightForm: CBLAS_TRANSPOSE
  ) -> Matrix {
    BLASThreads.limit()
    let isLeftPlain = leftForm == CblasNoTrans
    let rows = isLeftPlain ? left.rows : left.columns
    let inner = isLeftPlain ? left.columns : left.rows
    let columns = rightForm == CblasNoTrans ? right.columns : right.rows
    var result = Matrix(rows: rows, columns: columns)
    guard rows > 0, columns > 0, inner > 0 else { return result }
    cblas_dgemm(
      CblasRowMajor,
      leftForm,
      rightForm,
      Int32(rows),
      Int32(columns),
      Int32(inner),
      1,
      left.values,
      Int32(left.columns),
      right.values,
      Int32(right.columns),
      0,
      &result.values,
      Int32(columns)
    )
    return result
  }
}
