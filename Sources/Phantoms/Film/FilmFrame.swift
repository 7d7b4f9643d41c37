/// The film's pixels in the plane through the patient.
struct FilmFrame: Sendable {
  let rows: Int
  let columns: Int
  /// Millimetres of body from one pixel to the next.
  let pitch: Double
  /// Where the middle of the first column is, across the body.
  let left: Double
  /// Where the middle of the first row is, down the body.
  let top: Double
  let projection: Projection

  func across(_ column: Int) -> Double { left + Double(column) * pitch }

  func down(_ row: Int) -> Double { top + Double(row) * pitch }

  /// The columns that a stretch across the body touches, clipped to the film.
  func columns(from low: Double, to high: Double) -> Range<Int> {
    Self.range(low - left, high - left, pitch, columns)
  }

  /// The rows that a stretch down the body touches, clipped to the film.
  func rows(from low: Double, to high: Double) -> Range<Int> {
    Self.range(low - top, high - top, pitch, rows)
  }

  private static func range(_ low: Double, _ high: Double, _ pitch: Double, _ count: Int) -> Range<
    Int
  > {
    let first = min(max(Int((low / pitch).rounded(.up)), 0), count)
    return first..<min(max(Int((high / pitch).rounded(.down)) + 1, first), count)
  }
}
