extension ROCCurve {
  /// The point farthest above the diagonal, or nil if none is above it.
  ///
  /// It has the largest J = sensitivity + specificity - 1 (Youden 1950, Cancer 3:32); of equals, the
  /// highest threshold. Found and judged on the same films it flatters: confirm it on others.
  public var youdenPoint: Point? {
    var best: (point: Point, scaled: Int)?
    for point in points {
      let scaled = Self.scaledYouden(point)
      if scaled > best?.scaled ?? 0 { best = (point, scaled) }
    }
    return best?.point
  }

  /// The most sensitive point whose specificity is at least the given one, without interpolation.
  ///
  /// - Parameter specificity: from 0 to 1.
  /// - Returns: a point of the curve; at the worst the one where nothing is called positive. Of equally
  ///   sensitive ones the most specific.
  public func mostSensitivePoint(atSpecificity specificity: Double) -> Point {
    precondition((0...1).contains(specificity), "a specificity lies between 0 and 1")
    // The first point calls nothing positive: its specificity is 1, enough for any demand.
    return points.reduce(points[0]) { best, point in
      let isAllowed = (point.specificity.value ?? 0) >= specificity
      return isAllowed && point.sensitivity.successes > best.sensitivity.successes ? point : best
    }
  }

  /// The most specific point whose sensitivity is at least the given one, without interpolation.
  ///
  /// - Parameter sensitivity: from 0 to 1.
  /// - Returns: a point of the curve; at the worst the one where everything is called positive. Of
  ///   equally specific ones the most sensitive.
  public func mostSpecificPoint(atSensitivity sensitivity: Double) -> Point {
    precondition((0...1).contains(sensitivity), "a sensitivity lies between 0 and 1")
    // The last point calls everything positive: its sensitivity is 1, enough for any demand.
    return points.reversed().reduce(points[points.count - 1]) { best, point in
      let isAllowed = (point.sensitivity.value ?? 0) >= sensitivity
      return isAllowed && point.specificity.successes > best.specificity.successes ? point : best
    }
  }

  /// J times the positive and the negative films: whole, so that equals are equal.
  private static func scaledYouden(_ point: Point) -> Int {
    let falsePositives = point.specificity.trials - point.specificity.successes
    return point.sensitivity.successes * point.specificity.trials
      - falsePositives * point.sensitivity.trials
  }
}
