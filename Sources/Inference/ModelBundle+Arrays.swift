extension ModelBundle {
  /// The values of arrays, each of the shape that it must have.
  func arrays(
    _ files: [BundleManifest.File],
    shapes: [[Int]]
  ) throws(InferenceError) -> [[Float]] {
    var found: [[Float]] = []
    for (file, shape) in zip(files, shapes) {
      let bytes = try verifiedBytes(of: file)
      do throws(BundleError) {
        let array = try NumpyArray(bytes, file: file.name)
        guard array.shape == shape else {
          throw .wrongHead(file: file.name, reason: "shape \(array.shape), not \(shape)")
        }
        found.append(array.values)
      } catch { throw .bundle(error) }
    }
    return found
  }
}
