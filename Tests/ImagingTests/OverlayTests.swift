import Imaging
import Testing

@Suite("A heatmap over a film")
struct OverlayTests {
  static let film = GrayImage(rows: 60, columns: 80, filledWith: 100)
  static let whole = PixelBox(left: 0, top: 0, width: 80, height: 60)

  @Test func `is the film itself where there is no heat`() throws {
    let cold = FloatMap(rows: 7, columns: 7, filledWith: 0)
    let picture = try Overlay().draw(cold, over: Self.film, box: Self.whole, lungs: nil)
    #expect(picture.bytes.allSatisfy { $0 == 100 })
  }

  @Test func `is 40 % dark red where the heat is strongest, and only inside the box`() throws {
    let hot = FloatMap(rows: 7, columns: 7, filledWith: 1)
    let box = PixelBox(left: 10, top: 20, width: 30, height: 25)
    let picture = try Overlay().draw(hot, over: Self.film, box: box, lungs: nil)
    for row in 0..<60 {
      for column in 0..<80 {
        let isInside = (20..<45).contains(row) && (10..<40).contains(column)
        let start = (row * 80 + column) * 3
        // JET ends in (128, 0, 0): 100 + 0.4 * (128 - 100), 100 - 0.4 * 100.
        let expected: [UInt8] = isInside ? [111, 60, 60] : [100, 100, 100]
        #expect(Array(picture.bytes[start..<start + 3]) == expected)
      }
    }
  }

  @Test(arguments: [(3000, 2000, 1024, 683), (1024, 700, 1024, 700), (10, 5000, 2, 1024)])
  func `is shrunk to a view of at most 1024 pixels`(
    rows: Int,
    columns: Int,
    viewRows: Int,
    viewColumns: Int
  ) throws {
    let film = GrayImage(rows: rows, columns: columns, filledWith: 9)
    let box = PixelBox(left: columns - 3, top: rows - 3, width: 3, height: 3)
    let heat = FloatMap(rows: 2, columns: 2, filledWith: 1)
    let picture = try Overlay().draw(heat, over: film, box: box, lungs: nil)
    #expect(picture.rows == viewRows && picture.columns == viewColumns)
  }

  @Test func `shows the outline of the lungs in white`() throws {
    var lungs = GrayImage(rows: 60, columns: 80, filledWith: 0)
    for row in 10..<20 { for column in 30..<50 { lungs[row, column] = 255 } }
    let cold = FloatMap(rows: 7, columns: 7, filledWith: 0)
    let picture = try Overlay().draw(cold, over: Self.film, box: Self.whole, lungs: lungs)
    let white = (0..<60 * 80).filter { picture.bytes[$0 * 3] == 255 }
    #expect(white.count == 2 * 20 + 2 * 8)
  }
}

@Suite("An image operation")
struct EnhancementTests {
  static let empty = GrayImage(rows: 0, columns: 0, samples: [])
  static let small = GrayImage(rows: 4, columns: 4, filledWith: 3)

  @Test func `refuses an empty picture`() {
    #expect(throws: EnhancementError.self) { try Self.empty.clahe(clipLimit: 3, tiles: 8) }
    #expect(throws: EnhancementError.self) { try Self.empty.medianBlurred(size: 5) }
    #expect(throws: EnhancementError.self) { try Self.empty.otsuThreshold() }
    #expect(throws: EnhancementError.self) { try Self.empty.resized(rows: 4, columns: 4) }
    #expect(throws: EnhancementError.self) { try Self.empty.jetColored() }
    #expect(throws: EnhancementError.self) { try ConnectedComponents(of: Self.empty) }
  }

  @Test func `reports a C++ exception as a Swift error with its reason`() {
    let error = #expect(throws: EnhancementError.self) { try Self.small.medianBlurred(size: 4) }
    guard case .refused("median blur", let reason) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(!reason.isEmpty)
    #expect(throws: EnhancementError.self) {
      try Self.small.adaptiveThreshold(blockSize: 2, offset: 0)
    }
    #expect(throws: EnhancementError.self) { try Self.small.resized(rows: 0, columns: 3) }
    #expect(throws: EnhancementError.self) { try Self.small.resized(rows: 3, columns: 40_000) }
  }
}
