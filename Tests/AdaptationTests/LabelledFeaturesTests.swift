import Adaptation
import LinearAlgebra
import Testing

@Suite("Labelled features")
struct LabelledFeaturesTests {
  @Test func `keep a row for each film`() {
    let features = Matrix(rows: 2, columns: 1, values: [3, 4])
    let labelled = LabelledFeatures(features: features, classes: [0, 1], groups: ["a", "b"])
    #expect(labelled.features.row(1) == [4])
  }
}
