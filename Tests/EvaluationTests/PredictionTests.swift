import Evaluation
import Testing

@Suite("A prediction")
struct PredictionTests {
  @Test func `counts unless it is said to be abstained`() {
    let prediction = Prediction(film: "a.dcm", truth: "Normal", probabilities: [1], group: "a")
    #expect(!prediction.isAbstained)
  }
}
