/// Which body part a header states, and where.
struct StatedBodyPart: Sendable, Hashable {
  /// What was found out.
  enum Finding: Sendable, Hashable {
    /// Body Part Examined or Anatomic Region names these parts (terms of PS3.16 Annex L).
    case tags(Set<String>)
    /// These tags are empty; a text names these parts.
    case text(Set<String>)
    /// A tag holds a name that is not in the vocabulary.
    case unrecognised
    /// Nothing names a body part.
    case nothing
  }

  let finding: Finding
  /// The parts that texts of the series or image name beside the tags.
  let inSeriesTexts: Set<String>

  init(_ header: DicomHeader) {
    let series = [
      header.seriesDescription, header.protocolName, header.acquisitionDeviceProcessingDescription,
      header.imageComments,
    ].compactMap(\.self)
    let study = [header.studyDescription, header.performedProcedureStepDescription]
      .compactMap(\.self)
    inSeriesTexts = Self.terms(in: series)

    let examined = Self.terms(in: [header.bodyPartExamined].compactMap(\.self))
    let regions = header.anatomicRegions.map(Self.term)
    let tags = examined.union(regions.compactMap(\.self))
    if !tags.isEmpty {
      finding = .tags(tags)
    } else if Self.isUnknownName(header.bodyPartExamined) || !regions.isEmpty {
      finding = .unrecognised
    } else if !inSeriesTexts.isEmpty {
      finding = .text(inSeriesTexts)
    } else {
      let planned = Self.terms(in: study)
      finding = planned.isEmpty ? .nothing : .text(planned)
    }
  }

  /// The term that a profile's word stands for, or the word itself folded.
  static func canonical(_ word: String) -> String {
    terms(in: [word]).first ?? HeaderWords(word).words.map(\.folded).joined(separator: " ")
  }

  private static func isUnknownName(_ stated: String?) -> Bool {
    guard let stated else { return false }
    let words = HeaderWords(stated).words.map(\.folded)
    return !words.isEmpty && !BodyPartVocabulary.placeholders.contains(words.joined())
  }

  private static func term(_ region: CodedConcept) -> String? {
    BodyPartVocabulary.codes[region.value.uppercased()] ?? terms(in: [region.meaning]).first
  }

  private static func terms(in texts: [String]) -> Set<String> {
    var found: Set<String> = []
    for text in texts {
      let words = HeaderWords(text).words.map(\.folded)
      var index = 0
      while index < words.count {
        let most = min(BodyPartVocabulary.longestName, words.count - index)
        let match = stride(from: most, to: 0, by: -1).lazy.compactMap { length in
          BodyPartVocabulary.terms[words[index..<index + length].joined(separator: " ")]
            .map { (length, $0) }
        }.first
        if let match { found.insert(match.1) }
        index += match?.0 ?? 1
      }
    }
    return found
  }
}
