import Foundation
import TestSupport
import Testing

/// The libraries of others, asked about many cases in one go.
enum Peer {
  /// One answer for each case.
  static func answers<Answer: Decodable>(
    _ script: String,
    to cases: some Encodable,
    as: Answer.Type = Answer.self
  ) throws -> [Answer] {
    let file = TemporaryFolder.current.appending(path: "cases.json")
    try JSONEncoder().encode(cases).write(to: file)
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf",
      negativeInfinity: "-inf",
      nan: "nan"
    )
    let text = try Fixtures.peer(script, [file.path])
    return try decoder.decode([Answer].self, from: Data(text.utf8))
  }
}

/// Whether two figures are the same to rounding; nil is only nil's like.
func isClose(_ ours: Double?, _ theirs: Double?, within tolerance: Double = 1e-9) -> Bool {
  guard let ours, let theirs else { return ours == nil && theirs == nil }
  return ours == theirs || abs(ours - theirs) <= tolerance
}

/// Whether two p values agree in their digits and not only in being small.
func isCloseRelatively(_ ours: Double, _ theirs: Double) -> Bool {
  abs(ours - theirs) <= 1e-9 * max(abs(ours), abs(theirs))
}

/// Whether two lists are the same to rounding.
func areClose(_ ours: [Double], _ theirs: [Double]) -> Bool {
  ours.count == theirs.count && zip(ours, theirs).allSatisfy { isClose($0, $1) }
}

/// Whether an interval has these ends, to rounding.
func isClose(_ ours: ClosedRange<Double>?, _ theirs: [Double]?) -> Bool {
  guard let ours, let theirs else { return ours == nil && theirs == nil }
  return areClose([ours.lowerBound, ours.upperBound], theirs)
}
