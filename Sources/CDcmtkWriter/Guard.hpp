// Turns what C++ and DCMTK report into a status by value.
#pragma once

#include "CDcmtkWriter.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>

#include <cstdio>
#include <exception>
#include <stdexcept>

/// Throws a DCMTK condition that is not good.
inline void require(const OFCondition &condition) {
  if (condition.bad()) throw std::runtime_error(condition.text());
}

inline CDcmtkWriterStatus failure(const char *message) noexcept {
  CDcmtkWriterStatus status = {true, {0}};
  std::snprintf(status.message, sizeof status.message, "%s", message);
  return status;
}

/// Runs a body; an exception that reached Swift would end the process.
template <typename Body>
CDcmtkWriterStatus guarded(Body body) noexcept {
  try {
    body();
    return {false, {0}};
  } catch (const std::bad_alloc &) {
    return failure("out of memory");
  } catch (const std::exception &error) {
    return failure(error.what());
  } catch (...) {
    return failure("an unknown C++ exception");
  }
}
