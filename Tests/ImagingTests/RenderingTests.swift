import Imaging
import Testing

/// The grayscale pipeline, clause by clause, on numbers worked out by hand from the formulas.
struct RenderingTests {
  @Test(arguments: [
    // C.11.2.1.2.1 gives this example for 12 bits: c = 2048, w = 4096 maps 0 to ymin, 4095 to ymax.
    (0.0, 2048.0, 4096.0, 0.0), (4095, 2048, 4096, 1),
    // c = 2048, w = 1 is a threshold: x <= 2047.5 is black.
    (2047, 2048, 1, 0), (2048, 2048, 1, 1),
    // c = 0, w = 100: x <= -50 is black, x > 49 white.
    (-50, 0, 100, 0), (50, 0, 100, 1), (-0.5, 0, 100, 0.5),
    // c = 0, w = 1: x <= -0.5 is black, else white.
    (-1, 0, 1, 0), (0, 0, 1, 1),
  ])
  func `LINEAR follows C-11-2-1-2-1`(input: Double, center: Double, width: Double, grey: Double) {
    #expect(VOIFunction.linear.grey(input, center: center, width: width) == grey)
  }

  @Test(arguments: [
    // C.11.2.1.3.2: c = 0, w = 100 is black up to -50 and white above 50, without the half steps.
    (-50.0, 0.0), (50, 1), (50.5, 1), (0, 0.5), (25, 0.75), (-25, 0.25),
  ])
  func `LINEAR_EXACT follows C-11-2-1-3-2`(input: Double, grey: Double) {
    #expect(VOIFunction.linearExact.grey(input, center: 0, width: 100) == grey)
  }

  @Test(arguments: [
    // 1 / (1 + e^(-4 (x - c) / w)) with c = 10, w = 40, from Python's math.exp.
    (10.0, 0.5), (20, 0.731_058_578_630_004_9), (-30, 0.017_986_209_962_091_56),
    (50, 0.982_013_790_037_908_4),
  ])
  func `SIGMOID follows C-11-2-1-3-1`(input: Double, grey: Double) {
    let ours = VOIFunction.sigmoid.grey(input, center: 10, width: 40)
    #expect(abs(ours - grey) < 1e-12)
  }

  @Test
  func `no transform shows the full nominal range through the rescale`() {
    let film = Self.film([0, 2048, 4095], bits: 12, modality: .rescale(slope: 2, intercept: -1024))
    #expect(film.rendered().samples == [0, 128, 255])
    #expect(film.renderedDeep().samples == [0, 32776, 65535])
  }

  @Test
  func `a negative slope turns the picture over, and output still rises with the value`() {
    // decode.md C: pydicom inverts a windowed picture of slope -1; the clauses do not.
    let modality = ModalityLUT.rescale(slope: -1, intercept: 0)
    let window = VOILUT.window(center: -127.5, width: 256, function: .linear)
    #expect(Self.film([0, 255], bits: 8, modality: modality).rendered().samples == [255, 0])
    #expect(
      Self.film([0, 255], bits: 8, modality: modality, voi: window).rendered().samples
        == [255, 0]
    )
  }

  @Test
  func `a slope far below one keeps its fractions`() {
    // decode.md C: DCMTK's DicomImage rounds after the rescale and is off by 255 here.
    let film = Self.film(
      [0, 500, 1000],
      bits: 10,
      modality: .rescale(slope: 0.001, intercept: 0),
      voi: .window(center: 0.5, width: 1, function: .linearExact)
    )
    #expect(film.rendered().samples == [0, 128, 255])
  }

  @Test
  func `signed values are two's complement of the stored bits`() {
    let film = Self.film([0x800, 0xFFF, 0, 0x7FF], bits: 12, isSigned: true)
    #expect(film.rendered().samples == [0, 127, 128, 255])
  }

  @Test
  func `inversion comes last and is one, whatever asked for it`() {
    let window = VOILUT.window(center: 100, width: 100, function: .linear)
    let film = Self.film([0, 100, 255], bits: 8, voi: window)
    let inverted = Self.film([0, 100, 255], bits: 8, voi: window, isInverted: true)
    #expect(film.rendered().samples == [0, 129, 255])
    #expect(inverted.rendered().samples == [255, 126, 0])
  }

  @Test
  func `tables take their ends for inputs beyond them`() {
    let table = LookupTable(firstMapped: 10, entries: [0, 100, 255], bitsPerEntry: 8)
    let film = Self.film([0, 10, 11, 12, 200], bits: 8, voi: .table(table))
    #expect(film.rendered().samples == [0, 0, 100, 255, 255])
  }

  @Test
  func `a modality table's output range is that of its bits`() {
    // decode.md C: pydicom has no type for entries of 12 bits.
    let table = LookupTable(firstMapped: 0, entries: [0, 4095, 2048], bitsPerEntry: 12)
    let film = Self.film([0, 1, 2], bits: 8, modality: .table(table))
    #expect(film.rendered().samples == [0, 255, 128])
  }

  @Test
  func `absurd numbers give a picture and no crash`() {
    for slope in [Double.greatestFiniteMagnitude, -1e300, 1e-300] {
      for function in VOIFunction.allCases {
        let film = Self.film(
          [0, 1, 0xFFF],
          bits: 12,
          modality: .rescale(slope: slope, intercept: 1e308),
          voi: .window(center: 1e308, width: 1e-308 + 1, function: function)
        )
        #expect(film.rendered().samples.count == 3)
      }
      let bare = Self.film([0, 1], bits: 1, modality: .rescale(slope: slope, intercept: 0))
      #expect(bare.rendered().samples.count == 2)
    }
  }

  private static func film(
    _ values: [UInt16],
    bits: Int,
    isSigned: Bool = false,
    modality: ModalityLUT = .identity,
    voi: VOILUT = .none,
    isInverted: Bool = false
  ) -> Radiograph {
    Radiograph(
      rows: 1,
      columns: values.count,
      storedValues: values,
      bitsStored: bits,
      isSigned: isSigned,
      modalityLUT: modality,
      voiLUT: voi,
      isInverted: isInverted
    )
  }
}
