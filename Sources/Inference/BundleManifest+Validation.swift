internal import ContentHash

/// What the types alone cannot promise.
extension BundleManifest {
  func validate() throws(BundleError) {
    try demand(format == 1, "format", "this program reads format 1")
    try demand(isPlainName(name), "name", "use letters, digits, '-', '_' and '.'")
    // SemVer 2.0.0, clause 10: what follows '+' tells builds of one version apart.
    let isVersion = isPlainName(version.replacing("+", with: "-"))
    try demand(isVersion, "version", "use letters, digits, '-', '_', '+' and '.'")
    try demand(labels.count >= 2, "labels", "a classifier has at least two")
    try demand(Set(labels).count == labels.count, "labels", "each stands once")
    // The CSV's column reads NAME=0.91;NAME=0.05.
    let areWritable = labels.allSatisfy { label in
      !label.isEmpty && !label.contains { "=;\n\r".contains($0) }
    }
    try demand(areWritable, "labels", "a label is not empty and holds no '=', ';' or line break")
    let isWindow = window.map { $0.center.isFinite && $0.width.isFinite && $0.width > 1 } ?? true
    try demand(isWindow, "window", "its width is above 1")
    try demand(temperature.isFinite && temperature > 0, "temperature", "it is above 0")
    try abstain.validate(withFeatures: segmenter?.featureMap != nil)
    try flags?.validate()
    try demand(isPlainName(card), "card", "it is a file of this folder")
    try segmenter?.validate()
    try classifier.validate()
  }
}

extension BundleManifest.Segmenter {
  fileprivate func validate() throws(BundleError) {
    try demandFile(file, sha256, "segmenter.file", "segmenter.sha256")
    try input.validate(at: "segmenter.input")
    try demand(threshold > 0 && threshold < 1, "segmenter.threshold", "it is between 0 and 1")
    try demand(keepComponents >= 1, "segmenter.keep_components", "it is at least 1")
    try demandShare(minimumComponentArea, "segmenter.minimum_component_area")
    try demandShare(padding, "segmenter.padding")
    try demandShare(minimumConfidence, "segmenter.minimum_confidence")
  }
}

extension BundleManifest.Input {
  fileprivate func validate(at place: String) throws(BundleError) {
    try demand((16...2048).contains(width), "\(place).width", "it is 16 to 2048")
    try demand((16...2048).contains(height), "\(place).height", "it is 16 to 2048")
    try demand(mean.count == 3 && mean.allSatisfy(\.isFinite), "\(place).mean", "it has 3 numbers")
    let areDivisors = std.count == 3 && std.allSatisfy { $0.isFinite && $0 > 0 }
    try demand(areDivisors, "\(place).std", "it has 3 numbers above 0")
  }
}

extension BundleManifest.Classifier {
  fileprivate func validate() throws(BundleError) {
    try input.validate(at: "classifier.input")
    try validateSteps()
    try demand(!networks.isEmpty, "classifier.networks", "there is at least one")
    for (index, network) in networks.enumerated() {
      try network.validate(at: "classifier.networks[\(index)]", heatmap: heatmap ?? .none)
    }
    if case .scoreCAM(let channels) = heatmap {
      try demand((1...4096).contains(channels), "classifier.heatmap.channels", "it is 1 to 4096")
    }
  }

  private func validateSteps() throws(BundleError) {
    let place = "classifier.steps"
    let resizes = steps.indices.filter { steps[$0] == .resize }
    try demand(resizes.count == 1, place, "resize stands once")
    let crops = steps.indices.filter { steps[$0] == .lungCrop }
    let cropsFirst = crops.isEmpty || (crops.count == 1 && crops[0] < resizes[0])
    try demand(cropsFirst, place, "lung-crop stands at most once, before resize")
    let recipes = steps.indices.filter { if case .channels = steps[$0] { true } else { false } }
    try demand(recipes == [steps.count - 1], place, "channels stands once, at the end")
    for (index, step) in steps.enumerated() {
      switch step {
      case .clahe(let clipLimit, let tiles):
        let isInRange = clipLimit > 0 && clipLimit <= 100 && (1...64).contains(tiles)
        try demand(isInRange, "\(place)[\(index)]", "clip_limit is 0 to 100, tiles 1 to 64")
        let isDouble = steps.last == .channels(.claheAdaptiveOtsu)
        try demand(!isDouble, "\(place)[\(index)]", "clahe-adaptive-otsu equalizes by itself")
      case .medianBlur(let size):
        let isOdd = (3...31).contains(size) && size % 2 == 1
        try demand(isOdd, "\(place)[\(index)].size", "it is odd, 3 to 31")
      case .lungCrop, .resize, .channels: continue
      }
    }
  }
}

extension BundleManifest.Network {
  fileprivate func validate(at place: String, heatmap: HeatmapMethod) throws(BundleError) {
    try demandFile(file, sha256, "\(place).file", "\(place).sha256")
    let head = [headWeights, headWeightsSHA256, headBias, headBiasSHA256].compactMap { $0 }
    try demand(head.isEmpty || head.count == 4, place, "a head has weights, bias and both hashes")
    if let headWeights, let headWeightsSHA256, let headBias, let headBiasSHA256 {
      try demandFile(
        headWeights,
        headWeightsSHA256,
        "\(place).head_weights",
        "\(place).head_weights_sha256"
      )
      try demandFile(headBias, headBiasSHA256, "\(place).head_bias", "\(place).head_bias_sha256")
      try demand(featureMap != nil, place, "a head needs the feature_map that it is applied to")
    }
    if logits == nil {
      let rule = "without logits it needs feature_map, head_weights and head_bias"
      try demand(!head.isEmpty, place, rule)
    }
    if heatmap == .gradCAM {
      try demand(!head.isEmpty, place, "grad-cam needs feature_map, head_weights and head_bias")
    }
    if case .scoreCAM = heatmap {
      try demand(featureMap != nil, place, "score-cam needs feature_map")
    }
  }
}

func demand(_ holds: Bool, _ key: String, _ rule: String) throws(BundleError) {
  guard holds else { throw .invalidValue(key: key, reason: rule) }
}

func demandShare(_ value: Double, _ key: String) throws(BundleError) {
  try demand((0...1).contains(value), key, "it is 0 to 1")
}

func demandFile(
  _ file: String,
  _ digest: String,
  _ fileKey: String,
  _ digestKey: String
) throws(BundleError) {
  try demand(isPlainName(file), fileKey, "it is a file of this folder")
  let isDigest = SHA256Digest(hex: digest) != nil
  try demand(isDigest, digestKey, "it is 64 lower-case hexadecimal digits")
}

/// A name without folders, so that a bundle cannot reach outside of itself.
private func isPlainName(_ name: String) -> Bool {
  (1...128).contains(name.utf8.count) && !name.hasPrefix(".")
    && name.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || byte == 0x2D || byte == 0x2E || byte == 0x5F
    }
}
