internal import COpenBLAS

extension [Double] {
  /// The inner product with a vector of the same length (BLAS ddot).
  public func dot(_ other: [Double]) -> Double {
    precondition(count == other.count, "an inner product is of vectors of the same length")
    BLASThreads.limit()
    return cblas_ddot(Int32(count), self, 1, other, 1)
  }

  /// The Euclidean length (BLAS dnrm2), safe against overflow.
  public var norm: Double {
    BLASThreads.limit()
    return cblas_dnrm2(Int32(count), self, 1)
  }

  /// Adds a multiple of a vector of the same length (BLAS daxpy).
  public mutating func add(_ other: [Double], times factor: Double) {
    precondition(count == other.count, "a sum is of vectors of the same length")
    BLASThreads.limit()
    cblas_daxpy(Int32(count), factor, other, 1, &self, 1)
  }
}
