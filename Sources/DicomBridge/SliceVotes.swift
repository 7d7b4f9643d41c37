/// What a header says about the plane of a slice.
///
/// PS3.3 C.7.6.2.1.1 (Image Orientation) and C.8.2.1.1.1 (Image Type, value 3 of CT). Words such as
/// "PA" in the texts of a CT series speak of its scout, so no text is heard.
struct SliceVotes: Sendable, Hashable {
  let votes: [ViewVote]

  init(_ header: DicomHeader) {
    votes =
      Self.orientation(header.imageOrientationPatient)
      + Self.imageType(header.imageType)
  }

  /// A gantry tilts by up to 30 degrees, and the slice is still called axial.
  private static let leastCosine = 0.86

  private static func orientation(_ cosines: [Double]) -> [ViewVote] {
    guard cosines.count == 6 else { return [] }
    let (row, column) = (cosines[0..<3], cosines[3..<6])
    let normal = [
      row[1] * column[5] - row[2] * column[4],
      row[2] * column[3] - row[0] * column[5],
      row[0] * column[4] - row[1] * column[3],
    ]
    let length = normal.map { $0 * $0 }.reduce(0, +).squareRoot()
    // Row and column are unit vectors at a right angle; what is far from that spans no plane.
    guard abs(length - 1) < 0.1 else {
      return [vote(.imageOrientationPatient, [], quoted: "")]
    }
    let isAcross = abs(normal[2]) / length >= leastCosine
    return [vote(.imageOrientationPatient, [isAcross ? .axial : .other], quoted: "")]
  }

  private static func imageType(_ values: [String]) -> [ViewVote] {
    let words = values.map { $0.uppercased() }
    return words.contains("AXIAL") ? [vote(.imageType, [.axial], quoted: "AXIAL")] : []
  }

  private static func vote(
    _ source: ViewVote.Source,
    _ says: [ViewPosition],
    quoted: String
  ) -> ViewVote {
    ViewVote(
      source: source,
      strength: .perImage,
      says: says,
      standing: says.isEmpty ? .unrecognised : .counts,
      quoted: quoted
    )
  }
}
