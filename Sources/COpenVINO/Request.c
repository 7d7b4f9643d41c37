#include "Status.h"
#include <string.h>

cov_status cov_request_open(const cov_network *network, cov_request **request) {
  *request = NULL;
  return cov_of(ov_compiled_model_create_infer_request(model_of(network),
                                                       (ov_infer_request_t **)request));
}

void cov_request_close(cov_request *request) { ov_infer_request_free(infer_of(request)); }

// The floats of a tensor, if there are `count` of them.
static cov_status floats_of(ov_tensor_t *tensor, size_t count, float **values) {
  ov_element_type_e type;
  size_t elements = 0;
  ov_status_e status = ov_tensor_get_element_type(tensor, &type);
  if (status == OK) status = ov_tensor_get_size(tensor, &elements);
  if (status == OK) status = ov_tensor_data(tensor, (void **)values);
  if (status != OK) return cov_of(status);
  if (type != F32) return cov_say(cov_wrong_tensor, "its elements are not 32-bit floats");
  if (elements != count) return cov_say(cov_wrong_tensor, "it has another number of elements");
  return cov_fine();
}

cov_status cov_request_run(cov_request *request, const char *port, const float *values,
                           size_t count) {
  ov_tensor_t *tensor = NULL;
  if (ov_infer_request_get_tensor(infer_of(request), port, &tensor) != OK)
    return cov_say(cov_no_such_port, port);
  float *input = NULL;
  cov_status status = floats_of(tensor, count, &input);
  if (status.code == cov_ok) memcpy(input, values, count * sizeof *values);
  ov_tensor_free(tensor);
  if (status.code != cov_ok) return status;
  return cov_of(ov_infer_request_infer(infer_of(request)));
}

cov_status cov_request_output(const cov_request *request, const char *port, float *values,
                              size_t count) {
  ov_tensor_t *tensor = NULL;
  if (ov_infer_request_get_tensor(infer_of(request), port, &tensor) != OK)
    return cov_say(cov_no_such_port, port);
  float *output = NULL;
  cov_status status = floats_of(tensor, count, &output);
  if (status.code == cov_ok) memcpy(values, output, count * sizeof *values);
  ov_tensor_free(tensor);
  return status;
}
