import Foundation

/// Reads keys one by one and refuses what nobody asked for, so that a typing mistake is not a
/// setting that silently has its default.
private struct StrictReader {
  private let container: KeyedDecodingContainer<JSONKey>
  private var known: Set<String> = []

  init(_ decoder: any Decoder) throws {
    container = try decoder.container(keyedBy: JSONKey.self)
  }

  mutating func value<Value: Decodable>(_ name: String) throws -> Value? {
    known.insert(name)
    return try container.decodeIfPresent(Value.self, forKey: JSONKey(name))
  }

  mutating func read<Value: Decodable>(_ name: String, into value: inout Value) throws {
    if let found: Value = try self.value(name) { value = found }
  }

  mutating func required<Value: Decodable>(_ name: String) throws -> Value {
    known.insert(name)
    return try container.decode(Value.self, forKey: JSONKey(name))
  }

  func finish() throws {
    guard let stranger = container.allKeys.map(\.stringValue).first(where: { !known.contains($0) })
    else { return }
    throw DecodingError.dataCorrupted(
      .init(
        codingPath: container.codingPath,
        debugDescription: "there is no key '\(stranger)' here; known are "
          + known.sorted().joined(separator: ", ")
      )
    )
  }
}

extension Settings {
  init(from decoder: any Decoder) throws {
    var reader = try StrictReader(decoder)
    store = try reader.required("store")
    folders = try reader.required("folders")
    try reader.read("models", into: &models)
    shadowModel = try reader.value("shadow_model")
    try reader.read("require_acceptance", into: &requireAcceptance)
    try reader.read("workers", into: &workers)
    try reader.read("attempt_limit", into: &attemptLimit)
    try reader.read("log_level", into: &logLevel)
    try reader.read("order", into: &order)
    try reader.read("disk", into: &disk)
    try reader.read("decoding", into: &decoding)
    try reader.finish()
  }
}

extension Settings.Disk {
  init(from decoder: any Decoder) throws {
    var reader = try StrictReader(decoder)
    try reader.read("minimum_free_percent", into: &minimumFreePercent)
    try reader.read("minimum_free_megabytes", into: &minimumFreeMegabytes)
    try reader.finish()
  }
}

extension Settings.Decoding {
  init(from decoder: any Decoder) throws {
    var reader = try StrictReader(decoder)
    try reader.read("maximum_file_megabytes", into: &maximumFileMegabytes)
    try reader.read("maximum_megapixels", into: &maximumMegapixels)
    try reader.read("maximum_seconds", into: &maximumSeconds)
    try reader.read("decoder_seconds", into: &decoderSeconds)
    try reader.read("decoder_megabytes", into: &decoderMegabytes)
    try reader.finish()
  }
}

extension Settings.Folder {
  init(from decoder: any Decoder) throws {
    var reader = try StrictReader(decoder)
    path = try reader.required("path")
    try reader.read("recursive", into: &recursive)
    try reader.read("mode", into: &mode)
    try reader.read("settle_seconds", into: &settleSeconds)
    try reader.read("poll_seconds", into: &pollSeconds)
    try reader.read("rescan_seconds", into: &rescanSeconds)
    try reader.read("incomplete_wait_seconds", into: &incompleteWaitSeconds)
    try reader.read("ignored_suffixes", into: &ignoredSuffixes)
    try reader.read("after", into: &after)
    doneFolder = try reader.value("done_folder")
    failedFolder = try reader.value("failed_folder")
    try reader.finish()
  }
}

extension DecodingError {
  /// What is wrong, in words of the file.
  var settingsProblem: String {
    func place(_ context: Context) -> String {
      let path = context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }
      return path.isEmpty ? "" : "under '\(path.joined(separator: " "))': "
    }
    return switch self {
    case .keyNotFound(let key, let context):
      "\(place(context))the key '\(key.stringValue)' is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context),
      .dataCorrupted(let context):
      place(context) + context.debugDescription
    @unknown default: "\(self)"
    }
  }
}
