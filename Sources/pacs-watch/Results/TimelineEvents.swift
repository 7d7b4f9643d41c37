import Foundation
import Pipeline
import Store

/// A study's time line: what was found, decided and recorded, in order, from arrival to export.
struct TimelineEvents {
  /// One line of it.
  struct Event: Encodable {
    let time: Date
    let what: String
    let details: String
  }

  let all: [Event]

  init(_ timeline: StudyTimeline) {
    let arrivals = timeline.arrivals.map { arrival in
      Event(
        time: arrival.arrivedAt,
        what: arrival.isDuplicate ? "arrived again" : "arrived",
        details: "\(arrival.sighting.path), \(arrival.sighting.size) bytes"
      )
    }
    let results = timeline.results.flatMap(Self.events)
    let audit = timeline.audit.compactMap { entry -> Event? in
      guard let time = try? Self.time.parse(entry.recordedAt) else { return nil }
      return Event(
        time: time,
        what: "audit \(entry.sequence)",
        details: "\(entry.event.rawValue) by \(entry.actor) \(entry.details)"
      )
    }
    all = (arrivals + results + audit).sorted { $0.time < $1.time }
  }

  /// For a person.
  var text: String {
    let lines = all.map { event in
      let name = event.what.padding(toLength: 16, withPad: " ", startingAt: 0)
      return "\(event.time.formatted(Self.time))  \(name)  \(event.details)"
    }
    return (lines + ["", ResearchNotice.text]).joined(separator: "\n")
  }

  private static let time = Date.ISO8601FormatStyle(includingFractionalSeconds: true)

  private static func events(of row: ResultRow) -> [Event] {
    func number(_ value: Double?) -> String? { value.map { String(format: "%.4f", $0) } }
    let version = "result \(row.resultVersion ?? 0)"
    let facts: [(String, String?)] = [
      ("status", [row.status.rawValue, row.reason].compactMap { $0 }.joined(separator: " ")),
      ("because", row.detail), ("view", row.view), ("view evidence", row.viewEvidence),
      ("flags", row.flags.isEmpty ? nil : row.flags.joined(separator: ", ")),
      ("lungs found with confidence", number(row.segmentationConfidence)),
      (
        "distance from the training films",
        number(row.provenance?.filmDistance).map { distance in
          "\(distance), limit \(number(row.provenance?.filmDistanceLimit) ?? "none")"
        }
      ),
      (
        "displayed",
        row.provenance?.filmDisplay.map { display in
          "\(display), probability \(number(row.provenance?.filmDisplayProbability) ?? "unknown")"
        }
      ),
      (
        "probabilities",
        row.probabilities.isEmpty
          ? nil
          : row.probabilities.map { "\($0.label) \(String(format: "%.4f", $0.probability))" }
            .joined(separator: ", ")
      ),
      ("finding", row.finding),
      ("share of the heatmap inside the lungs", number(row.heatmapInLungs)),
      ("film", row.imageFile), ("heatmap", row.heatmapFile),
      ("model", row.model.map { "\($0) \(row.modelVersion ?? "")" }),
      ("input", row.contentHash), ("decoder", row.provenance?.decoder),
      (
        "engine",
        row.provenance.flatMap { used in
          used.engine.map {
            "\($0) \(used.engineVersion ?? ""), \(used.precision ?? ""), \(used.machineClass ?? "")"
          }
        }
      ),
      ("program", row.provenance?.programVersion),
      ("superseded by result", row.supersededBy.map { "\($0.rawValue)" }),
    ]
    return facts.compactMap { name, value in
      value.map { Event(time: row.processedAt, what: version, details: "\(name): \($0)") }
    }
  }
}
