import DecodeWorkers
import DicomBridge
import Foundation
import Intake

// The configuration's words in the terms of the modules that obey them.

extension Settings.Folder {
  /// The path as the watcher reports it, with a slash at its end.
  var absolutePath: String {
    let path = URL(filePath: path, directoryHint: .isDirectory).standardizedFileURL.path
    return path.hasSuffix("/") ? path : path + "/"
  }
}

extension WatchedFolder {
  init(_ folder: Settings.Folder) {
    self.init(path: folder.path) { watched in
      watched.isRecursive = folder.recursive
      watched.mode = Mode(rawValue: folder.mode.rawValue) ?? .auto
      watched.settle = .seconds(folder.settleSeconds)
      watched.unannouncedSettle = max(.seconds(folder.settleSeconds), .seconds(3))
      watched.pollInterval = .seconds(folder.pollSeconds)
      watched.rescanInterval = .seconds(folder.rescanSeconds)
      watched.incompleteWait = .seconds(folder.incompleteWaitSeconds)
      watched.ignoredNames = IgnoredNames(suffixes: folder.ignoredSuffixes)
    }
  }
}

extension SettlePolicy {
  init(_ folder: Settings.Folder?) {
    if let folder, folder.after == .move, let done = folder.doneFolder,
      let failed = folder.failedFolder
    {
      self = .move(done: done, failed: failed)
    } else {
      self = .leave
    }
  }
}

extension DiskWatermark.Limits {
  init(_ disk: Settings.Disk) {
    self.init()
    fraction = disk.minimumFreePercent / 100
    bytes = Int64(disk.minimumFreeMegabytes) << 20
  }
}

extension DicomLimits {
  init(_ decoding: Settings.Decoding) {
    self.init()
    maximumFileBytes = decoding.maximumFileMegabytes << 20
    maximumPixels = decoding.maximumMegapixels * 1_000_000
  }
}

extension WorkerBudget {
  init(_ decoding: Settings.Decoding) {
    self.init()
    seconds = decoding.decoderSeconds ?? max(1, min(60, Int(decoding.maximumSeconds / 4)))
    processorSeconds = seconds
    megabytes = decoding.decoderMegabytes
  }
}

extension FileState {
  init(_ completeness: FileCompleteness) {
    switch completeness {
    case .whole: self = .whole
    case .truncated: self = .incomplete
    case .notDicom(let error): self = .notRecognised(error.reason)
    case .unreadable(let errno): self = .notRecognised("unreadable, errno \(errno)")
    }
  }
}
