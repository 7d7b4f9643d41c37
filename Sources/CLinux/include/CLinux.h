// Linux calls that Swift's Glibc overlay does not import (they stand behind _GNU_SOURCE or in headers
// that its module map leaves out).
#pragma once
#include <stdint.h>

/// The magic number of the file system under `path` (statfs(2)), or a negative errno.
int64_t clinux_filesystem_magic(const char *path);

/// A non-blocking, close-on-exec eventfd(2) that counts from 0, or a negative errno. The caller closes it.
int clinux_event_counter(void);

/// Renames without ever replacing what bears the new name (renameat2(2), RENAME_NOREPLACE).
/// Returns 0 or a negative errno: -EEXIST where the name is taken, -EINVAL where the file system cannot.
int clinux_rename_exclusively(const char *from, const char *to);

/// Keeps freed memory in the process, so that each film does not fault its pages in anew: a film takes
/// some 50 MB, and getting them from the kernel a fifth of its time. To be called before threads start.
void clinux_keep_freed_memory(void);

/// Gives all that is kept back once.
void clinux_give_freed_memory_back(void);
