/// Why a file is no readable radiograph; never holds what the file says of a patient.
public enum DicomError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The operating system would not give the file, or part of it.
  case unreadable(errno: Int32)
  /// A folder, pipe, socket or device stands where a file should.
  case notRegularFile
  /// The file has no bytes.
  case emptyFile
  /// Neither a DICOM file nor a bare data set.
  case notDicom
  /// The file ends before its own structure does.
  case truncated
  /// A limit of `DicomLimits` is exceeded; `what` names the measure.
  case tooLarge(what: String, limit: Int)
  /// Sequences lie in each other deeper than `DicomLimits.maximumDepth`.
  case nestingTooDeep(limit: Int)
  /// More data elements than `DicomLimits.maximumElements`.
  case tooManyElements(limit: Int)
  /// The file breaks a rule of the standard; the text says which.
  case malformed(String)
  /// A sound instance that holds no picture (a report, a presentation state, a DICOMDIR).
  case noPixelData
  /// A transfer syntax that is not decoded here, by its UID and, where it is known, its name.
  case unsupportedTransferSyntax(uid: String, name: String?)
  /// A picture that is not grayscale.
  case unsupportedPhotometric(String)
  /// Samples that are not 1 to 16 bits in words of 8 or 16; the text says what they are.
  case unsupportedPixelFormat(String)
  /// A decoding library failed for a reason of its own.
  case decoderFault(String)
  /// Memory ran out while the picture was decoded.
  case outOfMemory
  /// The file ended the sandboxed process that read it, twice; the text says how, such as `SIGSEGV`.
  case decoderCrash(String)
  /// Reading the file took longer than its process may, twice.
  case decoderTimeout(seconds: Int)
  /// Reading the file asked for more memory than its process may have, twice.
  case decoderMemory(megabytes: Int)
  /// No sandboxed process could be started; the file has nothing to do with it.
  case decoderUnavailable(String)
  /// DCMTK did not find its data dictionary.
  case dictionaryMissing

  /// The kebab-case word that goes into the database and the CSV.
  public var reason: String {
    switch self {
    case .unreadable: "unreadable"
    case .notRegularFile: "not-a-regular-file"
    case .emptyFile: "empty-file"
    case .notDicom: "not-dicom"
    case .truncated: "truncated"
    case .tooLarge: "too-large"
    case .nestingTooDeep: "nesting-too-deep"
    case .tooManyElements: "too-many-elements"
    case .malformed: "malformed"
    case .noPixelData: "no-pixel-data"
    case .unsupportedTransferSyntax: "unsupported-transfer-syntax"
    case .unsupportedPhotometric: "unsupported-photometric"
    case .unsupportedPixelFormat: "unsupported-pixel-format"
    case .decoderFault: "decoder-fault"
    case .outOfMemory: "out-of-memory"
    case .decoderCrash: "decoder-crash"
    case .decoderTimeout: "decoder-timeout"
    case .decoderMemory: "decoder-memory"
    case .decoderUnavailable: "decoder-unavailable"
    case .dictionaryMissing: "dictionary-missing"
    }
  }

  /// A full sentence with the cause and, where there is one, the cure.
  public var description: String {
    switch self {
    case .unreadable(let errno):
      "The file cannot be read (errno \(errno)); check that it exists and its permissions."
    case .notRegularFile: "The path is no regular file; only files are read."
    case .emptyFile: "The file is empty; have it sent again."
    case .notDicom: "The file is no DICOM file; it has neither a preamble nor a data set."
    case .truncated: "The file ends before its data set does; have it sent again."
    case .tooLarge(let what, let limit): "The \(what) exceeds the limit of \(limit)."
    case .nestingTooDeep(let limit): "Sequences are nested more than \(limit) deep."
    case .tooManyElements(let limit): "The file has more than \(limit) data elements."
    case .malformed(let rule): "The file breaks the standard: \(rule)."
    case .noPixelData: "The instance holds no pixel data."
    case .unsupportedTransferSyntax(let uid, let name):
      "The transfer syntax \(name ?? "of an unknown name") (\(uid)) is not decoded here; "
        + "have the file sent uncompressed."
    case .unsupportedPhotometric(let photometric):
      "The picture is \(photometric), not MONOCHROME1 or MONOCHROME2."
    case .unsupportedPixelFormat(let format): "Pixels of \(format) are not decoded here."
    case .decoderFault(let library): "Decoding failed: \(library)."
    case .outOfMemory: "Memory ran out while the picture was decoded; give the service more."
    case .decoderCrash(let end):
      "The file ended two decoder's processes, the second by \(end); look at it with dcmdump, and "
        + "report it."
    case .decoderTimeout(let seconds):
      "Decoding took longer than \(seconds) seconds in two processes; look at the file with "
        + "dcmdump, or raise decoding: decoder_seconds."
    case .decoderMemory(let megabytes):
      "Decoding needs more than \(megabytes) megabytes in two processes; look at the file with "
        + "dcmdump, or raise decoding: decoder_megabytes."
    case .decoderUnavailable(let cause): "No decoder's process can be started: \(cause)."
    case .dictionaryMissing:
      "DCMTK found no data dictionary; install libdcmtk17 or set DCMDICTPATH."
    }
  }
}
