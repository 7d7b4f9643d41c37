internal import Foundation
internal import Imaging
internal import Inference
internal import Store

/// Where the network looked, as number and picture.
struct ExplainedFinding: Sendable {
  /// The share of the heat that lies inside the lungs; nil where no lungs were found.
  let shareInsideLungs: Double?
  /// The heatmap over the film; nil where the bundle names no method.
  let picture: Artefact?
}

extension StudyPipeline {
  /// Draws the heatmap of the winning class over the film.
  func explain(
    _ finding: Classification,
    isAnswer: Bool,
    _ film: NormalizedFilm,
    _ lungs: LungSegmentation,
    with model: LoadedModel,
    of file: ClaimedFile
  ) throws(StageFailure) -> ExplainedFinding {
    do {
      let explanation = try model.session.explain(finding, film: film.image, lungs: lungs)
      let picture = try explanation.overlay.map { overlay in
        Artefact(
          kind: .heatmap,
          bytes: try PNGFile.encode(
            overlay.captioned(caption(of: finding, isAnswer: isAnswer, by: model)),
            texts: [.disclaimer]
          ),
          of: file.digest
        )
      }
      return ExplainedFinding(shareInsideLungs: explanation.shareInsideLungs, picture: picture)
    } catch {
      throw StageFailure(
        stage: .explain,
        reason: "engine-fault",
        detail: "\(error)",
        disposition: .conclude(.quarantined)
      )
    }
  }

  /// What a picture must say of itself when it is seen without its row.
  private func caption(
    of finding: Classification,
    isAnswer: Bool,
    by model: LoadedModel
  ) -> String {
    let manifest = model.bundle.manifest
    let verdict = isAnswer ? finding.finding : "no answer"
    let share = String(format: "%.2f", finding.probability)
    return "\(verdict) (\(share)), \(manifest.name) \(manifest.version). \(ResearchNotice.text)."
  }
}
