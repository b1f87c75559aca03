/* Compare and plan beside reading: 2,000 tables of which 200 were changed, in one way each. */
#include "migrate/plan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "generate.h"
#include "measure.h"
#include "model/relate.h"
#include "sql/dialect.h"
#include "sql/rename.h"

#define TABLES 2000
#define CHANGED 200
#define ROUNDS 5

typedef struct {
  char *text;
  RvModel *before, *after;
  guint n_steps;
} Bench;

static RvModel *
read_text (const char *text)
{
  RvModel *model = rv_model_new ("postgresql");
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Read");
  g_autoptr (RvReport) report = rv_report_new ("bench");
  g_autoptr (GError) error = NULL;

  rv_edit_set_initial (edit);
  if (!rv_postgresql.read (edit, text, strlen (text), report, NULL, NULL, NULL, &error) || !rv_edit_commit (edit, &error))
    {
      fprintf (stderr, "%s\n", error->message);
      exit (1);
    }
  return model;
}

static void
read_it (gpointer data)
{
  g_object_unref (read_text (((Bench *) data)->text));
}

static RvColumn *
last_column (RvModel *model, const RvObject *table)
{
  g_autoptr (GPtrArray) columns = rv_model_children (model, table->id, RV_KIND_COLUMN);

  return columns->pdata[columns->len - 1];
}

static void
change (RvEdit *edit, RvTable *table, guint way)
{
  RvColumn *column = last_column (rv_edit_model (edit), &table->object);

  switch (way)
    {
    case 0:
      rv_design_add_column (edit, table, "added", "text");
      break;
    case 1:
      rv_sql_rename (edit, column, "renamed");
      break;
    case 2:
      rv_edit_set_text (edit, column, RvColumn_default_value, "NULL::text");
      break;
    case 3:
      rv_edit_set_text (edit, table, RvTable_comment, "changed");
      break;
    default:
      rv_edit_remove (edit, column);
      break;
    }
}

static void
change_some (RvModel *model)
{
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Change");
  const GPtrArray *tables = rv_model_all (model, RV_KIND_TABLE);

  for (guint i = 0; i < CHANGED; i++)
    change (edit, tables->pdata[i * (tables->len / CHANGED)], i % 5);
  rv_edit_commit (edit, NULL);
}

static void
plan_it (gpointer data)
{
  Bench *bench = data;
  RvPlanOptions options = { .match = RV_MATCH_NAME };
  g_autoptr (RvPlan) plan = rv_plan_new (bench->before, bench->after, &options, NULL);
  g_autoptr (GString) script = g_string_new (NULL);

  rv_plan_write (plan, script);
  bench->n_steps = rv_plan_steps (plan)->len;
}

int
main (void)
{
  Bench bench = { bench_generate (TABLES), NULL, NULL, 0 };
  double reading, planning;

  bench.before = read_text (bench.text);
  bench.after = read_text (bench.text);
  change_some (bench.after);
  reading = bench_best (ROUNDS, read_it, &bench);
  planning = bench_best (ROUNDS, plan_it, &bench);
  bench_heading ();
  bench_row ("read 2000 tables", reading, 0, "s");
  bench_row ("compare and plan 200 changes of them", planning, 0, "s");
  bench_row ("the one by the other", planning / reading, 0.25, "x");
  bench_row ("steps", bench.n_steps, 0, "");
  g_object_unref (bench.before);
  g_object_unref (bench.after);
  g_free (bench.text);
  return 0;
}
