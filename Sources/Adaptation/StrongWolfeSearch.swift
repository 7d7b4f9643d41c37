/// A point on a line along which a function falls.
struct LinePoint {
  /// How far along.
  let step: Double
  /// The function's value.
  let value: Double
  /// Its derivative along the line.
  let slope: Double
  /// Where that is.
  let point: [Double]
  /// The gradient there.
  let gradient: [Double]
}

/// Finds a step that meets the strong Wolfe conditions.
///
/// Nocedal & Wright (2006), Numerical Optimization, algorithms 3.5 and 3.6, with the cubic
/// interpolation of their (3.59).
struct StrongWolfeSearch {
  /// The share of the expected decrease that is demanded.
  let decrease = 1e-4
  /// The share of the slope that may be left.
  let curvature = 0.9
  private let attempts = 40

  /// A step along a line.
  ///
  /// - Parameters:
  ///   - origin: where the line begins; its slope is below 0.
  ///   - first: the step to try first.
  ///   - evaluate: the function at a step.
  /// - Returns: the step, or nil if rounding leaves nothing to gain.
  func step(
    from origin: LinePoint,
    first: Double,
    evaluate: (Double) -> LinePoint
  ) -> LinePoint? {
    var previous = origin
    var step = first
    for attempt in 0..<attempts {
      let trial = evaluate(step)
      if isTooHigh(trial, origin) || (attempt > 0 && trial.value >= previous.value) {
        return zoom(previous, trial, origin, evaluate)
      }
      if isFlat(trial, origin) { return trial }
      if trial.slope >= 0 { return zoom(trial, previous, origin, evaluate) }
      previous = trial
      step *= 2
    }
    return previous.value < origin.value ? previous : nil
  }

  /// Narrows an interval whose `low` end has the lowest value that met the first condition.
  private func zoom(
    _ start: LinePoint,
    _ end: LinePoint,
    _ origin: LinePoint,
    _ evaluate: (Double) -> LinePoint
  ) -> LinePoint? {
    var (low, high) = (start, end)
    for _ in 0..<attempts {
      let trial = evaluate(interpolated(low, high))
      if isTooHigh(trial, origin) || trial.value >= low.value {
        high = trial
      } else {
        if isFlat(trial, origin) { return trial }
        if trial.slope * (high.step - low.step) >= 0 { high = low }
        low = trial
      }
      if abs(high.step - low.step) <= 1e-14 * abs(high.step) { break }
    }
    return low.value < origin.value ? low : nil
  }

  private func isTooHigh(_ trial: LinePoint, _ origin: LinePoint) -> Bool {
    // Negated, so that a value that is not a number is too high.
    !(trial.value <= origin.value + decrease * trial.step * origin.slope)
  }

  private func isFlat(_ trial: LinePoint, _ origin: LinePoint) -> Bool {
    abs(trial.slope) <= -curvature * origin.slope
  }

  /// The minimum of the cubic through both ends, kept away from them.
  private func interpolated(_ low: LinePoint, _ high: LinePoint) -> Double {
    let width = high.step - low.step
    let middle = low.step + width / 2
    let first = low.slope + high.slope - 3 * (low.value - high.value) / (low.step - high.step)
    let square = first * first - low.slope * high.slope
    guard square >= 0, square.isFinite else { return middle }
    let root = width < 0 ? -square.squareRoot() : square.squareRoot()
    let share = (high.slope + root - first) / (high.slope - low.slope + 2 * root)
    guard share.isFinite else { return middle }
    return high.step - width * min(max(share, 0.1), 0.9)
  }
}
