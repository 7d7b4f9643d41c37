import Foundation
import Pipeline

/// What the stages of a run took, for `--profile`.
///
/// The times are those of the threads that walked, so with several workers their sum is more than the
/// run's; a stage that waits for a processor or a disk counts its waiting.
struct StageProfile {
  private let times: [[Stage: Duration]]

  init(_ times: [[Stage: Duration]]) { self.times = times }

  /// A line a stage, in the order of the walk: files, total, share, median and 95th percentile.
  var table: String {
    let all = times.flatMap(\.values).reduce(.zero, +) / .seconds(1)
    let lines = Stage.allCases.compactMap { stage -> [String]? in
      let seconds = times.compactMap { $0[stage] }.map { $0 / .seconds(1) }.sorted()
      guard !seconds.isEmpty else { return nil }
      let total = seconds.reduce(0, +)
      return [
        stage.rawValue, "\(seconds.count)", String(format: "%.3f", total),
        String(format: "%.1f", 100 * total / max(all, .leastNonzeroMagnitude)),
        milliseconds(seconds, 0.5), milliseconds(seconds, 0.95),
      ]
    }
    return Output.table(["stage", "files", "seconds", "%", "median ms", "p95 ms"], lines)
  }

  /// The nearest-rank percentile.
  private func milliseconds(_ sorted: [Double], _ share: Double) -> String {
    let rank = Int((share * Double(sorted.count)).rounded(.up)) - 1
    return String(format: "%.2f", 1000 * sorted[min(max(rank, 0), sorted.count - 1)])
  }
}
