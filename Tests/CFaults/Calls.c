// The C library's calls under their own names: first the rules, then the real one.
#define _GNU_SOURCE
#include "Rules.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#define REAL(name)                                                  \
  static __typeof__(name) *real;                                    \
  if (!real) real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

#define FAIL_IF(fault, failed)  \
  do {                          \
    int code = (fault);         \
    if (code) {                 \
      errno = code;             \
      return failed;            \
    }                           \
  } while (0)

static mode_t mode_of(int flags, va_list rest) {
  return flags & (O_CREAT | O_TMPFILE) ? (mode_t)va_arg(rest, int) : 0;
}

#define OPEN(name)                                         \
  int name(const char *path, int flags, ...) {             \
    va_list rest;                                          \
    va_start(rest, flags);                                 \
    mode_t mode = mode_of(flags, rest);                    \
    va_end(rest);                                          \
    FAIL_IF(fault_on_path(CALL_OPEN, path, NULL), -1);     \
    REAL(name);                                            \
    return real(path, flags, mode);                        \
  }

#define OPENAT(name)                                       \
  int name(int folder, const char *path, int flags, ...) { \
    va_list rest;                                          \
    va_start(rest, flags);                                 \
    mode_t mode = mode_of(flags, rest);                    \
    va_end(rest);                                          \
    FAIL_IF(fault_on_path(CALL_OPEN, path, NULL), -1);     \
    REAL(name);                                            \
    return real(folder, path, flags, mode);                \
  }

OPEN(open)
OPEN(open64)
OPENAT(openat)
OPENAT(openat64)

ssize_t read(int file, void *buffer, size_t size) {
  FAIL_IF(fault_on_file(CALL_READ, file), -1);
  REAL(read);
  return real(file, buffer, size);
}

ssize_t write(int file, const void *bytes, size_t size) {
  FAIL_IF(fault_on_file(CALL_WRITE, file), -1);
  REAL(write);
  return real(file, bytes, size);
}

#define PREAD(name)                                                    \
  ssize_t name(int file, void *buffer, size_t size, off_t offset) {    \
    FAIL_IF(fault_on_file(CALL_READ, file), -1);                       \
    REAL(name);                                                        \
    return real(file, buffer, size, offset);                           \
  }

#define PWRITE(name)                                                       \
  ssize_t name(int file, const void *bytes, size_t size, off_t offset) {   \
    FAIL_IF(fault_on_file(CALL_WRITE, file), -1);                          \
    REAL(name);                                                            \
    return real(file, bytes, size, offset);                                \
  }

PREAD(pread)
PREAD(pread64)
PWRITE(pwrite)
PWRITE(pwrite64)

#define ON_FILE(call, name)                    \
  int name(int file) {                         \
    FAIL_IF(fault_on_file(call, file), -1);    \
    REAL(name);                                \
    return real(file);                         \
  }

ON_FILE(CALL_SYNC, fsync)
ON_FILE(CALL_SYNC, fdatasync)

#define TRUNCATE(name)                                \
  int name(int file, off_t size) {                    \
    FAIL_IF(fault_on_file(CALL_TRUNCATE, file), -1);  \
    REAL(name);                                       \
    return real(file, size);                          \
  }

TRUNCATE(ftruncate)
TRUNCATE(ftruncate64)

int rename(const char *from, const char *to) {
  FAIL_IF(fault_on_path(CALL_RENAME, from, to), -1);
  REAL(rename);
  return real(from, to);
}

int renameat(int one, const char *from, int other, const char *to) {
  FAIL_IF(fault_on_path(CALL_RENAME, from, to), -1);
  REAL(renameat);
  return real(one, from, other, to);
}

int renameat2(int one, const char *from, int other, const char *to, unsigned flags) {
  FAIL_IF(fault_on_path(CALL_RENAME, from, to), -1);
  REAL(renameat2);
  return real(one, from, other, to, flags);
}

int unlink(const char *path) {
  FAIL_IF(fault_on_path(CALL_UNLINK, path, NULL), -1);
  REAL(unlink);
  return real(path);
}
