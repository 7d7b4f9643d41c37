/// Why films cannot be evaluated, beside unusable labels.
enum EvaluateError: Error, CustomStringConvertible {
  /// The store holds no result with probabilities.
  case noResults(store: String)
  /// The store's results come from bundles with different labels.
  case severalModels([String])
  /// The store holds no result of the bundle that was asked for.
  case noResultsOf(model: String, present: [String])
  /// Two bundles do not know the same labels.
  case differentLabels(first: [String], second: [String])
  /// The bundle has no network that finds lungs.
  case noSegmenter(model: String)
  /// A picture of the report cannot be read or written.
  case picture(path: String, cause: String)

  var description: String {
    switch self {
    case .noResults(let store):
      "The store \(store) holds no film with probabilities; name films to read them, or another "
        + "--store."
    case .severalModels(let models):
      "The store's results come from bundles with different labels "
        + "(\(models.joined(separator: ", "))); choose one with --model."
    case .noResultsOf(let model, let present):
      "The store holds no result of \(model), only of \(present.joined(separator: ", ")); run "
        + "`pacs-watch reprocess` with it first, or name films to read them."
    case .differentLabels(let first, let second):
      "The bundles know different labels (\(first.joined(separator: ", ")) and "
        + "\(second.joined(separator: ", "))); only bundles with the same labels can be compared."
    case .noSegmenter(let model):
      "The bundle \(model) has no network that finds lungs; name one that has with --model."
    case .picture(let path, let cause):
      "\(path) cannot be used (\(cause)); check the file and its rights."
    }
  }
}
