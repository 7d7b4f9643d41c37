#define _GNU_SOURCE
#include "CSandbox.h"
#include "SystemCalls.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

int csandbox_follow_parent(pid_t parent) {
  if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) return -errno;
  // A parent that died before the call above sends no signal any more.
  if (getppid() != parent) return -ESRCH;
  return 0;
}

uint64_t csandbox_peak_memory(void) {
  struct rusage usage;
  return getrusage(RUSAGE_SELF, &usage) == 0 ? (uint64_t)usage.ru_maxrss << 10 : 0;
}

// A second thread would keep what this one gives up.
static int checkOnlyThread(void) {
  DIR *tasks = opendir("/proc/self/task");
  if (tasks == NULL) return -errno;
  int count = 0;
  while (readdir(tasks) != NULL) count++;
  closedir(tasks);
  // One thread, "." and "..".
  return count == 3 ? 0 : -EBUSY;
}

static int mappedBytes(uint64_t *bytes) {
  FILE *memory = fopen("/proc/self/statm", "re");
  if (memory == NULL) return -errno;
  unsigned long pages = 0;
  const int found = fscanf(memory, "%lu", &pages);
  fclose(memory);
  *bytes = (uint64_t)pages * (uint64_t)sysconf(_SC_PAGESIZE);
  return found == 1 ? 0 : -EIO;
}

static int limit(int resource, uint64_t most) {
  const struct rlimit wanted = {.rlim_cur = most, .rlim_max = most};
  return setrlimit(resource, &wanted) == 0 ? 0 : -errno;
}

static int limitResources(const CSandboxLimits *limits) {
  uint64_t mapped = 0;
  int failure = mappedBytes(&mapped);
  if (failure == 0) failure = limit(RLIMIT_AS, mapped + limits->addressSpace);
  if (failure == 0) failure = limit(RLIMIT_FSIZE, 0);
  if (failure == 0) failure = limit(RLIMIT_NOFILE, 16);
  if (failure == 0) failure = limit(RLIMIT_NPROC, 0);
  if (failure == 0) failure = limit(RLIMIT_MEMLOCK, 0);
  if (failure == 0) failure = limit(RLIMIT_CORE, 0);
  return failure;
}

static int silence(void) {
  const int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
  if (nowhere < 0) return -errno;
  // What a library or a crash would print may hold parts of a file.
  const int outcome = dup2(nowhere, STDERR_FILENO) < 0 ? -errno : 0;
  close(nowhere);
  return outcome;
}

// Where memory runs out, the kernel is to take a process that can be replaced. No harm if it cannot
// be told: then it chooses by size, as ever.
static void volunteerForOutOfMemory(void) {
  const int score = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
  if (score < 0) return;
  if (write(score, "1000", 4) != 4) errno = 0;
  close(score);
}

int csandbox_confine(const CSandboxLimits *limits, const char **step) {
  *step = "counting its threads";
  int failure = checkOnlyThread();
  if (failure != 0) return failure;
  *step = "closing its standard error";
  failure = silence();
  if (failure != 0) return failure;
  volunteerForOutOfMemory();
  *step = "limiting its resources";
  failure = limitResources(limits);
  if (failure != 0) return failure;
  *step = "giving up core dumps";
  // A core that is piped to a program ignores RLIMIT_CORE.
  if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) return -errno;
  *step = "giving up new privileges";
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return -errno;
  *step = "limiting its system calls (seccomp)";
  return csandbox_limit_system_calls();
}
