/* What a frame of the diagram costs in CPU time of the process: the event that it follows, and from the beginning of
 * the frame to the end of painting, against blitting one texture as large as the window, in the same window and run.
 *
 *   frames                            makes the projects, measures each in a process of its own, prints the table
 *   frames --measure PROJECT [PART]   one project, one part of it: prints "name value" lines
 *   frames --memory [PROJECT]         megabytes of a window with the whole project in it, or empty */
#include <glib/gstdio.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "canvas/canvas-private.h"
#include "grid.h"
#include "measure.h"

#define WIDTH 1600
#define HEIGHT 1000
#define WARM_UP 6          /* frames of each part that do not count */
#define FLOOR_FRAMES 24

/* ---- the floor: a texture, another in each frame, so that all of the window is drawn anew ---------------------------- */

#define BENCH_TYPE_BLIT (bench_blit_get_type ())
G_DECLARE_FINAL_TYPE (BenchBlit, bench_blit, BENCH, BLIT, GtkWidget)

struct _BenchBlit {
  GtkWidget parent_instance;
  GdkTexture *textures[2];
  guint turn;
};

G_DEFINE_FINAL_TYPE (BenchBlit, bench_blit, GTK_TYPE_WIDGET)

static GdkTexture *
make_texture (guint seed)
{
  gsize size = (gsize) WIDTH * HEIGHT * 4;
  guint32 *pixels = g_malloc (size);
  g_autoptr (GBytes) bytes = NULL;

  for (gsize i = 0; i < size / 4; i++)
    pixels[i] = 0xff000000u | (guint32) ((i + seed) * 2654435761u) >> 8;
  bytes = g_bytes_new_take (pixels, size);
  return gdk_memory_texture_new (WIDTH, HEIGHT, GDK_MEMORY_DEFAULT, bytes, WIDTH * 4);
}

static void
bench_blit_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  BenchBlit *blit = BENCH_BLIT (widget);

  gtk_snapshot_append_texture (snapshot, blit->textures[blit->turn++ % 2], &GRAPHENE_RECT_INIT (0, 0, WIDTH, HEIGHT));
}

static void
bench_blit_dispose (GObject *object)
{
  g_clear_object (&BENCH_BLIT (object)->textures[0]);
  g_clear_object (&BENCH_BLIT (object)->textures[1]);
  G_OBJECT_CLASS (bench_blit_parent_class)->dispose (object);
}

static void
bench_blit_class_init (BenchBlitClass *class)
{
  G_OBJECT_CLASS (class)->dispose = bench_blit_dispose;
  GTK_WIDGET_CLASS (class)->snapshot = bench_blit_snapshot;
}

static void
bench_blit_init (BenchBlit *blit)
{
  blit->textures[0] = make_texture (0);
  blit->textures[1] = make_texture (77);
}

/* ---- a part: a number of frames, each prepared by a function ------------------------------------------------------------- */

typedef struct {
  GtkWidget *window;
  RvCanvas *canvas;        /* (nullable) */
  RvModel *model;
  RvRect bounds;           /* of the diagram */
  GArray *costs;           /* of the part, milliseconds */
  double before;
  double step;             /* what the event before the frame took */
  guint frame;
} Run;

typedef void (*Step) (Run *run, guint frame, guint n_frames);

static void
on_before_paint (GdkFrameClock *clock, Run *run)
{
  run->before = bench_cpu_seconds ();
}

static void
on_after_paint (GdkFrameClock *clock, Run *run)
{
  double cost = (bench_cpu_seconds () - run->before + run->step) * 1000;

  if (run->frame++ >= WARM_UP)
    g_array_append_val (run->costs, cost);
}

static int
by_value (gconstpointer a, gconstpointer b)
{
  double one = *(const double *) a, other = *(const double *) b;

  return one < other ? -1 : one > other;
}

/* The value that a @share of the frames of the part keeps below. */
static double
quantile (Run *run, double share)
{
  g_array_sort (run->costs, by_value);
  return g_array_index (run->costs, double, MIN ((guint) (run->costs->len * share), run->costs->len - 1));
}

