/* The figures that Relvar promises, as ratios to what libpg_query itself needs in the same run.
 * A figure over its bar is marked; only a run that fails makes the program fail. */
#include <glib/gstdio.h>
#include <pg_query.h>
#include <pg_query/pg_query.pb-c.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "draw/pictures.h"
#include "exchange/open.h"
#include "exchange/save.h"
#include "generate.h"
#include "measure.h"

typedef struct {
  guint n_tables;
  char *text;
  GBytes *bytes;      /* the same */
  char *statements;   /* without psql's own lines, which libpg_query does not take */
  RvModel *model;
  char *project;      /* path */
  double floor;       /* CPU seconds of libpg_query's parse and unpack */
  double import;
} Case;

static char *folder;
static const char *program, *relvar_cli;

static void
fail (const char *what, const GError *error)
{
  fprintf (stderr, "%s: %s\n", what, error != NULL ? error->message : "failed");
  exit (1);
}

/* ---- what is measured --------------------------------------------------------------------------------- */

static void
parse_and_unpack (gpointer data)
{
  Case *c = data;
  PgQueryProtobufParseResult result = pg_query_parse_protobuf (c->statements);
  PgQuery__ParseResult *tree;

  if (result.error != NULL)
    {
      fprintf (stderr, "libpg_query: %s\n", result.error->message);
      exit (1);
    }
  tree = pg_query__parse_result__unpack (NULL, result.parse_tree.len, (void *) result.parse_tree.data);
  pg_query__parse_result__free_unpacked (tree, NULL);
  pg_query_free_protobuf_parse_result (result);
}

static RvModel *
import (GBytes *bytes)
{
  g_autoptr (RvReport) report = rv_report_new ("generated.sql");
  g_autoptr (GError) error = NULL;
  RvModel *model = rv_open_bytes (bytes, "generated.sql", NULL, RV_OPEN_DEFAULT, report, NULL, NULL, NULL, &error);

  if (model == NULL)
    fail ("import", error);
  return model;
}

static void
read_dump (gpointer data)
{
  Case *c = data;

  g_clear_object (&c->model);
  c->model = import (c->bytes);
}

static void
read_and_save (gpointer data)
{
  Case *c = data;
  g_autoptr (GError) error = NULL;

  read_dump (c);
  g_unlink (c->project);
  if (!rv_model_save_copy (c->model, c->project, &error))
    fail ("save", error);
}

static void
open_project (gpointer data)
{
  Case *c = data;
  g_autoptr (GError) error = NULL;
  RvModel *model = rv_model_open (c->project, RV_OPEN_READ_ONLY, &error);

  if (model == NULL)
    fail ("open", error);
  g_object_unref (model);
}

static void
write_script (gpointer data)
{
  Case *c = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = rv_format_postgresql.write (c->model, NULL, NULL, &error);

  if (bytes == NULL)
    fail ("write", error);
}

#define N_EDITS 200

static void
edit_project (gpointer data)
{
  RvModel *model = data;
  const GPtrArray *columns = rv_model_all (model, RV_KIND_COLUMN);

  for (guint i = 0; i < N_EDITS; i++)
    {
      g_autoptr (RvEdit) edit = rv_edit_begin (model, "Rename a column");
      g_autoptr (GError) error = NULL;
      RvColumn *column = columns->pdata[(i * 131) % columns->len];
      g_autofree char *name = g_strconcat (column->name, "x", NULL);

      rv_edit_set_text (edit, column, RvColumn_name, name);
      if (!rv_edit_commit (edit, &error))
        fail ("commit", error);
    }
}

static const RvFormat *
svg_format (void)
{
  return rv_format_find (rv_picture_formats (), "svg");
}

static void
draw_svg (gpointer data)
{
  Case *c = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = svg_format ()->write (c->model, NULL, NULL, &error);

  if (bytes == NULL)
    fail ("svg", error);
}

