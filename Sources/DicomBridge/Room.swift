internal import CDcmtk

/// Whether so many bytes are to be had, before they are asked for.
///
/// Swift ends the process when an array gets no memory. A sandboxed process has a limit, and a
/// file that exceeds it is to be told from one that crashes a library.
///
/// - Parameter bytes: what the next array takes.
/// - Throws: `outOfMemory`.
func checkRoom(_ bytes: Int) throws(DicomError) {
  guard bytes < 1 << 20 || cdcmtk_has_room(bytes) != 0 else { throw .outOfMemory }
}
