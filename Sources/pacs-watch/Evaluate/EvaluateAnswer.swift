import Evaluation
import Pipeline

/// All that one call of `evaluate` found out, as JSON gives it.
struct EvaluateAnswer: Encodable {
  let notice = ResearchNotice.text
  /// Which films the figures are of.
  let basis = Self.basis
  var evaluation: EvaluationReport?
  var compared: EvaluationReport?
  var comparison: ModelComparison?
  var lungs: LungReport?

  static let basis = """
    'answered': films that the bundle gave a finding for. 'all': every film with probabilities, \
    abstentions by their most probable class. Skipped, undecided, conflicting and quarantined films \
    are in neither; the coverage counts them. Intervals are 95 %.
    """
}
