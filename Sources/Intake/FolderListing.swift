import Glibc

/// The files below a folder, read once, in the order of delivery.
public enum FolderListing {
  /// What a listing found.
  public struct Found: Sendable {
    /// Absolute paths of regular files in `DeliveryOrder`.
    public var files: [String] = []
    /// Folders that could not be read, and why.
    public var unreadableFolders: [(path: String, error: SystemCallError)] = []
    /// Entries whose names are not UTF-8; they cannot be recorded, so they are left alone.
    public var unreadableNames = 0
  }

  /// Lists regular files; symbolic links below the path are not followed, the path itself may be one.
  ///
  /// - Parameters:
  ///   - path: a folder, or one file, which is then returned alone whatever its name.
  ///   - recursive: whether folders below are listed too.
  ///   - ignoring: names that are left out, of files and of folders.
  /// - Returns: what was found; a folder below that cannot be read does not end the listing.
  /// - Throws: `SystemCallError` if the path itself cannot be read.
  public static func files(
    in path: String,
    recursive: Bool = true,
    ignoring: IgnoredNames = IgnoredNames()
  ) throws(SystemCallError) -> Found {
    let top = AbsolutePath.of(path)
    var found = Found()
    var folders: [String] = []
    do throws(SystemCallError) {
      try read(top, isTop: true, ignoring: ignoring, into: &found, folders: &folders)
    } catch  where error.code == ENOTDIR {
      _ = try FileStatus.ofName(top)
      return Found(files: [top])
    }
    while recursive, let folder = folders.popLast() {
      do throws(SystemCallError) {
        try read(folder, isTop: false, ignoring: ignoring, into: &found, folders: &folders)
      } catch {
        found.unreadableFolders.append((folder, error))
      }
    }
    found.files = DeliveryOrder.sorted(found.files)
    return found
  }

  private static func read(
    _ folder: String,
    isTop: Bool,
    ignoring: IgnoredNames,
    into found: inout Found,
    folders: inout [String]
  ) throws(SystemCallError) {
    let reader = try FolderReader(folder, followsLink: isTop)
    var files: [String] = []
    var below: [String] = []
    var unreadableNames = 0
    let prefix = folder == "/" ? "/" : folder + "/"
    while try reader.next({ name, kind in
      guard !ignoring.contains(name), kind == .file || kind == .folder else { return }
      guard let text = String(validating: name, as: UTF8.self) else {
        unreadableNames += 1
        return
      }
      if kind == .file { files.append(prefix + text) } else { below.append(prefix + text) }
    }) {}
    found.files += files
    found.unreadableNames += unreadableNames
    folders += below
  }
}
