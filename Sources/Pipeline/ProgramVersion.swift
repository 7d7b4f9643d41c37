/// The version that goes into every result.
public enum ProgramVersion {
  /// Semantic version of the program; CHANGELOG.md tells what it holds.
  public static let current = "0.1.0"
}
