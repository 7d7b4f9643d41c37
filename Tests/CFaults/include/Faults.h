// A library for LD_PRELOAD that makes calls of the C library fail; tests put it under the program.
//
// FAULTS_RULES holds rules, separated by commas, each `call:text:errno:skip:count`: of the calls of
// that name on a path that contains the text, the first `skip` succeed and the next `count` fail.
//   call   open, read, write, sync (fsync, fdatasync), rename, truncate, unlink
//   text   no colon, no comma; `rename` looks at both paths, calls on descriptors at the file's path
// FAULTS_LOG names a file that gets one line for each call that was made to fail.
// FAULTS_CLOCK holds jumps, `seconds:offset`, separated by commas: so many seconds after the start the
// wall clock is off by the offset. Clocks that only measure durations stay right, as in a real jump.
#ifndef FAULTS_H
#define FAULTS_H

// The rules in force, for a look with a debugger.
int faults_rule_count(void);

#endif
