import DicomBridge
import Testing

@Suite("The age of a patient")
struct PatientAgeTests {
  /// PS3.5 6.2, value representation AS.
  @Test(arguments: [
    ("042Y", 42.0), ("000Y", 0), ("018M", 1.5), ("012M", 1), ("052W", 0.9966), ("010D", 0.0274),
    ("999Y", 999), ("016Y ", 16),
  ])
  func `an age string is read by its unit`(stated: String, years: Double) throws {
    let age = try #require(PatientAge(ageString: stated))
    #expect(abs(age.years - years) < 0.001)
  }

  @Test(arguments: ["", "42", "81", "42Y", "0042Y", "04AY", "-12Y", "+12Y", "042y", "042", "٠٤٢Y"])
  func `anything else is no age`(stated: String) {
    #expect(PatientAge(ageString: stated) == nil)
  }

  @Test(arguments: [
    ("20100701", "20260630", 15.0), ("20100701", "20260701", 16), ("20000229", "20160228", 15),
    ("20000229", "20160229", 16), ("20260101", "20260101", 0), ("19410211", "20260211", 85),
  ])
  func `birthdays are counted`(birth: String, study: String, years: Double) throws {
    let age = try #require(PatientAge(birthDate: birth, studyDate: study))
    #expect(age.years == years)
  }

  @Test(arguments: [
    ("", "20260101"), ("20260102", "20260101"), ("2010", "20260101"), ("20101301", "20260101"),
    ("20100132", "20260101"), ("2010-1-1", "20260101"), ("00000101", "20260101"),
  ])
  func `broken or reversed dates give no age`(birth: String, study: String) {
    #expect(PatientAge(birthDate: birth, studyDate: study) == nil)
  }

  @Test func `what is absent gives no age`() {
    #expect(PatientAge(ageString: nil) == nil)
    #expect(PatientAge(birthDate: nil, studyDate: "20260101") == nil)
    #expect(PatientAge(birthDate: "20000101", studyDate: nil) == nil)
  }
}
