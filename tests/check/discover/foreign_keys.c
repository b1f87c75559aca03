/* Foreign keys out of data alone: tables in the shape of TPC-H, and tables with plain "id" columns. */
#include <glib.h>
#include <stdlib.h>
#include <string.h>

#include "check/discover/foreign-keys.h"

typedef struct {
  const char *name;
  const char *columns;  /* "name:kind": s serial, 0-9 a value of the serial column of that table, n number, d date, t text, m money */
  guint n_rows;
} Shape;

static void
make_value (GRand *rand, char kind, guint row, const Shape *shapes, char *text, gsize size)
{
  gint32 number = g_rand_int_range (rand, 1, 51);

  if (kind == 's')
    g_snprintf (text, size, "%u", row + 1);
  else if (g_ascii_isdigit (kind))
    g_snprintf (text, size, "%d", g_rand_int_range (rand, 1, (gint32) shapes[kind - '0'].n_rows + 1));
  else if (kind == 'n')
    g_snprintf (text, size, "%d", number);
  else if (kind == 'd')
    g_snprintf (text, size, "199%d-0%d-1%d", number % 9, number % 8 + 1, number % 7);
  else if (kind == 'm')
    g_snprintf (text, size, "%d.%02d", g_rand_int_range (rand, 1, 9000), number);
  else
    g_snprintf (text, size, "text %d", g_rand_int_range (rand, 0, 100000));
}

static RvData *
make_table (GRand *rand, const Shape *shapes, guint t)
{
  g_auto (GStrv) columns = g_strsplit (shapes[t].columns, " ", -1);
  guint n = g_strv_length (columns);
  g_autofree char *kinds = g_malloc (n);
  RvDataBuilder *builder;

  for (guint i = 0; i < n; i++)
    {
      char *colon = strchr (columns[i], ':');

      kinds[i] = colon[1];
      *colon = '\0';
    }
  builder = rv_data_builder_new (shapes[t].name, (const char *const *) columns, n, FALSE);
  for (guint r = 0; r < shapes[t].n_rows; r++)
    {
      for (guint i = 0; i < n; i++)
        {
          char text[32];

          make_value (rand, kinds[i], r, shapes, text, sizeof text);
          rv_data_builder_add (builder, i, text, strlen (text));
        }
      rv_data_builder_end_row (builder);
    }
  return rv_data_builder_finish (builder);
}

static GPtrArray *
make_tables (const Shape *shapes, guint n)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (13);
  GPtrArray *tables = g_ptr_array_new_with_free_func ((GDestroyNotify) rv_data_free);

  for (guint t = 0; t < n; t++)
    g_ptr_array_add (tables, make_table (rand, shapes, t));
  return tables;
}

static char *
guess_text (const RvForeignKeyGuess *guess)
{
  return g_strdup_printf ("%s.%s %s.%s", guess->from->name, guess->from->columns[guess->from_column].name, guess->to->name,
                          guess->to->columns[guess->to_column].name);
}

/* The first guesses must be the @n true ones. */
static void
check (const Shape *shapes, guint n_shapes, const char *const *true_ones)
{
  g_autoptr (GPtrArray) tables = make_tables (shapes, n_shapes);
  g_autoptr (GArray) guesses = rv_discover_foreign_keys (tables);
  guint n = g_strv_length ((char **) true_ones);

  for (guint i = 0; i < guesses->len; i++)
    {
      const RvForeignKeyGuess *guess = &g_array_index (guesses, RvForeignKeyGuess, i);
      g_autofree char *text = guess_text (guess);

      g_test_message ("%.3f %s", guess->score, text);
      g_assert_true (i >= n || g_strv_contains (true_ones, text));
    }
  g_assert_cmpuint (guesses->len, >=, n);
}

static void
test_tpch (void)
{
  static const Shape shapes[] = {
    { "region", "r_regionkey:s r_name:t r_comment:t", 5 },
    { "nation", "n_nationkey:s n_name:t n_regionkey:0 n_comment:t", 25 },
    { "part", "p_partkey:s p_name:t p_mfgr:t p_brand:t p_type:t p_size:n p_container:t p_retailprice:m p_comment:t", 400 },
    { "supplier", "s_suppkey:s s_name:t s_address:t s_nationkey:1 s_phone:t s_acctbal:m s_comment:t", 100 },
    { "partsupp", "ps_partkey:2 ps_suppkey:3 ps_availqty:n ps_supplycost:m ps_comment:t", 1600 },
    { "customer", "c_custkey:s c_name:t c_address:t c_nationkey:1 c_phone:t c_acctbal:m c_mktsegment:t c_comment:t", 300 },
    { "orders", "o_orderkey:s o_custkey:5 o_orderstatus:t o_totalprice:m o_orderdate:d o_orderpriority:t o_clerk:t o_shippriority:n o_comment:t", 3000 },
    { "lineitem", "l_orderkey:6 l_partkey:2 l_suppkey:3 l_linenumber:n l_quantity:n l_extendedprice:m l_discount:m l_tax:m l_returnflag:t "
                  "l_linestatus:t l_shipdate:d l_commitdate:d l_receiptdate:d l_shipinstruct:t l_shipmode:t l_comment:t", 12000 },
  };
  static const char *const true_ones[] = {
    "nation.n_regionkey region.r_regionkey", "supplier.s_nationkey nation.n_nationkey", "customer.c_nationkey nation.n_nationkey",
    "partsupp.ps_partkey part.p_partkey", "partsupp.ps_suppkey supplier.s_suppkey", "orders.o_custkey customer.c_custkey",
    "lineitem.l_orderkey orders.o_orderkey", "lineitem.l_partkey part.p_partkey", "lineitem.l_suppkey supplier.s_suppkey", NULL,
  };

  check (shapes, G_N_ELEMENTS (shapes), true_ones);
}

static void
test_plain_ids (void)
{
  static const Shape shapes[] = {
    { "customers", "id:s name:t rank:n", 80 },
    { "addresses", "id:s customer_id:0 city:t", 120 },
    { "order_items", "id:s orderId:3 productId:4 quantity:n", 900 },
    { "orders", "id:s customer_id:0 billing_address_id:1 total:m", 300 },
    { "products", "id:s title:t stock:n", 60 },
  };
  static const char *const true_ones[] = {
    "addresses.customer_id customers.id", "order_items.orderId orders.id", "order_items.productId products.id", "orders.customer_id customers.id",
    "orders.billing_address_id addresses.id", NULL,
  };

  check (shapes, G_N_ELEMENTS (shapes), true_ones);
}

static void
test_nothing (void)
{
  static const Shape shapes[] = { { "empty", "a:n b:t", 0 }, { "other", "x:m y:d", 50 } };
  g_autoptr (GPtrArray) tables = make_tables (shapes, G_N_ELEMENTS (shapes));
  g_autoptr (GArray) guesses = rv_discover_foreign_keys (tables);

  g_assert_cmpuint (guesses->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/discover/foreign-keys/tpch", test_tpch);
  g_test_add_func ("/discover/foreign-keys/plain-ids", test_plain_ids);
  g_test_add_func ("/discover/foreign-keys/nothing", test_nothing);
  return g_test_run ();
}
