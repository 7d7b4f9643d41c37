#define _GNU_SOURCE
#include "Rules.h"
#include "include/Faults.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#define MOST_RULES 16

struct rule {
  enum call call;
  char text[128];
  int code;
  long skip;
  long count;
  atomic_long seen;
};

static struct rule rules[MOST_RULES];
static int rule_count;
static const char *const names[] = {"open",   "read",     "write", "sync",
                                    "rename", "truncate", "unlink"};

int faults_rule_count(void) { return rule_count; }

static int call_of(const char *name) {
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (!strcmp(name, names[i])) return (int)i;
  return -1;
}

// A rule that is not understood must not look like a disk without faults.
static void give_up(const char *rule) {
  dprintf(2, "faults: the rule '%s' is not understood\n", rule);
  _exit(99);
}

__attribute__((constructor)) static void read_rules(void) {
  const char *text = getenv("FAULTS_RULES");
  if (!text) return;
  char *copy = strdup(text), *rest = copy;
  for (char *one; (one = strsep(&rest, ","));) {
    if (!*one) continue;
    char name[16];
    struct rule *rule = &rules[rule_count];
    if (rule_count == MOST_RULES ||
        sscanf(one, "%15[^:]:%127[^:]:%d:%ld:%ld", name, rule->text, &rule->code, &rule->skip,
               &rule->count) != 5 ||
        call_of(name) < 0)
      give_up(one);
    rule->call = (enum call)call_of(name);
    rule_count++;
  }
  free(copy);
}

// By system calls, so that noting a fault is never hit by one.
static void note(const struct rule *rule, const char *path) {
  const char *log = getenv("FAULTS_LOG");
  if (!log) return;
  int file = (int)syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (file < 0) return;
  char line[PATH_MAX + 64];
  int length = snprintf(line, sizeof line, "%s %d %s\n", names[rule->call], rule->code, path);
  if (length > 0) syscall(SYS_write, file, line, (size_t)length);
  syscall(SYS_close, file);
}

int fault_on_path(enum call call, const char *path, const char *other) {
  for (int i = 0; i < rule_count; i++) {
    struct rule *rule = &rules[i];
    if (rule->call != call) continue;
    if (!(path && strstr(path, rule->text)) && !(other && strstr(other, rule->text))) continue;
    long place = atomic_fetch_add(&rule->seen, 1);
    if (place < rule->skip || place >= rule->skip + rule->count) continue;
    note(rule, path ? path : "");
    return rule->code;
  }
  return 0;
}

int fault_on_file(enum call call, int descriptor) {
  int wanted = 0;
  for (int i = 0; i < rule_count; i++) wanted |= rules[i].call == call;
  if (!wanted) return 0;
  int before = errno;
  char link[64], path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t length = syscall(SYS_readlink, link, path, sizeof path - 1);
  errno = before;
  if (length < 0) return 0;
  path[length] = 0;
  return fault_on_path(call, path, NULL);
}
