/* Queries, taken apart and understood against a design. */
#include "sql/dialect.h"
#include "sql/postgresql/predicate.h"

static const char script[] =
  "CREATE SCHEMA app;\n"
  "CREATE TABLE users (id integer PRIMARY KEY, email text, boss integer, active boolean, made timestamptz);\n"
  "CREATE TABLE app.orders (id integer PRIMARY KEY, user_id integer, state text, tags jsonb, made timestamptz);\n"
  "CREATE VIEW busy AS SELECT id, email FROM users;\n";

typedef struct {
  RvModel *model;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (RvReport) report = rv_report_new ("test.sql");
  g_autoptr (GError) error = NULL;
  g_autoptr (RvEdit) edit = NULL;

  f->model = rv_model_new ("postgresql");
  edit = rv_edit_begin (f->model, "Import");
  g_assert_true (rv_postgresql.read (edit, script, sizeof script - 1, report, NULL, NULL, NULL, &error));
  g_assert_true (rv_edit_commit (edit, &error));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_object_unref (f->model);
}

static RvPgQuery *
read_query (Fixture *f, const char *text)
{
  g_autoptr (GError) error = NULL;
  RvPgQuery *query = rv_pg_query_new (f->model, text, NULL, &error);

  g_assert_no_error (error);
  return query;
}

static RvPgBlock *
block (RvPgQuery *query, guint i)
{
  return rv_pg_query_blocks (query)->pdata[i];
}

static RvPgPredicate
condition (RvPgBlock *b, guint i)
{
  g_assert_cmpuint (i, <, b->conditions->len);
  return rv_pg_predicate (b, g_array_index (b->conditions, RvPgCondition, i).node);
}

static void
test_blocks (Fixture *f, gconstpointer data)
{
  static const RvPgBlockRole roles[] = { RV_PG_BLOCK_STATEMENT, RV_PG_BLOCK_WITH, RV_PG_BLOCK_FROM, RV_PG_BLOCK_SCALAR, RV_PG_BLOCK_ANY,
                                         RV_PG_BLOCK_EXISTS };
  g_autoptr (RvPgQuery) query = read_query (f,
    "WITH w AS (SELECT id FROM users) SELECT (SELECT max(made) FROM orders o WHERE o.user_id = s.id) FROM (SELECT id FROM w) s"
    " WHERE s.id IN (SELECT user_id FROM orders) AND EXISTS (SELECT 1 FROM busy b WHERE b.id = s.id); DELETE FROM orders WHERE id = 1");

  g_assert_cmpuint (rv_pg_query_statements (query)->len, ==, 2);
  g_assert_cmpuint (rv_pg_query_blocks (query)->len, ==, G_N_ELEMENTS (roles) + 1);
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    g_assert_cmpint (block (query, i)->role, ==, roles[i]);
  g_assert_true (((RvPgItem *) block (query, 2)->items->pdata[0])->source == block (query, 1));
}

static void
assert_column (Fixture *f, const char *text, guint in, RvPgColumnState state, const char *base)
{
  g_autoptr (RvPgQuery) query = read_query (f, text);
  RvPgBlock *b = block (query, in);
  const PgQuery__Node *target = b->select->target_list[0]->res_target->val;
  RvPgColumn found = rv_pg_block_column (b, target->column_ref);
  RvColumn *column = rv_pg_base_column (found);

  g_assert_cmpint (found.state, ==, state);
  g_assert_cmpstr (column != NULL ? column->name : NULL, ==, base);
}

