internal import DicomBridge

// The messages on the socket. They are small; what may be large lies in the shared memory.

/// What a worker is told once, before it reads anything.
struct WorkerOrders: Field {
  static var blank: WorkerOrders { WorkerOrders() }

  /// Whose death is the worker's.
  var parent = 0
  var limits = DicomLimits()
  /// Bytes of address space for decoding, beyond what the worker has mapped when it is ready.
  var addressSpace = 0

  mutating func code<Coder: FieldCoder>(with coder: inout Coder) throws(FieldFault) {
    try coder.code(&parent)
    try coder.code(&limits)
    try coder.code(&addressSpace)
  }
}

extension DicomLimits: Field {
  static var blank: DicomLimits { DicomLimits() }

  mutating func code<Coder: FieldCoder>(with coder: inout Coder) throws(FieldFault) {
    try coder.code(&maximumFileBytes)
    try coder.code(&maximumPixels)
    try coder.code(&maximumDepth)
    try coder.code(&maximumElements)
    try coder.code(&maximumInflatedBytes)
    try coder.code(&maximumHeaderBytes)
  }
}

/// The worker's first word: confined, or why not.
struct WorkerGreeting: Field {
  static var blank: WorkerGreeting { WorkerGreeting() }

  var problem: String?

  mutating func code<Coder: FieldCoder>(with coder: inout Coder) throws(FieldFault) {
    try coder.code(&problem)
  }
}

/// What is wanted of a file; the file's descriptor comes along.
struct ReadRequest: Field {
  static var blank: ReadRequest { ReadRequest(kind: .completeness, count: 0) }

  enum Kind: Int {
    case completeness, header, radiograph, headerBeforeFault
  }

  var kind: Kind
  /// The file's size.
  var count: Int

  mutating func code<Coder: FieldCoder>(with coder: inout Coder) throws(FieldFault) {
    var number = kind.rawValue
    try coder.code(&number)
    try coder.code(&count)
    guard let kind = Kind(rawValue: number) else { throw FieldFault() }
    self.kind = kind
  }
}

/// What became of a request: what lies in the shared memory, by claim.
struct ReadReply: Field {
  static var blank: ReadReply { ReadReply(kind: .whole) }

  enum Kind: Int {
    case whole, header, instance, fault
  }

  var kind: Kind
  /// Bytes of fields.
  var detailsCount = 0
  /// Stored values.
  var valuesCount = 0
  /// The most memory that the worker ever had resident.
  var peakBytes: UInt64 = 0

  mutating func code<Coder: FieldCoder>(with coder: inout Coder) throws(FieldFault) {
    var number = kind.rawValue
    try coder.code(&number)
    try coder.code(&detailsCount)
    try coder.code(&valuesCount)
    try coder.code(&peakBytes)
    guard let kind = Kind(rawValue: number) else { throw FieldFault() }
    self.kind = kind
  }
}