static void
play (Run *run, GtkWidget *widget, Step step, guint n_frames)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);
  gulong before = g_signal_connect (clock, "before-paint", G_CALLBACK (on_before_paint), run);
  gulong after = g_signal_connect_after (clock, "after-paint", G_CALLBACK (on_after_paint), run);

  run->frame = 0;
  g_array_set_size (run->costs, 0);
  for (guint next = 0; next < n_frames + WARM_UP; next++)
    {
      run->step = bench_cpu_seconds ();
      if (step != NULL)
        step (run, next, n_frames + WARM_UP);
      run->step = bench_cpu_seconds () - run->step;
      gtk_widget_queue_draw (widget);
      while (run->frame <= next)
        g_main_context_iteration (NULL, TRUE);
    }
  g_signal_handler_disconnect (clock, before);
  g_signal_handler_disconnect (clock, after);
}

static double
floor_cost (Run *run)
{
  GtkWidget *blit = g_object_new (BENCH_TYPE_BLIT, NULL);
  GtkWidget *child = g_object_ref (gtk_window_get_child (GTK_WINDOW (run->window)));

  gtk_window_set_child (GTK_WINDOW (run->window), blit);
  play (run, blit, NULL, FLOOR_FRAMES);
  gtk_window_set_child (GTK_WINDOW (run->window), child);
  g_object_unref (child);
  return quantile (run, 0.5);
}

/* ---- the parts -------------------------------------------------------------------------------------------------------------- */

static RvRect
middle (Run *run, double zoom)
{
  RvRect all = run->bounds;

  return (RvRect) { all.x + all.width / 2 - WIDTH / zoom / 2, all.y + all.height / 2 - HEIGHT / zoom / 2, WIDTH / zoom, HEIGHT / zoom };
}

/* To and fro about the middle, by as much in a frame as a fast hand does. */
static void
pan (Run *run, guint frame, guint n_frames, double zoom, double dx, double dy)
{
  RvRect from = middle (run, zoom);
  double way = frame < n_frames / 2 ? frame : n_frames - frame;

  way -= n_frames / 4.0;
  rv_canvas_set_view (run->canvas, from.x + way * dx / zoom, from.y + way * dy / zoom, zoom);
}

static void
pan_close (Run *run, guint frame, guint n_frames)
{
  pan (run, frame, n_frames, 1, 14, 9);
}

static void
pan_wide (Run *run, guint frame, guint n_frames)
{
  pan (run, frame, n_frames, 0.4, 14, 9);
}

static double
fit_zoom (Run *run)
{
  RvRect all = run->bounds;

  return MIN (1, MIN ((WIDTH - 80) / all.width, (HEIGHT - 80) / all.height));
}

static void
pan_fitted (Run *run, guint frame, guint n_frames)
{
  pan (run, frame, n_frames, fit_zoom (run), 3, 2);
}

static void
sweep (Run *run, guint frame, guint n_frames)
{
  double way = frame < n_frames / 2 ? 2.0 * frame / n_frames : 2 - 2.0 * frame / n_frames;
  double zoom = exp (log (1.5) + (log (fit_zoom (run)) - log (1.5)) * way);
  RvRect view = middle (run, zoom);

  rv_canvas_set_view (run->canvas, view.x, view.y, zoom);
}

static const RvSceneBox *
find_hub (Run *run)
{
  RvObject *schema = rv_model_find (run->model, RV_KIND_SCHEMA, 0, "public");
  RvObject *hub = rv_model_find (run->model, RV_KIND_TABLE, schema->id, "hub");

  return rv_scene_box_of (run->canvas->scene, hub->id);
}

static void
drag (Run *run, guint frame, guint n_frames)
{
  double angle = frame * 0.2;

  rv_canvas_drag (run->canvas, WIDTH / 2 + 60 * sin (angle), HEIGHT / 2 + 60 * cos (angle), GDK_ALT_MASK);
}

static void
begin_drag (Run *run)
{
  const RvSceneBox *hub = find_hub (run);

  rv_canvas_set_view (run->canvas, hub->rect.x + 40 - WIDTH / 2, hub->rect.y + hub->header_height / 2 - HEIGHT / 2, 1);
  rv_canvas_press (run->canvas, WIDTH / 2, HEIGHT / 2, 1, 0);
}

