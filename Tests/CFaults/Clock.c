// A wall clock that jumps.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#define MOST_JUMPS 8

static struct { double after; long offset; } jumps[MOST_JUMPS];
static int jump_count;
static struct timespec start;

__attribute__((constructor)) static void read_jumps(void) {
  syscall(SYS_clock_gettime, CLOCK_MONOTONIC, &start);
  const char *text = getenv("FAULTS_CLOCK");
  if (!text) return;
  char *copy = strdup(text), *rest = copy;
  for (char *one; (one = strsep(&rest, ","));) {
    if (!*one) continue;
    if (jump_count == MOST_JUMPS ||
        sscanf(one, "%lf:%ld", &jumps[jump_count].after, &jumps[jump_count].offset) != 2) {
      dprintf(2, "faults: the jump '%s' is not understood\n", one);
      _exit(99);
    }
    jump_count++;
  }
  free(copy);
}

static long offset(void) {
  if (!jump_count) return 0;
  struct timespec now;
  syscall(SYS_clock_gettime, CLOCK_MONOTONIC, &now);
  double passed = (double)(now.tv_sec - start.tv_sec) + (double)(now.tv_nsec - start.tv_nsec) / 1e9;
  long found = 0;
  for (int i = 0; i < jump_count; i++)
    if (jumps[i].after <= passed) found = jumps[i].offset;
  return found;
}

int clock_gettime(clockid_t clock, struct timespec *time) {
  static __typeof__(clock_gettime) *real;
  if (!real) real = (__typeof__(clock_gettime) *)dlsym(RTLD_NEXT, "clock_gettime");
  int status = real(clock, time);
  if (status == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE))
    time->tv_sec += offset();
  return status;
}

int gettimeofday(struct timeval *restrict time, void *restrict zone) {
  (void)zone;
  struct timespec now;
  int status = clock_gettime(CLOCK_REALTIME, &now);
  *time = (struct timeval){now.tv_sec, now.tv_nsec / 1000};
  return status;
}

time_t time(time_t *place) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (place) *place = now.tv_sec;
  return now.tv_sec;
}
