/// The age of a patient when a film was taken.
public struct PatientAge: Sendable, Hashable {
  /// In years and parts of a year.
  public let years: Double

  /// Reads an Age String (PS3.5 6.2): three digits and D, W, M or Y.
  ///
  /// A bare number is no age, since nothing says whether it counts years or months.
  public init?(ageString: String?) {
    guard let text = ageString?.filter({ $0 != " " }), text.utf8.count == 4,
      let number = Self.number(text.dropLast())
    else { return nil }
    switch text.last {
    case "D": years = Double(number) / 365.25
    case "W": years = Double(number) * 7 / 365.25
    case "M": years = Double(number) / 12
    case "Y": years = Double(number)
    default: return nil
    }
  }

  /// The full years between two dates (PS3.5 6.2 DA, YYYYMMDD), nil if the second is earlier.
  public init?(birthDate: String?, studyDate: String?) {
    guard let birth = Self.date(birthDate), let study = Self.date(studyDate), study >= birth else {
      return nil
    }
    // As YYYYMMDD numbers the difference, cut to ten thousands, is the number of birthdays past.
    years = Double((study - birth) / 10_000)
  }

  private static func date(_ text: String?) -> Int? {
    guard let text = text?.filter({ $0 != " " }), text.utf8.count == 8,
      let date = number(text[...])
    else { return nil }
    let isCalendarDay = (1...12).contains(date / 100 % 100) && (1...31).contains(date % 100)
    return isCalendarDay && date >= 1000_00_00 ? date : nil
  }

  private static func number(_ digits: Substring) -> Int? {
    digits.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      ? Int(digits) : nil
  }
}
