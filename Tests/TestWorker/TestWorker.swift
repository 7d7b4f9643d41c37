import CMisdeeds
import DecodeWorkers
import DicomBridge
import Glibc

/// A worker for tests: confined like the product's, and then it does what the file tells it.
///
/// By the name it was started under it starts otherwise: `...-without-seccomp`,
/// `...-with-prctl-alone`, `...-with-thread`, `...-mute`. With files as its arguments it is a parent that has them read.
@main
enum TestWorker {
  static func main() {
    let arguments = CommandLine.arguments
    guard arguments.dropFirst().first == DecodeWorker.argument else {
      let decoder = DicomDecoder(limits: .standard, reader: DecoderPool())
      for path in arguments.dropFirst() { _ = decoder.headerBeforeFault(of: path) }
      return
    }
    let name = arguments[0]
    if name.hasSuffix("-without-seccomp") { misdeed_forbid_seccomp() }
    if name.hasSuffix("-with-prctl-alone") { misdeed_start_again_without_seccomp() }
    if name.hasSuffix("-with-thread") { misdeed_start_thread() }
    if name.hasSuffix("-mute") { return }
    exit(DecodeWorker(makeReader: ObedientReader.prepared).serve())
  }
}
