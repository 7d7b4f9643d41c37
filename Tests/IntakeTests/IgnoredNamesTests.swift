import Intake
import Testing

@Suite("Names that are left alone")
struct IgnoredNamesTests {
  @Test(arguments: [
    "a.dcm.part", "a.partial", "a.tmp", "A.TMP", "a.dcm.filepart", "a.dcm~", ".a.dcm.swp", "a.swp",
    "a.crdownload", ".hidden", ".", "",
  ])
  func `are hidden or unfinished`(name: String) {
    #expect(IgnoredNames().contains(name))
  }

  @Test(arguments: [
    "a.dcm", "part", "tmp", "a.parts", "1.2.840", "ä.dcm", "partial.dcm", "a.tmp.dcm",
  ])
  func `are not those of finished files`(name: String) {
    #expect(!IgnoredNames().contains(name))
  }

  @Test func `follow the configuration`() {
    let names = IgnoredNames(suffixes: [".Writing", ""])
    #expect(names.contains("a.writing"))
    #expect(!names.contains("a.tmp"))
  }
}
