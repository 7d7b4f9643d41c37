#define _GNU_SOURCE
#include "CSandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

int csandbox_shared_memory(size_t size) {
  const int area = memfd_create("pacs-watch-result", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (area < 0) return -errno;
  // A size that cannot change is what makes reading the area safe: nothing can fault beyond its end.
  if (ftruncate(area, (off_t)size) == 0 &&
      fcntl(area, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) == 0)
    return area;
  const int failure = errno;
  close(area);
  return -failure;
}

int csandbox_release_pages(int area, size_t size) {
  return fallocate(area, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, 0, (off_t)size) == 0 ? 0
                                                                                        : -errno;
}

// dup2 onto 3 and 4 must not hit the other source, and dup2 onto itself would keep close-on-exec.
static int moved(int descriptor) { return fcntl(descriptor, F_DUPFD_CLOEXEC, 16); }

static int prepare(posix_spawn_file_actions_t *actions, int channel, int area) {
  int failure = posix_spawn_file_actions_addopen(actions, 0, "/dev/null", O_RDONLY, 0);
  if (failure == 0) failure = posix_spawn_file_actions_addopen(actions, 1, "/dev/null", O_WRONLY, 0);
  if (failure == 0) failure = posix_spawn_file_actions_adddup2(actions, channel, CSANDBOX_CHANNEL);
  if (failure == 0) failure = posix_spawn_file_actions_adddup2(actions, area, CSANDBOX_AREA);
  if (failure == 0) failure = posix_spawn_file_actions_addclosefrom_np(actions, CSANDBOX_AREA + 1);
  return failure;
}

static int spawn(const char *executable, char *const *arguments, char *const *environment,
                 int channel, int area, pid_t *pid) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  int failure = posix_spawn_file_actions_init(&actions);
  if (failure != 0) return failure;
  failure = posix_spawnattr_init(&attributes);
  if (failure != 0) {
    posix_spawn_file_actions_destroy(&actions);
    return failure;
  }
  sigset_t all, unheard;
  sigfillset(&all);
  sigemptyset(&unheard);
  // Those that end a service or a terminal's job reach the whole group: a worker's parent decides.
  const int ends[] = {SIGTERM, SIGINT, SIGHUP, SIGQUIT};
  for (size_t index = 0; index < sizeof ends / sizeof *ends; index++)
    sigaddset(&unheard, ends[index]);
  failure = prepare(&actions, channel, area);
  if (failure == 0) failure = posix_spawnattr_setsigdefault(&attributes, &all);
  if (failure == 0) failure = posix_spawnattr_setsigmask(&attributes, &unheard);
  if (failure == 0)
    failure =
        posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
  if (failure == 0)
    failure = posix_spawn(pid, executable, &actions, &attributes, arguments, environment);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return failure;
}

int csandbox_spawn(const char *executable, char *const *arguments, char *const *environment,
                   int channel, int area, pid_t *pid) {
  const int ownChannel = moved(channel);
  if (ownChannel < 0) return -errno;
  const int ownArea = moved(area);
  if (ownArea < 0) {
    const int failure = errno;
    close(ownChannel);
    return -failure;
  }
  const int failure = spawn(executable, arguments, environment, ownChannel, ownArea, pid);
  close(ownChannel);
  close(ownArea);
  return -failure;
}

int csandbox_grant_cpu(pid_t pid, uint64_t seconds) {
  clockid_t clock;
  struct timespec used;
  struct rlimit limit;
  const int failure = clock_getcpuclockid(pid, &clock);
  if (failure != 0) return -failure;
  if (clock_gettime(clock, &used) != 0 || prlimit(pid, RLIMIT_CPU, NULL, &limit) != 0)
    return -errno;
  const rlim_t wanted = (rlim_t)used.tv_sec + 1 + seconds;
  limit.rlim_cur = wanted < limit.rlim_max ? wanted : limit.rlim_max;
  return prlimit(pid, RLIMIT_CPU, &limit, NULL) == 0 ? 0 : -errno;
}

int csandbox_reap(pid_t pid, int milliseconds, int *status, int *wasKilled) {
  *wasKilled = 0;
  // A process that is ending is gone within a few of these steps.
  const struct timespec step = {.tv_sec = 0, .tv_nsec = 1000000};
  for (int waited = 0; waited < milliseconds; waited++) {
    const pid_t ended = waitpid(pid, status, WNOHANG);
    if (ended == pid) return 0;
    if (ended < 0 && errno != EINTR) return -errno;
    nanosleep(&step, NULL);
  }
  kill(pid, SIGKILL);
  *wasKilled = 1;
  while (waitpid(pid, status, 0) < 0)
    if (errno != EINTR) return -errno;
  return 0;
}
