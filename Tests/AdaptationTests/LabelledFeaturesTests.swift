import Adaptation
import LinearAlgebra
import Testing

@Suite("Labelled features")
struct LabelledFeaturesTests {
  @Test func `keep a row for each film`() {
    let features = Matrix(rows: 2, columns: 1, values: [3, 4])
    let labelled = LabelledFeatures(networks: [features], classes: [0, 1], groups: ["a", "b"])
    #expect(labelled.networks[0].row(1) == [4])
    #expect(labelled.count == 2)
  }
}
