#define _GNU_SOURCE
#include "CLinux.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <stdio.h>
#include <sys/eventfd.h>
#include <sys/vfs.h>

int64_t clinux_filesystem_magic(const char *path) {
  struct statfs information;
  if (statfs(path, &information) != 0) return -errno;
  // SMB2 and CIFS set the top bit of 32, which a signed f_type would carry on.
  return (int64_t)(uint32_t)information.f_type;
}

int clinux_event_counter(void) {
  int descriptor = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  return descriptor < 0 ? -errno : descriptor;
}

int clinux_rename_exclusively(const char *from, const char *to) {
  return renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0 ? 0 : -errno;
}

void clinux_keep_freed_memory(void) {
  // 32 MiB is the most that the C library takes; larger blocks go back to the kernel as ever.
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
  mallopt(M_TRIM_THRESHOLD, 256 << 20);
  // Else every thread would keep films of its own, and give its pages back with the last one.
  mallopt(M_ARENA_MAX, 1);
}

void clinux_give_freed_memory_back(void) { malloc_trim(0); }
