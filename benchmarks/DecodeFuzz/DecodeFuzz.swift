import DecodeWorkers
import DicomBridge
import Foundation
import Imaging

/// Damaged files through the decoder: each ends in a picture or in a reason.
///
/// - `DecodeFuzz SEED COUNT FOLDER`: through sandboxed workers, as the product reads. Counts by reason
///   are printed, and the program is still there at the end.
/// - `DecodeFuzz --here SEED FIRST COUNT FOLDER`: in this process, for AddressSanitizer and Valgrind. One
///   line a file, so that a caller goes on behind the file that ended it.
/// - `DecodeFuzz --whole FIRST FOLDER...`: the same with all files below some folders as they are.
///
/// The same seed damages alike.
@main
enum DecodeFuzz {
  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    switch arguments.first {
    case DecodeWorker.argument:
      exit(DecodeWorker().serve())
    case "--here" where arguments.count == 5:
      let mutants = try Mutants(
        seed: number(arguments[1]),
        folder: arguments[4],
        withPictures: true
      )
      try BareReading().readMutants(
        mutants,
        from: Int(number(arguments[2])),
        to: Int(number(arguments[3]))
      )
    case "--whole" where arguments.count > 2:
      try BareReading().readFolders(Array(arguments[2...]), from: Int(number(arguments[1])))
    case .some where arguments.count == 3:
      let mutants = try Mutants(seed: number(arguments[0]), folder: arguments[2])
      try SandboxedReading.run(mutants, count: Int(number(arguments[1])))
    default:
      fatalError("wanted: [--here] SEED [FIRST] COUNT FOLDER, or --whole FIRST FOLDER...")
    }
  }

  private static func number(_ text: String) -> UInt64 {
    guard let number = UInt64(text) else { fatalError("no number: \(text)") }
    return number
  }
}
