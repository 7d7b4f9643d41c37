import ArgumentParser
import Foundation

/// A date of `--since` and `--until`: a day in UTC (`2026-01-31`), or a moment in ISO 8601 with its time zone
/// (`2026-01-31T18:30:00Z`, `2026-01-31T19:30:00.250+01:00`).
///
/// The whole text has to be one. Foundation's own parser takes what it knows and leaves the rest, so that a moment was a day.
struct Moment: ExpressibleByArgument {
  static let help = "a day (2026-01-31, in UTC) or a moment (2026-01-31T18:30:00Z)"

  let date: Date

  init?(argument: String) {
    let form = /(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}:\d{2})(\.\d{1,9})?(?:Z|([+-])(\d{2}):(\d{2})))?/
    guard
      let (_, day, clock, fraction, sign, hours, minutes) = argument.wholeMatch(of: form)?.output,
      let time = Self.utc("\(day)T\(clock ?? "00:00:00")Z")
    else { return nil }
    var east = 0.0
    if let sign, let hours = hours.flatMap({ Double($0) }),
      let minutes = minutes.flatMap({ Double($0) })
    {
      guard hours < 24, minutes < 60 else { return nil }
      east = (sign == "-" ? -1 : 1) * (hours * 3600 + minutes * 60)
    }
    date = time.addingTimeInterval((fraction.flatMap { Double("0\($0)") } ?? 0) - east)
  }

  /// A moment of the calendar; nil for the 31st of a shorter month, which would be taken for the first of the next.
  private static func utc(_ text: String) -> Date? {
    let style = Date.ISO8601FormatStyle()
    guard let date = try? style.parse(text), style.format(date) == text else { return nil }
    return date
  }
}
