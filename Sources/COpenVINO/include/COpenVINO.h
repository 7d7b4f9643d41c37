#pragma once
#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

// OpenVINO's C API in the few calls that are needed, since Swift imports neither its variadics nor
// its headers without a flag for every client. Errors come by value; handles have one owner.

typedef enum __attribute__((enum_extensibility(closed))) {
  cov_ok __attribute__((swift_name("ok"))) = 0,
  cov_failed __attribute__((swift_name("failed"))) = 1,
  /// A port of that name does not exist.
  cov_no_such_port __attribute__((swift_name("noSuchPort"))) = 2,
  /// A tensor is not of 32-bit floats, or has another number of elements than asked for.
  cov_wrong_tensor __attribute__((swift_name("wrongTensor"))) = 3,
} cov_code;

typedef struct {
  cov_code code;
  char message[512];
} cov_status;

/// The engine: one a process is enough, and any thread may use it.
typedef struct cov_engine cov_engine;
/// A compiled network: any thread may make requests from it.
typedef struct cov_network cov_network;
/// One request: one thread at a time.
typedef struct cov_request cov_request;

cov_status cov_engine_open(cov_engine *_Nullable *_Nonnull engine);
void cov_engine_close(cov_engine *engine);
/// The engine's version with its build number, cut off at `capacity` bytes.
cov_status cov_engine_version(char *version, size_t capacity);
/// A property of the processor as the engine sees it, such as FULL_DEVICE_NAME.
cov_status cov_engine_property(const cov_engine *engine, const char *key, char *value,
                               size_t capacity);

/// Compiles an ONNX network that lies in memory.
///
/// `precision` is OpenVINO's name, such as f32. `streams` inferences run at a time, each on
/// `threads` threads. Where the network leaves a dimension open, such as the batch, its one input is
/// fixed to the four `dimensions`. `engine` must outlive the network.
cov_status cov_network_compile(const cov_engine *engine, const char *onnx, size_t count,
                               const int64_t *dimensions, const char *precision, int32_t threads,
                               int32_t streams, cov_network *_Nullable *_Nonnull network);
/// Writes the compiled network to a file, for `cov_network_import` of this engine on this processor.
cov_status cov_network_export(const cov_network *network, const char *path);
/// Takes up a network that `cov_network_export` wrote: no graph is read or changed any more.
///
/// `exported` must outlive the network, whose weights stay where they are in it. One thread at a
/// time, since OpenVINO's C API takes the settings from the engine.
cov_status cov_network_import(const cov_engine *engine, const char *exported, size_t count,
                              const char *precision, int32_t threads, int32_t streams,
                              cov_network *_Nullable *_Nonnull network);
void cov_network_close(cov_network *network);
/// A property of the compiled network, such as INFERENCE_PRECISION_HINT.
cov_status cov_network_property(const cov_network *network, const char *key, char *value,
                                size_t capacity);
/// The number of inputs.
cov_status cov_network_inputs(const cov_network *network, size_t *count);
/// The shape of an input or an output; -1 stands for a dimension that is not fixed.
///
/// At most `capacity` dimensions are written; `rank` says how many there are.
cov_status cov_network_shape(const cov_network *network, const char *port, int32_t is_input,
                             int64_t *dimensions, size_t capacity, size_t *rank);

cov_status cov_request_open(const cov_network *network, cov_request *_Nullable *_Nonnull request);
void cov_request_close(cov_request *request);
/// Runs the network over `count` floats for the input `port` and waits for the end.
cov_status cov_request_run(cov_request *request, const char *port, const float *values,
                           size_t count);
/// Copies `count` floats of the output `port`, which must have just as many.
cov_status cov_request_output(const cov_request *request, const char *port, float *values,
                              size_t count);

#pragma clang assume_nonnull end
