import Adaptation
import DicomBridge
import Evaluation
import Foundation
import Inference
import Intake
import LinearAlgebra
import Pipeline
import Store

/// The labelled films of `adapt`, and their features.
struct AdaptFilms {
  /// A film that may be fitted to.
  private struct Source {
    let bytes: URL
    let path: String
  }

  private var sources: [Source] = []
  private var results: [FilmResult] = []
  private let classes: [String]
  private let reading: FeatureReading
  /// Films that could not be used, as sentences.
  private(set) var refusals: [String] = []

  /// The films of a store that a bundle was run on, whose originals are kept.
  ///
  /// - Parameters:
  ///   - store: opened for reading.
  ///   - model: the bundle to adapt.
  /// - Throws: `StoreError`.
  init(storedIn store: StudyStore, model: LoadedModel) throws {
    classes = model.bundle.manifest.labels
    reading = FeatureReading(model, decoder: try .isolated())
    let rows = try store.rows(
      ResultQuery(grouping: .instance, statuses: [.classified, .abstained])
    )
    for row in rows where row.resultID != nil {
      guard let bytes = try store.file(row.fileID)?.bytes else {
        refusals.append("\(row.sourceFile): the original is no longer kept")
        continue
      }
      take(Source(bytes: bytes, path: row.sourceFile), row.identity)
    }
  }

  /// Files and folders that a person named.
  ///
  /// - Parameters:
  ///   - paths: as they were named.
  ///   - model: the bundle to adapt.
  /// - Throws: `UnreadablePath`.
  init(at paths: [String], model: LoadedModel) throws {
    classes = model.bundle.manifest.labels
    reading = FeatureReading(model, decoder: try .isolated())
    for file in try NamedFiles.list(paths) {
      let path = file.arrived.path
      let bytes = URL(filePath: path)
      do throws(StageFailure) {
        take(
          Source(bytes: bytes, path: path),
          try reading.identity(of: bytes, foundAt: path) ?? InstanceIdentity()
        )
      } catch { refusals.append("\(path): \(error.detail) [\(error.reason)]") }
    }
  }

  /// What is joined with the labels; the bundle has not been asked yet, so every class is as likely.
  private mutating func take(_ source: Source, _ identity: InstanceIdentity) {
    var film = FilmResult(paths: [source.path], status: .answered)
    film.sopInstanceUID = identity.sopInstanceUID
    film.studyUID = identity.studyUID
    film.accessionNumber = identity.accessionNumber
    film.patientID = identity.patientID
    for label in classes { film.probabilities[label] = 1 / Double(classes.count) }
    sources.append(source)
    results.append(film)
  }

  /// Joins with labels, and reads the films that have one.
  ///
  /// - Parameters:
  ///   - labels: the truth.
  ///   - folders: what paths of the labels may be relative to.
  ///   - workers: films read at the same time.
  /// - Returns: their features, and what did not fit together.
  /// - Throws: `LabelTableError` when no film has a label that the bundle knows.
  mutating func labelled(
    by labels: LabelTable,
    folders: [URL],
    workers: Int
  ) async throws -> (LabelledFeatures, [EvaluationRemark]) {
    let joined = LabelledFilms(results, labels: labels, classes: classes, folders: folders)
    let places = Dictionary(results.map(\.paths).enumerated().map { ($1, $0) }) { first, _ in first
    }
    let wanted = joined.predictions.compactMap { prediction -> (Prediction, Source)? in
      guard let film = joined.films[prediction.film], let place = places[film.paths] else {
        return nil
      }
      return (prediction, sources[place])
    }
    let answers = await read(wanted.map(\.1), workers: workers)
    var rows: [[[Double]]] = []
    var truths: [Int] = []
    var groups: [String] = []
    for ((prediction, source), answer) in zip(wanted, answers) {
      switch answer {
      case .success(let features):
        guard let label = classes.firstIndex(of: prediction.truth) else { continue }
        rows.append(features.networks)
        truths.append(label)
        groups.append(prediction.group)
      case .failure(let failure):
        refusals.append("\(source.path): \(failure.detail) [\(failure.reason)]")
      }
    }
    guard let networks = rows.first?.indices else {
      throw LabelTableError.nothingToCompare(films: results.count, labels: labels.rows.count)
    }
    let features = networks.map { network in Matrix(rows: rows.map { $0[network] }) }
    return (LabelledFeatures(networks: features, classes: truths, groups: groups), joined.remarks)
  }

  private func read(
    _ wanted: [Source],
    workers: Int
  ) async -> [Result<FilmFeatures, StageFailure>] {
    let progress = ProgressLine(total: wanted.count)
    defer { progress.finish() }
    let threads = WorkerThreads(count: workers, name: "adapt")
    typealias Answer = Result<FilmFeatures, StageFailure>
    return await withTaskGroup(of: [(Int, Answer)].self) { group in
      for worker in 0..<workers {
        group.addTask(executorPreference: threads) { [reading] in
          stride(from: worker, to: wanted.count, by: workers).map { index in
            defer { progress.advance() }
            let film = wanted[index]
            return (
              index,
              Answer { () throws(StageFailure) in
                try reading.features(of: film.bytes, foundAt: film.path)
              }
            )
          }
        }
      }
      var answers: [Int: Answer] = [:]
      for await share in group {
        for (index, answer) in share { answers[index] = answer }
      }
      return wanted.indices.compactMap { answers[$0] }
    }
  }
}
