internal import Dispatch
internal import Synchronization

extension Array where Element: Sendable {
  /// What is made of each element, side by side, one a processor.
  ///
  /// - Parameter make: makes a value of an element.
  /// - Returns: the values in the order of the elements.
  /// - Throws: the first failure in that order.
  func mappedSideBySide<Value: Sendable>(
    _ make: @Sendable (Element) -> Result<Value, InferenceError>
  ) throws(InferenceError) -> [Value] {
    let made = Mutex([Int: Result<Value, InferenceError>]())
    DispatchQueue.concurrentPerform(iterations: count) { index in
      let result = make(self[index])
      made.withLock { $0[index] = result }
    }
    let results = made.withLock { $0 }
    var values: [Value] = []
    for index in indices {
      guard let result = results[index] else { preconditionFailure("an element left out") }
      values.append(try result.get())
    }
    return values
  }
}
