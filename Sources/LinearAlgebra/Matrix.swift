internal import COpenBLAS

/// A dense matrix of double precision, row by row.
public struct Matrix: Sendable, Hashable {
  /// Rows.
  public let rows: Int
  /// Columns.
  public let columns: Int
  /// `rows * columns` values, row by row.
  public var values: [Double]

  /// A matrix over its values.
  ///
  /// - Parameters:
  ///   - rows: at least 0.
  ///   - columns: at least 0.
  ///   - values: exactly `rows * columns`, row by row.
  public init(rows: Int, columns: Int, values: [Double]) {
    precondition(values.count == rows * columns, "a matrix needs rows times columns values")
    self.rows = rows
    self.columns = columns
    self.values = values
  }

  /// A matrix of zeros.
  public init(rows: Int, columns: Int) {
    self.init(rows: rows, columns: columns, values: Array(repeating: 0, count: rows * columns))
  }

  /// The value in a row and a column, both from 0.
  public subscript(row: Int, column: Int) -> Double {
    get { values[row * columns + column] }
    set { values[row * columns + column] = newValue }
  }

  /// One row.
  public func row(_ row: Int) -> ArraySlice<Double> {
    values[row * columns..<(row + 1) * columns]
  }

  /// The product with a vector (BLAS dgemv).
  ///
  /// - Parameter vector: as many values as the matrix has columns.
  /// - Returns: as many values as it has rows.
  public func times(_ vector: [Double]) -> [Double] {
    precondition(vector.count == columns, "a vector needs a value for each column")
    var product = [Double](repeating: 0, count: rows)
    guard rows > 0, columns > 0 else { return product }
    cblas_dgemv(
      CblasRowMajor,
      CblasNoTrans,
      Int32(rows),
      Int32(columns),
      1,
      values,
      Int32(columns),
      vector,
      1,
      0,
      &product,
      1
    )
    return product
  }
}
