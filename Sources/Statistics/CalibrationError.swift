/// How far confidences are from the share of claims that are true.
public struct CalibrationError: Sendable, Hashable {
  /// Bins of equal width from 0 to 1, the empty ones too: the bars of a reliability diagram.
  public let bins: [ReliabilityBin]

  /// Sorts claims into bins.
  ///
  /// The bins are right-closed, (0, 1/b] to (1 - 1/b, 1], as in Guo et al. (2017), ICML; a confidence
  /// of exactly 0 is in none of theirs and counts here into the first.
  ///
  /// - Parameters:
  ///   - confidences: of each claim, from 0 to 1.
  ///   - isTrue: of each claim.
  ///   - bins: how many, at least 1; Guo et al. take 15.
  public init(confidences: [Double], isTrue: [Bool], bins: Int = 15) {
    precondition(confidences.count == isTrue.count, "each claim has a confidence and a truth")
    precondition(bins > 0, "there is at least one bin")
    precondition(confidences.allSatisfy { (0...1).contains($0) }, "a confidence is from 0 to 1")
    let edges = (0...bins).map { Double($0) / Double(bins) }
    var claims = [Int](repeating: 0, count: bins)
    var hits = claims
    var sums = [Double](repeating: 0, count: bins)
    for (confidence, isTrue) in zip(confidences, isTrue) {
      // Multiplying can round to the wrong side of an edge; the comparison decides.
      var bin = min(Int(confidence * Double(bins)), bins - 1)
      if bin > 0, confidence <= edges[bin] { bin -= 1 }
      if confidence > edges[bin + 1] { bin += 1 }
      claims[bin] += 1
      hits[bin] += isTrue ? 1 : 0
      sums[bin] += confidence
    }
    self.bins = (0..<bins).map { bin in
      ReliabilityBin(
        above: edges[bin],
        upTo: edges[bin + 1],
        observed: Proportion(hits[bin], of: claims[bin]),
        meanConfidence: claims[bin] > 0 ? sums[bin] / Double(claims[bin]) : nil
      )
    }
  }

  /// The mean distance of confidence and observed share, each bin by its films; nil of no films.
  ///
  /// The ECE of Naeini, Cooper & Hauskrecht (2015), AAAI, in the form of Guo et al. (2017).
  public var expected: Double? {
    let films = bins.reduce(0) { $0 + $1.films }
    guard films > 0 else { return nil }
    return bins.reduce(0) { $0 + abs($1.gap ?? 0) * Double($1.films) } / Double(films)
  }

  /// The largest distance of any bin (MCE of the same papers); nil of no films.
  ///
  /// It rests on the emptiest bins: read it beside their films.
  public var maximum: Double? { bins.compactMap { $0.gap.map(abs) }.max() }
}

extension CalibrationError {
  /// The calibration of the class called: its probability against how often it is right.
  ///
  /// - Parameters:
  ///   - probabilities: for each film a value for each class; of equal highest the first is called.
  ///   - truth: for each film, the index of its class.
  ///   - bins: how many, at least 1.
  public init(topLabelOf probabilities: [[Double]], truth: [Int], bins: Int = 15) {
    precondition(probabilities.count == truth.count, "each film has probabilities and a truth")
    let tops = probabilities.map { row in
      row.indices.reduce(0) { row[$1] > row[$0] ? $1 : $0 }
    }
    self.init(
      confidences: zip(probabilities, tops).map { $0[$1] },
      isTrue: zip(tops, truth).map { $0 == $1 },
      bins: bins
    )
  }

  /// The calibration of each class's probability against how often films are of that class.
  ///
  /// - Parameters:
  ///   - probabilities: for each film a value for each class.
  ///   - truth: for each film, the index of its class.
  ///   - classes: how many classes there are.
  ///   - bins: how many, at least 1.
  /// - Returns: one for each class.
  public static func classwise(
    probabilities: [[Double]],
    truth: [Int],
    classes: Int,
    bins: Int = 15
  ) -> [Self] {
    precondition(probabilities.count == truth.count, "each film has probabilities and a truth")
    precondition(probabilities.allSatisfy { $0.count == classes }, "each class has a probability")
    return (0..<classes).map { index in
      Self(
        confidences: probabilities.map { $0[index] },
        isTrue: truth.map { $0 == index },
        bins: bins
      )
    }
  }

  /// The mean of the classes' expected errors; nil of no films.
  ///
  /// Classwise ECE of Kull et al. (2019), NeurIPS, equal to the static calibration error of Nixon et
  /// al. (2019), CVPR workshops.
  public static func classwiseExpected(
    probabilities: [[Double]],
    truth: [Int],
    classes: Int,
    bins: Int = 15
  ) -> Double? {
    let errors = classwise(probabilities: probabilities, truth: truth, classes: classes, bins: bins)
      .compactMap(\.expected)
    return errors.isEmpty ? nil : errors.reduce(0, +) / Double(errors.count)
  }
}
