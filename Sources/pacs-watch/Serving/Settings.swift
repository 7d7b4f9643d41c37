import Foundation
import Yams

/// The daemon's configuration file, `etc/pacs-watch.yaml` explains every key.
struct Settings: Decodable, Equatable {
  var store: String
  var models: [String] = ["chest-xray-3class"]
  var shadowModel: String?
  var requireAcceptance = false
  var workers: Int = max(1, ProcessInfo.processInfo.activeProcessorCount)
  var attemptLimit: Int = 3
  var logLevel: String = "info"
  var order: Order = .oldest
  var disk = Disk()
  var decoding = Decoding()
  var folders: [Folder]

  /// Which of the waiting files are taken first.
  enum Order: String, Decodable { case oldest, newest }

  struct Disk: Decodable, Equatable {
    var minimumFreePercent: Double = 5
    var minimumFreeMegabytes: Int = 2048
  }

  struct Decoding: Decodable, Equatable {
    var maximumFileMegabytes: Int = 1024
    var maximumMegapixels: Int = 100
    var maximumSeconds: Double = 300
    /// Nil: a minute, or a quarter of `maximumSeconds`.
    var decoderSeconds: Int?
    var decoderMegabytes: Int = 2048
  }

  struct Folder: Decodable, Equatable {
    var path: String
    var recursive = true
    var mode: Mode = .auto
    var settleSeconds: Double = 0.25
    var pollSeconds: Double = 5
    var rescanSeconds: Double = 60
    var incompleteWaitSeconds: Double = 60
    var ignoredSuffixes: [String] = [
      ".part", ".partial", ".tmp", ".filepart", "~", ".swp", ".crdownload",
    ]
    var after: After = .leave
    var doneFolder: String?
    var failedFolder: String?

    enum Mode: String, Decodable { case auto, events, poll }
    enum After: String, Decodable { case leave, move }
  }

  /// Reads and checks a file.
  ///
  /// - Throws: `SettingsError` that names key and cure.
  static func load(from path: String) throws -> Settings {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw SettingsError(path: path, problem: "it cannot be read; check the path and its rights")
    }
    do {
      let settings = try YAMLDecoder().decode(Settings.self, from: text)
      if let problem = settings.problem { throw SettingsError(path: path, problem: problem) }
      return settings
    } catch let error as SettingsError {
      throw error
    } catch let error as DecodingError {
      throw SettingsError(path: path, problem: error.settingsProblem)
    } catch {
      throw SettingsError(path: path, problem: "it is not YAML: \(error)")
    }
  }
}

/// A configuration file that cannot be used.
struct SettingsError: Error, CustomStringConvertible, Equatable {
  let path: String
  let problem: String
  var description: String { "The configuration \(path) cannot be used: \(problem)." }
}
