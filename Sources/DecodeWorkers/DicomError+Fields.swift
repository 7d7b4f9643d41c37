internal import DicomBridge

extension DicomError: Field {
  static var blank: DicomError { .notDicom }

  /// The reasons that reading itself can have; how a process ended, only the parent can say.
  mutating func code<Coder: FieldCoder>(with coder: inout Coder) throws(FieldFault) {
    var (kind, number, text, name) = Self.parts(of: self)
    try coder.code(&kind)
    try coder.code(&number)
    try coder.code(&text)
    try coder.code(&name)
    guard let error = Self.error(kind, number, text, name) else { throw FieldFault() }
    self = error
  }

  private static func parts(of error: DicomError) -> (Int, Int, String, String?) {
    switch error {
    case .unreadable(let errno): (0, Int(errno), "", nil)
    case .notRegularFile: (1, 0, "", nil)
    case .emptyFile: (2, 0, "", nil)
    case .notDicom: (3, 0, "", nil)
    case .truncated: (4, 0, "", nil)
    case .tooLarge(let what, let limit): (5, limit, what, nil)
    case .nestingTooDeep(let limit): (6, limit, "", nil)
    case .tooManyElements(let limit): (7, limit, "", nil)
    case .malformed(let rule): (8, 0, rule, nil)
    case .noPixelData: (9, 0, "", nil)
    case .unsupportedTransferSyntax(let uid, let name): (10, 0, uid, name)
    case .unsupportedPhotometric(let photometric): (11, 0, photometric, nil)
    case .unsupportedPixelFormat(let format): (12, 0, format, nil)
    case .decoderFault(let library): (13, 0, library, nil)
    case .outOfMemory: (14, 0, "", nil)
    case .dictionaryMissing: (15, 0, "", nil)
    case .decoderCrash, .decoderTimeout, .decoderMemory, .decoderUnavailable: (-1, 0, "", nil)
    }
  }

  private static func error(
    _ kind: Int,
    _ number: Int,
    _ text: String,
    _ name: String?
  ) -> DicomError? {
    switch kind {
    case 0: Int32(exactly: number).map { .unreadable(errno: $0) }
    case 1: .notRegularFile
    case 2: .emptyFile
    case 3: .notDicom
    case 4: .truncated
    case 5: .tooLarge(what: text, limit: number)
    case 6: .nestingTooDeep(limit: number)
    case 7: .tooManyElements(limit: number)
    case 8: .malformed(text)
    case 9: .noPixelData
    case 10: .unsupportedTransferSyntax(uid: text, name: name)
    case 11: .unsupportedPhotometric(text)
    case 12: .unsupportedPixelFormat(text)
    case 13: .decoderFault(text)
    case 14: .outOfMemory
    case 15: .dictionaryMissing
    default: nil
    }
  }
}
