import Foundation
import TestSupport
import Testing

@Suite("evaluate", .temporaryFolder)
struct EvaluateTests {
  private static let classes = ["COVID-19", "Normal", "Pneumonia"]
  /// Unoptimised resampling takes long, and no peer draws our resamples.
  private static let fast = ["--resamples", "100"]
  private var folder: URL { TemporaryFolder.current }
  private var program: Program { Program(store: folder.appending(path: "store")) }

  /// Frontal films of the sample set, each with a class that follows from its place: arbitrary, but
  /// so are the findings of the bundle for tests.
  private func labels(
    _ name: String = "labels.csv",
    where isWanted: (String) -> Bool = { _ in true }
  ) throws -> (file: URL, films: [String]) {
    let manifest = try CSVTable(Fixtures.sampleDicom.appending(path: "MANIFEST.csv")).rows
    let films = manifest.filter { $0["expect"] == "classified" }.compactMap { $0["file"] }
      .filter(isWanted)
    let rows = films.enumerated().map { number, film in
      "\(film),\(Self.classes[number % 3]),\(number % 2 == 0 ? "east" : "west"),g\(number / 2)"
    }
    let file = folder.appending(path: name)
    try Data((["file,label,source,group"] + rows).joined(separator: "\n").utf8).write(to: file)
    return (file, films.map { Fixtures.sampleDicom.appending(path: $0).path })
  }

  private func labels(_ text: String) throws -> String {
    let file = folder.appending(path: "given.csv")
    try Data(text.utf8).write(to: file)
    return file.path
  }

  private func isSyntax(_ name: String) -> Bool { name.hasPrefix("syntax-") }

