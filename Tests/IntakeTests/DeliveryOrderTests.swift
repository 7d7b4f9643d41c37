import Intake
import Testing

@Suite("The order of delivery")
struct DeliveryOrderTests {
  @Test(arguments: [
    ("/in/im006.dcm", "/in/im006-otherpixels.dcm"),
    ("/in/im005.dcm", "/in/im005-again.dcm"),
    ("/in/im9.dcm", "/in/im10.dcm"),
    ("/in/1.2.840.9", "/in/1.2.840.10"),
    ("/in/z.dcm", "/in/a/a.dcm"),
    ("/in/a/z.dcm", "/in/a-b/a.dcm"),
    ("/in/study2/im1", "/in/study10/im1"),
    ("/in/a.dcm", "/in/a.png"),
    ("/in/a", "/in/a.dcm"),
    ("/in/im5.dcm", "/in/im006.dcm"),
  ])
  func `puts the plainer name first`(first: String, second: String) {
    #expect(DeliveryOrder(first) < DeliveryOrder(second))
    #expect(!(DeliveryOrder(second) < DeliveryOrder(first)))
  }

  @Test func `is total, so that names which count alike still have one order`() {
    let names = ["/in/im6.dcm", "/in/im006.dcm", "/in/im06.dcm"]
    let sorted = DeliveryOrder.sorted(names)
    #expect(sorted == DeliveryOrder.sorted(names.reversed()))
    #expect(Set(sorted) == Set(names))
  }

  @Test func `does not depend on the order in which names came`() {
    let names = (0..<300).map { "/in/s\($0 % 7)/im\($0 * 37 % 101)\($0 % 2 == 0 ? "-x" : "").dcm" }
    var generator = SystemRandomNumberGenerator()
    let expected = DeliveryOrder.sorted(names)
    for _ in 0..<10 {
      #expect(DeliveryOrder.sorted(names.shuffled(using: &generator)) == expected)
    }
  }
}
