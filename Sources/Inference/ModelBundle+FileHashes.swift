extension ModelBundle {
  /// The hash of each file that the manifest names, by its name.
  public var fileHashes: [String: String] {
    Dictionary(manifest.files.map { ($0.name, $0.sha256) }, uniquingKeysWith: { first, _ in first })
  }
}
