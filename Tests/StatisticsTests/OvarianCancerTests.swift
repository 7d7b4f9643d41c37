import Statistics
import Testing

/// Patients instead of films: the worked example of DeLong, DeLong & Clarke-Pearson (1988).
///
/// Albumin, total protein, K-G score (each 10 times) and benefit of surgery (1) of 43 patients with
/// complete records, as the SAS/STAT guide prints them for PROC LOGISTIC.
@Suite("The test of DeLong")
struct OvarianCancerTests {
  static let patients: [[Int]] = [
    [30, 58, 10, 0], [32, 63, 5, 1], [39, 68, 3, 1], [28, 48, 6, 0], [32, 58, 3, 1],
    [9, 40, 5, 0], [25, 57, 8, 0], [16, 56, 5, 1], [38, 57, 5, 1], [37, 67, 6, 1],
    [32, 54, 4, 1], [38, 66, 6, 1], [41, 66, 5, 1], [36, 57, 5, 1], [43, 70, 4, 1],
    [36, 67, 4, 0], [23, 44, 6, 1], [42, 76, 4, 0], [40, 66, 6, 0], [35, 58, 6, 1],
    [38, 68, 7, 1], [30, 47, 8, 0], [45, 74, 5, 1], [37, 74, 5, 1], [31, 66, 6, 1],
    [41, 82, 6, 1], [43, 70, 5, 1], [43, 65, 4, 1], [32, 51, 5, 1], [26, 47, 6, 1],
    [33, 68, 6, 0], [17, 40, 7, 0], [37, 61, 5, 1], [33, 63, 7, 1], [42, 77, 6, 1],
    [35, 62, 5, 1], [29, 57, 9, 0], [21, 48, 7, 1], [28, 62, 8, 0], [40, 70, 7, 1],
    [33, 57, 6, 1], [37, 69, 5, 1], [36, 66, 5, 1],
  ]
  static let benefits = patients.map { $0[3] == 1 }
  static let albumin = patients.map { Double($0[0]) }
  static let protein = patients.map { Double($0[1]) }
  static let score = patients.map { -Double($0[2]) }

  // Areas and standard errors to four digits, from the paper's definition by numpy.
  @Test(arguments: [
    (albumin, 0.7366, 0.0927), (score, 0.7258, 0.1028), (protein, 0.6478, 0.1000),
  ])
  func `has the areas of the paper's patients`(
    scores: [Double],
    area: Double,
    standardError: Double
  ) throws {
    let curve = try #require(ROCCurve(scores: scores, isPositive: Self.benefits))
    #expect(abs(curve.auroc - area) < 5e-5)
    #expect(try abs(#require(curve.standardError) - standardError) < 5e-5)
  }

  @Test(arguments: [(albumin, 0.0108, 0.0953, 0.9102), (protein, -0.0780, 0.1046, 0.4561)])
  func `compares with the K-G score`(
    scores: [Double],
    difference: Double,
    standardError: Double,
    pValue: Double
  ) throws {
    let test = try #require(
      DeLongTest(first: scores, second: Self.score, isPositive: Self.benefits)
    )
    #expect(abs(test.difference - difference) < 5e-5)
    #expect(abs(test.standardError - standardError) < 5e-5)
    #expect(abs(test.pValue - pValue) < 1e-4)
    #expect(try #require(test.interval).contains(test.difference))
  }
}
