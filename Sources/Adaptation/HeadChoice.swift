/// What cross-validation chooses between.
public enum HeadChoice: Sendable, Hashable {
  /// The present head stays as it is.
  case stay
  /// A head fitted with this C, in units of the features' total variance.
  case fit(Double)

  /// Staying, then C from 0.0001, which moves little more than the bias, to 100, two a decade.
  public static let candidates: [HeadChoice] =
    [.stay]
    + [1e-4, 3.2e-4, 1e-3, 3.2e-3, 0.01, 0.032, 0.1, 0.32, 1, 3.2, 10, 32, 100].map { .fit($0) }
}
