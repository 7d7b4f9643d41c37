#define _GNU_SOURCE
#include "CMisdeeds.h"
#include "CSandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <seccomp.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <unistd.h>

void misdeed_abort(void) { abort(); }

void misdeed_read_nowhere(void) { (void)*(volatile int *)16; }

void misdeed_divide_by_zero(void) {
  volatile int zero = 0;
  volatile int one = 1;
  one = one / zero;
}

static int deeper(volatile int *above) {
  volatile int here[256];
  here[0] = *above + 1;
  return deeper(here) + here[0];
}

void misdeed_overflow_stack(void) {
  volatile int start = 0;
  (void)deeper(&start);
}

void misdeed_exit(int code) { _exit(code); }

void misdeed_loop(void) {
  volatile unsigned count = 0;
  while (1) count++;
}

size_t misdeed_take_memory(void) {
  const size_t portion = 8 << 20;
  size_t megabytes = 0;
  void *taken;
  while ((taken = malloc(portion)) != NULL) {
    memset(taken, 1, portion);
    megabytes += portion >> 20;
  }
  return megabytes;
}

void misdeed_open_password_file(void) { (void)open("/etc/passwd", O_RDONLY); }
void misdeed_connect(void) { (void)socket(AF_INET, SOCK_STREAM, 0); }
void misdeed_fork(void) { (void)fork(); }
void misdeed_execute(void) { (void)execl("/bin/true", "true", (char *)NULL); }

static void *wait(void *argument) {
  pause();
  return argument;
}

void misdeed_start_thread(void) {
  pthread_t thread;
  (void)pthread_create(&thread, NULL, wait, NULL);
}

void misdeed_kill(int process) { (void)kill(process, SIGTERM); }

void misdeed_map_code(void) {
  (void)mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

void misdeed_write(int descriptor) { (void)write(descriptor, "x", 1); }
void misdeed_trace_parent(void) { (void)ptrace(PTRACE_ATTACH, getppid(), NULL, NULL); }
void misdeed_reply(const void *bytes, size_t length) {
  (void)csandbox_send(CSANDBOX_CHANNEL, bytes, length, -1);
}

static void forbid(int alsoByPrctl) {
  const scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
  const struct scmp_arg_cmp isFilter = SCMP_A0_32(SCMP_CMP_EQ, PR_SET_SECCOMP);
  seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(seccomp), 0);
  if (alsoByPrctl)
    seccomp_rule_add_array(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(prctl), 1, &isFilter);
  seccomp_load(filter);
  seccomp_release(filter);
}

void misdeed_forbid_seccomp(void) { forbid(1); }

void misdeed_start_again_without_seccomp(void) {
  forbid(0);
  execl("/proc/self/exe", "TestWorker", "decode-worker", (char *)NULL);
}
