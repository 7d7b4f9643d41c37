#include "CDcmtk.h"

#include <cstdlib>

int cdcmtk_has_room(size_t bytes) {
  // Volatile: compilers may leave out memory that is never used, and say that it was there.
  void *volatile room = std::malloc(bytes);
  const bool isThere = room != nullptr;
  std::free(room);
  return isThere ? 1 : 0;
}
