import Adaptation
import Testing

@Suite("Folds")
struct GroupedFoldsTests {
  /// 100 films of 40 patients: half of class 0, then 30, then 20.
  static let classes = (0..<100).map { $0 % 10 < 5 ? 0 : ($0 % 10 < 8 ? 1 : 2) }
  static let groups = (0..<100).map { "p\($0 * 7 % 40)" }

  @Test(arguments: [2, 3, 5], [UInt64(1), 2, 3])
  func `hold out each film once, and patients whole`(count: Int, seed: UInt64) {
    let folds = GroupedFolds(
      classes: Self.classes,
      groups: Self.groups,
      count: count,
      seed: seed
    )
    let held = (0..<count).flatMap { folds.heldOut($0) }
    #expect(held.sorted() == Array(0..<100))
    for fold in 0..<count {
      let outside = Set(folds.heldOut(fold).map { Self.groups[$0] })
      let inside = Set(folds.fitted(fold).map { Self.groups[$0] })
      #expect(outside.isDisjoint(with: inside))
    }
  }

  @Test(arguments: [UInt64(1), 2, 3])
  func `have their share of each class`(seed: UInt64) {
    let folds = GroupedFolds(classes: Self.classes, groups: Self.groups, count: 5, seed: seed)
    for fold in 0..<5 {
      let held = folds.heldOut(fold)
      for (label, share) in [10, 6, 4].enumerated() {
        let count = held.count { Self.classes[$0] == label }
        #expect(abs(count - share) <= 3)
      }
    }
  }

  @Test func `are dealt alike for the same seed and otherwise for another`() {
    func folds(_ seed: UInt64) -> GroupedFolds {
      GroupedFolds(classes: Self.classes, groups: Self.groups, count: 5, seed: seed)
    }
    #expect(folds(1) == folds(1))
    #expect(folds(1) != folds(2))
  }
}
