internal import Foundation
internal import Store

/// One field in which a re-run differs from what is recorded.
public struct FieldDifference: Sendable, Hashable, Codable {
  /// The field's path, such as `provenance.engineVersion`.
  public let field: String
  /// The recorded value; patient fields read `(patient data)`.
  public let recorded: String
  /// The value of the re-run.
  public let computed: String

  static let missing = FieldDifference(
    field: "result",
    recorded: "none",
    computed: "a result"
  )
}

/// Compares outcomes field by field, numbers bit by bit.
///
/// What depends on the order of arrival instead of the bytes is left out: conflicts are decided when
/// a result is recorded.
enum OutcomeComparison {
  private static let decidedAtRecording: Set<String> = ["header-updated", ResultRow.conflictFlag]
  private static let patientFields: Set<String> = [
    "identity.patientName", "identity.patientID", "identity.accessionNumber",
    "identity.patientSex", "identity.patientAge", "identity.studyDate",
  ]

  static func differences(_ recorded: Outcome, _ computed: Outcome) -> [FieldDifference] {
    var recorded = recorded
    recorded.flags.removeAll { decidedAtRecording.contains($0) }
    if recorded.status == .conflict {
      recorded.status = computed.status
      recorded.reason = computed.reason
    }
    let old = fields(of: recorded)
    let new = fields(of: computed)
    return Set(old.keys).union(new.keys).sorted().compactMap { field in
      let (was, now) = (old[field] ?? "none", new[field] ?? "none")
      guard was != now else { return nil }
      let isPatient = patientFields.contains(field)
      return FieldDifference(
        field: field,
        recorded: isPatient ? "(patient data)" : was,
        computed: isPatient ? "(patient data)" : now
      )
    }
  }

  /// Every field by its path.
  ///
  /// Doubles are written in the shortest form that reads back to the same
  /// bits, so equal texts are equal bits.
  private static func fields(of outcome: Outcome) -> [String: String] {
    var found: [String: String] = [:]
    collect(outcome, at: "", into: &found)
    return found
  }

  private static func collect(_ value: Any, at path: String, into found: inout [String: String]) {
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .optional:
      if let wrapped = mirror.children.first { collect(wrapped.value, at: path, into: &found) }
    case .struct:
      for child in mirror.children {
        let name = child.label ?? ""
        collect(child.value, at: path.isEmpty ? name : "\(path).\(name)", into: &found)
      }
    case .dictionary:
      for (key, entry) in (value as? [String: String]) ?? [:] { found["\(path).\(key)"] = entry }
    case .collection:
      for (index, child) in mirror.children.enumerated() {
        collect(child.value, at: "\(path)[\(index)]", into: &found)
      }
    default: found[path] = "\(value)"
    }
  }
}

extension Outcome {
  /// The outcome that a recorded row holds.
  init(_ row: ResultRow) {
    self.init(
      status: row.status,
      reason: row.reason,
      provenance: row.provenance ?? Provenance(inputHash: row.contentHash, programVersion: "")
    )
    identity = row.identity
    pixelHash = row.pixelHash
    view = row.view
    viewEvidence = row.viewEvidence
    detail = row.detail
    finding = row.finding
    probability = row.probability
    probabilities = row.probabilities
    segmentationConfidence = row.segmentationConfidence
    heatmapInLungs = row.heatmapInLungs
    flags = row.flags
    model = row.model
    modelVersion = row.modelVersion
    imageFile = row.imageFile
    heatmapFile = row.heatmapFile
    imageSHA256 = row.imageSHA256
    heatmapSHA256 = row.heatmapSHA256
  }
}
