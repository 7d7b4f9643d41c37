#include "Status.h"
#include <string.h>

cov_status cov_engine_open(cov_engine **engine) {
  *engine = NULL;
  return cov_of(ov_core_create((ov_core_t **)engine));
}

void cov_engine_close(cov_engine *engine) { ov_core_free(core_of(engine)); }

cov_status cov_engine_version(char *version, size_t capacity) {
  ov_version_t facts;
  ov_status_e status = ov_get_openvino_version(&facts);
  if (status != OK) return cov_of(status);
  snprintf(version, capacity, "%s", facts.buildNumber);
  ov_version_free(&facts);
  return cov_fine();
}

cov_status cov_engine_property(const cov_engine *engine, const char *key, char *value,
                               size_t capacity) {
  char *text = NULL;
  ov_status_e status = ov_core_get_property(core_of(engine), "CPU", key, &text);
  if (status != OK) return cov_of(status);
  snprintf(value, capacity, "%s", text);
  ov_free(text);
  return cov_fine();
}

static ov_status_e fix_input(const ov_model_t *model, const int64_t *dimensions) {
  ov_partial_shape_t shape;
  ov_status_e status = ov_partial_shape_create_static(4, dimensions, &shape);
  if (status != OK) return status;
  status = ov_model_reshape_single_input(model, shape);
  ov_partial_shape_free(&shape);
  return status;
}

enum { property_count = 5 };

// How a network is computed; the texts live as long as the struct.
typedef struct {
  char streams[16], threads[16];
  ov_property_t properties[property_count];
} settings;

static void settle(settings *given, const char *precision, int32_t threads, int32_t streams) {
  snprintf(given->streams, sizeof given->streams, "%d", streams);
  snprintf(given->threads, sizeof given->threads, "%d", threads * streams);
  const ov_property_t properties[property_count] = {
      // Without it OpenVINO takes bf16 wherever the processor has it.
      {"INFERENCE_PRECISION_HINT", precision},
      {"EXECUTION_MODE_HINT", "ACCURACY"},
      {"NUM_STREAMS", given->streams},
      {"INFERENCE_NUM_THREADS", given->threads},
      // Two processes that pin would take the same cores.
      {"ENABLE_CPU_PINNING", "NO"},
  };
  memcpy(given->properties, properties, sizeof properties);
}

cov_status cov_network_compile(const cov_engine *engine, const char *onnx, size_t count,
                               const int64_t *dimensions, const char *precision, int32_t threads,
                               int32_t streams, cov_network **network) {
  *network = NULL;
  ov_model_t *model = NULL;
  ov_status_e status =
      ov_core_read_model_from_memory_buffer(core_of(engine), onnx, count, NULL, &model);
  if (status != OK) return cov_of(status);
  if (ov_model_is_dynamic(model)) status = fix_input(model, dimensions);
  if (status != OK) {
    cov_status result = cov_of(status);
    ov_model_free(model);
    return result;
  }
  settings given;
  settle(&given, precision, threads, streams);
  status = ov_core_compile_model_props(core_of(engine), model, "CPU", property_count,
                                       given.properties, (ov_compiled_model_t **)network);
  cov_status result = cov_of(status);
  ov_model_free(model);
  return result;
}

cov_status cov_network_export(const cov_network *network, const char *path) {
  return cov_of(ov_compiled_model_export_model(model_of(network), path));
}

cov_status cov_network_import(const cov_engine *engine, const char *exported, size_t count,
                              const char *precision, int32_t threads, int32_t streams,
                              cov_network **network) {
  *network = NULL;
  settings given;
  settle(&given, precision, threads, streams);
  ov_status_e status =
      ov_core_set_properties(core_of(engine), "CPU", property_count, given.properties);
  if (status != OK) return cov_of(status);
  return cov_of(ov_core_import_model(core_of(engine), exported, count, "CPU",
                                     (ov_compiled_model_t **)network));
}

void cov_network_close(cov_network *network) { ov_compiled_model_free(model_of(network)); }

cov_status cov_network_property(const cov_network *network, const char *key, char *value,
                                size_t capacity) {
  char *text = NULL;
  ov_status_e status = ov_compiled_model_get_property(model_of(network), key, &text);
  if (status != OK) return cov_of(status);
  snprintf(value, capacity, "%s", text);
  ov_free(text);
  return cov_fine();
}

cov_status cov_network_inputs(const cov_network *network, size_t *count) {
  return cov_of(ov_compiled_model_inputs_size(model_of(network), count));
}

cov_status cov_network_shape(const cov_network *network, const char *port, int32_t is_input,
                             int64_t *dimensions, size_t capacity, size_t *rank) {
  ov_output_const_port_t *found = NULL;
  ov_status_e status =
      is_input ? ov_compiled_model_input_by_name(model_of(network), port, &found)
               : ov_compiled_model_output_by_name(model_of(network), port, &found);
  if (status != OK || !found) return cov_say(cov_no_such_port, port);
  ov_partial_shape_t shape;
  status = ov_port_get_partial_shape(found, &shape);
  ov_output_const_port_free(found);
  if (status != OK) return cov_of(status);
  const int64_t known = ov_rank_is_dynamic(shape.rank) ? 0 : shape.rank.max;
  *rank = (size_t)known;
  for (size_t i = 0; i < (size_t)known && i < capacity; i++)
    dimensions[i] = ov_dimension_is_dynamic(shape.dims[i]) ? -1 : shape.dims[i].max;
  ov_partial_shape_free(&shape);
  return cov_fine();
}
