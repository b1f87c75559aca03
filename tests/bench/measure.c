/* Measures, and prints the table. */
#include "measure.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static guint n_over;

double
bench_cpu_seconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

double
bench_best (guint rounds, BenchFunction function, gpointer data)
{
  double best = G_MAXDOUBLE;

  for (guint i = 0; i < rounds; i++)
    {
      double start = bench_cpu_seconds ();

      function (data);
      best = MIN (best, bench_cpu_seconds () - start);
    }
  return best;
}

static void
become (const char *const *argv)
{
  int nowhere = open ("/dev/null", O_RDWR);

  dup2 (nowhere, STDIN_FILENO);
  dup2 (nowhere, STDOUT_FILENO);
  execvp (argv[0], (char *const *) argv);
  _exit (127);
}

static double
seconds_of (struct timeval time)
{
  return (double) time.tv_sec + (double) time.tv_usec / 1e6;
}

gboolean
bench_child (const char *const *argv, double *seconds, double *megabytes)
{
  struct rusage usage;
  int status = 0;
  pid_t child = fork ();

  if (child == 0)
    become (argv);
  if (child < 0 || wait4 (child, &status, 0, &usage) != child)
    return FALSE;
  *seconds = seconds_of (usage.ru_utime) + seconds_of (usage.ru_stime);
  *megabytes = (double) usage.ru_maxrss / 1024;
  return WIFEXITED (status) && WEXITSTATUS (status) == 0;
}

void
bench_heading (void)
{
  printf ("%-66s %12s %12s\n", "what", "measured", "bar");
}

void
bench_row (const char *what, double measured, double bar, const char *unit)
{
  gboolean is_over = bar > 0 && measured > bar;
  g_autofree char *number = g_strdup_printf ("%.3g %s", measured, unit);
  g_autofree char *limit = bar > 0 ? g_strdup_printf ("%.3g %s", bar, unit) : g_strdup ("");

  printf ("%-66s %12s %12s  %s\n", what, number, limit, bar <= 0 ? "" : is_over ? "OVER" : "ok");
  fflush (stdout);
  n_over += is_over;
}

guint
bench_n_over (void)
{
  return n_over;
}
