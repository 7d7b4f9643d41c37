import CDcmtk
import Testing

/// The C surface under DicomBridge.
struct GuardTests {
  @Test
  func `a C++ exception comes back as a status`() {
    let status = cdcmtk_throw_for_test()
    #expect(status.code == .fault)
  }

  @Test
  func `initializing is safe from many threads at once`() async {
    await withTaskGroup(of: CDcmtkCode.self) { group in
      for _ in 0..<32 { group.addTask { cdcmtk_initialize().code } }
      for await code in group { #expect(code == .done) }
    }
  }
}
