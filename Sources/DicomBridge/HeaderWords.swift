import Foundation

/// The words of a header's text, folded so that spellings of one word are equal.
///
/// Letters are upper case without accents; `_`, `^` and all punctuation part words, and so do a
/// change from lower to upper case (ChestPA), trailing digits, and a chest word glued to a view
/// (CHESTPA).
/// The two letters of `P.A.`, `a-p` or `p. a.` are one word, those of `L.A.P.` or of the initials
/// `A. P.` are not.
struct HeaderWords: Sendable, Hashable {
  /// One word, and how it is written in the text.
  struct Word: Sendable, Hashable {
    let folded: String
    let stated: String
  }

  let words: [Word]

  /// Texts are read up to this many characters, the most that LT may hold (PS3.5 6.2).
  static let longest = 10_240

  init(_ text: String) {
    var found: [Range<String.Index>] = []
    let text = String(text.prefix(Self.longest))
    var index = text.startIndex
    while index < text.endIndex {
      guard text[index].isLetter || text[index].isNumber else {
        index = text.index(after: index)
        continue
      }
      let rest = text[index...]
      let end = rest.firstIndex { !$0.isLetter && !$0.isNumber } ?? text.endIndex
      found.append(contentsOf: Self.parts(of: index..<end, in: text))
      index = end
    }
    words = Self.abbreviationsJoined(found, in: text).flatMap { Self.unglued(String(text[$0])) }
  }

  /// A run of letters and digits as words: parted where the case rises, without digits at its end;
  /// one with digits elsewhere is an identifier and stays whole, so that nothing in it is a word.
  private static func parts(
    of run: Range<String.Index>,
    in text: String
  ) -> [Range<String.Index>] {
    let lettersEnd = text[run].firstIndex(where: \.isNumber) ?? run.upperBound
    guard lettersEnd > run.lowerBound, text[lettersEnd..<run.upperBound].allSatisfy(\.isNumber)
    else {
      return [run]
    }
    var parts: [Range<String.Index>] = []
    var start = run.lowerBound
    var index = text.index(after: start)
    while index < lettersEnd {
      if text[index].isUppercase, text[text.index(before: index)].isLowercase {
        parts.append(start..<index)
        start = index
      }
      index = text.index(after: index)
    }
    return parts + [start..<lettersEnd]
  }

  private static func abbreviationsJoined(
    _ found: [Range<String.Index>],
    in text: String
  ) -> [Range<String.Index>] {
    var result: [Range<String.Index>] = []
    var index = 0
    while index < found.count {
      var last = index
      while last + 1 < found.count, isJoined(found[last], found[last + 1], in: text) { last += 1 }
      if last == index + 1, !followsTitle(index, of: found, in: text) {
        result.append(found[index].lowerBound..<found[last].upperBound)
      } else {
        result.append(contentsOf: found[index...last])
      }
      index = last + 1
    }
    return result
  }

  private static func isJoined(
    _ first: Range<String.Index>,
    _ second: Range<String.Index>,
    in text: String
  ) -> Bool {
    let letters = [text[first], text[second]]
    guard letters.allSatisfy({ $0.count == 1 }) else { return false }
    let between = text[first.upperBound..<second.lowerBound]
    guard between.contains(where: ".-_/".contains), between.allSatisfy(".-_/ ".contains) else {
      return false
    }
    // Spaced capitals are the initials of a person more often than a view.
    return !between.contains(" ") || letters.allSatisfy { $0.allSatisfy(\.isLowercase) }
  }

  private static func followsTitle(
    _ index: Int,
    of found: [Range<String.Index>],
    in text: String
  ) -> Bool {
    index > 0 && ["DR", "PROF", "MR", "MRS", "MS", "MD"].contains(folded(text[found[index - 1]]))
  }

  private static func unglued(_ stated: String) -> [Word] {
    let whole = folded(stated)
    let plain = Word(folded: whole, stated: stated)
    for chest in ["CHEST", "THORAX", "TORAX", "CXR"] where whole.count == stated.count {
      for view in ["PA", "AP", "LAT", "LATERAL"] {
        if whole == chest + view {
          return [
            Word(folded: chest, stated: String(stated.prefix(chest.count))),
            Word(folded: view, stated: String(stated.suffix(view.count))),
          ]
        }
        if whole == view + chest {
          return [
            Word(folded: view, stated: String(stated.prefix(view.count))),
            Word(folded: chest, stated: String(stated.suffix(chest.count))),
          ]
        }
      }
    }
    return [plain]
  }

  private static func folded(_ text: some StringProtocol) -> String {
    // Most headers are ASCII, and folding by Unicode costs ten times as much.
    let plain =
      text.utf8.allSatisfy { $0 < 0x80 }
      ? String(text)
      : String(text).folding(options: [.diacriticInsensitive, .widthInsensitive], locale: nil)
    return plain.uppercased().filter { $0.isLetter || $0.isNumber }
  }
}
