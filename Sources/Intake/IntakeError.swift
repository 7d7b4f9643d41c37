/// Why folders cannot be watched as they were configured.
public enum IntakeError: Error, Hashable, Sendable, CustomStringConvertible {
  /// One folder is the other, or lies below it.
  case overlappingFolders(String, String)
  /// The kernel gave no event counter.
  case noWakeSignal(SystemCallError)

  /// Cause and cure in a sentence.
  public var description: String {
    switch self {
    case .overlappingFolders(let upper, let lower):
      "The watched folders \(upper) and \(lower) overlap, so files would arrive twice; watch the upper one alone, or exclude the lower one from it."
    case .noWakeSignal(let error):
      "The kernel refuses an eventfd: \(error); raise the limit of open files."
    }
  }
}
