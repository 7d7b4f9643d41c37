/// What a text says about the view, by the words it holds.
///
/// The longest phrase of `ViewVocabulary` at each word counts, so that "left lateral decubitus" is
/// one statement and "lateral" in it is none (the rule of PixelMed's `ProjectionXRayAnatomy`).
struct ViewText: Sendable, Hashable {
  /// The distinct views that the text names, in its order.
  let views: [ViewPosition]
  /// The phrases that name them, as the text writes them.
  let viewWords: [String]
  /// The phrases that suggest AP, as the text writes them.
  let hintWords: [String]
  /// Whether a word takes back what the text says.
  let isRetracted: Bool

  init(_ text: String) {
    let words = HeaderWords(text).words
    var views: [ViewPosition] = []
    var viewWords: [String] = []
    var hintWords: [String] = []
    var index = 0
    while index < words.count {
      guard let match = Self.longestPhrase(at: index, in: words) else {
        index += 1
        continue
      }
      let stated = words[index..<index + match.length].map(\.stated).joined(separator: " ")
      switch match.meaning {
      case .view(let view):
        if !views.contains(view) {
          views.append(view)
          viewWords.append(stated)
        }
      case .hintsAtAP:
        if !hintWords.contains(stated) { hintWords.append(stated) }
      case .nothing: break
      }
      index += match.length
    }
    self.views = views
    self.viewWords = viewWords
    self.hintWords = hintWords
    isRetracted = words.contains { ViewVocabulary.retractions.contains($0.folded) }
  }

  /// The votes of this text: at most one for a view and one for the hints.
  func votes(source: ViewVote.Source, strength: ViewVote.Strength) -> [ViewVote] {
    var votes: [ViewVote] = []
    if !views.isEmpty {
      let isOne = !ViewPosition.hasContradiction(views)
      votes.append(
        ViewVote(
          source: source,
          strength: strength,
          says: isRetracted ? [] : isOne ? ViewPosition.joined(views).map { [$0] } ?? [] : views,
          standing: isRetracted ? .retracted : isOne ? .counts : .several,
          quoted: viewWords.joined(separator: ", ")
        )
      )
    }
    if !hintWords.isEmpty && !isRetracted {
      votes.append(
        ViewVote(
          source: source,
          strength: .hint,
          says: [.ap],
          standing: .counts,
          quoted: hintWords.joined(separator: ", ")
        )
      )
    }
    return votes
  }

  private static func longestPhrase(
    at index: Int,
    in words: [HeaderWords.Word]
  ) -> (length: Int, meaning: ViewVocabulary.Meaning)? {
    let most = min(ViewVocabulary.longestPhrase, words.count - index)
    for length in stride(from: most, to: 0, by: -1) {
      let phrase = words[index..<index + length].map(\.folded).joined(separator: " ")
      if let meaning = ViewVocabulary.meanings[phrase] { return (length, meaning) }
    }
    return nil
  }
}
