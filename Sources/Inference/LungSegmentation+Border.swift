internal import Imaging

extension LungSegmentation {
  /// The largest share of the lungs' width or height that lies on an edge of the film; nil without
  /// lungs.
  ///
  /// Lungs that end inside of the film touch no edge. Training's `lungbox.py` has the same
  /// arithmetic.
  public var shareAtBorder: Double? {
    guard let kept, kept.rows > 0, kept.columns > 0 else { return nil }
    let rows = (0..<kept.rows).filter { row in
      (0..<kept.columns).contains { kept[row, $0] != 0 }
    }
    let columns = (0..<kept.columns).filter { column in
      rows.contains { kept[$0, column] != 0 }
    }
    guard !rows.isEmpty else { return nil }
    let acrossTop = columns.count { kept[0, $0] != 0 }
    let acrossBottom = columns.count { kept[kept.rows - 1, $0] != 0 }
    let downLeft = rows.count { kept[$0, 0] != 0 }
    let downRight = rows.count { kept[$0, kept.columns - 1] != 0 }
    return max(
      Double(max(acrossTop, acrossBottom)) / Double(columns.count),
      Double(max(downLeft, downRight)) / Double(rows.count)
    )
  }
}
