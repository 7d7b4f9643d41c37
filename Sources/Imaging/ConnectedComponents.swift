internal import COpenCV

/// The 8-connected components of a mask's pixels that are not 0.
public struct ConnectedComponents: Sendable, Hashable {
  /// A component, as the mask's scan met it.
  public struct Component: Sendable, Hashable {
    /// Its number in `labels`, from 1.
    public let label: Int32
    /// How many pixels it has.
    public let area: Int
    /// The smallest rectangle around it.
    public let box: PixelBox
  }

  /// For each pixel the number of its component, or 0.
  public let labels: Raster<Int32>
  /// The components by their number.
  public let components: [Component]

  /// Finds the components.
  ///
  /// - Parameter mask: any size but empty.
  /// - Throws: `EnhancementError` with OpenCV's reason.
  public init(of mask: GrayImage) throws(EnhancementError) {
    // No more 8-connected components fit than every second pixel of every second row.
    let capacity = ((mask.rows + 1) / 2) * ((mask.columns + 1) / 2)
    var found = [ccv_component](repeating: ccv_component(), count: capacity)
    var count: Int32 = 0
    let numbers = try filled("connected components", count: mask.samples.count) {
      (out: inout [Int32]) in
      mask.withSource { ccv_components($0, &out, &found, Int32(capacity), &count) }
    }
    labels = Raster(rows: mask.rows, columns: mask.columns, samples: numbers)
    components = found.prefix(Int(count)).enumerated().map { index, component in
      Component(
        label: Int32(index + 1),
        area: Int(component.area),
        box: PixelBox(
          left: Int(component.left),
          top: Int(component.top),
          width: Int(component.width),
          height: Int(component.height)
        )
      )
    }
  }
}
