internal import Imaging

extension LungSegmentation {
  /// How far the lungs are one, 0 to 1; nil without lungs.
  ///
  /// The least number of lung pixels in a column of the middle half of their width, over that of the
  /// fullest column on the side where it is lower. On a frontal film the mediastinum parts them and the share is 0 or nearly so; on a lateral
  /// they lie over each other. Training's `lungbox.py` has the same arithmetic.
  public var shareJoined: Double? {
    guard let kept else { return nil }
    let counts = (0..<kept.columns).map { column in
      (0..<kept.rows).count { kept[$0, column] != 0 }
    }
    guard let first = counts.firstIndex(where: { $0 > 0 }),
      let last = counts.lastIndex(where: { $0 > 0 })
    else { return nil }
    let lungs = Array(counts[first...last])
    let quarter = lungs.count / 4
    let middle = quarter..<(lungs.count - quarter)
    guard let valley = middle.min(by: { lungs[$0] < lungs[$1] }),
      let left = lungs[...valley].max(), let right = lungs[valley...].max()
    else { return nil }
    return Double(lungs[valley]) / Double(min(left, right))
  }
}
