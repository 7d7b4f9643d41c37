#ifndef CSANDBOX_H
#define CSANDBOX_H

// What Linux offers for keeping a process in a box, as a few functions in C: Swift's Glibc overlay
// imports neither control messages nor posix_spawn's file actions of glibc nor libseccomp.
//
// Functions return 0 (or a descriptor) or a negative errno, unless they say otherwise.

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#pragma clang assume_nonnull begin

/// Where a spawned worker finds its socket and its shared memory.
enum { CSANDBOX_CHANNEL = 3, CSANDBOX_AREA = 4 };

// ---- The parent's side ----

/// Anonymous shared memory of a size that nobody can change any more (memfd_create(2), sealed).
int csandbox_shared_memory(size_t size);

/// Gives the pages of an area back to the system; its size stays.
int csandbox_release_pages(int area, size_t size);

/// A pair of connected SOCK_SEQPACKET sockets, close-on-exec.
int csandbox_socket_pair(int *first, int *second);

/// Starts a program by posix_spawn(3): descriptors 0 and 1 are /dev/null, 2 is the caller's, 3 the
/// channel, 4 the area, and no other is open. All signals are at their defaults, and those that end a
/// service or a terminal's job (SIGTERM, SIGINT, SIGHUP, SIGQUIT) are blocked.
int csandbox_spawn(const char *executable, char *const _Nullable *_Nonnull arguments,
                   char *const _Nullable *_Nonnull environment, int channel, int area, pid_t *pid);

/// Lets a process use at most so many seconds of processor time beyond what it has used by now;
/// then it gets SIGXCPU.
int csandbox_grant_cpu(pid_t pid, uint64_t seconds);

/// Waits until a process has ended, at most so many milliseconds, then kills it; gives its status
/// as waitpid(2) has it, and whether it had to be killed.
int csandbox_reap(pid_t pid, int milliseconds, int *status, int *wasKilled);

/// Copies words, and gives the bits that any word of the copy has set: each is read once, so that what is
/// judged is what was copied, whoever writes to the source.
uint16_t csandbox_copy_words(uint16_t *destination, const uint16_t *source, size_t count);

// ---- Both sides ----

/// Sends one message, with a descriptor unless that is -1. Never raises SIGPIPE.
int csandbox_send(int channel, const void *bytes, size_t length, int descriptor);

/// Receives one message: its length, 0 when the other side is gone, or a negative errno. Without a
/// place for it, a descriptor that comes along is closed by the kernel.
ssize_t csandbox_receive(int channel, void *bytes, size_t capacity, int *_Nullable descriptor);

/// Waits until a message or the other side's end can be received: 1, or 0 after so many
/// milliseconds.
int csandbox_await(int channel, int milliseconds);

// ---- The worker's side ----

/// Makes this process die with its parent.
int csandbox_follow_parent(pid_t parent);

/// The most memory that this process ever had resident, in bytes.
uint64_t csandbox_peak_memory(void);

/// What the worker may still do.
typedef struct CSandboxLimits {
  /// Bytes of address space beyond what is mapped now.
  uint64_t addressSpace;
} CSandboxLimits;

/// Gives up, for ever, whatever decoding does not need: limits of resources, no new privileges, no
/// core dumps, and a seccomp list of the system calls that are left; another call ends the process
/// with SIGSYS. The process must have one thread. `step` names what was tried last.
int csandbox_confine(const CSandboxLimits *limits, const char *_Nullable *_Nonnull step);

#pragma clang assume_nonnull end

#endif
