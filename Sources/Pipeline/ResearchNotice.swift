/// The words that go wherever a result is shown.
public enum ResearchNotice {
  /// For tables, pages, CSV and pictures.
  public static let text = "Research software, not a medical device"
}
