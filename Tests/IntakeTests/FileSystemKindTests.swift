import Intake
import Testing

@Suite("The kind of file system")
struct FileSystemKindTests {
  // Numbers of linux/magic.h and the kernel's fs/smb/client.
  @Test(arguments: [
    (0x6969, true, true), (0xFE53_4D42, true, false), (0xFF53_4D42, true, false),
    (0x6573_5546, true, false), (0xEF53, false, true), (0x5846_5342, false, true),
    (0x0102_1994, false, true), (0x9123_683E, false, true),
  ])
  func `says whether polling is needed`(magic: Int64, needsPolling: Bool, lastingInodes: Bool) {
    let kind = FileSystemKind(magic: magic)
    #expect(kind.needsPolling == needsPolling)
    #expect(kind.hasLastingInodes == lastingInodes)
  }

  @Test func `of the kernel's own tree is local`() throws {
    #expect(try FileSystemKind.detect(at: "/proc") == .local)
  }

  @Test func `of nothing is an error with its errno`() {
    #expect(throws: SystemCallError(code: 2)) { try FileSystemKind.detect(at: "/proc/nowhere") }
  }
}
