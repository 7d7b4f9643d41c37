#pragma once
#include "COpenVINO.h"
#include <openvino/c/openvino.h>
#include <stdio.h>

// The opaque types of the surface are OpenVINO's own, under our names.
static inline ov_core_t *core_of(const cov_engine *engine) { return (ov_core_t *)engine; }
static inline ov_compiled_model_t *model_of(const cov_network *network) {
  return (ov_compiled_model_t *)network;
}
static inline ov_infer_request_t *infer_of(const cov_request *request) {
  return (ov_infer_request_t *)request;
}

static inline cov_status cov_say(cov_code code, const char *message) {
  cov_status status = {.code = code};
  snprintf(status.message, sizeof status.message, "%s", message);
  return status;
}

static inline cov_status cov_fine(void) { return cov_say(cov_ok, ""); }

// OpenVINO's status with the text of its last error, which often names the layer at fault.
static inline cov_status cov_of(ov_status_e status) {
  if (status == OK) return cov_fine();
  const char *last = ov_get_last_err_msg();
  cov_status result =
      cov_say(cov_failed, last && *last ? last : ov_get_error_info(status));
  if (last) ov_free(last);
  return result;
}
