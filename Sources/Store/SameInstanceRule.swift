/// What becomes of several files that bear one SOP Instance UID.
///
/// The verdict depends on the order of arrival alone, so workers that race give the same end:
///
/// - The film that arrived first keeps the UID. A file with other pixels is in conflict with it;
///   both results are kept, and nothing is overwritten in silence.
/// - Of several files with the same pixels (the same film, re-sent with another header, as after a
///   patient merge), the one that arrived last is current; it takes the others' place.
struct SameInstanceRule {
  /// A file whose pixels were decoded at least once.
  struct Member: Equatable {
    let file: FileID
    let pixelHash: String
  }

  /// What becomes of one file.
  struct Verdict: Equatable {
    /// Its pixels are not those of the first arrival.
    var isConflict = false
    /// It took the place of the same film with an older header.
    var isHeaderUpdate = false
    /// The file that takes its place, or nil if its own result is current.
    var supersededBy: FileID?
  }

  /// The verdict for each member.
  static func verdicts(of members: [Member]) -> [FileID: Verdict] {
    let inOrder = members.sorted { $0.file < $1.file }
    guard let first = inOrder.first else { return [:] }
    var latest: [String: Member] = [:]
    var copies: [String: Int] = [:]
    for member in inOrder {
      latest[member.pixelHash] = member
      copies[member.pixelHash, default: 0] += 1
    }
    var verdicts: [FileID: Verdict] = [:]
    for member in inOrder {
      let current = latest[member.pixelHash]?.file
      let isCurrent = current == member.file
      verdicts[member.file] = Verdict(
        isConflict: member.pixelHash != first.pixelHash,
        isHeaderUpdate: isCurrent && copies[member.pixelHash, default: 0] > 1,
        supersededBy: isCurrent ? nil : current
      )
    }
    return verdicts
  }
}
