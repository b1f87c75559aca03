/* Writes the projects that frames are measured on. */
#include "grid.h"

#include <math.h>

#include "model/relate.h"

#define PITCH_X 360
#define PITCH_Y 400
#define HUB_LINES 20

typedef struct {
  RvEdit *edit;
  RvDiagram *diagram;
  GPtrArray *tables;     /* RvTable */
  guint n_tables, n_across;
  GRand *rand;
} Grid;

static const char *const nouns[] = { "customer", "invoice", "account", "orders", "product", "tenant", "shipment", "payment",
                                     "address", "session", "audit", "ledger", "branch", "report", "policy", "ticket" };

static const struct {
  const char *name, *type;
} columns[] = {
  { "created_at", "timestamp with time zone" }, { "updated_at", "timestamp with time zone" }, { "name", "character varying(120)" },
  { "status", "smallint" }, { "total_amount", "numeric(12,2)" }, { "currency_code", "character(3)" }, { "email", "text" },
  { "is_active", "boolean" }, { "notes", "text" }, { "external_ref", "uuid" }, { "metadata", "jsonb" }, { "valid_from", "date" },
  { "quantity", "integer" },
};

static guint
below (Grid *grid, guint n)
{
  return (guint) g_rand_int_range (grid->rand, 0, (gint32) n);
}

static void
add_box (Grid *grid, const RvTable *table, guint index)
{
  RvBox *box = rv_edit_insert (grid->edit, RV_KIND_BOX, grid->diagram->object.id);

  rv_edit_set_number (grid->edit, box, RvBox_object_id, table->object.id);
  rv_edit_set_real (grid->edit, box, RvBox_x, 40 + index % grid->n_across * PITCH_X + below (grid, 5) * 8);
  rv_edit_set_real (grid->edit, box, RvBox_y, 40 + index / grid->n_across * PITCH_Y + below (grid, 5) * 8);
  if (index % 11 == 0)
    rv_edit_set_text (grid->edit, box, RvBox_color, "teal");
}

static guint
hub_of (const Grid *grid)
{
  return grid->n_tables / grid->n_across / 2 * grid->n_across + grid->n_across / 2;
}

static void
add_table (Grid *grid, RvId schema, guint index)
{
  g_autofree char *name = g_strdup_printf ("%s_%05u", nouns[index % G_N_ELEMENTS (nouns)], index);
  RvTable *table = rv_design_add_table (grid->edit, schema, index == hub_of (grid) ? "hub" : name);
  guint n = 4 + below (grid, 7);

  for (guint i = 0; i < n; i++)
    rv_design_add_column (grid->edit, table, columns[(index + i) % G_N_ELEMENTS (columns)].name,
                          columns[(index + i) % G_N_ELEMENTS (columns)].type);
  add_box (grid, table, index);
  g_ptr_array_add (grid->tables, table);
}

static void
relate (Grid *grid, guint child, guint parent)
{
  if (child < grid->n_tables && parent < grid->n_tables)
    rv_relate_tables (grid->edit, grid->tables->pdata[child], grid->tables->pdata[parent],
                      child % 3 == 0 ? RV_RELATION_OPTIONAL : RV_RELATION_ONE_TO_MANY, 0, 0, NULL);
}

static void
add_lines (Grid *grid)
{
  guint hub = hub_of (grid), n_across = grid->n_across;

  for (guint i = 0; i < grid->n_tables; i++)
    {
      if (i % n_across + 1 < n_across && i % 5 != 0)
        relate (grid, i, i + 1);
      if (i % 5 < 3)
        relate (grid, i, i + n_across);
      if (i % 13 == 0 && i % n_across + 3 < n_across)
        relate (grid, i, i + 2 * n_across + 3);
    }
  for (guint i = 0; i < HUB_LINES + 5; i++)
    {
      guint near = hub - 2 * n_across - 2 + i / 5 * n_across + i % 5;

      if (near != hub && i % 6 != 5 && near + 1 != hub && near + n_across != hub)
        relate (grid, near, hub);
    }
}

RvModel *
bench_grid (guint n_tables)
{
  RvModel *model = rv_model_new ("postgresql");
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Make");
  g_autoptr (GError) error = NULL;
  RvObject *schema = rv_model_find (model, RV_KIND_SCHEMA, 0, "public");
  Grid grid = { edit, NULL, g_ptr_array_new (), n_tables, (guint) ceil (sqrt (n_tables * 1.6 * PITCH_Y / PITCH_X)), g_rand_new_with_seed (1) };

  rv_edit_set_initial (edit);
  grid.diagram = rv_edit_insert (edit, RV_KIND_DIAGRAM, 0);
  rv_edit_set_text (edit, grid.diagram, RvDiagram_name, "All");
  for (guint i = 0; i < n_tables; i++)
    add_table (&grid, schema->id, i);
  add_lines (&grid);
  if (!rv_edit_commit (edit, &error))
    g_error ("%s", error->message);
  g_rand_free (grid.rand);
  g_ptr_array_unref (grid.tables);
  return model;
}
