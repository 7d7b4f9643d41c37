internal import Imaging

/// How much of the heat lies inside the lungs.
struct LungShare {
  let film: GrayImage
  /// The part of the film that the heat lies over.
  let box: PixelBox
  let input: BundleManifest.Input

  /// Enlarges the heat to the input's size and asks of the middle of each pixel whether it is lung.
  ///
  /// - Parameters:
  ///   - heat: 0 to 1.
  ///   - lungs: a mask of the whole film in any size, not 0 inside.
  /// - Returns: the share, or nil when there is no heat.
  /// - Throws: `EnhancementError` with OpenCV's reason.
  func of(_ heat: FloatMap, inside lungs: GrayImage) throws(EnhancementError) -> Double? {
    let fine = try heat.resized(rows: input.height, columns: input.width)
    // From pixels of the input over pixels of the film to pixels of the mask.
    let rows = (0..<fine.rows).map { row in
      let y = Double(box.top) + (Double(row) + 0.5) * Double(box.height) / Double(fine.rows)
      return min(lungs.rows - 1, Int(y * Double(lungs.rows) / Double(film.rows)))
    }
    let columns = (0..<fine.columns).map { column in
      let x = Double(box.left) + (Double(column) + 0.5) * Double(box.width) / Double(fine.columns)
      return min(lungs.columns - 1, Int(x * Double(lungs.columns) / Double(film.columns)))
    }
    var inside = 0.0, all = 0.0
    for row in 0..<fine.rows {
      for column in 0..<fine.columns {
        let value = Double(max(0, fine[row, column]))
        all += value
        if lungs[rows[row], columns[column]] != 0 { inside += value }
      }
    }
    return all > 0 ? inside / all : nil
  }
}