/* ---- one process for each project --------------------------------------------------------------------------------------------- */

static gboolean
is_ready (Run *run)
{
  return gtk_widget_get_mapped (run->window) && gtk_widget_get_width (run->window) == WIDTH;
}

static void
settle (guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (2000);
}

static void
open_project (Run *run, const char *path)
{
  g_autoptr (GError) error = NULL;
  RvObject *diagram;

  run->model = rv_model_open (path, RV_OPEN_DEFAULT, &error);
  if (run->model == NULL)
    g_error ("%s: %s", path, error->message);
  diagram = rv_model_all (run->model, RV_KIND_DIAGRAM)->pdata[0];
  run->canvas = RV_CANVAS (rv_canvas_new ());
  rv_canvas_set_diagram (run->canvas, run->model, diagram->id);
  run->bounds = rv_scene_bounds (run->canvas->scene);
  gtk_window_set_child (GTK_WINDOW (run->window), GTK_WIDGET (run->canvas));
}

static void
open_window (Run *run, const char *path)
{
  run->costs = g_array_new (FALSE, FALSE, sizeof (double));
  run->window = gtk_window_new ();
  gtk_window_set_decorated (GTK_WINDOW (run->window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (run->window), WIDTH, HEIGHT);
  if (path != NULL)
    open_project (run, path);
  gtk_window_present (GTK_WINDOW (run->window));
  for (guint i = 0; i < 500 && !is_ready (run); i++)
    settle (20);
  if (!is_ready (run))
    g_error ("the window has no size of %d by %d", WIDTH, HEIGHT);
}

static void
tell (const char *name, double value)
{
  printf ("%s %.4f\n", name, value);
  fflush (stdout);
}

static void
tell_part (Run *run, const char *name, Step step, guint n_frames)
{
  double floor = floor_cost (run);

  settle (400); /* a gesture begins at rest */
  play (run, GTK_WIDGET (run->canvas), step, n_frames);
  tell (name, quantile (run, 0.95) / floor);
  g_printerr ("%s: floor %.2f ms, frames %.2f ms, p95 %.2f ms, most %.2f ms\n", name, floor, quantile (run, 0.5), quantile (run, 0.95),
              quantile (run, 1));
  if (g_str_equal (name, "pan"))
    tell ("pan-ms", quantile (run, 0.95));
}

static const struct {
  const char *name;
  void (*begin) (Run *run);
  Step step;
  guint n_frames;
} parts[] = {
  { "pan", NULL, pan_close, 100 },
  { "pan-wide", NULL, pan_wide, 100 },
  { "sweep", NULL, sweep, 120 },
  { "fit", NULL, pan_fitted, 60 },
  { "drag", begin_drag, drag, 60 },
};

static int
measure_project (const char *path, const char *only)
{
  Run run = { 0 };

  gtk_init ();
  open_window (&run, path);
  floor_cost (&run);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (only != NULL && strcmp (only, parts[i].name) != 0)
        continue;
      if (parts[i].begin != NULL)
        parts[i].begin (&run);
      tell_part (&run, parts[i].name, parts[i].step, parts[i].n_frames);
    }
  return 0;
}

static double
resident_megabytes (void)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL))
    return 0;
  line = strstr (text, "VmRSS:");
  return line != NULL ? g_ascii_strtod (line + 6, NULL) / 1024 : 0;
}

static int
measure_memory (const char *path)
{
  Run run = { 0 };

  gtk_init ();
  open_window (&run, path);
  settle (1000);
  tell ("memory-fitted", resident_megabytes ());
  if (path != NULL)
    {
      play (&run, GTK_WIDGET (run.canvas), pan_close, 100);
      play (&run, GTK_WIDGET (run.canvas), pan_wide, 100);
      play (&run, GTK_WIDGET (run.canvas), sweep, 120);
      settle (1000);
    }
  tell ("memory", resident_megabytes ());
  return 0;
}