/* ---- cases ------------------------------------------------------------------------------------------------ */

static char *
without_psql_lines (const char *text)
{
  GString *out = g_string_new (NULL);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (lines[i][0] != '\\')
      g_string_append_printf (out, "%s\n", lines[i]);
  return g_string_free (out, FALSE);
}

static Case *
case_new (guint n_tables)
{
  Case *c = g_new0 (Case, 1);
  g_autofree char *name = g_strdup_printf ("%u.relvar", n_tables);
  guint rounds = n_tables > 500 ? 3 : 7;

  c->n_tables = n_tables;
  c->text = bench_generate (n_tables);
  c->bytes = g_bytes_new_static (c->text, strlen (c->text));
  c->statements = without_psql_lines (c->text);
  c->project = g_build_filename (folder, name, NULL);
  c->floor = bench_best (rounds, parse_and_unpack, c);
  c->import = bench_best (rounds, read_dump, c);
  return c;
}

static void
case_free (Case *c)
{
  g_clear_object (&c->model);
  g_bytes_unref (c->bytes);
  g_unlink (c->project);
  g_free (c->project);
  g_free (c->statements);
  g_free (c->text);
  g_free (c);
}

static void
row_for (const Case *c, const char *what, double measured, double bar, const char *unit)
{
  g_autofree char *text = g_strdup_printf ("%s, %u tables", what, c->n_tables);

  bench_row (text, measured, bar, unit);
}

/* ---- rows ------------------------------------------------------------------------------------------------- */

static void
show_reading (Case *c)
{
  row_for (c, "parse floor", c->floor * 1000, 0, "ms");
  row_for (c, "read a dump / floor", c->import / c->floor, 1.6, "x");
  row_for (c, "read and save as a project / floor", bench_best (3, read_and_save, c) / c->floor, 2.2, "x");
}

static char *
write_file (const char *name, const char *text)
{
  char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  if (!g_file_set_contents (path, text, -1, &error))
    fail (path, error);
  return path;
}

static void
show_opening (Case *c)
{
  const char *const argv[] = { program, "--open", c->project, NULL };
  double seconds, megabytes;

  row_for (c, "open a project / import it", bench_best (3, open_project, c) / c->import, 0.25, "x");
  if (!bench_child (argv, &seconds, &megabytes))
    fail ("opening in a process of its own", NULL);
  row_for (c, "memory of an open project", megabytes, 200, "MB");
}

static void
show_editing (Case *c)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RvModel) model = rv_model_open (c->project, RV_OPEN_DEFAULT, &error);

  if (model == NULL)
    fail ("open", error);
  row_for (c, "one edit, committed durably", bench_best (3, edit_project, model) / N_EDITS * 1000, 1, "ms");
}

static void
show_round_trip (void)
{
  g_autofree char *text = bench_generate (1400);
  g_autofree char *in = write_file ("in.sql", text);
  g_autofree char *out = g_build_filename (folder, "out.sql", NULL);
  const char *const argv[] = { relvar_cli, "convert", "--quiet", in, out, NULL };
  double seconds, megabytes;

  if (!bench_child (argv, &seconds, &megabytes))
    fail ("relvar-cli convert", NULL);
  bench_row ("in and out again, 1400 tables, CPU", seconds, 5, "s");
  bench_row ("in and out again, 1400 tables, memory", megabytes, 200, "MB");
  g_unlink (in);
  g_unlink (out);
}

/* The same tables and lines for Graphviz: a box with a row for each column. */
static void
append_dot_table (GString *dot, RvModel *model, const RvTable *table)
{
  g_autoptr (GPtrArray) columns = rv_model_children (model, table->object.id, RV_KIND_COLUMN);

  g_string_append_printf (dot, "t%" RV_ID_FORMAT " [label=<<table><tr><td><b>%s</b></td></tr>", table->object.id, table->name);
  for (guint i = 0; i < columns->len; i++)
    {
      const RvColumn *column = columns->pdata[i];

      g_string_append_printf (dot, "<tr><td>%s %s</td></tr>", column->name, column->type);
    }
  g_string_append (dot, "</table>>];\n");
}

