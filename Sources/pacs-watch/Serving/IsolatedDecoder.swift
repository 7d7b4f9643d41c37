import DecodeWorkers
import DicomBridge
import Logging

extension DicomDecoder {
  /// Decodes in processes of its own that can do nothing else; where the machine does not allow
  /// that, there is no decoding.
  ///
  /// - Throws: `DicomError.decoderUnavailable`.
  static func isolated(_ decoding: Settings.Decoding = Settings.Decoding()) throws -> DicomDecoder {
    let limits = DicomLimits(decoding)
    let pool = DecoderPool(limits: limits, budget: WorkerBudget(decoding)) { end in
      Logger.current.warning("A file ended a decoder's process", metadata: ["end": "\(end)"])
    }
    try pool.prepare()
    return DicomDecoder(limits: limits, reader: pool)
  }
}
