/// What one worker may take.
public struct WorkerBudget: Sendable, Hashable {
  /// For one answer, by the clock on the wall.
  public var seconds = 60
  /// For one answer, of processor time: the net for the case that nobody looks at the clock.
  public var processorSeconds = 60
  /// Address space beyond the program itself and the shared memory.
  ///
  /// JPEG 2000 takes about 16 bytes a pixel on top of the codestream.
  public var megabytes = 2048
  /// After so many files a worker makes room for a fresh one, and with it whatever it leaked.
  public var filesPerWorker = 2000
  /// A worker that ever had more resident makes room too, since the C library keeps what was freed.
  public var residentMegabytes = 768

  /// The defaults, to be changed one by one.
  public init() {}
}
