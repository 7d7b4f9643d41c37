internal import COpenBLAS

/// OpenBLAS held to one thread, once, before the first call.
///
/// The daemon's workers are the parallel part: a library that starts as many threads as there are
/// cores for each of them only makes them wait for one another. One thread also fixes the order of
/// every sum, so that the same input gives the same bits whatever else runs.
enum BLASThreads {
  private static let limited: Void = openblas_set_num_threads(1)

  /// To be named before a call into OpenBLAS.
  @inline(__always) static func limit() { _ = limited }
}
