/* Start to first frame of the empty start page, against an empty libadwaita window: start EMPTY-WINDOW RELVAR. */
#include <stdio.h>

#include "measure.h"

#define ROUNDS 7

static double
least (const char *const *argv)
{
  double best = G_MAXDOUBLE;

  for (guint i = 0; i < ROUNDS; i++)
    {
      double seconds, megabytes;

      if (!bench_child (argv, &seconds, &megabytes))
        return -1;
      best = MIN (best, seconds);
    }
  return best;
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("relvar-start-XXXXXX", NULL);
  const char *const empty[] = { argc > 1 ? argv[1] : "", NULL };
  const char *const relvar[] = { argc > 2 ? argv[2] : "", "--quit-after-startup", NULL };
  double floor, start;

  /* Nobody's recent projects: the start page is the empty one. */
  g_setenv ("XDG_DATA_HOME", folder, TRUE);
  g_setenv ("XDG_CONFIG_HOME", folder, TRUE);
  floor = least (empty);
  start = least (relvar);
  if (floor <= 0 || start <= 0)
    {
      fprintf (stderr, "start: cannot run the windows\n");
      return 1;
    }
  bench_heading ();
  bench_row ("start to first frame / empty libadwaita window", start / floor, 1.5, "x");
  return 0;
}
