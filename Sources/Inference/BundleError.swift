public import Imaging

/// Why a folder is no usable model bundle: which file, what is wrong, what to do.
public enum BundleError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A file that the bundle needs cannot be read.
  case unreadable(file: String, RegularFileError)
  /// `bundle.yaml` is no YAML.
  case notYAML(reason: String)
  /// `bundle.yaml` has a key that means nothing.
  case unknownKey(String)
  /// `bundle.yaml` lacks a key.
  case missingKey(String)
  /// A value of `bundle.yaml` is of the wrong kind or out of its range.
  case invalidValue(key: String, reason: String)
  /// A file is not the one that the manifest was written for.
  case wrongHash(file: String, expected: String, found: String)
  /// A file is no array that a head can be read from.
  case notNumpy(file: String, reason: String)
  /// The head's arrays do not fit together or to the labels.
  case wrongHead(file: String, reason: String)

  /// Cause and cure in a sentence.
  public var description: String {
    switch self {
    case .unreadable(let file, let reason):
      "The bundle's file \(file) cannot be read (\(reason)); copy the bundle again and check its "
        + "owner."
    case .notYAML(let reason):
      "bundle.yaml is no YAML (\(reason)); mend it at the place named."
    case .unknownKey(let key):
      "bundle.yaml has the key \(key), which means nothing here or has no value; mend its "
        + "spelling or remove it."
    case .missingKey(let key):
      "bundle.yaml lacks the key \(key); add it."
    case .invalidValue(let key, let reason):
      "bundle.yaml has a wrong value at \(key): \(reason)."
    case .wrongHash(let file, let expected, let found):
      "The bundle's file \(file) has the SHA-256 \(found), not \(expected) as bundle.yaml says; "
        + "copy the bundle again, or have its maker publish it anew."
    case .notNumpy(let file, let reason):
      "The bundle's file \(file) is no array of 32-bit floats (\(reason)); save it with "
        + "numpy.save as float32 in C order."
    case .wrongHead(let file, let reason):
      "The head in \(file) does not fit (\(reason)); export weights, bias and network together."
    }
  }
}
