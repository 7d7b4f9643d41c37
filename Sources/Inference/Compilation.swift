internal import COpenVINO
internal import ContentHash
internal import Synchronization

/// Makes a network of a bundle's verified ONNX file: takes it up where an earlier start left it compiled, else
/// compiles it.
struct Compilation {
  let file: BundleManifest.File
  let input: BundleManifest.Input
  let settings: CompiledNetwork.Settings
  let engine: InferenceEngine

  /// A network of OpenVINO; who owns it closes it.
  struct Made {
    let handle: OpaquePointer
    /// Where an imported network's weights lie; given up after the handle is closed.
    var weights: MappedFile?
  }

  /// The network of a file.
  ///
  /// - Parameter onnx: the file's verified bytes.
  /// - Returns: the network, compiled or taken up.
  /// - Throws: why OpenVINO refuses the file.
  func network(of onnx: [UInt8]) throws(InferenceError) -> Made {
    guard let cache = settings.cache else { return Made(handle: try compiled(onnx)) }
    let key = key
    if let network = kept(key, in: cache) {
      cache.report(.takenUp(network: file.name))
      return network
    }
    let handle = try compiled(onnx)
    cache.keep(key, network: file.name) { path in
      let status = cov_network_export(handle, path)
      return status.code == .ok ? nil : status.text
    }
    // What was kept is proven by being used, and takes less memory than what compiling leaves behind.
    guard let network = kept(key, in: cache) else { return Made(handle: handle) }
    cov_network_close(handle)
    return network
  }

  /// The network that lies in the cache; an entry that the engine refuses is removed.
  private func kept(_ key: SHA256Digest, in cache: CompilationCache) -> Made? {
    guard let entry = cache.entry(for: key, network: file.name) else { return nil }
    if let network = imported(entry) { return network }
    cache.discard(key, network: file.name)
    return nil
  }

  /// All that a compiled network depends on.
  private var key: SHA256Digest {
    let parts = [
      file.sha256, "\(input.height)x\(input.width)", settings.precision.rawValue,
      "\(settings.threads)", "\(settings.concurrency)", engine.version, engine.device,
      engine.capabilities,
    ]
    return SHA256Digest(of: parts.joined(separator: "\n"))
  }

  private func compiled(_ onnx: [UInt8]) throws(InferenceError) -> OpaquePointer {
    var handle: OpaquePointer?
    let status = onnx.withUnsafeBytes { raw in
      Self.lending(raw) { start, count in
        cov_network_compile(
          engine.handle,
          start,
          count,
          [1, 3, Int64(input.height), Int64(input.width)],
          settings.precision.rawValue,
          Int32(clamping: settings.threads),
          Int32(clamping: settings.concurrency),
          &handle
        )
      }
    }
    guard status.code == .ok, let handle else {
      throw .notCompiled(file: file.name, reason: status.text)
    }
    return handle
  }

  private func imported(_ exported: MappedFile) -> Made? {
    var handle: OpaquePointer?
    let status = engine.importing.withLock { _ in
      exported.withBytes { raw in
        Self.lending(raw) { start, count in
          cov_network_import(
            engine.handle,
            start,
            count,
            settings.precision.rawValue,
            Int32(clamping: settings.threads),
            Int32(clamping: settings.concurrency),
            &handle
          )
        }
      }
    }
    guard status.code == .ok, let handle else { return nil }
    // Most weights were copied into the order of this processor's kernels.
    exported.release()
    return Made(handle: handle, weights: exported)
  }

  /// Bytes as C's characters; no handle comes of none.
  private static func lending(
    _ raw: UnsafeRawBufferPointer,
    _ body: (UnsafePointer<CChar>, Int) -> cov_status
  ) -> cov_status {
    raw.withMemoryRebound(to: CChar.self) { text in
      text.baseAddress.map { body($0, text.count) } ?? cov_status()
    }
  }
}
