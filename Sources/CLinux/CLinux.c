#define _GNU_SOURCE
#include "CLinux.h"

#include <errno.h>
#include <fcntl.h>
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
