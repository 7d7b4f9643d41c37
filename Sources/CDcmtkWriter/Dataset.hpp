// The data set behind the opaque pointer.
#pragma once

#include "Guard.hpp"

#include <memory>
#include <vector>

struct CDcmtkWriterDataset {
  DcmFileFormat file;
  /// The items that are open, innermost last; empty at the top level.
  std::vector<DcmItem *> items;

  DcmItem *current() { return items.empty() ? file.getDataset() : items.back(); }
};
