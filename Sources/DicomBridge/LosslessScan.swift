import CLosslessJPEG

/// The one scan of a lossless JPEG frame of one component, after its header was checked (ITU-T T.81 B.2.3, annex H).
struct LosslessScan {
  private let data: Range<Int>
  private let table: JPEGMarkers.HuffmanTable
  private let predictor: UInt8
  private let pointTransform: UInt8
  private let restartRows: Int
  private let markers: JPEGMarkers

  /// - Throws: `malformed` for a scan that T.81 does not allow in a frame of one component.
  init(_ markers: JPEGMarkers) throws(DicomError) {
    guard markers.scans.count == 1, let scan = markers.scans.first else {
      throw .malformed("a lossless JPEG frame of one component has one scan")
    }
    // Ns, then a component and its tables, Ss (the predictor), Se, Ah and Al (the point transform).
    guard scan.header.count == 6, scan.header[0] == 1, (1...7).contains(scan.header[3]) else {
      throw .malformed("the scan header is none of lossless JPEG")
    }
    guard let table = scan.tables[scan.header[2] >> 4] else {
      throw .malformed("a JPEG scan names a Huffman table that is not there")
    }
    pointTransform = scan.header[5] & 15
    guard pointTransform < markers.precision else {
      throw .malformed("the point transform of the JPEG scan leaves no bits")
    }
    guard scan.restartInterval % max(1, markers.columns) == 0 else {
      throw .malformed("a restart interval of lossless JPEG is not one of whole rows")
    }
    data = scan.data
    self.table = table
    predictor = scan.header[3]
    restartRows = scan.restartInterval / max(1, markers.columns)
    self.markers = markers
  }

  /// Decodes into `rows * columns` samples.
  ///
  /// - Throws: `malformed` for data that are damaged or end early.
  func decode(
    _ codestream: [UInt8],
    into samples: UnsafeMutableBufferPointer<UInt16>
  ) throws(DicomError) {
    guard let samples = samples.baseAddress else { throw .noPixelData }
    let outcome = codestream[data].withUnsafeBufferPointer { bytes in
      table.counts.withUnsafeBufferPointer { counts in
        table.categories.withUnsafeBufferPointer { categories in
          // Without data or codes there is nothing that a sample could come from.
          guard let bytes = bytes.baseAddress, let counts = counts.baseAddress,
            let categories = categories.baseAddress
          else { return CLosslessJPEGOutcome.damaged }
          var scan = CLosslessJPEGScan(
            bytes: bytes,
            length: data.count,
            counts: counts,
            categories: categories,
            rows: UInt16(markers.rows),
            columns: UInt16(markers.columns),
            precision: UInt8(markers.precision),
            predictor: predictor,
            pointTransform: pointTransform,
            restartRows: UInt16(restartRows)
          )
          return clossless_jpeg_decode(&scan, samples)
        }
      }
    }
    switch outcome {
    case .done: return
    case .badTable: throw .malformed("a JPEG Huffman table has more codes than bits can tell apart")
    case .badRestart: throw .malformed("a JPEG restart marker is missing or out of turn")
    case .damaged: throw .malformed("the JPEG codestream is damaged or ends early")
    }
  }
}