/* ---- the table -------------------------------------------------------------------------------------------------------------------- */

static const guint sizes[] = { 100, 1000, 5000, 20000 };

/* Returns: (transfer full): the lines that a process of this program prints as name -> value. */
static GHashTable *
ask (const char *program, const char *what, const char *path)
{
  const char *argv[] = { program, what, path, NULL };
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;
  GHashTable *values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  int status = 0;

  if (!g_spawn_sync (NULL, (char **) argv, NULL, 0, NULL, NULL, &output, NULL, &status, &error) || !g_spawn_check_wait_status (status, &error))
    g_error ("%s %s: %s", what, path, error->message);
  lines = g_strsplit (output, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (strchr (lines[i], ' ') != NULL)
      {
        char *value = strchr (lines[i], ' ') + 1;

        g_hash_table_insert (values, g_strndup (lines[i], (gsize) (value - lines[i] - 1)), g_strdup (value));
      }
  return values;
}

static double
value_of (GHashTable *values, const char *name)
{
  const char *text = g_hash_table_lookup (values, name);

  if (text == NULL)
    g_error ("no figure “%s”", name);
  return g_ascii_strtod (text, NULL);
}

static char *
make_project (const char *folder, guint n_tables)
{
  g_autofree char *name = g_strdup_printf ("%u.relvar", n_tables);
  char *path = g_build_filename (folder, name, NULL);
  g_autoptr (RvModel) model = bench_grid (n_tables);
  g_autoptr (GError) error = NULL;

  if (!rv_model_save_copy (model, path, &error))
    g_error ("%s: %s", path, error->message);
  return path;
}

static void
show_frames (GHashTable *values, guint n_tables, double first_pan)
{
  static const struct {
    const char *name, *label;
    double bar;
    guint least;   /* tables */
  } rows[] = {
    { "pan", "panning at 100 %", 0.5, 0 },
    { "pan-wide", "panning at 40 %", 0.5, 0 },
    { "drag", "dragging a box with 20 lines", 0.5, 0 },
    { "sweep", "zooming from all to 150 % and back", 1.1, 0 },
    { "fit", "panning with everything in sight", 1.2, 20000 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *label = g_strdup_printf ("frame p95 / blit: %s, %u tables", rows[i].label, n_tables);

      bench_row (label, value_of (values, rows[i].name), n_tables >= rows[i].least ? rows[i].bar : 0, "x");
    }
  if (n_tables == 20000)
    bench_row ("frame p95, panning at 100 %: 20000 / 100 tables", value_of (values, "pan-ms") / first_pan, 1.3, "x");
}

static void
show_memory (const char *program, const char *path)
{
  g_autoptr (GHashTable) empty = ask (program, "--memory", NULL), full = ask (program, "--memory", path);

  bench_row ("memory: window with 5000 tables, all in sight, over an empty one", value_of (full, "memory-fitted") - value_of (empty, "memory"), 60, "MB");
  bench_row ("memory: the same after panning and zooming all over it", value_of (full, "memory") - value_of (empty, "memory"), 60, "MB");
}

static void
show_all (const char *program)
{
  g_autofree char *folder = g_dir_make_tmp ("relvar-frames-XXXXXX", NULL);
  double first_pan = 0;

  bench_heading ();
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *path = make_project (folder, sizes[i]);
      g_autoptr (GHashTable) values = ask (program, "--measure", path);

      first_pan = i == 0 ? value_of (values, "pan-ms") : first_pan;
      show_frames (values, sizes[i], first_pan);
      if (sizes[i] == 5000)
        show_memory (program, path);
      g_unlink (path);
    }
  g_rmdir (folder);
  printf ("%u over their bars\n", bench_n_over ());
}

int
main (int argc, char **argv)
{
  if (argc >= 3 && strcmp (argv[1], "--measure") == 0)
    return measure_project (argv[2], argc == 4 ? argv[3] : NULL);
  if (argc >= 2 && strcmp (argv[1], "--memory") == 0)
    return measure_memory (argc == 3 ? argv[2] : NULL);
  show_all (argv[0]);
  return 0;
}
