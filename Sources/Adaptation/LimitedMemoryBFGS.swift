internal import LinearAlgebra

/// Minimises a smooth function with the memory of a few steps.
///
/// Nocedal & Wright (2006), Numerical Optimization, algorithms 7.4 and 7.5. No Swift package had it.
struct LimitedMemoryBFGS {
  /// Where the search ended.
  struct Minimum {
    let point: [Double]
    let value: Double
    /// The largest absolute component of the gradient.
    let largestSlope: Double
    let iterations: Int
  }

  /// How many steps are remembered.
  var memory = 12
  /// The search ends when no component of the gradient exceeds this share of the first largest one.
  var tolerance = 1e-10
  /// It ends after so many steps at the latest.
  var maximumIterations = 2000

  private struct Change {
    let step: [Double]
    let gradient: [Double]
    let inverseCurvature: Double
  }

  /// The minimum near a point; of a convex function, the one.
  ///
  /// - Parameters:
  ///   - objective: value and gradient.
  ///   - start: where to begin.
  /// - Returns: where no step gains anything any more.
  func minimum(
    of objective: ([Double]) -> (value: Double, gradient: [Double]),
    from start: [Double]
  ) -> Minimum {
    var here = start
    var (value, gradient) = objective(here)
    var changes: [Change] = []
    let goal = tolerance * max(Self.largest(gradient), .leastNormalMagnitude)
    var iterations = 0
    while iterations < maximumIterations, Self.largest(gradient) > goal {
      var direction = descent(gradient, changes)
      var slope = direction.dot(gradient)
      if slope >= 0 {
        // Rounding spoilt the memory: begin again with the steepest descent.
        changes = []
        direction = gradient.map { -$0 }
        slope = -gradient.dot(gradient)
      }
      let origin = LinePoint(step: 0, value: value, slope: slope, point: here, gradient: gradient)
      let first = changes.isEmpty ? min(1, 1 / gradient.norm) : 1
      let found = StrongWolfeSearch().step(from: origin, first: first) { step in
        var point = here
        point.add(direction, times: step)
        let (value, gradient) = objective(point)
        return LinePoint(
          step: step,
          value: value,
          slope: direction.dot(gradient),
          point: point,
          gradient: gradient
        )
      }
      guard let next = found else {
        if changes.isEmpty { break }
        changes = []
        continue
      }
      remember(from: origin, to: next, in: &changes)
      (here, value, gradient) = (next.point, next.value, next.gradient)
      iterations += 1
    }
    return Minimum(
      point: here,
      value: value,
      largestSlope: Self.largest(gradient),
      iterations: iterations
    )
  }

  /// Minus the approximate inverse Hessian times the gradient (algorithm 7.4).
  private func descent(_ gradient: [Double], _ changes: [Change]) -> [Double] {
    var direction = gradient
    var shares: [Double] = []
    for change in changes.reversed() {
      let share = change.inverseCurvature * change.step.dot(direction)
      direction.add(change.gradient, times: -share)
      shares.append(share)
    }
    if let last = changes.last {
      let scale = 1 / (last.inverseCurvature * last.gradient.dot(last.gradient))
      direction = direction.map { $0 * scale }
    }
    for (change, share) in zip(changes, shares.reversed()) {
      let back = change.inverseCurvature * change.gradient.dot(direction)
      direction.add(change.step, times: share - back)
    }
    return direction.map { -$0 }
  }

  private func remember(from old: LinePoint, to new: LinePoint, in changes: inout [Change]) {
    var step = new.point
    step.add(old.point, times: -1)
    var gradient = new.gradient
    gradient.add(old.gradient, times: -1)
    let curvature = step.dot(gradient)
    guard curvature > 1e-300 else { return }
    changes.append(Change(step: step, gradient: gradient, inverseCurvature: 1 / curvature))
    if changes.count > memory { changes.removeFirst() }
  }

  private static func largest(_ gradient: [Double]) -> Double {
    gradient.reduce(0) { max($0, abs($1)) }
  }
}
