/// Grey values in rows and columns, row after row from the top left.
///
/// Display values unless a function says otherwise: 0 is black, the largest is white.
public struct Raster<Sample: Sendable & Hashable>: Sendable, Hashable {
  /// The number of rows (height).
  public let rows: Int
  /// The number of columns (width).
  public let columns: Int
  /// `rows * columns` samples.
  public var samples: [Sample]

  /// A raster over samples that are there already.
  ///
  /// - Precondition: `samples.count == rows * columns`, and neither is negative.
  public init(rows: Int, columns: Int, samples: [Sample]) {
    precondition(rows >= 0 && columns >= 0 && samples.count == rows * columns)
    self.rows = rows
    self.columns = columns
    self.samples = samples
  }

  /// A raster of one value.
  public init(rows: Int, columns: Int, filledWith sample: Sample) {
    self.init(
      rows: rows,
      columns: columns,
      samples: Array(repeating: sample, count: rows * columns)
    )
  }

  /// The sample at a row and a column.
  public subscript(row: Int, column: Int) -> Sample {
    get { samples[row * columns + column] }
    set { samples[row * columns + column] = newValue }
  }
}

/// A picture of 8-bit grey values, 0 black to 255 white.
public typealias GrayImage = Raster<UInt8>
/// A picture of 16-bit grey values, 0 black to 65535 white.
public typealias DeepGrayImage = Raster<UInt16>
/// A map of real numbers, such as probabilities from 0 to 1.
public typealias FloatMap = Raster<Float>

/// A picture of 8-bit red, green and blue, three bytes a pixel, row after row.
public struct ColorImage: Sendable, Hashable {
  /// The number of rows (height).
  public let rows: Int
  /// The number of columns (width).
  public let columns: Int
  /// `rows * columns * 3` bytes: red, green, blue.
  public var bytes: [UInt8]

  /// A picture over bytes that are there already.
  ///
  /// - Precondition: `bytes.count == rows * columns * 3`.
  public init(rows: Int, columns: Int, bytes: [UInt8]) {
    precondition(rows >= 0 && columns >= 0 && bytes.count == rows * columns * 3)
    self.rows = rows
    self.columns = columns
    self.bytes = bytes
  }

  /// A grey picture in colour.
  init(_ image: GrayImage) {
    let count = image.samples.count
    let bytes = [UInt8](unsafeUninitializedCapacity: count * 3) { bytes, filled in
      image.samples.withUnsafeBufferPointer { samples in
        for place in 0..<count {
          bytes.initializeElement(at: 3 * place, to: samples[place])
          bytes.initializeElement(at: 3 * place + 1, to: samples[place])
          bytes.initializeElement(at: 3 * place + 2, to: samples[place])
        }
      }
      filled = count * 3
    }
    self.init(rows: image.rows, columns: image.columns, bytes: bytes)
  }
}

/// A rectangle of whole pixels; the far edges are excluded.
public struct PixelBox: Sendable, Hashable, Codable {
  /// The first column.
  public let left: Int
  /// The first row.
  public let top: Int
  /// The number of columns.
  public let width: Int
  /// The number of rows.
  public let height: Int

  /// A rectangle by its top left corner and size.
  public init(left: Int, top: Int, width: Int, height: Int) {
    self.left = left
    self.top = top
    self.width = width
    self.height = height
  }
}
