import CDcmtk

extension InstanceDecoder {
  /// Loads whatever the libraries would load from files while they decode: DCMTK's dictionary, the
  /// C library's tables of each character set that DICOM knows.
  ///
  /// Afterwards decoding opens no file, so that a process may give up opening files.
  ///
  /// - Throws: `dictionaryMissing`, or `decoderFault` for a character set that is not installed.
  public static func prepare() throws(DicomError) {
    try check(cdcmtk_initialize())
    for encoding in CodeElement.encodings { try check(cdcmtk_keep_encoding(encoding)) }
  }
}
