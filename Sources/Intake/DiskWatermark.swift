import Glibc
import Synchronization

/// Says whether the disk has room for more intake, without flapping at the limit.
///
/// Intake closes when less than the low mark is free and opens again above the high mark, 1.2 times as
/// much. A file that is not taken stays where its sender put it.
public final class DiskWatermark: Sendable {
  /// Size and free room of a file system.
  public struct Space: Sendable, Hashable {
    /// Bytes in all.
    public let total: Int64
    /// Bytes that an ordinary user may still write.
    public let available: Int64

    /// A measurement.
    public init(total: Int64, available: Int64) {
      self.total = total
      self.available = available
    }
  }

  /// How much must stay free.
  public struct Limits: Sendable, Hashable {
    /// A share of the disk.
    public var fraction = 0.05
    /// Bytes; where the disk is small, a tenth of it is enough.
    public var bytes: Int64 = 2_000_000_000
    /// What the low mark is multiplied with to open again.
    public var reopening = 1.2

    /// 5 % or 2 GB, whichever is more, but the 2 GB never more than a tenth of the disk.
    public init() {}

    /// Intake closes below so many free bytes.
    public func lowMark(of total: Int64) -> Int64 {
      max(Int64(Double(total) * fraction), min(bytes, total / 10))
    }
  }

  /// How a disk is measured; throws the errno of statvfs(3).
  public typealias Probe = @Sendable () throws(SystemCallError) -> Space

  private let limits: Limits
  private let probe: Probe
  private let wasOpen = Mutex(true)

  /// A watermark on the disk under a folder.
  public convenience init(folder: String, limits: Limits = Limits()) {
    self.init(limits: limits) { () throws(SystemCallError) in try Self.measure(folder) }
  }

  /// A watermark on whatever the probe measures.
  public init(limits: Limits = Limits(), probe: @escaping Probe) {
    self.limits = limits
    self.probe = probe
  }

  /// Measures and decides; a disk that cannot be measured has no room.
  public var isOpen: Bool {
    wasOpen.withLock { wasOpen in
      do throws(SystemCallError) {
        let space = try probe()
        let low = limits.lowMark(of: space.total)
        let needed = wasOpen ? low : Int64(Double(low) * limits.reopening)
        wasOpen = space.available >= needed
      } catch {
        wasOpen = false
      }
      return wasOpen
    }
  }

  /// The room on the file system under a folder.
  ///
  /// - Parameter folder: an existing path.
  /// - Returns: size and free room.
  /// - Throws: `SystemCallError`.
  public static func measure(_ folder: String) throws(SystemCallError) -> Space {
    var raw = statvfs()
    guard statvfs(folder, &raw) == 0 else { throw .last }
    let unit = Int64(raw.f_frsize)
    return Space(total: Int64(raw.f_blocks) * unit, available: Int64(raw.f_bavail) * unit)
  }
}
