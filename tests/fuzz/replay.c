/* Runs a fuzz target once for every file of its corpus, whole and cut off at several places. */
#include <glib.h>

#include "fuzz.h"

static void
replay (gconstpointer path)
{
  g_autofree char *contents = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  for (guint part = 8; part > 0; part--)
    LLVMFuzzerTestOneInput ((const uint8_t *) contents, length * part / 8);
}

int
main (int argc, char **argv)
{
  g_autoptr (GDir) folder = g_dir_open (CORPUS, 0, NULL);
  const char *name;

  g_test_init (&argc, &argv, NULL);
  g_assert_nonnull (folder);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *test = g_strconcat ("/fuzz/", name, NULL);

      g_test_add_data_func_full (test, g_build_filename (CORPUS, name, NULL), replay, g_free);
    }
  return g_test_run ();
}
