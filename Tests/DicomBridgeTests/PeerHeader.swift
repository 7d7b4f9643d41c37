import DicomBridge
import Foundation
import TestSupport

/// A header as `Tests/Peers/view_headers.py` prints it.
struct PeerHeader: Decodable {
  let file: String
  private let error: String?
  private let texts: [String: String]
  private let numbers: [String: Double]
  private let lists: [String: [String]]
  private let codes: [String: [[String]]]
  private let hasPixelData: Bool?

  /// The headers of all files of a folder.
  static func read(_ folder: URL) throws -> [PeerHeader] {
    let decoder = JSONDecoder()
    return try Fixtures.peer("view_headers.py", [folder.path]).split(separator: "\n")
      .map { try decoder.decode(PeerHeader.self, from: Data($0.utf8)) }
  }

  /// The attributes, or nil where pydicom found no data set.
  var header: DicomHeader? {
    guard error == nil else { return nil }
    var header = DicomHeader()
    header.transferSyntaxUID = texts["transferSyntaxUID"] ?? ""
    header.sopClassUID = texts["sopClassUID"]
    header.sopInstanceUID = texts["sopInstanceUID"]
    header.studyInstanceUID = texts["studyInstanceUID"]
    header.seriesInstanceUID = texts["seriesInstanceUID"]
    header.modality = texts["modality"]
    header.presentationIntentType = texts["presentationIntentType"]
    header.bodyPartExamined = texts["bodyPartExamined"]
    header.viewPosition = texts["viewPosition"]
    header.patientPosition = texts["patientPosition"]
    header.seriesDescription = texts["seriesDescription"]
    header.protocolName = texts["protocolName"]
    header.studyDescription = texts["studyDescription"]
    header.imageComments = texts["imageComments"]
    header.acquisitionDeviceProcessingDescription =
      texts["acquisitionDeviceProcessingDescription"]
    header.performedProcedureStepDescription = texts["performedProcedureStepDescription"]
    header.patientAge = texts["patientAge"]
    header.patientBirthDate = texts["patientBirthDate"]
    header.studyDate = texts["studyDate"]
    header.photometricInterpretation = texts["photometricInterpretation"]
    header.burnedInAnnotation = texts["burnedInAnnotation"]
    header.lossyImageCompression = texts["lossyImageCompression"]
    header.fieldOfViewHorizontalFlip = texts["fieldOfViewHorizontalFlip"]
    header.fieldOfViewRotation = numbers["fieldOfViewRotation"]
    header.rows = numbers["rows"].map { Int($0) }
    header.columns = numbers["columns"].map { Int($0) }
    header.samplesPerPixel = numbers["samplesPerPixel"].map { Int($0) }
    header.numberOfFrames = numbers["numberOfFrames"].map { Int($0) }
    header.imageType = lists["imageType"] ?? []
    header.patientOrientation = lists["patientOrientation"] ?? []
    header.viewCodes = concepts("viewCodes")
    header.viewModifierCodes = concepts("viewModifierCodes")
    header.anatomicRegions = concepts("anatomicRegions")
    header.hasPixelData = hasPixelData ?? false
    return header
  }

  private func concepts(_ name: String) -> [CodedConcept] {
    (codes[name] ?? []).filter { $0.count == 3 }
      .map { CodedConcept(value: $0[0], scheme: $0[1], meaning: $0[2]) }
  }

  private enum CodingKeys: String, CodingKey {
    case file, error, texts, numbers, lists, codes, hasPixelData
  }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    file = try values.decode(String.self, forKey: .file)
    error = try values.decodeIfPresent(String.self, forKey: .error)
    texts = try values.decodeIfPresent([String: String].self, forKey: .texts) ?? [:]
    numbers = try values.decodeIfPresent([String: Double].self, forKey: .numbers) ?? [:]
    lists = try values.decodeIfPresent([String: [String]].self, forKey: .lists) ?? [:]
    codes = try values.decodeIfPresent([String: [[String]]].self, forKey: .codes) ?? [:]
    hasPixelData = try values.decodeIfPresent(Bool.self, forKey: .hasPixelData)
  }
}
