public import Imaging

extension ModelSession {
  /// Shows where the networks looked when they chose the winner.
  ///
  /// - Parameters:
  ///   - classification: what `classify` of this session said of the film.
  ///   - film: the film.
  ///   - lungs: what `segment` said of it.
  /// - Returns: the heat, drawn over the film; method `none` if the bundle has no heatmap.
  /// - Throws: why a network gave no usable answer.
  public func explain(
    _ classification: Classification,
    film: GrayImage,
    lungs: LungSegmentation
  ) throws(InferenceError) -> Explanation {
    let method = bundle.manifest.classifier.heatmap ?? .none
    guard method != .none else { return .none }
    let heats = try heats(method, of: classification, film, lungs)
    let classifier = bundle.manifest.classifier
    let box =
      classifier.steps.contains(.lungCrop)
      ? lungs.crop : PixelBox(left: 0, top: 0, width: film.columns, height: film.rows)
    return try InferenceError.preprocessing { () throws(EnhancementError) in
      let heat = try Self.mean(of: heats)
      let share = LungShare(film: film, box: box, input: classifier.input)
      var inside: Double?
      if let kept = lungs.kept { inside = try share.of(heat, inside: kept) }
      return Explanation(
        map: heat,
        overlay: try Overlay().draw(heat, over: film, box: box, lungs: lungs.kept),
        shareInsideLungs: inside,
        method: method.name
      )
    }
  }

  /// The heat of each network for the winner.
  private func heats(
    _ method: HeatmapMethod,
    of classification: Classification,
    _ film: GrayImage,
    _ lungs: LungSegmentation
  ) throws(InferenceError) -> [FloatMap] {
    precondition(classification.featureMaps.count == networks.count, "not of this session")
    let pairs = zip(networks, classification.featureMaps)
    var heats: [FloatMap] = []
    switch method {
    case .none: break
    case .gradCAM:
      for case (let network, let map) in pairs {
        guard let head = network.head else { preconditionFailure("a manifest without a head") }
        heats.append(GradCAM.heat(for: classification.winner, map: map, head: head))
      }
    case .scoreCAM(let channels):
      let values = try input(film, lungs)
      for (network, map) in pairs {
        let scoring = ScoreCAM(
          network: network,
          input: bundle.manifest.classifier.input,
          channels: channels
        )
        heats.append(try scoring.heat(for: classification.winner, input: values, map: map))
      }
    }
    return heats
  }

  /// The mean of maps in 0 to 1, at the resolution of the first.
  private static func mean(of heats: [FloatMap]) throws(EnhancementError) -> FloatMap {
    var sum = heats[0]
    for heat in heats.dropFirst() {
      let fitting = try heat.resized(rows: sum.rows, columns: sum.columns)
      for index in sum.samples.indices { sum.samples[index] += fitting.samples[index] }
    }
    for index in sum.samples.indices { sum.samples[index] /= Float(heats.count) }
    return sum
  }
}
