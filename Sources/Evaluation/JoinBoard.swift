/// Which label each film has got so far, and which rows came to nothing.
struct JoinBoard {
  private var found: [EvaluationRemark.Kind: [String]] = [:]
  private var rows: [Int: [LabelRow]] = [:]
  /// Films of rows that came to nothing, which has been said already.
  private var unusable: Set<Int> = []
  private let classes: Set<String>

  init(classes: Set<String>) { self.classes = classes }

  /// Takes a row with the films that it names.
  mutating func take(_ row: LabelRow, _ match: FilmIndex.Match) {
    guard row.namesFilm || row.studyUID != nil || row.accessionNumber != nil else {
      return note(.rowWithoutFilmName, row.subject)
    }
    guard let stated = row.statedLabel, let label = row.label else {
      if case .films(let films) = match { unusable.formUnion(films) }
      return note(.rowWithoutLabel, row.subject)
    }
    guard classes.contains(label) else {
      if case .films(let films) = match { unusable.formUnion(films) }
      return note(.unknownLabel, "\(row.subject): '\(stated)'\(suggestion(for: label))")
    }
    switch match {
    case .none: note(.labelWithoutFilm, row.subject)
    case .ambiguous: note(.ambiguousName, row.subject)
    case .films(let films):
      for film in films { rows[film, default: []].append(row) }
    }
  }

  /// The one label of a film; nil, with a remark, where there is none or more than one.
  mutating func label(of film: Int, named name: String) -> (row: LabelRow, label: String)? {
    guard let named = rows[film], let first = named.first, let label = first.label else {
      if !unusable.contains(film) { note(.filmWithoutLabel, name) }
      return nil
    }
    let others = named.dropFirst()
    guard others.allSatisfy({ $0.label == label }) else {
      let claims = named.map { "'\($0.label ?? "")' on line \($0.line)" }
      note(.contradictoryLabels, "\(name): \(claims.joined(separator: ", "))")
      return nil
    }
    for other in others { note(.repeatedRow, "\(other.subject) repeats line \(first.line)") }
    return (first, label)
  }

  /// All that did not fit, in the order of the kinds.
  var remarks: [EvaluationRemark] {
    EvaluationRemark.Kind.allCases.compactMap { kind in
      found[kind].map { EvaluationRemark(kind, $0) }
    }
  }

  private mutating func note(_ kind: EvaluationRemark.Kind, _ subject: String) {
    found[kind, default: []].append(subject)
  }

  /// A label that differs in its case alone is most likely meant.
  private func suggestion(for label: String) -> String {
    let meant = classes.first { $0.lowercased() == label.lowercased() }
    return meant.map { ", map it with --map \"\(label)=\($0)\"" } ?? ""
  }
}
