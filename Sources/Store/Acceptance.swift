public import Foundation

/// A figure of an evaluation as it was signed: its value with the 95 % interval, where it has them.
public struct SignedFigure: Sendable, Codable, Hashable {
  /// The figure's name, such as `balanced_accuracy` or `sensitivity.Pneumonia`.
  public let name: String
  /// Its value; nil where the films do not give one (0/0).
  public let value: Double?
  /// The interval's lower bound.
  public let low: Double?
  /// The interval's upper bound.
  public let high: Double?

  /// A figure with its interval.
  public init(name: String, value: Double?, low: Double?, high: Double?) {
    self.name = name
    self.value = value
    self.low = low
    self.high = high
  }
}

/// What was demanded of a figure, and what came of it.
public struct SignedDemand: Sendable, Codable, Hashable {
  /// The figure's name.
  public let figure: String
  /// The least value that is enough.
  public let minimum: Double
  /// The value that was reached; nil where the films do not give one, which is never enough.
  public let value: Double?

  /// A demand with the figure that was reached.
  public init(figure: String, minimum: Double, value: Double?) {
    self.figure = figure
    self.minimum = minimum
    self.value = value
  }

  /// Whether the figure reaches the minimum.
  public var isMet: Bool { value.map { $0 >= minimum } ?? false }
}

/// The figures that a person signs: which film of which class was called what.
public struct SignedFigures: Sendable, Codable, Hashable {
  /// The bundle's labels, in their order.
  public let labels: [String]
  /// Counts of films with an answer: a row a true label, a column a finding.
  public let confusion: [[Int]]
  /// Films without an answer, by their true label.
  public let abstained: [Int]
  /// The figures.
  public let figures: [SignedFigure]

  /// Figures over a confusion matrix.
  public init(
    labels: [String],
    confusion: [[Int]],
    abstained: [Int],
    figures: [SignedFigure]
  ) {
    self.labels = labels
    self.confusion = confusion
    self.abstained = abstained
    self.figures = figures
  }
}

/// A bundle with the figures by which a person accepts it for this store, or does not.
public struct Acceptance: Sendable, Codable, Hashable {
  /// Who signs.
  public var signedBy: String
  /// The bundle's name.
  public var model: String
  /// The bundle's version.
  public var modelVersion: String
  /// SHA-256 over the names and hashes of all the bundle's files: one changed byte, another seal.
  public var bundleSeal: String
  /// SHA-256 of each of the bundle's files, by name.
  public var fileHashes: [String: String]
  /// SHA-256 of the file with the labels.
  public var labelsHash: String
  /// How many labelled films were read.
  public var films: Int
  /// What they gave.
  public var figures: SignedFigures
  /// What was demanded.
  public var demands: [SignedDemand]
  /// The version of this program.
  public var programVersion: String
  /// The inference engine, such as OpenVINO.
  public var engine: String
  /// Its version.
  public var engineVersion: String
  /// The numeric precision of the networks.
  public var precision: String
  /// The class of the processor.
  public var machineClass: String

  /// Whether all that was demanded was reached.
  public var meetsDemands: Bool { demands.allSatisfy(\.isMet) }

  /// All that a person signs.
  public init(
    signedBy: String,
    model: String,
    modelVersion: String,
    bundleSeal: String,
    fileHashes: [String: String],
    labelsHash: String,
    films: Int,
    figures: SignedFigures,
    demands: [SignedDemand],
    programVersion: String,
    engine: String,
    engineVersion: String,
    precision: String,
    machineClass: String
  ) {
    self.signedBy = signedBy
    self.model = model
    self.modelVersion = modelVersion
    self.bundleSeal = bundleSeal
    self.fileHashes = fileHashes
    self.labelsHash = labelsHash
    self.films = films
    self.figures = figures
    self.demands = demands
    self.programVersion = programVersion
    self.engine = engine
    self.engineVersion = engineVersion
    self.precision = precision
    self.machineClass = machineClass
  }
}

/// An acceptance as it was recorded.
public struct RecordedAcceptance: Sendable, Hashable {
  /// Its number.
  public let id: Int64
  /// When it was recorded.
  public let acceptedAt: Date
  /// What was signed.
  public let acceptance: Acceptance
}
