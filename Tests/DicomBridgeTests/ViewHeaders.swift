import DicomBridge

extension DicomHeader {
  /// A header of a chest film that passes every gate but states no view, changed by `change`.
  static func film(_ change: (inout DicomHeader) -> Void = { _ in }) -> DicomHeader {
    var header = DicomHeader()
    header.transferSyntaxUID = "1.2.840.10008.1.2.1"
    header.sopClassUID = "1.2.840.10008.5.1.4.1.1.1.1"
    header.studyInstanceUID = "2.25.1"
    header.seriesInstanceUID = "2.25.2"
    header.sopInstanceUID = "2.25.3"
    header.modality = "DX"
    header.imageType = ["ORIGINAL", "PRIMARY"]
    header.presentationIntentType = "FOR PRESENTATION"
    header.bodyPartExamined = "CHEST"
    header.rows = 2000
    header.columns = 1800
    header.samplesPerPixel = 1
    header.photometricInterpretation = "MONOCHROME2"
    header.hasPixelData = true
    header.hasPreamble = true
    change(&header)
    return header
  }

  /// The text attributes that may speak of a view, with those of the study last.
  static let texts: [(name: String, path: any WritableKeyPath<DicomHeader, String?> & Sendable)] = [
    ("SeriesDescription", \.seriesDescription),
    ("ProtocolName", \.protocolName),
    ("ImageComments", \.imageComments),
    ("AcquisitionDeviceProcessingDescription", \.acquisitionDeviceProcessingDescription),
    ("StudyDescription", \.studyDescription),
    ("PerformedProcedureStepDescription", \.performedProcedureStepDescription),
  ]
}

extension ViewDecision {
  /// The outcome as one word, so that tables of expectations stay narrow.
  var word: String {
    switch outcome {
    case .decided(let view): view.label
    case .frontalUnspecified: "unspecified"
    case .onlyPlanned: "planned"
    case .conflict: "conflict"
    case .notStated: "none"
    }
  }
}
