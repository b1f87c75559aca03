/* What judging costs: all rules at first sight, and again after one edit. */
#include <stdio.h>
#include <stdlib.h>

#include "check/checker.h"
#include "exchange/open.h"
#include "generate.h"
#include "measure.h"

/* 13 columns a table: 230 tables have 3,000. */
#define N_TABLES 1000
#define N_TABLES_OF_EDIT 230

typedef struct {
  RvModel *model;
  RvChecker *checker;
  guint table;
} Judged;

static RvModel *
import (guint n_tables)
{
  g_autofree char *text = bench_generate (n_tables);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (RvReport) report = rv_report_new ("generated.sql");
  g_autoptr (GError) error = NULL;
  RvModel *model = rv_open_bytes (bytes, "generated.sql", NULL, RV_OPEN_DEFAULT, report, NULL, NULL, NULL, &error);

  if (model == NULL)
    {
      fprintf (stderr, "import: %s\n", error->message);
      exit (1);
    }
  return model;
}

static void
judge_all (gpointer data)
{
  g_autoptr (RvChecker) checker = rv_checker_new (data);

  rv_checker_update (checker);
}

static void
edit (Judged *judged, const char *type)
{
  const GPtrArray *tables = rv_model_all (judged->model, RV_KIND_TABLE);
  const RvTable *table = tables->pdata[judged->table % tables->len];
  g_autoptr (GPtrArray) columns = rv_model_children (judged->model, table->object.id, RV_KIND_COLUMN);
  g_autoptr (RvEdit) edit = rv_edit_begin (judged->model, "Edit");
  g_autoptr (GError) error = NULL;

  rv_edit_set_text (edit, columns->pdata[columns->len - 1], RvColumn_type, type);
  if (!rv_edit_commit (edit, &error))
    {
      fprintf (stderr, "edit: %s\n", error->message);
      exit (1);
    }
}

static void
judge_again (gpointer data)
{
  rv_checker_update (((Judged *) data)->checker);
}

/* The worst of edits all over the design: the tables that everything refers to are among them. */
static double
worst_edit (Judged *judged)
{
  double worst = 0;

  for (judged->table = 0; judged->table < N_TABLES_OF_EDIT; judged->table += 5)
    {
      double best = G_MAXDOUBLE;

      for (guint i = 0; i < 3; i++)
        {
          double seconds;

          edit (judged, i % 2 == 0 ? "timestamp" : "text");
          seconds = bench_best (1, judge_again, judged);
          best = MIN (best, seconds);
        }
      worst = MAX (worst, best);
    }
  return worst;
}

int
main (void)
{
  g_autoptr (RvModel) large = import (N_TABLES), small = import (N_TABLES_OF_EDIT);
  g_autoptr (RvChecker) checker = rv_checker_new (small);
  Judged judged = { small, checker, 0 };

  rv_checker_update (checker);
  bench_heading ();
  bench_row ("all rules on 1,000 tables, CPU", bench_best (3, judge_all, large) * 1000, 100, "ms");
  bench_row ("again after an edit, 230 tables, 3,000 columns, CPU", worst_edit (&judged) * 1000, 16, "ms");
  bench_row ("rules", rv_rules ()->len, 0, "");
  bench_row ("columns of the edited design", rv_model_all (small, RV_KIND_COLUMN)->len, 0, "");
  return bench_n_over () > 0;
}
