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

  /// A matrix of rows of the same length; no rows make 0 x 0.
  public init(rows: [[Double]]) {
    let columns = rows.first?.count ?? 0
    precondition(rows.allSatisfy { $0.count == columns }, "the rows of a matrix are equally long")
    self.init(rows: rows.count, columns: columns, values: rows.flatMap { $0 })
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

  /// These rows, in this order.
  public func rows(at indices: some Collection<Int>) -> Matrix {
    var chosen: [Double] = []
    chosen.reserveCapacity(indices.count * columns)
    for index in indices { chosen.append(contentsOf: row(index)) }
    return Matrix(rows: indices.count, columns: columns, values: chosen)
  }

  /// Rows and columns exchanged.
  public var transposed: Matrix {
    var result = Matrix(rows: columns, columns: rows)
    for row in 0..<rows {
      for column in 0..<columns {
        result.values[column * rows + row] = values[row * columns + column]
      }
    }
    return result
  }

  /// Whether every value is finite.
  public var isFinite: Bool { values.allSatisfy(\.isFinite) }
}
