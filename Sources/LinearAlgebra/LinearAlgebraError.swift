/// Why a matrix has no such factor.
public enum LinearAlgebraError: Error, Sendable, Hashable {
  /// The matrix is not symmetric positive definite: its leading part of this order is the first
  /// whose determinant is not above 0.
  case notPositiveDefinite(order: Int)
  /// The matrix holds an infinite value or none.
  case notFinite
  /// The eigenvalues did not converge; so many off-diagonal elements were left.
  case noConvergence(left: Int)
}

extension LinearAlgebraError: CustomStringConvertible {
  /// A sentence with cause and cure.
  public var description: String {
    switch self {
    case .notPositiveDefinite(let order):
      """
      The matrix is not positive definite (its leading part of order \(order) is not): \
      there are too few samples for so many features, or a feature is constant; shrink it towards \
      a diagonal matrix.
      """
    case .notFinite: "The matrix holds values that are not finite: check what it was made of."
    case .noConvergence(let left):
      """
      The eigenvalues did not converge (\(left) elements left): check the matrix for values of \
      extreme size.
      """
    }
  }
}
