import Intake
import Synchronization
import Testing

@Suite("The watermark of a disk")
struct DiskWatermarkTests {
  private final class Disk: Sendable {
    let space: Mutex<DiskWatermark.Space?>
    init(_ space: DiskWatermark.Space?) { self.space = Mutex(space) }
    func set(free: Int64, of total: Int64) {
      space.withLock { $0 = DiskWatermark.Space(total: total, available: free) }
    }
    func fail() { space.withLock { $0 = nil } }
    var watermark: DiskWatermark {
      DiskWatermark { () throws(SystemCallError) in
        guard let space = self.space.withLock({ $0 }) else { throw SystemCallError(code: 5) }
        return space
      }
    }
  }

  // 5 % or 2 GB, whichever is more, but the 2 GB never more than a tenth.
  @Test(
    arguments: [
      (1_000_000_000_000, 50_000_000_000), (100_000_000_000, 5_000_000_000),
      (30_000_000_000, 2_000_000_000), (8_000_000_000, 800_000_000), (0, 0),
    ] as [(Int64, Int64)]
  )
  func `lies where the size of the disk says`(total: Int64, mark: Int64) {
    #expect(DiskWatermark.Limits().lowMark(of: total) == mark)
  }

  @Test func `closes below the low mark and opens above the high one`() {
    let disk = Disk(nil)
    let watermark = disk.watermark
    disk.set(free: 6_000_000_000, of: 100_000_000_000)
    #expect(watermark.isOpen)
    disk.set(free: 4_999_999_999, of: 100_000_000_000)
    #expect(!watermark.isOpen)
    disk.set(free: 5_900_000_000, of: 100_000_000_000)
    #expect(!watermark.isOpen)
    disk.set(free: 6_000_000_000, of: 100_000_000_000)
    #expect(watermark.isOpen)
    disk.set(free: 5_100_000_000, of: 100_000_000_000)
    #expect(watermark.isOpen)
  }

  @Test func `is closed on a disk that gives no answer`() {
    let disk = Disk(DiskWatermark.Space(total: 100, available: 100))
    let watermark = disk.watermark
    #expect(watermark.isOpen)
    disk.fail()
    #expect(!watermark.isOpen)
    disk.set(free: 100, of: 100)
    #expect(watermark.isOpen)
  }

  @Test func `measures a real disk`() throws {
    let space = try DiskWatermark.measure("/")
    #expect(space.total > 0)
    #expect(space.available <= space.total)
    #expect(throws: SystemCallError(code: 2)) { try DiskWatermark.measure("/proc/nowhere") }
  }
}
