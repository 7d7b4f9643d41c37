import Evaluation

/// Writes an answer to standard output.
struct EvaluateOutput {
  private let answer: EvaluateAnswer

  init(_ answer: EvaluateAnswer) { self.answer = answer }

  func write(as format: OutputFormat) throws {
    switch format {
    case .table: try Output.emit(EvaluateTables(answer).text)
    case .csv: try Output.emit(EvaluateFigureLines(answer).text)
    case .json: try Output.emit(Output.json(answer) + "\n")
    }
  }
}
