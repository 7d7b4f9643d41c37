import ContentHash
import Foundation
import Store

/// What one film leaves in the store, all of it decided by a number.
struct InventedStudy {
  private let number: Int
  private let digest: SHA256Digest

  init(_ number: Int) {
    self.number = number
    digest = SHA256Digest(of: "study \(number)")
  }

  var arrival: Arrival {
    let path = "/srv/pacs/incoming/2026/01/\(number / 1000)/IM-0001-\(number).dcm"
    return Arrival(
      contentHash: digest,
      sighting: Sighting(
        path: path,
        size: 15_000_000,
        mtimeNs: Int64(number) * 1_000_000_000,
        inode: UInt64(number),
        device: 64_769
      )
    )
  }

  var outcome: Outcome {
    var provenance = Provenance(inputHash: digest.hex, programVersion: "0.1.0")
    provenance.bundleHash = SHA256Digest(of: "bundle").hex
    for file in ["bundle.yaml", "lungs.onnx", "classifier.onnx", "head_weights.npy"] {
      provenance.fileHashes[file] = SHA256Digest(of: file).hex
    }
    provenance.preprocessing = String(repeating: "{\"step\":\"resize\"}", count: 12)
    provenance.engine = "OpenVINO"
    provenance.engineVersion = "2026.4.1"
    provenance.precision = "f32"
    provenance.decoder = "DCMTK 3.6.7"
    var outcome = Outcome(status: .classified, provenance: provenance)
    outcome.identity = identity
    outcome.pixelHash = SHA256Digest(of: "pixels \(number)").hex
    outcome.view = "PA"
    outcome.viewEvidence = "ViewPosition"
    outcome.finding = "Normal"
    outcome.probability = 0.9
    outcome.probabilities = ["COVID-19", "Normal", "Pneumonia"].map {
      LabelProbability(label: $0, probability: $0 == "Normal" ? 0.9 : 0.05)
    }
    outcome.segmentationConfidence = 0.97
    outcome.heatmapInLungs = 0.6
    outcome.model = "chest-xray-3class"
    outcome.modelVersion = "1.1.0"
    outcome.imageFile = "images/\(digest.hex.prefix(2))/\(digest.hex).png"
    outcome.imageSHA256 = digest.hex
    outcome.heatmapFile = "images/\(digest.hex.prefix(2))/\(digest.hex)-heatmap.png"
    outcome.heatmapSHA256 = digest.hex
    return outcome
  }

  private var identity: InstanceIdentity {
    var identity = InstanceIdentity()
    identity.studyUID = "2.25.1000000\(number)"
    identity.seriesUID = "2.25.2000000\(number)"
    identity.sopInstanceUID = "2.25.3000000\(number)"
    identity.sopClassUID = "1.2.840.10008.5.1.4.1.1.1.1"
    identity.modality = "DX"
    identity.accessionNumber = "A\(number)"
    identity.patientID = "P\(number % 300_000)"
    identity.patientName = "Phantom^Number \(number % 300_000)"
    identity.studyDate = "20260101"
    identity.patientSex = "F"
    identity.patientAge = "050Y"
    return identity
  }
}
