internal import Imaging

/// From attenuation to a processed film: beam, scatter, photons, logarithm, contrast.
struct FilmExposure {
  /// Photons that count, relative to a well exposed upright film.
  let dose: Double
  let collimation: Collimation
  let marker: SideMarker
  let seed: UInt64

  /// The film as grey of a linear scale: 0 is the blackest, 65535 the whitest.
  func film(of map: AttenuationMap) -> DeepGrayImage {
    let frame = map.frame
    var signal = exposed(map)
    addScatter(to: &signal, frame)
    addNoise(to: &signal)
    let density = signal.map { -PortableMath.log(max($0, 1e-7)) }
    return graded(sharpened(density, frame), map)
  }

  /// What reaches the detector without scatter, Beer and Lambert's law; 1 in the open beam.
  private func exposed(_ map: AttenuationMap) -> [Double] {
    let frame = map.frame
    let (width, height) = (Double(frame.columns) * frame.pitch, Double(frame.rows) * frame.pitch)
    var signal = map.values
    for row in 0..<frame.rows {
      let y = Double(row) * frame.pitch
      // The anode's heel takes from the beam towards the feet.
      let heel = 1.06 - 0.14 * y / height
      for column in 0..<frame.columns {
        let x = Double(column) * frame.pitch
        let index = row * frame.columns + column
        let (u, v) = (x / width - 0.5, y / height - 0.5)
        let falloff = 1 - 0.12 * (u * u + v * v)
        let lead = 2.6 * marker.coverage(x, y)
        let beam = collimation.transmission(x, y, width: width, height: height)
        signal[index] =
          heel * falloff * (0.002 + 0.998 * beam) * PortableMath.exp(-map.values[index] - lead)
      }
    }
    return signal
  }

  /// Scatter behind the grid: a wide blur of what the patient lets through.
  private func addScatter(to signal: inout [Double], _ frame: FilmFrame) {
    // The open beam is cut off: air beside the patient scatters nothing.
    let source = signal.map { min($0, 0.12) }
    let radius = Int((20 / frame.pitch).rounded())
    let haze = BoxBlur(rows: frame.rows, columns: frame.columns, radius: radius).applied(to: source)
    for index in signal.indices { signal[index] += 0.16 * haze[index] }
  }

  /// Photons arrive by chance: the variance is the mean (Poisson, here by its normal limit).
  private func addNoise(to signal: inout [Double]) {
    var random = SplitMix64(seed: seed, stream: 40)
    let photons = 260_000 * dose
    for index in signal.indices {
      let mean = signal[index] * photons
      signal[index] = max(mean + mean.squareRoot() * random.normal(), 1) / photons
    }
  }

  /// Lowers the contrast of large areas and lifts that of details, as film processors do.
  private func sharpened(_ density: [Double], _ frame: FilmFrame) -> [Double] {
    func blurred(_ millimetres: Double) -> [Double] {
      let radius = Int((millimetres / frame.pitch).rounded())
      return BoxBlur(rows: frame.rows, columns: frame.columns, radius: radius).applied(to: density)
    }
    let (wide, narrow) = (blurred(14), blurred(2))
    return density.indices.map { index in
      0.62 * wide[index] + 1.15 * (narrow[index] - wide[index])
        + 1.5 * (density[index] - narrow[index])
    }
  }

  /// Spreads the patient's own range over the grey scale and quantises.
  private func graded(_ density: [Double], _ map: AttenuationMap) -> DeepGrayImage {
    let frame = map.frame
    let (width, height) = (Double(frame.columns) * frame.pitch, Double(frame.rows) * frame.pitch)
    var patient: [Double] = []
    for row in stride(from: 0, to: frame.rows, by: 3) {
      for column in stride(from: 0, to: frame.columns, by: 3) {
        let index = row * frame.columns + column
        let (x, y) = (Double(column) * frame.pitch, Double(row) * frame.pitch)
        let beam = collimation.transmission(x, y, width: width, height: height)
        if map.body[index], beam > 0.99 { patient.append(density[index]) }
      }
    }
    patient.sort()
    guard let first = patient.first else {
      return DeepGrayImage(rows: frame.rows, columns: frame.columns, filledWith: 0)
    }
    func percentile(_ part: Double) -> Double {
      patient.isEmpty ? first : patient[Int(part * Double(patient.count - 1))]
    }
    let (low, high) = (percentile(0.01), percentile(0.995))
    let samples = density.map { value in
      let grey = 0.08 + 0.86 * (value - low) / max(high - low, 1e-6)
      return UInt16((min(max(grey, 0), 1) * 65535).rounded())
    }
    return DeepGrayImage(rows: frame.rows, columns: frame.columns, samples: samples)
  }
}
