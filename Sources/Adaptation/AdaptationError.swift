public import LinearAlgebra

/// Why no head can be fitted; never holds patient data.
public enum AdaptationError: Error, Sendable, Hashable, CustomStringConvertible {
  /// A class has films of too few patients.
  case tooFewPatients(label: String, patients: Int, films: Int, needed: Int)
  /// The features are unusable.
  case algebra(LinearAlgebraError)
  /// The features do not fit the head that is to be replaced.
  case wrongChannels(network: Int, features: Int, head: Int)

  /// Cause and cure in a sentence.
  public var description: String {
    switch self {
    case .tooFewPatients(let label, let patients, let films, let needed):
      "The class \(label) has \(films) labelled films of \(patients) patients, and \(needed) "
        + "patients of each class are the least; label more of them."
    case .algebra(let error): error.description
    case .wrongChannels(let network, let features, let head):
      "Network \(network) gives \(features) features and its head reads \(head); check the bundle "
        + "with `pacs-watch model check`."
    }
  }
}
