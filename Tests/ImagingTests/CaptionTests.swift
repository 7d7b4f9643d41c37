import Imaging
import Testing

@Suite("A caption")
struct CaptionTests {
  private let picture = ColorImage(
    rows: 30,
    columns: 200,
    bytes: (0..<30 * 200 * 3).map { UInt8($0 % 251) }
  )

  @Test func `stands below the picture and covers nothing of it`() throws {
    let captioned = try picture.captioned("Research software, not a medical device")
    #expect(captioned.columns == 200)
    #expect(captioned.rows > 30)
    #expect(Array(captioned.bytes.prefix(picture.bytes.count)) == picture.bytes)
    #expect(captioned.bytes.dropFirst(picture.bytes.count).contains { $0 > 200 })
  }

  @Test func `differs with its text and is the same for the same text`() throws {
    let one = try picture.captioned("Normal")
    #expect(try picture.captioned("Normal") == one)
    #expect(try picture.captioned("Pneumonia") != one)
  }

  @Test(arguments: ["", "肺炎", String(repeating: "long ", count: 200)])
  func `takes any text`(text: String) throws {
    #expect(try picture.captioned(text).columns == 200)
  }
}
