#include "CSandbox.h"

#include <stdatomic.h>

// Eight words, at an address that need not be a multiple of their size.
typedef uint16_t words8 __attribute__((vector_size(16)));
typedef uint16_t loose_words8 __attribute__((vector_size(16), aligned(2)));

uint16_t csandbox_copy_words(uint16_t *destination, const uint16_t *source, size_t count) {
  uint16_t seen = 0;
  size_t done = 0;
  for (; done < count && (uintptr_t)(destination + done) % sizeof(words8) != 0; done++)
    seen |= destination[done] = source[done];
  words8 bits[4] = {{0}};
  // Past the caches, which a film would only empty: a third of the time for 15 MB.
  for (; count - done >= 32; done += 32)
    for (size_t part = 0; part < 4; part++) {
      const words8 words = *(const loose_words8 *)(source + done + 8 * part);
      __builtin_nontemporal_store(words, (words8 *)(destination + done + 8 * part));
      bits[part] |= words;
    }
  for (; done < count; done++) seen |= destination[done] = source[done];
  // Such stores may come late to other threads.
  atomic_thread_fence(memory_order_seq_cst);
  const words8 all = bits[0] | bits[1] | bits[2] | bits[3];
  for (size_t lane = 0; lane < 8; lane++) seen |= all[lane];
  return seen;
}
