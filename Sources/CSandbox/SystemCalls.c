#include "SystemCalls.h"
#include "CSandbox.h"

#include <errno.h>
#include <seccomp.h>
#include <stddef.h>
#include <sys/mman.h>
#include <unistd.h>

// Found by strace under all of sample-dicom and the test corpus (docs/sandbox.md says how), and kept
// to what they do: no call here takes a path, an address or another process.
static const int plainCalls[] = {
    // The file's bytes, and its end.
    SCMP_SYS(pread64), SCMP_SYS(close),
    // The heap.
    SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise),
    // Locks and time of the C library and of Swift's runtime; one thread never waits in them.
    SCMP_SYS(futex), SCMP_SYS(clock_gettime), SCMP_SYS(getrandom), SCMP_SYS(sched_yield),
    // How much memory was used.
    SCMP_SYS(getrusage),
    // Its own end: abort() and raise() ask who they are before they send the signal.
    SCMP_SYS(exit), SCMP_SYS(exit_group), SCMP_SYS(getpid), SCMP_SYS(gettid),
    SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn), SCMP_SYS(restart_syscall)};

static int allow(scmp_filter_ctx filter, int call) {
  return seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0);
}

static int allowIf(scmp_filter_ctx filter, int call, struct scmp_arg_cmp condition) {
  return seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, call, 1, &condition);
}

static int addRules(scmp_filter_ctx filter) {
  int failure = 0;
  for (size_t index = 0; failure == 0 && index < sizeof plainCalls / sizeof *plainCalls; index++)
    failure = allow(filter, plainCalls[index]);
  const struct scmp_arg_cmp onChannel = SCMP_A0_32(SCMP_CMP_EQ, CSANDBOX_CHANNEL);
  if (failure == 0) failure = allowIf(filter, SCMP_SYS(recvmsg), onChannel);
  if (failure == 0) failure = allowIf(filter, SCMP_SYS(sendmsg), onChannel);
  // Memory never becomes code.
  const struct scmp_arg_cmp notExecutable = SCMP_A2_32(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0);
  if (failure == 0) failure = allowIf(filter, SCMP_SYS(mmap), notExecutable);
  if (failure == 0) failure = allowIf(filter, SCMP_SYS(mprotect), notExecutable);
  // A last word goes to /dev/null; without it every fatal error would read as SIGSYS.
  const struct scmp_arg_cmp toStandardError = SCMP_A0_32(SCMP_CMP_EQ, STDERR_FILENO);
  if (failure == 0) failure = allowIf(filter, SCMP_SYS(write), toStandardError);
  if (failure == 0) failure = allowIf(filter, SCMP_SYS(writev), toStandardError);
  const struct scmp_arg_cmp toItself = SCMP_A0_32(SCMP_CMP_EQ, (uint32_t)getpid());
  if (failure == 0) failure = allowIf(filter, SCMP_SYS(tgkill), toItself);
  return failure;
}

int csandbox_limit_system_calls(void) {
  // The one thread is the process. KILL_PROCESS would need seccomp(2) to ask whether the kernel has it,
  // and a service's own filter (systemd's @system-service) leaves only prctl(2).
  const scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_THREAD);
  if (filter == NULL) return -ENOMEM;
  int failure = addRules(filter);
  if (failure == 0) failure = seccomp_load(filter);
  seccomp_release(filter);
  return failure;
}
