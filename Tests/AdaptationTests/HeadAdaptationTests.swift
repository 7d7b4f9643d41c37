import Adaptation
import LinearAlgebra
import Testing

@Suite("An adaptation")
struct HeadAdaptationTests {
  static let labels = ["a", "b", "c"]

  /// Films in which a class shows in a channel, and a head that knows it, or does not.
  static func films(
    _ count: Int = 60,
    distance: Double,
    patients: Int = 30
  ) -> LabelledFeatures {
    let drawn = Drawn(films: count, channels: 12, labels: 3, distance: distance, seed: 3)
    return LabelledFeatures(
      networks: [drawn.features],
      classes: drawn.classes,
      groups: (0..<count).map { "patient \($0 % patients)" }
    )
  }

  static func head(knowing: Double) -> LinearHead {
    var weights = Matrix(rows: 3, columns: 12)
    for label in 0..<3 { weights[label, label] = knowing }
    return LinearHead(weights: weights, bias: [0, 0, 0])
  }

  @Test func `improves a head that knows nothing`() throws {
    let adaptation = try HeadAdaptation(
      Self.films(distance: 2),
      present: [Self.head(knowing: 0)],
      temperature: 1,
      labels: Self.labels
    )
    #expect(adaptation.isBetter)
    #expect((adaptation.after.logLoss.value ?? 9) < 0.5)
    #expect(abs((adaptation.before.logLoss.value ?? 0) - 1.0986) < 1e-4)
    #expect((adaptation.after.auroc[0].value ?? 0) > 0.95)
    #expect(adaptation.classes.map(\.films).reduce(0, +) == 60)
    #expect(adaptation.patients == 30)
  }

  @Test func `stays with the present head where the labels are noise`() throws {
    let adaptation = try HeadAdaptation(
      Self.films(distance: 0),
      present: [Self.head(knowing: 0)],
      temperature: 1,
      labels: Self.labels
    )
    #expect(!adaptation.isBetter)
  }

  @Test func `gives the same head for the same seed, whatever else runs`() throws {
    let present = [Self.head(knowing: 1)]
    let films = Self.films(distance: 1)
    let first = try HeadAdaptation(films, present: present, temperature: 2, labels: Self.labels)
    let second = try HeadAdaptation(films, present: present, temperature: 2, labels: Self.labels)
    #expect(first == second)
  }

  @Test func `averages the probabilities of an ensemble`() throws {
    let films = Self.films(distance: 2)
    let twice = LabelledFeatures(
      networks: films.networks + films.networks,
      classes: films.classes,
      groups: films.groups
    )
    let present = Self.head(knowing: 0.5)
    let one = try HeadAdaptation(films, present: [present], temperature: 1, labels: Self.labels)
    let two = try HeadAdaptation(
      twice,
      present: [present, present],
      temperature: 1,
      labels: Self.labels
    )
    #expect(one.heads[0] == two.heads[0] && two.heads[0] == two.heads[1])
    #expect(one.before == two.before)
  }

  @Test func `refuses a class of too few patients, however many films`() {
    let films = Self.films(distance: 1)
    let groups = zip(films.classes, films.groups).map { $0 == 2 ? "one" : $1 }
    let few = LabelledFeatures(networks: films.networks, classes: films.classes, groups: groups)
    let count = films.classes.count { $0 == 2 }
    #expect(
      throws: AdaptationError.tooFewPatients(label: "c", patients: 1, films: count, needed: 5)
    ) {
      try HeadAdaptation(
        few,
        present: [Self.head(knowing: 0)],
        temperature: 1,
        labels: Self.labels
      )
    }
  }

  @Test func `refuses features that are no numbers, and a head of other channels`() {
    let films = Self.films(distance: 1)
    var broken = films.networks[0]
    broken[3, 4] = .nan
    let present = [Self.head(knowing: 0)]
    #expect(throws: AdaptationError.algebra(.notFinite)) {
      try HeadAdaptation(
        LabelledFeatures(networks: [broken], classes: films.classes, groups: films.groups),
        present: present,
        temperature: 1,
        labels: Self.labels
      )
    }
    let narrow = LinearHead(weights: Matrix(rows: 3, columns: 11), bias: [0, 0, 0])
    #expect(throws: AdaptationError.wrongChannels(network: 1, features: 12, head: 11)) {
      try HeadAdaptation(films, present: [narrow], temperature: 1, labels: Self.labels)
    }
  }

  @Test func `with a small C stays at the present weights`() throws {
    let films = Self.films(distance: 1)
    let prior = Self.head(knowing: 1)
    let near = try HeadFit(inverseRegularization: 1e-8, prior: prior)
      .head(films.networks[0], classes: films.classes, labels: 3)
    let far = try HeadFit(inverseRegularization: 1e2, prior: prior)
      .head(films.networks[0], classes: films.classes, labels: 3)
    func distance(_ head: LinearHead) -> Double {
      var difference = head.weights.values
      difference.add(prior.weights.values, times: -1)
      return difference.norm
    }
    #expect(distance(near) < 1e-5)
    #expect(distance(far) > 0.1)
  }
}
