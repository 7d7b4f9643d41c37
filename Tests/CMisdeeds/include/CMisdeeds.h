#ifndef CMISDEEDS_H
#define CMISDEEDS_H

// What a decoder that went wrong, or was taken over, would do; for the tests that prove that a
// worker contains it.

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#pragma clang assume_nonnull begin

// Ways into DCMTK that the product never takes, since DCMTK 3.6.7 ends or hangs the process there.
// They give 0 done, 1 refused, 2 no memory.

/// Loads what the ways below would load from files.
void misdeed_prepare_dcmtk(void);

/// Parses a whole DICOM file with DcmFileFormat.
int misdeed_parse(const uint8_t *file, size_t length);

/// Parses a file and decodes its first frame with getUncompressedFrame.
int misdeed_frame(const uint8_t *file, size_t length);

// Deeds; each returns only where it was let.

void misdeed_abort(void);
void misdeed_read_nowhere(void);
void misdeed_divide_by_zero(void);
void misdeed_overflow_stack(void);
void misdeed_exit(int code);
void misdeed_loop(void);
/// Takes memory, and touches it, until there is none: returns how many megabytes it got.
size_t misdeed_take_memory(void);
void misdeed_open_password_file(void);
void misdeed_connect(void);
void misdeed_fork(void);
void misdeed_execute(void);
void misdeed_start_thread(void);
void misdeed_kill(int process);
void misdeed_map_code(void);
void misdeed_write(int descriptor);
void misdeed_trace_parent(void);
/// Sends a reply of its own making on the worker's channel.
void misdeed_reply(const void *bytes, size_t length);

/// Makes seccomp(2) and prctl(PR_SET_SECCOMP) fail, as a container may.
void misdeed_forbid_seccomp(void);

/// Makes seccomp(2) fail, as systemd's filter @system-service does, and starts this program anew as a
/// worker, in which libseccomp knows nothing of it yet.
void misdeed_start_again_without_seccomp(void);

#pragma clang assume_nonnull end

#ifdef __cplusplus
}
#endif

#endif
