internal import DicomBridge
internal import Imaging

/// A decoded instance without its stored values, which lie beside it in the shared memory.
struct InstanceDetails: Field {
  static var blank: InstanceDetails { InstanceDetails() }

  private var header = DicomHeader()
  private(set) var rows = 0
  private(set) var columns = 0
  private(set) var bitsStored = 1
  private var isSigned = false
  private var modality = ModalityLUT.identity
  private var voi = VOILUT.none
  private var isInverted = false
  private var flags: [String] = []
  private var decoderName = ""

  private init() {}

  init(_ instance: DecodedInstance) {
    header = instance.header
    rows = instance.radiograph.rows
    columns = instance.radiograph.columns
    bitsStored = instance.radiograph.bitsStored
    isSigned = instance.radiograph.isSigned
    modality = instance.radiograph.modalityLUT
    voi = instance.radiograph.voiLUT
    isInverted = instance.radiograph.isInverted
    flags = instance.flags
    decoderName = instance.decoderName
  }

  mutating func code<Coder: FieldCoder>(with coder: inout Coder) throws(FieldFault) {
    try coder.code(&header)
    try coder.code(&rows)
    try coder.code(&columns)
    try coder.code(&bitsStored)
    try coder.code(&isSigned)
    try coder.code(&modality)
    try coder.code(&voi)
    try coder.code(&isInverted)
    try coder.code(&flags)
    try coder.code(&decoderName)
    // Rows and Columns are 16-bit numbers in DICOM.
    guard (1..<1 << 16).contains(rows), (1..<1 << 16).contains(columns),
      (1...16).contains(bitsStored)
    else { throw FieldFault() }
  }

  /// The instance, with values that fit what is said here.
  ///
  /// - Precondition: `rows * columns` values of `bitsStored` bits.
  func instance(_ storedValues: [UInt16]) -> DecodedInstance {
    DecodedInstance(
      header: header,
      radiograph: Radiograph(
        rows: rows,
        columns: columns,
        storedValues: storedValues,
        bitsStored: bitsStored,
        isSigned: isSigned,
        modalityLUT: modality,
        voiLUT: voi,
        isInverted: isInverted
      ),
      flags: flags,
      decoderName: decoderName
    )
  }
}
