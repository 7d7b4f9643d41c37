internal import DicomBridge
internal import Foundation
internal import Imaging
internal import Store

/// The samples of a film, before they are display values.
enum DecodedFilm: Sendable {
  /// Stored values with their transforms, from a DICOM instance.
  case instance(DecodedInstance)
  /// Display values, from a plain picture.
  case picture(GrayImage)
}

extension StudyPipeline {
  /// Gets the stored values of frame 0.
  ///
  /// The one place in the program that decodes; a worker process takes over here later.
  func decode(
    _ file: ClaimedFile,
    _ instance: IdentifiedInstance
  ) throws(StageFailure) -> DecodedFilm {
    guard instance.header != nil else {
      do { return .picture(try PictureFile.read(file.copy)) } catch {
        throw StageFailure(
          stage: .decode,
          reason: "malformed",
          detail: "\(error)",
          disposition: .conclude(.quarantined)
        )
      }
    }
    do throws(DicomError) {
      return .instance(try decoder.radiograph(of: file.copy.path))
    } catch {
      throw StageFailure(error, at: .decode)
    }
  }
}