static void
test_columns (Fixture *f, gconstpointer data)
{
  assert_column (f, "SELECT email FROM users", 0, RV_PG_COLUMN_FOUND, "email");
  assert_column (f, "SELECT u.email FROM users u", 0, RV_PG_COLUMN_FOUND, "email");
  assert_column (f, "SELECT x.mail FROM (SELECT email AS mail FROM users) x", 0, RV_PG_COLUMN_FOUND, "email");
  assert_column (f, "WITH w AS (SELECT * FROM users) SELECT email FROM w", 0, RV_PG_COLUMN_FOUND, "email");
  assert_column (f, "SELECT b.email FROM busy b", 0, RV_PG_COLUMN_FOUND, NULL);
  assert_column (f, "SELECT ctid FROM users", 0, RV_PG_COLUMN_FOUND, NULL);
  assert_column (f, "SELECT nope FROM users", 0, RV_PG_COLUMN_MISSING, NULL);
  assert_column (f, "SELECT u.nope FROM users u", 0, RV_PG_COLUMN_MISSING, NULL);
  assert_column (f, "SELECT x.email FROM users u", 0, RV_PG_COLUMN_NO_ITEM, NULL);
  assert_column (f, "SELECT users.email FROM users u", 0, RV_PG_COLUMN_NO_ITEM, NULL);
  assert_column (f, "SELECT made FROM users, app.orders", 0, RV_PG_COLUMN_AMBIGUOUS, NULL);
  assert_column (f, "SELECT id FROM users JOIN app.orders USING (id)", 0, RV_PG_COLUMN_FOUND, "id");
  assert_column (f, "SELECT n FROM generate_series(1, 2) n", 0, RV_PG_COLUMN_OPEN, NULL);
  assert_column (f, "SELECT users FROM users", 0, RV_PG_COLUMN_ROW, NULL);
  assert_column (f, "SELECT * FROM users", 0, RV_PG_COLUMN_ROW, NULL);
  /* a subquery sees the tables around it, a derived table only where it is LATERAL */
  assert_column (f, "SELECT (SELECT email FROM orders) FROM users", 1, RV_PG_COLUMN_FOUND, "email");
  assert_column (f, "SELECT 1 FROM users, (SELECT email FROM orders) o", 1, RV_PG_COLUMN_MISSING, NULL);
  assert_column (f, "SELECT 1 FROM users, LATERAL (SELECT email FROM orders) o", 1, RV_PG_COLUMN_FOUND, "email");
}

static void
test_items (Fixture *f, gconstpointer data)
{
  g_autoptr (RvPgQuery) query = read_query (f, "SELECT 1 FROM users u LEFT JOIN nothing n ON n.id = u.id JOIN pg_stat_activity a ON true");
  GPtrArray *items = block (query, 0)->items;

  g_assert_false (((RvPgItem *) items->pdata[0])->is_nullable);
  g_assert_true (((RvPgItem *) items->pdata[1])->is_nullable);
  g_assert_true (((RvPgItem *) items->pdata[1])->is_missing);
  g_assert_false (((RvPgItem *) items->pdata[2])->is_missing);
  g_assert_nonnull (g_array_index (block (query, 0)->conditions, RvPgCondition, 0).outer_join);
}

static void
test_recursion (Fixture *f, gconstpointer data)
{
  g_autoptr (RvPgQuery) tree = read_query (f,
    "WITH RECURSIVE t AS (SELECT id FROM users UNION ALL SELECT u.id FROM users u JOIN t ON u.boss = t.id) SELECT id FROM t");
  g_autoptr (RvPgQuery) shadow = read_query (f, "WITH users AS (SELECT id FROM users) SELECT id FROM users");

  g_assert_true (block (tree, 1)->is_recursive);
  g_assert_false (block (shadow, 1)->is_recursive);
  g_assert_nonnull (((RvPgItem *) block (shadow, 1)->items->pdata[0])->relation);
  g_assert_nonnull (((RvPgItem *) block (shadow, 0)->items->pdata[0])->source);
}

typedef struct {
  const char *condition;
  RvPgComparison comparison;
  gboolean is_negated;
  const char *column;         /* NULL: the subject is more than a column */
  const char *operator;
  RvPgValueKind value_kind;
} Case;

