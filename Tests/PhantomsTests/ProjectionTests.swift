import Foundation
import Testing

@testable import Phantoms

@Suite("The projection of bodies")
struct ProjectionTests {
  @Test(arguments: [Projection.frontal, .lateral])
  func `the chords of an ellipsoid add up to its volume`(projection: Projection) {
    let body = Loft.ellipsoid(
      BodyPoint(x: 3, y: 50, z: -4),
      halfX: 30,
      halfY: 40,
      halfZ: 20
    )
    var volume = 0.0
    for y in stride(from: 5.25, to: 95, by: 0.5) {
      guard let slice = body.slice(at: y, projection) else { continue }
      for across in stride(from: -50.25, to: 50, by: 0.5) {
        volume += (slice.span(at: across)?.length ?? 0) * 0.25
      }
    }
    let exact = 4 / 3 * Double.pi * 30 * 40 * 20
    // Eleven stations stand for the ellipse.
    #expect(abs(volume / exact - 1) < 0.02)
  }

  /// A disc a millimetre adds up to the tube, whichever way the curve runs.
  @Test(arguments: [
    BodyPoint(x: 60, y: 0, z: 0), .init(x: 30, y: 40, z: 0), .init(x: 10, y: 5, z: 60),
  ])
  func `a tube keeps its mass in every direction`(direction: BodyPoint) {
    let start = BodyPoint(x: -20, y: 100, z: 0)
    let tube = Tube.solid([start, start + direction], radius: 5, excess: 0.01)
    func sum(_ bones: [Tube]) -> Double {
      let frame = FilmFrame(
        rows: 300,
        columns: 300,
        pitch: 0.5,
        left: -75,
        top: 50,
        projection: .frontal
      )
      var body = Anatomy(seed: 1, posture: .erect, hasBreasts: false, finding: .none)
      body.bones = bones
      return AttenuationMap(of: body, on: frame, seed: 1).values.reduce(0, +) * 0.25
    }
    let mass = sum([tube]) - sum([])
    let exact = 0.01 * Double.pi * 25 * direction.length
    #expect(abs(mass / exact - 1) < 0.03)
  }

  @Test func `what displaces lung is counted once, however much it overlaps`() {
    let span = Span(low: 0, high: 100)
    #expect([Span]().lengthLeft(of: span) == 100)
    #expect([Span(low: 10, high: 30), Span(low: 20, high: 40)].lengthLeft(of: span) == 70)
    #expect([Span(low: 60, high: 200), Span(low: -50, high: 10)].lengthLeft(of: span) == 50)
    #expect([Span(low: 20, high: 40), Span(low: 25, high: 30)].lengthLeft(of: span) == 80)
    #expect([Span(low: -5, high: 105)].lengthLeft(of: span) == 0)
  }

  @Test(arguments: (0...70).map { Double($0) * 0.37 - 20 })
  func `the portable functions agree with the C library`(x: Double) {
    #expect(abs(PortableMath.exp(x) / Foundation.exp(x) - 1) < 1e-12)
    #expect(abs(PortableMath.log(Foundation.exp(x)) - x) < 1e-12 * max(1, abs(x)))
    let angle = x / 4
    #expect(abs(PortableMath.sin(angle) - Foundation.sin(angle)) < 1e-12)
    #expect(abs(PortableMath.cos(angle) - Foundation.cos(angle)) < 1e-10)
  }

  /// The first outputs for seed 1234567 of the reference implementation (Vigna, splitmix64.c).
  @Test func `the random stream is SplitMix64`() {
    var random = SplitMix64(seed: 1_234_567)
    let first = (0..<3).map { _ in random.next() }
    #expect(
      first == [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]
    )
  }
}
