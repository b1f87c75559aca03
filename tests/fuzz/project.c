/* Any bytes as a project file: opened, or refused and salvaged. */
#include <glib/gstdio.h>
#include <unistd.h>

#include "fuzz.h"
#include "model/model.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *path = NULL;
  g_autofree char *report = NULL;
  int fd = g_file_open_tmp ("fuzz-XXXXXX.relvar", &path, NULL);
  g_autoptr (RvModel) model = NULL;
  g_autoptr (RvModel) salvaged = NULL;

  g_assert_cmpint (fd, >=, 0);
  close (fd);
  g_assert_true (g_file_set_contents (path, (const char *) data, (gssize) size, NULL));
  model = rv_model_open (path, RV_OPEN_READ_ONLY, NULL);
  if (model == NULL)
    salvaged = rv_model_salvage (path, &report, NULL);
  g_clear_object (&model);
  g_unlink (path);
  return 0;
}
