internal import Foundation
internal import Imaging

/// A film as PNG or JPEG, which a person may name.
enum PlainPicture {
  /// By content and by name: a picture that calls itself a DICOM file is a sender's mistake.
  static func isFilm(_ copy: URL, foundAt path: String) -> Bool {
    let ending = URL(filePath: path).pathExtension.lowercased()
    guard ["png", "jpg", "jpeg"].contains(ending) else { return false }
    guard let handle = try? FileHandle(forReadingFrom: copy) else { return false }
    defer { try? handle.close() }
    guard let start = try? handle.read(upToCount: 16) else { return false }
    return PictureFile.format(of: start) != nil
  }
}
