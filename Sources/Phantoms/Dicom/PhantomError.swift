/// Why a phantom could not be written.
public enum PhantomError: Error, Sendable, Hashable, CustomStringConvertible {
  /// DCMTK or OpenJPEG refused to encode or to write.
  case encoder(file: String, cause: String)
  /// The transfer syntax cannot hold so many bits.
  case tooManyBits(PhantomTransferSyntax, bitsStored: Int)
  /// Nothing was asked for.
  case nothingToWrite

  /// The cause and the cure in one sentence.
  public var description: String {
    switch self {
    case .encoder(let file, let cause):
      "\(file) could not be written: \(cause); check the folder's permissions and free space."
    case .tooManyBits(let syntax, let bits):
      "\(syntax.name) cannot hold \(bits) bits; ask for \(syntax.largestBitsStored) or fewer."
    case .nothingToWrite: "No phantom was asked for; ask for at least one view and one patient."
    }
  }
}
