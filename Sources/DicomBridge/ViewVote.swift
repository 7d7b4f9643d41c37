/// What one attribute of a header says about the view.
public struct ViewVote: Sendable, Hashable {
  /// The attribute that speaks, in the order in which the evidence is listed.
  public enum Source: String, Sendable, Hashable, CaseIterable {
    /// (0054,0220), by its code.
    case viewCode = "ViewCodeSequence"
    /// (0054,0220), by its Code Meaning (0008,0104).
    case viewCodeMeaning = "ViewCodeMeaning"
    /// (0054,0222).
    case viewModifier = "ViewModifierCodeSequence"
    /// (0018,5101).
    case viewPosition = "ViewPosition"
    /// (0020,0020).
    case patientOrientation = "PatientOrientation"
    /// (0020,0037).
    case imageOrientationPatient = "ImageOrientationPatient"
    /// (0008,0008).
    case imageType = "ImageType"
    /// (0018,5100).
    case patientPosition = "PatientPosition"
    /// (0018,0015).
    case bodyPartExamined = "BodyPartExamined"
    /// (0008,103E).
    case seriesDescription = "SeriesDescription"
    /// (0018,1030).
    case protocolName = "ProtocolName"
    /// (0020,4000).
    case imageComments = "ImageComments"
    /// (0018,1400).
    case acquisitionDeviceProcessingDescription = "AcquisitionDeviceProcessingDescription"
    /// (0008,1030).
    case studyDescription = "StudyDescription"
    /// (0040,0254).
    case performedProcedureStepDescription = "PerformedProcedureStepDescription"
  }

  /// How much a vote weighs; nothing weaker ever overturns what is stronger.
  public enum Strength: String, Sendable, Hashable, CaseIterable {
    /// A code or defined term of this image.
    case perImage = "per-image"
    /// A text that belongs to the image or its series.
    case text
    /// A text that belongs to the study: what was ordered, not what was taken.
    case plan
    /// A circumstance that suggests AP (portable, supine) without stating a view.
    case hint
  }

  /// Whether a vote states one view, and if not, why.
  public enum Standing: String, Sendable, Hashable {
    /// It states what `says` holds.
    case counts = ""
    /// It names views that exclude each other.
    case several = "names several"
    /// It names a view in a sentence that takes it back or speaks of another film.
    case retracted = "not of this film"
    /// It holds a value in which no view was recognised.
    case unrecognised = "not recognised"
  }

  /// The attribute.
  public let source: Source
  /// The weight.
  public let strength: Strength
  /// The views that are named: none if unrecognised or retracted, several if they exclude each other.
  public let says: [ViewPosition]
  /// Whether it counts.
  public let standing: Standing
  /// The code, defined term or matched words, never more of a text than those; may be empty.
  public let quoted: String

  /// The vote as one entry of the evidence: `ViewPosition=PA`, `SeriesDescription "p.a" (PA)`.
  public var evidence: String {
    let isTerm = source == .patientPosition || strength == .perImage && source != .viewCodeMeaning
    let value = quoted.isEmpty ? "" : isTerm ? "=\(quoted)" : " \"\(quoted)\""
    let remark = remark
    return source.rawValue + value + (remark.isEmpty ? "" : " (\(remark))")
  }

  private var remark: String {
    guard standing == .counts else { return standing.rawValue }
    let views = says.map(\.label).joined(separator: ", ")
    return switch strength {
    case .perImage: views == quoted ? "" : views
    case .text: views
    case .plan: "plan: \(views)"
    case .hint: "hints at \(views)"
    }
  }
}
