#include "Dataset.hpp"

#include <mutex>
#include <string>

namespace {

/// DCMTK would print warnings to the terminal of whoever writes phantoms.
void silence() {
  static std::once_flag once;
  std::call_once(once, [] { OFLog::configure(OFLogger::OFF_LOG_LEVEL); });
}

/// An element of the stated VR: the dictionary is not asked, as some VRs depend on other attributes.
std::unique_ptr<DcmElement> element(uint16_t group, uint16_t number, const char *vr) {
  const DcmTag tag(DcmTagKey(group, number), DcmVR(vr));
  DcmElement *made = nullptr;
  require(DcmItem::newDicomElementWithVR(made, tag));
  return std::unique_ptr<DcmElement>(made);
}

void insert(CDcmtkWriterDataset *dataset, std::unique_ptr<DcmElement> made) {
  require(dataset->current()->insert(made.get(), OFTrue));
  made.release();
}

}  // namespace

CDcmtkWriterDataset *cdcmtkwriter_create(void) {
  try {
    silence();
    return new CDcmtkWriterDataset;
  } catch (...) {
    return nullptr;
  }
}

void cdcmtkwriter_destroy(CDcmtkWriterDataset *dataset) { delete dataset; }

CDcmtkWriterStatus cdcmtkwriter_put_text(
  CDcmtkWriterDataset *dataset, uint16_t group, uint16_t number, const char *vr,
  const char *bytes, size_t length) {
  return guarded([=] {
    auto made = element(group, number, vr);
    require(made->putOFStringArray(OFString(bytes, length)));
    insert(dataset, std::move(made));
  });
}

CDcmtkWriterStatus cdcmtkwriter_put_words(
  CDcmtkWriterDataset *dataset, uint16_t group, uint16_t number, const char *vr,
  const uint16_t *words, size_t count) {
  return guarded([=] {
    auto made = element(group, number, vr);
    if (std::string(vr) == "SS") {
      require(made->putSint16Array(reinterpret_cast<const Sint16 *>(words), count));
    } else {
      require(made->putUint16Array(words, count));
    }
    insert(dataset, std::move(made));
  });
}

CDcmtkWriterStatus cdcmtkwriter_put_bytes(
  CDcmtkWriterDataset *dataset, uint16_t group, uint16_t number, const char *vr,
  const uint8_t *bytes, size_t count) {
  return guarded([=] {
    auto made = element(group, number, vr);
    require(made->putUint8Array(bytes, count));
    insert(dataset, std::move(made));
  });
}

CDcmtkWriterStatus cdcmtkwriter_put_longs(
  CDcmtkWriterDataset *dataset, uint16_t group, uint16_t number, const uint32_t *longs,
  size_t count) {
  return guarded([=] {
    auto made = element(group, number, "UL");
    require(made->putUint32Array(longs, count));
    insert(dataset, std::move(made));
  });
}

CDcmtkWriterStatus cdcmtkwriter_open_item(
  CDcmtkWriterDataset *dataset, uint16_t group, uint16_t number) {
  return guarded([=] {
    const DcmTag tag(DcmTagKey(group, number), DcmVR(EVR_SQ));
    DcmItem *item = nullptr;
    // -2 appends.
    require(dataset->current()->findOrCreateSequenceItem(tag, item, -2));
    dataset->items.push_back(item);
  });
}

CDcmtkWriterStatus cdcmtkwriter_put_empty_sequence(
  CDcmtkWriterDataset *dataset, uint16_t group, uint16_t number) {
  return guarded([=] { insert(dataset, element(group, number, "SQ")); });
}

CDcmtkWriterStatus cdcmtkwriter_close_item(CDcmtkWriterDataset *dataset) {
  return guarded([=] {
    if (dataset->items.empty()) throw std::logic_error("no item is open");
    dataset->items.pop_back();
  });
}
