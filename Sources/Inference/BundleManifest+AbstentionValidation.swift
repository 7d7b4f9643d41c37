/// What the types of abstention and flags cannot promise.
extension BundleManifest.Abstention {
  func validate(withFeatures hasFeatures: Bool) throws(BundleError) {
    try demandShare(minimumProbability, "abstain.minimum_probability")
    let needsFeatures = distance != nil || display != nil
    try demand(hasFeatures || !needsFeatures, "abstain", "it needs segmenter.feature_map")
    try distance?.validate(at: "abstain.distance")
    try display?.validate(at: "abstain.display")
  }
}

extension BundleManifest.Distance {
  fileprivate func validate(at place: String) throws(BundleError) {
    try demandFile(mean, meanSHA256, "\(place).mean", "\(place).mean_sha256")
    try demandFile(whitening, whiteningSHA256, "\(place).whitening", "\(place).whitening_sha256")
    try demand(limit.isFinite && limit > 0, "\(place).limit", "it is above 0")
  }
}

extension BundleManifest.Display {
  fileprivate func validate(at place: String) throws(BundleError) {
    try demandFile(weights, weightsSHA256, "\(place).weights", "\(place).weights_sha256")
    try demandFile(bias, biasSHA256, "\(place).bias", "\(place).bias_sha256")
    let areApart = labels.count >= 2 && Set(labels).count == labels.count
    try demand(
      areApart && labels.contains(.upright),
      "\(place).labels",
      "each stands once, upright among them"
    )
    try demandShare(minimumProbability, "\(place).minimum_probability")
  }
}

extension BundleManifest.Flags {
  func validate() throws(BundleError) {
    try demandShare(minimumHeatmapInLungs ?? 0, "flags.minimum_heatmap_in_lungs")
    try demandShare(maximumLungsAtBorder ?? 0, "flags.maximum_lungs_at_border")
    try demandShare(maximumLungsJoined ?? 0, "flags.maximum_lungs_joined")
    let most = maximumFilmDistance ?? 1
    try demand(most.isFinite && most > 0, "flags.maximum_film_distance", "it is above 0")
  }
}
