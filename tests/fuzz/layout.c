/* Any bytes as a bare graph in JSON. */
#include "cli/layout-json.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GString) out = g_string_new (NULL);

  rv_layout_json_run ((const char *) data, size, out, NULL);
  return 0;
}
