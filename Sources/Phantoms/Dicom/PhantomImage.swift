internal import Foundation
internal import Imaging

/// One file with a film: who, what, how stored, and what its header says.
struct PhantomImage: Sendable {
  /// The object that the header claims to be.
  enum Kind: Sendable, Hashable {
    case digitalXRay
    case digitalXRayForProcessing
    case computedRadiography
    case secondaryCapture
    case computedTomography

    var sopClassUID: String {
      switch self {
      case .digitalXRay: "1.2.840.10008.5.1.4.1.1.1.1"
      case .digitalXRayForProcessing: "1.2.840.10008.5.1.4.1.1.1.1.1"
      case .computedRadiography: "1.2.840.10008.5.1.4.1.1.1"
      case .secondaryCapture: "1.2.840.10008.5.1.4.1.1.7"
      case .computedTomography: "1.2.840.10008.5.1.4.1.1.2"
      }
    }

    var modality: String {
      switch self {
      case .digitalXRay, .digitalXRayForProcessing, .secondaryCapture: "DX"
      case .computedRadiography: "CR"
      case .computedTomography: "CT"
      }
    }

    var isDX: Bool { self == .digitalXRay || self == .digitalXRayForProcessing }
  }

  /// Body Part Examined and Anatomic Region.
  enum BodyPart: Sendable, Hashable {
    case chest
    case hand
  }

  var patient: PhantomPatient
  var film: ChestPhantom
  var kind = Kind.digitalXRay
  var bodyPart = BodyPart.chest
  var form = PixelForm()
  var syntax = PhantomTransferSyntax.jpegLosslessSV1
  var view: ViewStatement
  /// From which UIDs follow.
  var seed: UInt64
  /// Counts the studies of the seed.
  var study: Int
  /// Counts the images of the study.
  var instance = 1
  /// False for a bare data set.
  var hasMetaHeader = true
  /// The transfer syntax that the meta header claims, where it lies.
  var claimedTransferSyntaxUID: String?
  /// Rows that the header claims, where it lies.
  var claimedRows: Int?
  /// The same with Columns.
  var claimedColumns: Int?

  var studyUID: String { PhantomUID.make(.study, seed: seed, number: study) }
  var seriesUID: String {
    PhantomUID.make(.series, seed: seed, number: study * 100 + instance)
  }
  var instanceUID: String {
    PhantomUID.make(.instance, seed: seed, number: study * 100 + instance)
  }

  /// Renders and stores the film; the lossy syntaxes lose only in `write`.
  func stored(_ render: (ChestPhantom) -> DeepGrayImage = { $0.render() }) -> StoredFilm {
    StoredFilm(render(film), form, seed: film.seed)
  }

  /// Writes the file.
  func write(_ stored: StoredFilm, to file: URL) throws(PhantomError) {
    guard form.bitsStored <= syntax.largestBitsStored else {
      throw .tooManyBits(syntax, bitsStored: form.bitsStored)
    }
    let writing = try DicomWriting(file)
    try writing.put(attributes(stored))
    let ratio = try writing.put(stored.frame, syntax)
    try writing.put(lossModule(ratio))
    try writing.put(claims)
    try writing.finish(
      syntax,
      MetaHeader(
        sopClassUID: kind.sopClassUID,
        sopInstanceUID: instanceUID,
        claimedTransferSyntaxUID: claimedTransferSyntaxUID,
        isWritten: hasMetaHeader
      )
    )
  }

  private var claims: [DicomAttribute] {
    [claimedRows.map { .short(0x0028_0010, $0) }, claimedColumns.map { .short(0x0028_0011, $0) }]
      .compactMap(\.self)
  }
}
