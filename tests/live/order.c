/* Statements come after what they need, whatever circles there are. */
#include "live/order.h"

static GArray *
statements_of (const char *letters)
{
  GArray *statements = g_array_new (FALSE, TRUE, sizeof (RvStatement));

  for (const char *letter = letters; *letter != '\0'; letter++)
    {
      RvStatement statement = { 1, (guint) *letter, letter, NULL, FALSE };

      if (*letter == '-')
        statement.id = 0;
      g_array_append_val (statements, statement);
    }
  return statements;
}

/* @needs: "ab" says that a needs b, "Ab" that only a default of a does. Returns: the order, what is split in capitals. */
static char *
order (const char *letters, const char *const *needs)
{
  g_autoptr (GArray) statements = statements_of (letters), edges = g_array_new (FALSE, TRUE, sizeof (RvNeed));
  GString *out = g_string_new (NULL);

  for (guint i = 0; needs[i] != NULL; i++)
    {
      RvNeed need = { 1, (guint) g_ascii_tolower (needs[i][0]), 1, (guint) needs[i][1], g_ascii_isupper (needs[i][0]) };

      g_array_append_val (edges, need);
    }
  rv_statements_order (statements, edges);
  for (guint i = 0; i < statements->len; i++)
    {
      const RvStatement *statement = &g_array_index (statements, RvStatement, i);

      g_string_append_c (out, statement->is_split ? g_ascii_toupper (*statement->text) : *statement->text);
    }
  return g_string_free (out, FALSE);
}

static void
check (const char *letters, const char *const *needs, const char *expected)
{
  g_autofree char *found = order (letters, needs);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_order (void)
{
  check ("abc", (const char *const[]) { NULL }, "abc");
  check ("abc", (const char *const[]) { "ac", NULL }, "cab");
  check ("ab-c", (const char *const[]) { "ab", "bc", "ax", "xa", NULL }, "cba-");
  check ("abc", (const char *const[]) { "Ac", NULL }, "cab");
}

static void
test_circles (void)
{
  /* A table's default calls a function of the table's rows. */
  check ("tf", (const char *const[]) { "Tf", "ft", NULL }, "Tf");
  check ("ft", (const char *const[]) { "Tf", "ft", NULL }, "Tf");
  check ("tfx", (const char *const[]) { "Tf", "fx", "xt", NULL }, "Txf");
  /* Nothing helps; but all are there, once. */
  check ("ab", (const char *const[]) { "ab", "ba", NULL }, "ba");
}

/* As deep as it may get: no recursion that a long chain could exhaust. */
static void
test_deep (void)
{
  g_autoptr (GArray) statements = g_array_new (FALSE, TRUE, sizeof (RvStatement)), needs = g_array_new (FALSE, TRUE, sizeof (RvNeed));

  for (guint i = 1; i <= 200000; i++)
    {
      RvStatement statement = { 1, i, "", NULL, FALSE };
      RvNeed need = { 1, i, 1, i + 1, FALSE };

      g_array_append_val (statements, statement);
      g_array_append_val (needs, need);
    }
  rv_statements_order (statements, needs);
  g_assert_cmpuint (g_array_index (statements, RvStatement, 0).id, ==, 200000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/live/order/needs", test_order);
  g_test_add_func ("/live/order/circles", test_circles);
  g_test_add_func ("/live/order/deep", test_deep);
  return g_test_run ();
}
