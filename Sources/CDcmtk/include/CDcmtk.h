#ifndef CDCMTK_H
#define CDCMTK_H

// The reading side of DCMTK, OpenJPEG and zlib, as a few functions in C.
//
// Which bytes of a file mean what is decided in DicomBridge, in memory-safe Swift; here one
// codestream of one frame, one text or one deflated stream is turned into its plain form.
//
// Ownership: every buffer belongs to the caller, before and after the call, and is not kept.
// Errors come back by value; no C++ exception leaves. Every function may be called from any thread,
// several at a time.

#include <stdint.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#pragma clang assume_nonnull begin

/// What became of a call.
typedef enum __attribute__((enum_extensibility(closed))) CDcmtkCode {
  /// All was filled.
  CDcmtkCodeDone __attribute__((swift_name("done"))) = 0,
  /// The input breaks its format's rules.
  CDcmtkCodeCorrupt __attribute__((swift_name("corrupt"))) = 1,
  /// The input ends before its format says so.
  CDcmtkCodeTruncated __attribute__((swift_name("truncated"))) = 2,
  /// The input's dimensions are not those that the caller expects, or exceed its limit.
  CDcmtkCodeMismatch __attribute__((swift_name("mismatch"))) = 3,
  /// The input is sound, and of a kind that is not read here.
  CDcmtkCodeUnsupported __attribute__((swift_name("unsupported"))) = 4,
  /// No memory was to be had.
  CDcmtkCodeOutOfMemory __attribute__((swift_name("outOfMemory"))) = 5,
  /// DCMTK did not find its data dictionary (dicom.dic).
  CDcmtkCodeDictionaryMissing __attribute__((swift_name("dictionaryMissing"))) = 6,
  /// A library threw or failed for a reason of its own.
  CDcmtkCodeFault __attribute__((swift_name("fault"))) = 7,
} CDcmtkCode;

/// A code and, unless it is `done`, a sentence in English that holds nothing from the input.
typedef struct CDcmtkStatus {
  CDcmtkCode code;
  char message[192];
} CDcmtkStatus;

/// The process that a JPEG codestream's frame header names (ITU-T T.81 table B.1, T.87).
typedef enum __attribute__((enum_extensibility(closed))) CDcmtkProcess {
  CDcmtkProcessBaseline __attribute__((swift_name("baseline"))) = 0,
  CDcmtkProcessExtended __attribute__((swift_name("extended"))) = 1,
} CDcmtkProcess;

/// Registers DCMTK's decoders, silences its log (it would print file contents to stderr) and loads
/// its dictionary; only the first call works, later ones return its outcome.
CDcmtkStatus cdcmtk_initialize(void);

/// "3.6.7", "2.5.0" and "2.4.2"; static strings.
const char *cdcmtk_dcmtk_version(void);
const char *cdcmtk_openjpeg_version(void);
const char *cdcmtk_charls_version(void);

/// DCMTK's name of a UID, or NULL; a static string.
const char *_Nullable cdcmtk_uid_name(const char *uid);

/// Decodes one grayscale frame of lossy JPEG with DCMTK into `rows * columns` samples, each a
/// number of `precision` bits.
///
/// The caller has walked the codestream's markers: its frame header states exactly `rows`,
/// `columns`, `precision`, one component and `process`, and no marker is unknown to T.81. DCMTK
/// 3.6.7 hangs or returns uninitialised memory on codestreams for which that does not hold.
CDcmtkStatus cdcmtk_decode_jpeg(const uint8_t *codestream, size_t length, CDcmtkProcess process,
                                uint16_t rows, uint16_t columns, uint8_t precision,
                                uint16_t *samples);

/// Decodes one grayscale frame of JPEG-LS (ITU-T T.87) with CharLS into `rows * columns` samples, each a
/// number of `precision` bits. `mismatch`: the frame is of another size, precision or component count.
CDcmtkStatus cdcmtk_decode_jpegls(const uint8_t *codestream, size_t length, uint16_t rows,
                                  uint16_t columns, uint8_t precision, uint16_t *samples);

/// Decodes one segment of DICOM RLE (PS3.5 G.3.1) into exactly `count` bytes with DCMTK.
CDcmtkStatus cdcmtk_decode_rle_segment(const uint8_t *segment, size_t length, uint8_t *bytes,
                                       size_t count);

/// What a JPEG 2000 codestream turned out to hold.
typedef struct CDcmtkComponent {
  uint8_t precision;
  uint8_t isSigned;
} CDcmtkComponent;

/// Decodes a raw JPEG 2000 or HTJ2K codestream of one component with OpenJPEG, strictly: one that
/// ends early is refused. Samples arrive as 16-bit patterns, negative ones as two's complement.
///
/// `component` is filled when the code is `done`.
CDcmtkStatus cdcmtk_decode_jpeg2000(const uint8_t *codestream, size_t length, uint16_t rows,
                                    uint16_t columns, uint16_t *samples,
                                    CDcmtkComponent *component);

/// Turns a text in an encoding that the C library's iconv knows by name into UTF-8.
///
/// The UTF-8 has no terminating zero; `written` says its length. `corrupt`: the text is not in
/// that encoding. `mismatch`: the capacity is too small. `unsupported`: iconv has no such encoding
/// (Debian's libc6 brings all that are asked for).
CDcmtkStatus cdcmtk_unicode(const char *encoding, const uint8_t *text, size_t length,
                            uint8_t *utf8, size_t capacity, size_t *written);

/// Loads an encoding's tables for the rest of the process: `cdcmtk_unicode` then opens no file for
/// it. `unsupported`: iconv has no such encoding.
CDcmtkStatus cdcmtk_keep_encoding(const char *encoding);

/// Whether malloc(3) would give so many bytes now: 1 or 0.
int cdcmtk_has_room(size_t bytes);

/// Where an inflation stands.
typedef struct CDcmtkInflation {
  /// How many bytes were filled.
  size_t produced;
  /// How many bytes of the input belong to the stream.
  size_t consumed;
} CDcmtkInflation;

/// Inflates a raw deflate stream (PS3.5 A.5) until its end or until `capacity` bytes.
///
/// `done`: the stream ended. `truncated`: the input ended first. `mismatch`: the capacity did, and `inflation` says nothing.
CDcmtkStatus cdcmtk_inflate(const uint8_t *deflated, size_t length, uint8_t *bytes,
                            size_t capacity, CDcmtkInflation *inflation);

/// Throws inside the guard that every function here works in; for the test that proves the guard.
CDcmtkStatus cdcmtk_throw_for_test(void);

#pragma clang assume_nonnull end

#ifdef __cplusplus
}
#endif

#endif
