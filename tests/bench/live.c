/* How long a running database takes to become a project, beside pg_dump on the same server. A server works while its clients
 * wait, so this is time on the wall: the best of several rounds that take turns. */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>

#include "generate.h"
#include "live/scratch.h"
#include "measure.h"

#define TABLES 2000
#define ROUNDS 7

static void
must (gboolean done, const char *what, const GError *error)
{
  if (done)
    return;
  fprintf (stderr, "%s: %s\n", what, error != NULL ? error->message : "failed");
  exit (1);
}

static double
seconds_of (const char *const *argv)
{
  gint64 start = g_get_monotonic_time ();
  double cpu, memory;

  must (bench_child (argv, &cpu, &memory), argv[0], NULL);
  return (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
}

static void
load (RvScratch *scratch, const char *address, const char *folder)
{
  g_autofree char *psql = g_build_filename (rv_scratch_programs (scratch), "psql", NULL), *path = g_build_filename (folder, "schema.sql", NULL);
  g_autofree char *text = bench_generate (TABLES);
  const char *const argv[] = { psql, "-Xq", "-v", "ON_ERROR_STOP=1", "-d", address, "-f", path, NULL };
  g_autoptr (GError) error = NULL;

  must (g_file_set_contents (path, text, -1, &error), path, error);
  must (rv_scratch_run (scratch, address, "CREATE ROLE app; CREATE ROLE reader", NULL, &error), "CREATE ROLE", error);
  seconds_of (argv);
  must (rv_scratch_run (scratch, address, "VACUUM ANALYZE", NULL, &error), "VACUUM", error);
  g_unlink (path);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RvScratch) scratch = rv_scratch_start (NULL, &error);
  g_autofree char *folder = g_dir_make_tmp ("relvar-bench-XXXXXX", NULL), *address = NULL, *pg_dump = NULL;
  g_autofree char *out = g_build_filename (folder, "out", NULL);
  double best[2] = { G_MAXDOUBLE, G_MAXDOUBLE };

  if (scratch == NULL)
    {
      puts (error->message);
      return 77;
    }
  address = rv_scratch_add_database (scratch, NULL, &error);
  must (address != NULL, "CREATE DATABASE", error);
  load (scratch, address, folder);
  pg_dump = g_build_filename (rv_scratch_programs (scratch), "pg_dump", NULL);
  for (guint i = 0; i < ROUNDS; i++)
    {
      const char *const dump[] = { pg_dump, "-s", "-f", out, "-d", address, NULL };
      const char *const convert[] = { argv[1], "convert", "--quiet", address, out, "--to", "relvar", NULL };

      best[0] = MIN (best[0], seconds_of (dump));
      best[1] = MIN (best[1], seconds_of (convert));
    }
  g_unlink (out);
  g_rmdir (folder);
  bench_heading ();
  bench_row ("pg_dump -s of 2000 tables", best[0], 0, "s");
  bench_row ("convert of the same database to a project", best[1], 0, "s");
  bench_row ("the one by the other", best[1] / best[0], 1.3, "x");
  return 0;
}
