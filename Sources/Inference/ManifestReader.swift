internal import Yams

/// Reads `bundle.yaml` strictly: a key too many is as wrong as one too few.
enum ManifestReader {
  /// The manifest that a text holds, with every value in its range.
  static func manifest(from text: String) throws(BundleError) -> BundleManifest {
    let manifest: BundleManifest
    do {
      manifest = try YAMLDecoder().decode(BundleManifest.self, from: text)
      // A key that does not survive the way through the types is one that they do not have.
      let written = try Yams.compose(yaml: text)
      let understood = try Yams.compose(yaml: YAMLEncoder().encode(manifest))
      if let written, let understood {
        try refuseUnknownKeys(written, beside: understood, at: "")
      }
    } catch let error as BundleError {
      throw error
    } catch let error as DecodingError {
      throw meaning(of: error)
    } catch {
      throw .notYAML(reason: firstLine(of: error))
    }
    try manifest.validate()
    return manifest
  }

  private static func refuseUnknownKeys(
    _ written: Node,
    beside understood: Node,
    at path: String
  ) throws(BundleError) {
    if let mapping = written.mapping, let known = understood.mapping {
      for (key, value) in mapping {
        let name = key.string ?? "?"
        let place = path.isEmpty ? name : "\(path).\(name)"
        guard let partner = known[key] else { throw .unknownKey(place) }
        try refuseUnknownKeys(value, beside: partner, at: place)
      }
    }
    if let list = written.sequence, let known = understood.sequence {
      for (index, (value, partner)) in zip(list, known).enumerated() {
        try refuseUnknownKeys(value, beside: partner, at: "\(path)[\(index)]")
      }
    }
  }

  private static func meaning(of error: DecodingError) -> BundleError {
    switch error {
    case .keyNotFound(let key, let context):
      .missingKey(place(context.codingPath + [key]))
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      .invalidValue(key: place(context.codingPath), reason: context.debugDescription)
    case .dataCorrupted(let context) where context.codingPath.isEmpty:
      .notYAML(reason: context.underlyingError.map(firstLine) ?? context.debugDescription)
    case .dataCorrupted(let context):
      .invalidValue(key: place(context.codingPath), reason: context.debugDescription)
    @unknown default: .notYAML(reason: firstLine(of: error))
    }
  }

  private static func place(_ path: [any CodingKey]) -> String {
    path.reduce(into: "") { text, key in
      if let index = key.intValue {
        text += "[\(index)]"
      } else {
        text += (text.isEmpty ? "" : ".") + key.stringValue
      }
    }
  }

  private static func firstLine(of error: any Error) -> String {
    String(describing: error).split(separator: "\n").first.map(String.init) ?? "unreadable"
  }
}
