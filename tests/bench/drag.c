/* What it costs to follow a drag: the lines of the boxes that are dragged and of those that give way, for each step of the
 * pointer, in CPU milliseconds. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "draw/arrange.h"
#include "exchange/open.h"
#include "measure.h"

#define STEPS 80              /* of one drag */
#define HUB_LINES 100

typedef struct {
  RvModel *model;
  RvScene *scene;
  guint n_tables;
} Case;

static void
fail (const char *what, const GError *error)
{
  fprintf (stderr, "%s: %s\n", what, error != NULL ? error->message : "failed");
  exit (1);
}

static guint
choose_parent (GRand *rand, guint table)
{
  if (table > 1 && g_rand_int_range (rand, 0, 5) == 0)
    return (guint) g_rand_int_range (rand, 1, (gint32) MIN (table, 9));
  return (guint) g_rand_int_range (rand, (gint32) (table > 25 ? table - 25 : 0), (gint32) table);
}

/* Tables of a few columns, near ones linked; table 0 is one that HUB_LINES others reference. */
static char *
write_tables (guint n)
{
  GString *text = g_string_new (NULL);
  GRand *rand = g_rand_new_with_seed (n);

  for (guint i = 0; i < n; i++)
    {
      g_string_append_printf (text, "CREATE TABLE t%u (id bigint PRIMARY KEY, name text NOT NULL", i);
      for (gint32 c = g_rand_int_range (rand, 0, 14); c > 0; c--)
        g_string_append_printf (text, ", a_column_%d integer", c);
      for (gint32 r = i > 1 ? g_rand_int_range (rand, 0, 4) : 0; r > 0; r--)
        g_string_append_printf (text, ", other_%d bigint REFERENCES t%u (id)", r, choose_parent (rand, i));
      if (i > 0 && i % (n / HUB_LINES) == 0)
        g_string_append (text, ", hub bigint REFERENCES t0 (id)");
      g_string_append (text, ");\n");
    }
  g_rand_free (rand);
  return g_string_free (text, FALSE);
}

static RvModel *
make_model (guint n)
{
  g_autofree char *text = write_tables (n);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (RvReport) report = rv_report_new ("tables.sql");
  g_autoptr (GError) error = NULL;
  RvModel *model = rv_open_bytes (bytes, "tables.sql", NULL, RV_OPEN_DEFAULT, report, NULL, NULL, NULL, &error);

  if (model == NULL)
    fail ("tables", error);
  return model;
}

static void
open_case (Case *c, guint n)
{
  g_autoptr (RvEdit) edit = NULL;
  g_autoptr (GError) error = NULL;
  const RvObject *diagram;

  c->n_tables = n;
  c->model = make_model (n);
  edit = rv_edit_begin (c->model, "All tables");
  diagram = rv_diagram_create_for_all (edit, "All", RV_SHOW_TABLES);
  if (!rv_edit_commit (edit, &error))
    fail ("diagram", error);
  c->scene = rv_scene_new (c->model, diagram->id);
}

static void
close_case (Case *c)
{
  rv_scene_free (c->scene);
  g_object_unref (c->model);
}

static double
milliseconds (void)
{
  return (double) clock () * 1000 / CLOCKS_PER_SEC;
}

/* Drags @box over its neighbours and appends what each step took. */
static void
drag (Case *c, const RvSceneBox *box, double dx, double dy, GArray *times)
{
  RvId id = box->id;

  for (guint i = 1; i <= STEPS; i++)
    {
      double begin = milliseconds (), took;

      g_array_unref (rv_scene_set_offset (c->scene, &id, 1, dx * i, dy * i));
      took = milliseconds () - begin;
      g_array_append_val (times, took);
    }
  g_array_unref (rv_scene_set_offset (c->scene, &id, 1, 0, 0));
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

static void
show (const Case *c, const char *what, GArray *times, double bar, double bar_max)
{
  const struct { const char *name; double part, bar; } rows[] = { { "p50", 0.5, 0 }, { "p95", 0.95, bar }, { "longest", 1, bar_max } };

  g_array_sort (times, compare_doubles);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strdup_printf ("dragging %s among %u, %s", what, c->n_tables, rows[i].name);

      bench_row (text, g_array_index (times, double, (guint) ((times->len - 1) * rows[i].part)), rows[i].bar, "ms");
    }
}

static void
show_tables (Case *c, double bar, double bar_max)
{
  const GPtrArray *boxes = rv_scene_boxes (c->scene);
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < 10; i++)
    drag (c, g_ptr_array_index (boxes, (i * 2 + 1) * boxes->len / 20), i % 2 == 0 ? 9 : -7, i % 3 == 0 ? 5 : -8, times);
  show (c, "one table", times, bar, bar_max);
}

static const RvSceneBox *
find_hub (Case *c)
{
  const GPtrArray *boxes = rv_scene_boxes (c->scene);

  for (guint i = 0; i < boxes->len; i++)
    if (strcmp (((const RvSceneBox *) g_ptr_array_index (boxes, i))->title, "t0") == 0)
      return g_ptr_array_index (boxes, i);
  fail ("the hub", NULL);
  return NULL;
}

static void
show_hub (Case *c, double bar, double bar_max)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));

  drag (c, find_hub (c), 9, 5, times);
  drag (c, find_hub (c), -7, 8, times);
  show (c, "a table with about 100 lines", times, bar, bar_max);
}

int
main (void)
{
  const struct { guint n; double bar, bar_max; } cases[] = { { 500, 4, 8 }, { 1500, 0, 0 }, { 5000, 0, 0 } };

  bench_heading ();
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Case c;

      open_case (&c, cases[i].n);
      show_tables (&c, cases[i].bar, cases[i].bar_max);
      show_hub (&c, cases[i].bar, cases[i].bar_max);
      close_case (&c);
    }
  printf ("%u over their bars\n", bench_n_over ());
  return 0;
}