static char *
write_dot (RvModel *model)
{
  g_autoptr (GString) dot = g_string_new ("digraph { rankdir=LR; node [shape=plain];\n");
  const GPtrArray *tables = rv_model_all (model, RV_KIND_TABLE), *lines = rv_model_all (model, RV_KIND_FOREIGN_KEY);

  for (guint i = 0; i < tables->len; i++)
    append_dot_table (dot, model, tables->pdata[i]);
  for (guint i = 0; i < lines->len; i++)
    {
      const RvForeignKey *line = lines->pdata[i];

      g_string_append_printf (dot, "t%" RV_ID_FORMAT " -> t%" RV_ID_FORMAT ";\n", line->table_id, line->referenced_table_id);
    }
  g_string_append (dot, "}\n");
  return write_file ("tables.dot", dot->str);
}

static double
seconds_of_dot (RvModel *model)
{
  g_autofree char *path = write_dot (model);
  const char *const argv[] = { "dot", "-Tsvg", "-o", "/dev/null", path, NULL };
  double best = G_MAXDOUBLE, seconds, megabytes;

  for (guint i = 0; i < 3; i++)
    {
      if (!bench_child (argv, &seconds, &megabytes))
        return 0;
      best = MIN (best, seconds);
    }
  g_unlink (path);
  return best;
}

static void
show_drawing (Case *c)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = svg_format ()->write (c->model, NULL, NULL, &error);
  g_autofree char *dot = g_find_program_in_path ("dot");
  double seconds = bench_best (5, draw_svg, c);

  if (bytes == NULL)
    fail ("svg", error);
  row_for (c, "size of an SVG", (double) g_bytes_get_size (bytes) / 1e6, 1, "MB");
  if (dot != NULL)
    row_for (c, "SVG, laid out and drawn / dot -Tsvg", seconds / seconds_of_dot (c->model), 1, "x");
  else
    row_for (c, "SVG, laid out and drawn (there is no dot to compare with)", seconds * 1000, 0, "ms");
}

/* ---- the run ------------------------------------------------------------------------------------------------ */

static void
show_all (void)
{
  static const guint sizes[] = { 50, 500, 2000 };
  double first = 0;

  bench_heading ();
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      Case *c = case_new (sizes[i]);
      double by_table = c->import / c->n_tables;

      show_reading (c);
      if (i == 0)
        show_drawing (c);
      else
        row_for (c, "reading, by table / by table of 50", by_table / first, 1.25, "x");
      first = i == 0 ? by_table : first;
      if (i == G_N_ELEMENTS (sizes) - 1)
        {
          row_for (c, "write a script / floor", bench_best (3, write_script, c) / c->floor, 0.3, "x");
          show_opening (c);
          show_editing (c);
        }
      case_free (c);
    }
  show_round_trip ();
}

static int
open_only (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RvModel) model = rv_model_open (path, RV_OPEN_READ_ONLY, &error);

  if (model == NULL)
    fail (path, error);
  return rv_model_n_objects (model) > 0 ? 0 : 1;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  program = argv[0];
  if (argc == 3 && strcmp (argv[1], "--open") == 0)
    return open_only (argv[2]);
  if (argc != 2)
    {
      fprintf (stderr, "Usage: bench RELVAR-CLI\n");
      return 2;
    }
  relvar_cli = argv[1];
  folder = g_dir_make_tmp ("relvar-bench-XXXXXX", &error);
  if (folder == NULL)
    fail ("temporary folder", error);
  show_all ();
  printf ("%u over their bars\n", bench_n_over ());
  g_rmdir (folder);
  g_free (folder);
  return 0;
}
