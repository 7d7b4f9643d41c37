import Adaptation
import ArgumentParser
import Evaluation
import Inference
import Pipeline
import Store

/// The program's exit codes; a contract, since departments script against them.
extension ExitCode {
  /// Some input failed, or the audit chain is broken.
  static let someFailed = ExitCode(1)
  /// The input is unusable (EX_DATAERR).
  static let unusable = ExitCode(65)
  /// Reading or writing failed (EX_IOERR).
  static let inputOutput = ExitCode(74)
  /// The same call may succeed later (EX_TEMPFAIL).
  static let tryAgain = ExitCode(75)

  /// The code that tells a script what kind of failure an error is.
  init(for error: any Error) {
    self =
      switch error {
      case StoreError.busy: .tryAgain
      case is StoreError, is StoreLockError: .inputOutput
      case let failure as StageFailure: failure.disposition == .retry ? .tryAgain : .inputOutput
      case is SettingsError, is ModelNotFound, is BundleError, is InferenceError: .unusable
      case is AdaptationError, BundleEditionError.noHead: .unusable
      case is LabelTableError, is EvaluateError: .unusable
      case is BundleNotAccepted, is NoShadowPairs, is AcceptError: .unusable
      default: .inputOutput
      }
  }
}

/// Runs a command's body, prints what went wrong, and picks the exit code.
func reportingFailures<Value>(_ body: () async throws -> Value) async throws -> Value {
  do { return try await body() } catch let code as ExitCode {
    throw code
  } catch let error as ValidationError {
    throw error
  } catch let error as CleanExit {
    throw error
  } catch {
    Output.complain("\(error)")
    throw ExitCode(for: error)
  }
}
