import Imaging
import Testing

@testable import Phantoms

@Suite("A chest phantom")
struct ChestPhantomTests {
  @Test(arguments: ChestPhantom.View.allCases)
  func `the same seed gives the same film, another seed another`(view: ChestPhantom.View) {
    let phantom = ChestPhantom(seed: 5, view: view, columns: 120)
    #expect(phantom.render() == phantom.render())
    #expect(phantom.render() != ChestPhantom(seed: 6, view: view, columns: 120).render())
    let film = phantom.render()
    #expect(film.rows == phantom.rows && film.columns == 120)
  }

  @Test(arguments: 1...6, [ChestPhantom.View.posteroAnterior, .anteroPosterior])
  func `lungs are darker than the spine and the abdomen`(seed: Int, view: ChestPhantom.View) {
    let film = ChestPhantom(seed: UInt64(seed), view: view, columns: 240).render()
    let phantom = ChestPhantom(seed: UInt64(seed), view: view, columns: 240)
    func grey(_ x: Double, _ y: Double) -> Double { phantom.mean(film, x: x, y: y) }
    for lung in [grey(-85, 130), grey(85, 90)] {
      #expect(lung < grey(0, 140) - 8000)
      #expect(lung < grey(0, 262) - 8000)
    }
  }

  @Test(arguments: 1...6)
  func `the heart lies to the patient's left, at the right of the film`(seed: Int) {
    let phantom = ChestPhantom(seed: UInt64(seed), columns: 240)
    let film = phantom.render()
    #expect(phantom.mean(film, x: 58, y: 195) > phantom.mean(film, x: -58, y: 195) + 3000)
  }

  @Test func `the bedside film has the larger heart and the higher diaphragm`() {
    func build(_ posture: Anatomy.Posture) -> Anatomy.Build {
      var random = SplitMix64(seed: 9, stream: 1)
      return Anatomy.Build(&random, posture)
    }
    #expect(build(.supine).heart > build(.erect).heart * 1.1)
    #expect(build(.supine).breath > build(.erect).breath + 15)
  }

  @Test func `a consolidation whitens the right upper lobe and leaves the other lung alone`() {
    let healthy = ChestPhantom(seed: 3, columns: 240)
    var ill = healthy
    ill.finding = .lobarConsolidation
    let (before, after) = (healthy.render(), ill.render())
    let lobe = healthy.mean(after, x: -70, y: 98) - healthy.mean(before, x: -70, y: 98)
    let other = healthy.mean(after, x: 85, y: 98) - healthy.mean(before, x: 85, y: 98)
    #expect(lobe > 5000)
    #expect(abs(other) < lobe / 4)
  }

  @Test func `patches whiten both lungs`() {
    let healthy = ChestPhantom(seed: 3, columns: 240)
    var ill = healthy
    ill.finding = .peripheralPatches
    let (before, after) = (healthy.render(), ill.render())
    for side in [-1.0, 1] {
      let change =
        healthy.mean(after, x: side * 100, y: 150, reach: 30)
        - healthy.mean(before, x: side * 100, y: 150, reach: 30)
      #expect(change > 1500)
    }
  }

  @Test func `the marker stands where its letter belongs`() {
    let left = ChestPhantom(seed: 4, marker: .left, columns: 360).render()
    let right = ChestPhantom(seed: 4, marker: .right, columns: 360).render()
    // Lead in the corner against air: 30 mm from the edges, as the film is 1 mm a pixel.
    func brightest(_ film: DeepGrayImage, _ columns: ClosedRange<Int>) -> UInt16 {
      columns.map { column in film[30, column] }.max() ?? 0
    }
    #expect(brightest(left, 320...340) > 20000)
    #expect(brightest(left, 20...40) < 5000)
    #expect(brightest(right, 20...40) > 20000)
  }

  @Test func `less dose means more noise`() {
    var signal = [FilmNoise(dose: 1), FilmNoise(dose: 0.25)].map(\.deviation)
    let most = signal.removeLast()
    // A quarter of the photons, twice the noise (Poisson).
    #expect((1.8...2.2).contains(most / signal[0]))
  }
}

extension ChestPhantom {
  /// The mean grey around a place of the body in millimetres.
  func mean(_ film: DeepGrayImage, x: Double, y: Double, reach: Double = 5) -> Double {
    let pitch = (view == .anteroPosterior ? 430.0 : 360) / Double(columns)
    let top = view == .anteroPosterior ? -62.0 : -72
    let (column, row) = (Int(Double(columns) / 2 + x / pitch), Int((y - top) / pitch))
    let half = Int(reach / pitch)
    var sum = 0.0
    for r in row - half...row + half {
      for c in column - half...column + half { sum += Double(film[r, c]) }
    }
    return sum / Double((2 * half + 1) * (2 * half + 1))
  }
}

/// An even block of water on a film, and how much its grey varies.
private struct FilmNoise {
  let dose: Double

  var deviation: Double {
    let frame = FilmFrame(
      rows: 96,
      columns: 96,
      pitch: 4,
      left: -192,
      top: 0,
      projection: .frontal
    )
    var block = Anatomy(seed: 1, posture: .erect, hasBreasts: false, finding: .none)
    // A wedge: the film's range must not be stretched over the noise itself.
    block.soft = [
      Loft(stations: [.init(-10, halfX: 1e6, halfZ: 20), .init(400, halfX: 1e6, halfZ: 120)])
    ]
    (block.lungs, block.displacers, block.air, block.spongyBones) = ([], [], [], [])
    (block.bones, block.vessels) = ([], [])
    let map = AttenuationMap(of: block, on: frame, seed: 1)
    let quiet = exposure(1e9).film(of: map)
    let film = exposure(dose).film(of: map)
    let squares = zip(film.samples, quiet.samples).map { pair in
      let difference = Double(pair.0) - Double(pair.1)
      return difference * difference
    }
    return (squares.reduce(0, +) / Double(squares.count)).squareRoot()
  }

  private func exposure(_ dose: Double) -> FilmExposure {
    FilmExposure(
      dose: dose,
      collimation: Collimation(margin: 0, turn: 0),
      marker: SideMarker(letter: .left, x: -50, y: -50),
      seed: 7
    )
  }
}