  @Test(.enabled(if: Fixtures.peerPython != nil, Comment(rawValue: Fixtures.needsPeers)))
  func `gives the figures that scikit-learn gives, of films and of a store`() throws {
    let (file, films) = try labels()
    let other = folder.appending(path: "other.csv").path
    let predictions = folder.appending(path: "predictions.csv").path
    let read = try program(
      ["evaluate", "--labels", file.path, "--format", "json", "--predictions", predictions]
        + Self.fast + films,
      withModel: true
    )
    #expect(read.code == 0, "\(read.complaints)")
    let figures = folder.appending(path: "figures.json")
    try Data(read.output.utf8).write(to: figures)
    let peer = try Fixtures.peer("evaluate_figures.py", [predictions, figures.path])
    #expect(peer.hasSuffix(" figures compared\n") && !peer.contains("by the peer"), "\(peer)")
    let count = try #require(Int(peer.prefix { $0.isNumber }))
    #expect(count > 150)
    let stored = try program(
      ["evaluate", "--labels", file.path, "--format", "json", "--predictions", other]
        + Self.fast
    )
    #expect(stored.code == 0, "\(stored.complaints)")
    #expect(stored.output == read.output, "a store gives what the films gave")
    #expect(
      try String(contentsOfFile: other, encoding: .utf8)
        == String(contentsOfFile: predictions, encoding: .utf8)
    )
  }

  @Test(.enabled(if: Fixtures.peerPython != nil, Comment(rawValue: Fixtures.needsPeers)))
  func `compares two bundles by the tests that SciPy computes`() throws {
    let (file, films) = try labels(where: isSyntax)
    // The second bundle has only the second network, whose probabilities differ.
    let bundle = folder.appending(path: "single")
    try FileManager.default.copyItem(
      at: Fixtures.project.appending(path: "Tests/Models/tiny"),
      to: bundle
    )
    let manifest = bundle.appending(path: "bundle.yaml")
    let text = try String(contentsOf: manifest, encoding: .utf8)
    let start = try #require(text.range(of: "    - file: first.onnx"))
    let end = try #require(text.range(of: "    - file: second.onnx"))
    let changed = text.replacingCharacters(in: start.lowerBound..<end.lowerBound, with: "")
    try Data(changed.replacing("name: tiny", with: "name: single").utf8).write(to: manifest)
    let paths = ["first.csv", "second.csv", "figures.json"].map { folder.appending(path: $0).path }
    let both = try program(
      ["evaluate", "--labels", file.path, "--compare", bundle.path, "--format", "json"]
        + ["--predictions", paths[0]] + Self.fast + films,
      withModel: true
    )
    #expect(both.code == 0, "\(both.complaints)")
    try Data(both.output.utf8).write(to: URL(filePath: paths[2]))
    let alone = Program(store: folder.appending(path: "second-store"))
    try alone(
      ["evaluate", "--labels", file.path, "--model", bundle.path, "--predictions", paths[1]]
        + Self.fast + films
    )
    let peer = try Fixtures.peer("evaluate_figures.py", [paths[0], paths[2], paths[1]])
    #expect(peer.hasSuffix(" figures compared\n") && !peer.contains(":"), "\(peer)")
    #expect(both.output.contains("single 1.0.0"))
  }

  @Test(.enabled(if: Fixtures.peerPython != nil, Comment(rawValue: Fixtures.needsPeers)))
  func `writes one page that needs nothing else`() throws {
    let (file, films) = try labels(where: isSyntax)
    let page = folder.appending(path: "report.html")
    let answer = try program(
      ["evaluate", "--labels", file.path, "--report", page.path] + Self.fast + films,
      withModel: true
    )
    #expect(answer.code == 0, "\(answer.complaints)")
    let pictures = try Fixtures.peer("evaluate_page.py", [page.path])
    // A film and a heatmap for each that was called wrongly, which most of arbitrary labels are.
    let count = try #require(Int(pictures.trimmingCharacters(in: .whitespacesAndNewlines)))
    #expect(count >= 8 && count % 2 == 0)
    let html = try String(contentsOf: page, encoding: .utf8)
    #expect(html.contains("not a medical device"))
    #expect(answer.output.contains("not a medical device"))
  }

  @Test func `writes each figure as a line of its own`() throws {
    let (file, films) = try labels(where: isSyntax)
    let answer = try program(
      ["evaluate", "--labels", file.path, "--format", "csv"] + Self.fast + films,
      withModel: true
    )
    let lines = CSVTable(answer.output).rows
    let accuracy = lines.filter { $0["figure"] == "accuracy" && $0["column"] == "" }
    #expect(accuracy.map { $0["films"] } == ["answered", "all"])
    let trials = try #require(accuracy.last?["trials"].flatMap(Int.init))
    let coverage = lines.first { $0["figure"] == "labelled-films" }
    #expect(coverage?["estimate"] == "\(films.count)")
    #expect(trials == films.count)
    #expect(Set(lines.compactMap { $0["value"] }).isSuperset(of: ["east", "west"]))
  }

  @Test func `counts what has no answer, and says what does not fit`() throws {
    let text = """
      file,label
      study-one-pa.dcm,Normal
      study-one-lateral.dcm,Normal
      broken-text.dcm,Normal
      view-not-stated.dcm,COVID-19
      study-two-pa.dcm,Viral
      nowhere.dcm,Normal
      """
    let names = [
      "study-one-pa", "study-one-lateral", "broken-text", "view-not-stated", "study-two-pa",
      "child",
    ]
    let films = names.map { Fixtures.sampleDicom.appending(path: "\($0).dcm").path }
    let labels = try labels(text)
    let answer = try program(
      ["evaluate", "--labels", labels, "--format", "json"] + films,
      withModel: true
    )
    #expect(answer.code == 1)
    let json = try JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [String: Any]
    let report = try #require(json?["evaluation"] as? [String: Any])
    let coverage = try #require(report["coverage"] as? [String: Any])
    let statuses = try #require(coverage["by_status"] as? [String: Int])
    #expect(coverage["labelled"] as? Int == 4)
    #expect(statuses["skipped"] == 1)
    #expect(statuses["quarantined"] == 1)
    #expect(statuses["undecided-view"] == 1)
    let remarks = try #require(report["remarks"] as? [[String: Any]])
    #expect(
      Set(remarks.compactMap { $0["kind"] as? String })
        == ["unknown-label", "film-without-label", "label-without-film"]
    )
    #expect(answer.complaints.contains("study-two-pa.dcm (line 6): 'Viral'"))
    #expect(answer.complaints.contains("child.dcm"))
  }

  @Test(arguments: [
    ("file,label\nstudy-one-pa.dcm,Normal\n", ["--by", "age"], "--by"),
    ("file,class\nstudy-one-pa.dcm,Normal\n", [], "--label-column"),
    ("file,label\nstudy-one-pa.dcm,Normal\n", ["--map", "Normal=Healthy"], "Healthy"),
    ("file,label\nother.dcm,Normal\n", [], "Nothing can be compared"),
    ("file;label\nstudy-one-pa.dcm;Normal\n", [], "semicolons"),
  ])
  func `refuses labels that it cannot use`(text: String, options: [String], hint: String) throws {
    let film = Fixtures.sampleDicom.appending(path: "study-one-pa.dcm").path
    let answer = try program(
      ["evaluate", "--labels", try labels(text), film] + options,
      withModel: true
    )
    #expect(answer.code == 65)
    #expect(answer.complaints.contains(hint), "\(answer.complaints)")
    #expect(answer.output.isEmpty)
  }

  @Test func `of a store that is not there, or that holds nothing of the bundle, says so`() throws {
    let file = try labels("file,label\nstudy-one-pa.dcm,Normal\n")
    #expect(try program(["evaluate", "--labels", file]).code == 74)
    let film = Fixtures.sampleDicom.appending(path: "study-one-pa.dcm").path
    try program(["process", film], withModel: true)
    #expect(try program(["evaluate", "--labels", file], withModel: true).code == 0)
    let other = try program(["evaluate", "--labels", file, "--model", "chest-xray-3class"])
    #expect(other.code == 65)
    #expect(other.complaints.contains("tiny 1.0.0"))
  }

  @Test func `leaves no films behind in the folder for temporary files`() throws {
    let place = folder.appending(path: "tmp")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    let process = try program.start(
      [
        "evaluate", "--labels", try labels("file,label\nstudy-one-pa.dcm,Normal\n"), "--model",
        Fixtures.project.appending(path: "Tests/Models/tiny").path,
        Fixtures.sampleDicom.appending(path: "study-one-pa.dcm").path,
      ],
      environment: ["TMPDIR": place.path]
    )
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: place.path).isEmpty)
  }
}
