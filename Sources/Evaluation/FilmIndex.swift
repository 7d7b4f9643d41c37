internal import Foundation

/// Finds the films that a row of the labels names.
struct FilmIndex {
  enum Match: Equatable {
    case films([Int])
    case none
    case ambiguous
  }

  private let films: [FilmResult]
  private let folders: [URL]
  private var byPath: [String: Int] = [:]
  private var byName: [String: [(path: String, film: Int)]] = [:]
  private var byInstance: [String: [Int]] = [:]
  private var byStudy: [String: [Int]] = [:]
  private var byAccession: [String: [Int]] = [:]
  /// Base names that several rows have.
  private let sharedNames: Set<String>

  /// An index.
  ///
  /// - Parameters:
  ///   - films: what was read.
  ///   - rows: all rows, since a base name must be unique among them too.
  ///   - folders: what paths of rows may be relative to.
  init(_ films: [FilmResult], rows: [LabelRow], folders: [URL]) {
    self.films = films
    self.folders = folders
    let names = Dictionary(grouping: rows.compactMap(\.file), by: Self.baseName)
    sharedNames = Set(names.filter { Set($0.value).count > 1 }.keys)
    for (number, film) in films.enumerated() {
      for path in film.paths.map({ URL(filePath: $0).standardizedFileURL.path }) {
        byPath[path] = number
        byName[Self.baseName(path), default: []].append((path, number))
      }
      if let uid = film.sopInstanceUID { byInstance[uid, default: []].append(number) }
      if let uid = film.studyUID { byStudy[uid, default: []].append(number) }
      if let accession = film.accessionNumber { byAccession[accession, default: []].append(number) }
    }
  }

  /// The films of a row: one for a file or an instance, all that were read for a study.
  func films(of row: LabelRow) -> Match {
    guard row.namesFilm else { return filmsOfStudy(row) }
    if let file = row.file {
      let match = film(named: file)
      // A moved or renamed file is still found by its UID.
      if match != .none || row.sopInstanceUID == nil { return match }
    }
    return match(row.sopInstanceUID.flatMap { byInstance[$0] } ?? [])
  }

  private func film(named file: String) -> Match {
    for folder in folders {
      let path = URL(filePath: file, relativeTo: folder).standardizedFileURL.path
      if let film = byPath[path] { return .films([film]) }
    }
    let sameName = byName[Self.baseName(file)] ?? []
    let sameEnd = sameName.filter { $0.path.hasSuffix("/" + file) }
    if !sameEnd.isEmpty { return match(sameEnd.map(\.film)) }
    if sharedNames.contains(Self.baseName(file)) { return .none }
    return match(sameName.map(\.film))
  }

  /// Films of the study that a bundle was run on; if there are none, one of the others stands for it.
  private func filmsOfStudy(_ row: LabelRow) -> Match {
    let all =
      row.studyUID.flatMap { byStudy[$0] } ?? row.accessionNumber.flatMap { byAccession[$0] } ?? []
    let read = all.filter { !films[$0].probabilities.isEmpty }
    if !read.isEmpty { return .films(read) }
    return all.first.map { .films([$0]) } ?? .none
  }

  private func match(_ found: [Int]) -> Match {
    let distinct = Set(found)
    guard let film = distinct.first else { return .none }
    return distinct.count == 1 ? .films([film]) : .ambiguous
  }

  private static func baseName(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
