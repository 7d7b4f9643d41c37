import Foundation
import TestSupport
import Testing

@testable import Evaluation

@Suite("Films and labels", .temporaryFolder)
struct LabelledFilmsTests {
  private static let classes = ["COVID-19", "Normal"]

  private func film(
    _ paths: [String],
    status: FilmResult.Status = .answered,
    uid: String? = nil,
    study: String? = nil,
    patient: String? = nil
  ) -> FilmResult {
    var film = FilmResult(paths: paths, status: status)
    film.sopInstanceUID = uid
    film.studyUID = study
    film.patientID = patient
    film.accessionNumber = study.map { "accession of \($0)" }
    let hasProbabilities = status == .answered || status == .abstained
    film.probabilities = hasProbabilities ? ["Normal": 0.25, "COVID-19": 0.75] : [:]
    return film
  }

  private func join(_ csv: String, _ films: [FilmResult], folders: [URL] = []) throws
    -> LabelledFilms
  {
    let file = TemporaryFolder.current.appending(path: "labels.csv")
    try Data(csv.utf8).write(to: file)
    let labels = try LabelTable(contentsOf: file, mapping: ["covid": "COVID-19"])
    return LabelledFilms(films, labels: labels, classes: Self.classes, folders: folders)
  }

  private func subjects(_ films: LabelledFilms, _ kind: EvaluationRemark.Kind) -> [String] {
    films.remarks.filter { $0.kind == kind }.flatMap(\.subjects)
  }

  @Test func `meet by the path from the labels, from a named folder, or by an end of it`() throws {
    let here = TemporaryFolder.current.path
    let films = [
      film(["\(here)/in/a.dcm"]), film(["/far/b.dcm"]), film(["/else/x/c.dcm"]),
      film(["/else/y/c.dcm"]), film(["/else/d.dcm"]),
    ]
    let joined = try join(
      "file,label\nin/a.dcm,Normal\nb.dcm,Normal\ny/c.dcm,Normal\nold/place/d.dcm,covid\n",
      films,
      folders: [URL(filePath: "/far")]
    )
    #expect(
      joined.predictions.map(\.film) == ["in/a.dcm", "b.dcm", "y/c.dcm", "old/place/d.dcm"]
    )
    #expect(joined.predictions.last?.truth == "COVID-19")
    #expect(joined.predictions[0].probabilities == [0.75, 0.25], "the bundle's order counts")
    #expect(subjects(joined, .filmWithoutLabel) == ["c.dcm"])
  }

  @Test func `do not meet by a base name that another row or film has too`() throws {
    let one = try join("file,label\nx/a.dcm,Normal\ny/a.dcm,covid\n", [film(["/z/a.dcm"])])
    #expect(one.count == 0)
    #expect(subjects(one, .labelWithoutFilm) == ["x/a.dcm (line 2)", "y/a.dcm (line 3)"])
    let two = try join("file,label\na.dcm,Normal\n", [film(["/x/a.dcm"]), film(["/y/a.dcm"])])
    #expect(two.count == 0)
    #expect(subjects(two, .ambiguousName) == ["a.dcm (line 2)"])
  }

  @Test func `meet by UID where the file has another name, and never by what a study says`() throws
  {
    let films = [film(["/x/renamed.dcm"], uid: "1.2", study: "9.9")]
    let joined = try join(
      "file,sop_uid,study_uid,label\na.dcm,1.2,9.9,Normal\nb.dcm,1.3,9.9,covid\n",
      films
    )
    #expect(joined.predictions.map(\.truth) == ["Normal"])
    #expect(subjects(joined, .labelWithoutFilm) == ["b.dcm (line 3)"])
  }

  @Test(arguments: [
    "study_uid,label\n9.9,Normal\n", "accession_number,label\naccession of 9.9,Normal\n",
  ])
  func `of a study all have its label, and a lateral view counts only alone`(csv: String) throws {
    let frontal = [film(["/a"], uid: "1", study: "9.9"), film(["/b"], uid: "2", study: "9.9")]
    let lateral = film(["/c"], status: .skipped, uid: "3", study: "9.9")
    let all = try join(csv, frontal + [lateral])
    #expect(all.predictions.map(\.film) == ["1", "2"])
    #expect(all.unread.isEmpty)
    #expect(Set(all.predictions.map(\.group)).count == 1)
    let alone = try join(csv, [lateral])
    #expect(alone.predictions.isEmpty)
    #expect(alone.unread.map(\.status) == [.skipped])
    let said = (all.remarks + alone.remarks).flatMap(\.subjects)
    #expect(!said.contains { $0.contains("accession") }, "patient data is not repeated")
  }

  @Test func `that contradict are left out and named, and repetitions count once`() throws {
    let films = [film(["/a.dcm", "/copy.dcm"]), film(["/b.dcm", "/again.dcm"])]
    let joined = try join(
      "file,label\na.dcm,Normal\ncopy.dcm,covid\nb.dcm,Normal\nagain.dcm,Normal\n",
      films
    )
    #expect(joined.predictions.map(\.film) == ["b.dcm"])
    #expect(
      subjects(joined, .contradictoryLabels) == ["a.dcm: 'Normal' on line 2, 'COVID-19' on line 3"]
    )
    #expect(subjects(joined, .repeatedRow) == ["again.dcm (line 5) repeats line 4"])
    #expect(joined.remarks.contains { $0.leavesOut })
  }

  @Test func `without a usable label are counted once each, with a hint`() throws {
    let films = ["a", "b", "c", "d"].map { film(["/\($0).dcm"]) }
    let joined = try join(
      "file,label\na.dcm,normal\nb.dcm,\n,Normal\nd.dcm,Normal\n",
      films
    )
    #expect(
      subjects(joined, .unknownLabel)
        == ["a.dcm (line 2): 'normal', map it with --map \"normal=Normal\""]
    )
    #expect(subjects(joined, .rowWithoutLabel) == ["b.dcm (line 3)"])
    #expect(subjects(joined, .rowWithoutFilmName) == ["line 4"])
    #expect(subjects(joined, .filmWithoutLabel) == ["c.dcm"])
    #expect(subjects(joined, .unusedMapping) == ["covid"])
    #expect(joined.count == 1)
  }

  @Test func `are grouped by the labels, else by patient without naming one, else by study`() throws
  {
    let films = [
      film(["/a"], patient: "secret"), film(["/b"], patient: "secret"), film(["/c"], study: "7"),
      film(["/d"], patient: "secret"),
    ]
    let joined = try join(
      "file,label,group\na,Normal,\nb,Normal,\nc,Normal,\nd,Normal,mine\n",
      films
    )
    #expect(joined.predictions.map(\.group) == ["patient-1", "patient-1", "7", "mine"])
  }

  @Test(arguments: FilmResult.Status.allCases)
  func `of every end are in the figures or in the coverage`(status: FilmResult.Status) throws {
    let joined = try join("file,label\na,Normal\n", [film(["/a"], status: status)])
    let isScored = status == .answered || status == .abstained
    #expect(joined.predictions.count == (isScored ? 1 : 0))
    #expect(joined.unread.map(\.status) == (isScored ? [] : [status]))
    let report = EvaluationReport(of: joined, model: "m 1", labels: Self.classes)
    #expect(report.coverage.byStatus[status.rawValue] == 1)
    #expect(report.coverage.labelled == 1)
    #expect((report.answered != nil) == (status == .answered))
    #expect((report.all != nil) == isScored)
  }
}