static const Case cases[] = {
  { "u.id = 1", RV_PG_EQUAL, FALSE, "id", "=", RV_PG_VALUE_CONSTANT },
  { "1 < u.id", RV_PG_RANGE, FALSE, "id", ">", RV_PG_VALUE_CONSTANT },
  { "u.made >= now() - interval '1 day'", RV_PG_RANGE, FALSE, "made", ">=", RV_PG_VALUE_EXPRESSION },
  { "u.made BETWEEN $1 AND $2", RV_PG_RANGE, FALSE, "made", "BETWEEN", RV_PG_VALUE_PARAMETER },
  { "u.id IN (1, 2)", RV_PG_IN, FALSE, "id", "=", RV_PG_VALUE_LIST },
  { "u.id NOT IN (1, 2)", RV_PG_IN, TRUE, "id", "=", RV_PG_VALUE_LIST },
  { "u.id = ANY ($1)", RV_PG_IN, FALSE, "id", "=", RV_PG_VALUE_PARAMETER },
  { "u.id NOT IN (SELECT user_id FROM orders)", RV_PG_IN, TRUE, "id", "=", RV_PG_VALUE_SUBQUERY },
  { "lower(u.email) = $1", RV_PG_EQUAL, FALSE, NULL, "=", RV_PG_VALUE_PARAMETER },
  { "u.email LIKE 'a%'", RV_PG_LIKE, FALSE, "email", "~~", RV_PG_VALUE_CONSTANT },
  { "u.email NOT ILIKE '%a'", RV_PG_ILIKE, TRUE, "email", "!~~*", RV_PG_VALUE_CONSTANT },
  { "u.email ~ '^a'", RV_PG_REGEXP, FALSE, "email", "~", RV_PG_VALUE_CONSTANT },
  { "u.boss IS NULL", RV_PG_IS_NULL, FALSE, "boss", NULL, RV_PG_VALUE_NONE },
  { "u.active", RV_PG_IS_TRUE, FALSE, "active", NULL, RV_PG_VALUE_NONE },
  { "NOT u.active", RV_PG_IS_FALSE, FALSE, "active", NULL, RV_PG_VALUE_NONE },
  { "u.id = o.user_id", RV_PG_EQUAL, FALSE, "id", "=", RV_PG_VALUE_COLUMN },
  { "o.tags @> '{}'", RV_PG_CONTAINS, FALSE, "tags", "@>", RV_PG_VALUE_CONSTANT },
  { "o.tags ? 'a'", RV_PG_HAS_KEY, FALSE, "tags", "?", RV_PG_VALUE_CONSTANT },
  { "EXISTS (SELECT 1)", RV_PG_EXISTS, FALSE, NULL, NULL, RV_PG_VALUE_NONE },
  { "(u.id = 1 OR u.id = 2)", RV_PG_ANY_OF, FALSE, NULL, NULL, RV_PG_VALUE_NONE },
};

static void
test_predicates (Fixture *f, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *c = &cases[i];
      g_autofree char *text = g_strconcat ("SELECT 1 FROM users u, app.orders o WHERE ", c->condition, NULL);
      g_autoptr (RvPgQuery) query = read_query (f, text);
      RvPgPredicate p = condition (block (query, 0), 0);

      g_test_message ("%s", c->condition);
      g_assert_cmpint (p.comparison, ==, c->comparison);
      g_assert_cmpint (p.is_negated, ==, c->is_negated);
      g_assert_cmpstr (p.column != NULL ? p.column->name : NULL, ==, c->column);
      g_assert_cmpstr (p.operator, ==, c->operator);
      g_assert_cmpint (p.value_kind, ==, c->value_kind);
    }
}

static void
test_flip (Fixture *f, gconstpointer data)
{
  g_autoptr (RvPgQuery) query = read_query (f, "SELECT 1 FROM users u, app.orders o WHERE u.made < o.made");
  RvPgPredicate p = condition (block (query, 0), 0);

  g_assert_cmpstr (p.found.item->name, ==, "u");
  g_assert_true (rv_pg_predicate_flip (block (query, 0), &p));
  g_assert_cmpstr (p.found.item->name, ==, "o");
  g_assert_cmpstr (p.operator, ==, ">");
}

/* The column of a derived table belongs to the block that reads that. */
static void
test_derived (Fixture *f, gconstpointer data)
{
  g_autoptr (RvPgQuery) query = read_query (f, "SELECT 1 FROM (SELECT id AS n FROM users) x WHERE x.n = 1");
  RvPgPredicate p = condition (block (query, 0), 0);

  g_assert_true (p.found.block == block (query, 0));
  g_assert_cmpstr (p.found.item->name, ==, "x");
  g_assert_cmpstr (p.column->name, ==, "id");
}

static void
test_wrong (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  int at = -1;

  g_assert_null (rv_pg_query_new (f->model, "SELECT 1 FRM users", &at, &error));
  g_assert_error (error, RV_SQL_ERROR, RV_SQL_ERROR_SYNTAX);
  g_assert_cmpint (at, ==, 13);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/queries/blocks", Fixture, NULL, set_up, test_blocks, tear_down);
  g_test_add ("/queries/columns", Fixture, NULL, set_up, test_columns, tear_down);
  g_test_add ("/queries/items", Fixture, NULL, set_up, test_items, tear_down);
  g_test_add ("/queries/recursion", Fixture, NULL, set_up, test_recursion, tear_down);
  g_test_add ("/queries/predicates", Fixture, NULL, set_up, test_predicates, tear_down);
  g_test_add ("/queries/flip", Fixture, NULL, set_up, test_flip, tear_down);
  g_test_add ("/queries/derived", Fixture, NULL, set_up, test_derived, tear_down);
  g_test_add ("/queries/wrong", Fixture, NULL, set_up, test_wrong, tear_down);
  return g_test_run ();
}
