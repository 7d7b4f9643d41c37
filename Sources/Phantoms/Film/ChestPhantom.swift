public import Imaging

/// A chest film of nobody: analytic bodies projected onto a detector.
///
/// The torso, lungs with vessels, heart, mediastinum, spine, ribs, clavicles and shoulder blades of
/// an invented patient absorb X-rays by Beer and Lambert's law; heel effect, scatter, photon noise,
/// collimator leaves, a side marker and a film processor's contrast follow. The same values give the
/// same film, byte for byte, on every IEEE 754 machine.
///
/// It is made for tests and demonstrations and teaches nothing about disease: what a network says
/// about it has no meaning.
public struct ChestPhantom: Sendable, Hashable {
  /// How the film was taken.
  public enum View: String, Sendable, Hashable, CaseIterable {
    /// Upright, from back to front.
    case posteroAnterior = "PA"
    /// On the back, from front to back, at the bedside.
    case anteroPosterior = "AP"
    /// Upright, the left side at the detector, the front at the left of the film.
    case lateral = "lateral"
  }

  /// What is wrong with the lungs.
  public enum Finding: String, Sendable, Hashable, CaseIterable {
    /// Nothing.
    case none
    /// Patches in the outer parts of both lungs.
    case peripheralPatches
    /// A dense right upper lobe.
    case lobarConsolidation
  }

  /// The letter of lead on the film.
  public enum SideLetter: String, Sendable, Hashable, CaseIterable {
    /// L, at the patient's left.
    case left = "L"
    /// R, at the patient's right.
    case right = "R"
  }

  /// The patient's number: proportions, vessels and findings follow from it.
  public var seed: UInt64
  /// How the film was taken.
  public var view: View
  /// What is wrong with the lungs.
  public var finding: Finding
  /// Whether breasts add soft tissue.
  public var hasBreasts: Bool
  /// Whether the patient is a small child.
  public var isChild: Bool
  /// The side marker.
  public var marker: SideLetter
  /// The width of the film in pixels, at least 64; the height follows from the film's format.
  public var columns: Int

  /// A film by its properties.
  public init(
    seed: UInt64,
    view: View = .posteroAnterior,
    finding: Finding = .none,
    hasBreasts: Bool = false,
    isChild: Bool = false,
    marker: SideLetter = .left,
    columns: Int = 1024
  ) {
    precondition(columns >= 64)
    self.seed = seed
    self.view = view
    self.finding = finding
    self.hasBreasts = hasBreasts
    self.isChild = isChild
    self.marker = marker
    self.columns = columns
  }

  /// The height of the film in pixels.
  public var rows: Int { Int((Double(columns) * height / width).rounded()) }

  /// The distance between pixels on the film, in millimetres.
  public var pixelSpacing: Double { width * scale / Double(columns) }

  /// The film on a linear scale: 0 is black, 65535 white.
  public func render() -> DeepGrayImage {
    let pitch = width / Double(columns)
    let frame = FilmFrame(
      rows: rows,
      columns: columns,
      pitch: pitch,
      left: center - width / 2 + pitch / 2,
      top: top + pitch / 2,
      projection: view == .lateral ? .lateral : .frontal
    )
    let anatomy = Anatomy(seed: seed, posture: posture, hasBreasts: hasBreasts, finding: finding)
    let map = AttenuationMap(of: anatomy, on: frame, seed: seed ^ viewNumber)
    return exposure.film(of: map)
  }
}

extension ChestPhantom {
  /// A child is the same body, smaller.
  private var scale: Double { isChild ? 0.55 : 1 }
  /// The film's width in millimetres of an adult body.
  private var width: Double { view == .anteroPosterior ? 430 : 360 }
  private var height: Double { view == .anteroPosterior ? 360 : 430 }
  private var center: Double { 0 }
  private var top: Double { view == .anteroPosterior ? -62 : -72 }

  private var viewNumber: UInt64 {
    switch view {
    case .posteroAnterior: 1
    case .anteroPosterior: 2
    case .lateral: 3
    }
  }

  private var posture: Anatomy.Posture {
    switch view {
    case .posteroAnterior: .erect
    case .anteroPosterior: .supine
    case .lateral: .sideways
    }
  }

  private var exposure: FilmExposure {
    var random = SplitMix64(seed: seed, stream: 50 + viewNumber)
    let collimation = Collimation(
      margin: random.uniform(2...9),
      turn: random.uniform(-0.012...0.012)
    )
    let isAtRightEdge = marker == .left && view != .lateral
    let place = SideMarker(
      letter: marker,
      x: isAtRightEdge ? width - 30 : 30,
      y: view == .anteroPosterior ? 26 : 30
    )
    return FilmExposure(
      dose: view == .anteroPosterior ? 0.5 : 1,
      collimation: collimation,
      marker: place,
      seed: seed ^ viewNumber
    )
  }
}
