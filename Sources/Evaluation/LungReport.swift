public import Statistics

/// How well a bundle finds the lungs that a person has drawn.
public struct LungReport: Sendable, Hashable, Codable {
  /// A film with the overlap of both masks.
  public struct Film: Sendable, Hashable, Codable {
    /// The film as the file names it.
    public let name: String
    /// Twice the intersection over the sum.
    public let dice: Double
    /// The intersection over the union.
    public let intersectionOverUnion: Double
  }

  /// The films that share one value of a property.
  public struct Slice: Sendable, Hashable, Codable {
    /// The property, such as `source`.
    public let column: String
    /// Its value; empty where it is not stated.
    public let value: String
    /// Their figures.
    public let figures: LungFigures
  }

  /// The bundle, as `name version`.
  public let model: String
  /// The figures of all films; nil of none.
  public let figures: LungFigures?
  /// The figures of parts of the films.
  public let slices: [Slice]
  /// The worst twentieth of the films, the worst first.
  public let worst: [Film]
  /// Films or masks that could not be read, or on which no lung was drawn and none was found.
  public let unreadable: [String]

  /// Computes all figures.
  ///
  /// - Parameters:
  ///   - films: each with the overlap of the masks, which are not both empty.
  ///   - unreadable: films that are left out, with the reason.
  ///   - model: the bundle, as `name version`.
  ///   - splits: properties to split by.
  ///   - bootstrap: what draws the resamples of intervals.
  public init(
    _ films: [LungOverlap],
    unreadable: [String],
    model: String,
    splits: [String],
    bootstrap: Bootstrap = Bootstrap()
  ) {
    self.model = model
    self.unreadable = unreadable
    figures = LungFigures(films, bootstrap)
    slices = splits.flatMap { column in
      let parts = Dictionary(grouping: films) { $0.properties[column] ?? "" }
      return parts.keys.sorted().compactMap { value in
        LungFigures(parts[value] ?? [], bootstrap).map {
          Slice(column: column, value: value, figures: $0)
        }
      }
    }
    let scored = films.compactMap { film in
      film.overlap.dice.map { (film, $0, film.overlap.intersectionOverUnion ?? 0) }
    }
    worst = scored.sorted { ($0.1, $0.0.name) < ($1.1, $1.0.name) }
      .prefix(LungFigures.twentieth(of: scored.count))
      .map { Film(name: $0.0.name, dice: $0.1, intersectionOverUnion: $0.2) }
  }
}

/// One film's found and drawn lungs.
public struct LungOverlap: Sendable, Hashable {
  /// The film as the file names it.
  public let name: String
  /// What it shares with films of the same patient.
  public let group: String
  /// What figures are split by.
  public let properties: [String: String]
  /// Found against drawn.
  public let overlap: Overlap

  /// A film of a table of masks.
  public init(_ row: MaskTable.Row, overlap: Overlap) {
    name = row.name
    group = row.group
    properties = row.properties
    self.overlap = overlap
  }
}
