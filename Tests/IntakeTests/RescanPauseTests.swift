import Foundation
import Testing

@testable import Intake

@Suite("A watched folder's rescans")
struct RescanPauseTests {
  @Test(arguments: [
    (WatcherStatus.Folder.Mode.events, Duration.milliseconds(10), Duration.seconds(60)),
    (.events, .seconds(1), .seconds(150)), (.events, .seconds(20), .seconds(600)),
    (.events, .seconds(100), .seconds(900)), (.poll, .milliseconds(10), .seconds(5)),
    (.poll, .seconds(1), .seconds(9)),
  ])
  func `take a hundredth of the time with events and a tenth without`(
    mode: WatcherStatus.Folder.Mode,
    effort: Duration,
    pause: Duration
  ) {
    var root = RootFolder(WatchedFolder(path: "/in"), now: .now)
    root.mode = mode
    #expect(root.pause(after: effort) == pause)
  }
}
