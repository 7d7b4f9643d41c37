#pragma once

#include "CDcmtk.h"

#include <cstdio>
#include <exception>
#include <new>

namespace cdcmtk {

inline CDcmtkStatus status(CDcmtkCode code, const char *message) noexcept {
  CDcmtkStatus status{};
  status.code = code;
  std::snprintf(status.message, sizeof status.message, "%s", message);
  return status;
}

inline CDcmtkStatus done() noexcept { return CDcmtkStatus{CDcmtkCodeDone, {}}; }

/// Runs the body of an entry: an exception that reached Swift would end the process.
///
/// The texts of exceptions are not passed on, since a library may have put input into them.
template <typename Body> CDcmtkStatus guarded(Body body) noexcept {
  try {
    return body();
  } catch (const std::bad_alloc &) {
    return status(CDcmtkCodeOutOfMemory, "no memory was to be had");
  } catch (const std::exception &) {
    return status(CDcmtkCodeFault, "the library threw a C++ exception");
  } catch (...) {
    return status(CDcmtkCodeFault, "the library threw something that is no C++ exception");
  }
}

} // namespace cdcmtk
