import ArgumentParser

/// What may be asked of serving beside the bundles themselves.
struct Serving: Equatable {
  /// A second bundle, by name or folder, that reads beside the serving ones.
  var shadow: String?
  /// Whether every serving bundle must have been accepted in the store.
  var demandsAcceptance = false
}

/// The same as options.
struct ServingOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "A second bundle that reads the same films; its findings are only stored.",
      discussion: "See `pacs-watch model compare`.",
      valueName: "bundle"
    ),
    completion: .directory
  )
  var shadow: String?
  @Flag(name: .long, help: "Refuse bundles that nobody accepted (`model accept`) in this store.")
  var requireAcceptance = false

  /// In the terms of `Workplace`.
  var serving: Serving { Serving(shadow: shadow, demandsAcceptance: requireAcceptance) }
}
