import Foundation

/// A small file system in memory, which a test can fill up and make read-only; needs root.
final class TemporaryDisk {
  let folder: URL

  static let needsRoot = "needs root and the right to mount a tmpfs"

  /// Whether this process may mount one.
  static let isPossible: Bool = {
    guard geteuid() == 0 else { return false }
    let place = FileManager.default.temporaryDirectory.appending(path: "mount-\(UUID().uuidString)")
    guard (try? TemporaryDisk(at: place, megabytes: 1)) != nil else { return false }
    try? FileManager.default.removeItem(at: place)
    return true
  }()

  init(at folder: URL, megabytes: Int) throws {
    self.folder = folder
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Self.run("mount", ["-t", "tmpfs", "-o", "size=\(megabytes)m", "none", folder.path])
  }

  deinit { try? Self.run("umount", ["--lazy", folder.path]) }

  /// Mounts it again, `ro` or `rw`.
  func remount(_ mode: String) throws {
    try Self.run("mount", ["-o", "remount,\(mode)", folder.path])
  }

  /// Takes all room but so many bytes.
  func fill(leaving rest: Int) throws {
    var space = statvfs()
    guard statvfs(folder.path, &space) == 0 else { throw Surprise(call: "statvfs", code: errno) }
    let descriptor = open(ballast, O_WRONLY | O_CREAT, 0o600)
    defer { close(descriptor) }
    let free = Int(space.f_bavail) * Int(space.f_frsize) - rest
    // posix_fallocate takes real blocks of a tmpfs.
    let code = posix_fallocate(descriptor, 0, off_t(max(1, free)))
    guard code == 0 else { throw Surprise(call: "posix_fallocate", code: code) }
  }

  /// Gives the room back.
  func empty() throws {
    try FileManager.default.removeItem(atPath: ballast)
  }

  private var ballast: String { folder.appending(path: "ballast").path }

  private static func run(_ program: String, _ arguments: [String]) throws {
    let process = Foundation.Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [program] + arguments
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Surprise(call: program, code: process.terminationStatus)
    }
  }

  struct Surprise: Error {
    let call: String
    let code: Int32
  }
}
