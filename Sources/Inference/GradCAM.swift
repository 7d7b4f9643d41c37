internal import Imaging

/// Grad-CAM of a network whose head is linear over global average pooling.
///
/// Selvaraju et al. 2017.
/// The gradient of logit c by the feature map A_k is W[c, k] / (rows x columns) everywhere, so the
/// map ReLU(sum over k of W[c, k] A_k) is Grad-CAM up to its scale, without a backward pass.
enum GradCAM {
  /// The heat for a label, 0 to 1, at the feature map's resolution.
  static func heat(for label: Int, map: FeatureMap, head: ClassifierHead) -> FloatMap {
    map.rectifiedSum(weights: head.weights(of: label).map { Double($0) }).normalizedByMaximum
  }
}
