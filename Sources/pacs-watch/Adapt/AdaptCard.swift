import Adaptation
import ContentHash
import Foundation
import Inference
import Pipeline

/// The card of an adapted bundle: what was done, then the base's card as it was.
///
/// It holds counts and figures and never anything of a patient.
struct AdaptCard {
  let text: String

  init(_ adaptation: HeadAdaptation, base: ModelBundle, version: String, day: Date) throws {
    let manifest = base.manifest
    let baseCard = try String(
      contentsOf: base.folder.appending(path: manifest.card),
      encoding: .utf8
    )
    let isForced = !adaptation.isBetter
    let date = day.formatted(Date.ISO8601FormatStyle(timeZone: .gmt).year().month().day())
    let table = AdaptLine.lines(of: adaptation, labels: manifest.labels)
      .map { "| " + $0.cells.joined(separator: " | ") + " |" }
    let classes = adaptation.classes.map { "| \($0.label) | \($0.films) | \($0.patients) |" }
    text =
      """
      # \(manifest.name) \(version)

      \(ResearchNotice.text).

      ## Adaptation on site

      The last layer and the temperature of \(manifest.name) \(manifest.version) were fitted to a \
      department's own labelled films on \(date) with pacs-watch \(ProgramVersion.current). The \
      networks are unchanged, byte for byte: their features are those of the base bundle \
      (bundle.yaml with SHA-256 `\(base.digest.hex)`).
      \(isForced ? Self.warning : "")
      | class | films | patients |
      | --- | --- | --- |
      \(classes.joined(separator: "\n"))
      | all | \(adaptation.films) | \(adaptation.patients) |

      | figure | before | after |
      | --- | --- | --- |
      \(table.joined(separator: "\n"))

      `before` is the base bundle on these films. `after` is from a nested cross-validation by \
      patient: each fold fitted, chose and calibrated without the patients that it was asked about. \
      In brackets are 95 % intervals over resampled patients. The log loss counts \
      \(Self.counting(adaptation.options.classWeights)).

      - Multinomial logistic regression, L2 penalty on the distance of the weights from \
      \(adaptation.options.prior == .present ? "the base's head" : "zero").
      - C \(adaptation.inverseRegularization) in units of the features' total variance; \
      cross-validation over all films chose \(Self.name(adaptation.choice)), the folds \
      \(adaptation.foldChoices.map(Self.name).joined(separator: ", ")).
      - Temperature \(adaptation.temperature), fitted on held-out logits.

      Limits: the figures are of this department's films as they were labelled, and not of a test set \
      that was set aside. The abstention limits are the base's and were not fitted. Elsewhere, the \
      base bundle is the better start.

      ---

      The card of \(manifest.name) \(manifest.version) follows as it was; its figures and its \
      temperature are of that version.

      """ + "\n" + baseCard
  }

  private static let warning = """

    **The new head was not better than the old one in cross-validation. It was written because \
    --force was given.**

    """

  private static func counting(_ weights: ClassWeights) -> String {
    weights == .balanced ? "every class the same" : "every film the same"
  }

  private static func name(_ choice: HeadChoice) -> String {
    switch choice {
    case .stay: "the base's head"
    case .fit(let inverseRegularization): "C \(inverseRegularization)"
    }
  }
}
