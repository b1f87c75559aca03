/* Textbook relations: their keys, normal forms, covers and decompositions; and how dependencies are read. */
#include <glib.h>
#include <string.h>

#include "check/theory/basis.h"
#include "check/theory/chase.h"
#include "check/theory/cover.h"
#include "check/theory/decomposition.h"

static RvRelation *
relation_of (const char *attributes, const char *dependencies)
{
  g_autoptr (GError) error = NULL;
  RvRelation *relation = rv_relation_parse (attributes, &error);
  g_auto (GStrv) texts = g_strsplit (dependencies, ";", -1);

  g_assert_no_error (error);
  for (guint i = 0; texts[i] != NULL; i++)
    if (*g_strstrip (texts[i]) != '\0')
      {
        rv_relation_add (relation, texts[i], &error);
        g_assert_no_error (error);
      }
  return relation;
}

static char *
sets_text (const RvRelation *relation, const RvBitsList *list)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    {
      g_autofree char *one = rv_relation_set_text (relation, rv_bits_list_get (list, i));

      g_string_append (text, one);
    }
  return g_string_free (text, FALSE);
}

static char *
fds_text (const RvRelation *relation, const RvFds *fds)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < fds->len; i++)
    {
      g_autofree char *one = rv_relation_fd_text (relation, rv_fds_lhs (fds, i), rv_fds_rhs (fds, i), FALSE);

      g_string_append_printf (text, "%s%s", i > 0 ? "; " : "", one);
    }
  return g_string_free (text, FALSE);
}

typedef struct {
  const char *name;
  const char *attributes;
  const char *dependencies;
  const char *keys;
  const char *form;
  const char *cover;
  const char *third;
  const char *bcnf;
  const char *lost;
} Case;

static const Case cases[] = {
  { "none", "a,b", "", "{a, b}", "BCNF", "", "{a, b}", "{a, b}", "" },
  { "one key", "a,b,c", "a -> b,c", "{a}", "BCNF", "a → b, c", "{a, b, c}", "{a, b, c}", "" },
  { "partial", "order,product,qty,price", "order,product -> qty; product -> price", "{order, product}", "1NF",
    "product → price; order, product → qty", "{product, price}{order, product, qty}", "{product, price}{order, product, qty}", "" },
  { "transitive", "emp,dept,city", "emp -> dept; dept -> city", "{emp}", "2NF", "emp → dept; dept → city",
    "{emp, dept}{dept, city}", "{emp, dept}{dept, city}", "" },
  { "zip", "street,city,zip", "street,city -> zip; zip -> city", "{street, city}{street, zip}", "3NF",
    "zip → city; street, city → zip", "{street, city, zip}", "{street, zip}{city, zip}", "street, city → zip" },
  { "redundant", "a,b,c,d", "a -> b,c; b -> c; a -> b; a,b -> c; a,c -> d", "{a}", "2NF", "a → b, d; b → c",
    "{b, c}{a, b, d}", "{b, c}{a, b, d}", "" },
  { "constant", "a,b,c", "-> c; a -> b", "{a}", "1NF", "∅ → c; a → b", "{c}{a, b}", "{c}{a, b}", "" },
  { "equivalent", "a,b,c,d", "a -> b,c; b -> a,d", "{a}{b}", "BCNF", "a → b, c; b → a, d", "{a, b, c, d}", "{a, b, c, d}", "" },
  /* Preserving although no dependency as it was written shows it. */
  { "detour", "a,b,c,d", "a,b -> c; c -> d; d -> b; b -> d", "{a, b}{a, c}{a, d}", "3NF", "b → d; c → d; d → b; a, b → c",
    NULL, NULL, NULL },
};

static void
test_textbook (gconstpointer data)
{
  const Case *test = data;
  g_autoptr (RvRelation) relation = relation_of (test->attributes, test->dependencies);
  g_autoptr (RvNormalization) normalization = rv_normalize (relation, 1000);
  g_autoptr (RvBitsList) keys = rv_candidate_keys_list (normalization->keys, 1000);
  g_autoptr (RvDecomposition) third = rv_decompose_3nf (normalization);
  g_autoptr (RvDecomposition) bcnf = rv_decompose_bcnf (normalization);
  g_autofree char *keys_text = sets_text (relation, keys);
  g_autofree char *cover_text = fds_text (relation, normalization->cover);
  g_autofree char *third_text = sets_text (relation, third->schemes);
  g_autofree char *bcnf_text = sets_text (relation, bcnf->schemes);
  g_autofree char *lost_text = fds_text (relation, bcnf->lost);
  g_autofree char *proof = rv_normalization_proof (normalization);

  g_test_message ("%s", proof);
  g_assert_cmpstr (keys_text, ==, test->keys);
  g_assert_cmpuint (normalization->keys->count, ==, keys->len);
  g_assert_cmpstr (rv_normal_form_name (normalization->form), ==, test->form);
  g_assert_cmpstr (cover_text, ==, test->cover);
  if (test->third == NULL)
    return;
  g_assert_cmpstr (third_text, ==, test->third);
  g_assert_cmpstr (bcnf_text, ==, test->bcnf);
  g_assert_cmpstr (lost_text, ==, test->lost);
  g_assert_true (rv_chase_is_lossless (relation, NULL, third->schemes));
  g_assert_true (rv_chase_is_lossless (relation, NULL, bcnf->schemes));
}

static void
test_proof (void)
{
  g_autoptr (RvRelation) relation = relation_of ("emp,dept,floor,city", "emp -> dept; dept -> floor; floor -> city");
  g_autoptr (RvNormalization) normalization = rv_normalize (relation, 1000);
  g_autofree char *proof = rv_normalization_proof (normalization);
  g_autofree RvBits *lhs = rv_bits_new (1);
  g_autofree RvBits *rhs = rv_bits_new (1);
  g_autofree char *trace = NULL;

  g_assert_cmpstr (proof, ==, "dept → floor violates 3NF: {dept} is no superkey ({dept}⁺ = {dept, floor, city} lacks emp), "
                              "and no key has floor ({dept}: dept → floor)");
  rv_bits_add (lhs, 0);
  rv_bits_add (rhs, 3);
  trace = rv_normalization_trace (normalization, lhs, rhs);
  g_assert_cmpstr (trace, ==, "{emp}: emp → dept; dept → floor; floor → city");
  g_assert_cmpuint (normalization->anomalies->len, ==, 2);
}

static void
test_multivalued (void)
{
  g_autoptr (RvRelation) relation = relation_of ("course,teacher,book", "course ->> teacher");
  g_autoptr (RvNormalization) normalization = rv_normalize (relation, 1000);
  g_autoptr (RvDecomposition) fourth = rv_decompose_4nf (normalization);
  g_autofree char *text = sets_text (relation, fourth->schemes);
  g_autofree char *proof = rv_normalization_proof (normalization);

  g_assert_cmpstr (rv_normal_form_name (normalization->form), ==, "BCNF");
  g_assert_cmpstr (text, ==, "{course, teacher}{course, book}");
  g_assert_true (rv_chase_is_lossless (relation, NULL, fourth->schemes));
  g_assert_true (g_str_has_prefix (proof, "course ↠ teacher violates 4NF"));
}

/* What a multivalued and a functional dependency bring about together: a ->> b and c -> b give a -> b. */
static void
test_coalescence (void)
{
  g_autoptr (RvRelation) relation = relation_of ("a,b,c", "a ->> b; c -> b");
  g_autoptr (RvNormalization) normalization = rv_normalize (relation, 1000);
  g_autofree char *cover = fds_text (relation, normalization->cover);

  g_assert_cmpstr (cover, ==, "a → b; c → b");
}

static void
test_tableau (void)
{
  g_autoptr (RvRelation) relation = relation_of ("a,b,c", "b -> c");
  g_autoptr (RvBitsList) schemes = rv_bits_list_new (1);
  g_autoptr (RvChase) chase = NULL;
  g_autofree char *text = NULL;

  rv_bits_list_add (schemes, (RvBits[]) { 3 });
  rv_bits_list_add (schemes, (RvBits[]) { 6 });
  chase = rv_chase_decomposition (relation, NULL, schemes);
  text = rv_chase_text (chase);
  g_assert_cmpstr (text, ==, "\ta\tb\tc\n1\ta1\ta2\ta3\t*\n2\tb2,1\ta2\ta3\nb → c: rows 1 and 2 become equal\n");
}

/* ---- many keys ------------------------------------------------------------------------------------------------------ */

static RvRelation *
pairs (guint n)
{
  GString *names = g_string_new (NULL);
  g_autofree char *text = NULL;
  g_autoptr (GString) dependencies = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      g_string_append_printf (names, "%sa%u,b%u", i > 0 ? "," : "", i, i);
      g_string_append_printf (dependencies, "a%u -> b%u; b%u -> a%u;", i, i, i, i);
    }
  text = g_string_free (names, FALSE);
  return relation_of (text, dependencies->str);
}

static void
test_many_keys (void)
{
  for (guint n = 1; n <= 16; n += 5)
    {
      g_autoptr (RvRelation) relation = pairs (n);
      g_autoptr (RvNormalization) normalization = rv_normalize (relation, 1000);
      g_autoptr (RvBitsList) some = rv_candidate_keys_list (normalization->keys, 100);

      g_assert_cmpuint (normalization->keys->count, ==, 1u << n);
      g_assert_true (normalization->keys->is_complete);
      g_assert_cmpuint (some->len, ==, MIN (100, 1u << n));
      g_assert_cmpuint (rv_bits_count (normalization->keys->prime, normalization->keys->n_words), ==, 2 * n);
      g_assert_cmpint (normalization->form, ==, n == 1 ? RV_FORM_BCNF : RV_FORM_3NF);
    }
}

/* More than one word of bits, and more keys than can be counted. */
static void
test_wide (void)
{
  g_autoptr (RvRelation) relation = pairs (100);
  g_autoptr (RvNormalization) normalization = rv_normalize (relation, 1000);
  g_autoptr (RvDecomposition) third = rv_decompose_3nf (normalization);

  g_assert_cmpuint (normalization->keys->count, ==, G_MAXUINT64);
  g_assert_cmpuint (third->schemes->len, ==, 101);
  g_assert_cmpuint (third->lost->len, ==, 0);
  g_assert_true (rv_chase_is_lossless (relation, NULL, third->schemes));
}

/* Keys that do not fall apart: where not all are listed, that is said. */
static void
test_bound (void)
{
  g_autoptr (RvRelation) relation = relation_of ("a,b,c,d,e,f,g", "a,b -> c; b,c -> d; c,d -> a; a,d -> e,b; e,f -> a; g -> f; c,e -> g");
  g_autoptr (RvCandidateKeys) all = rv_candidate_keys_find (relation->n_attributes, relation->fds, 1000);
  g_autoptr (RvCandidateKeys) some = rv_candidate_keys_find (relation->n_attributes, relation->fds, 2);

  g_assert_true (all->is_complete);
  g_assert_cmpuint (all->count, >, 2);
  g_assert_false (some->is_complete);
  g_assert_cmpuint (some->count, ==, 2);
}

/* ---- text --------------------------------------------------------------------------------------------------------------- */

static void
test_text (void)
{
  g_autoptr (RvRelation) relation = relation_of ("a, \"b, \"\"c\"\"\", größe", " a , größe→\"b, \"\"c\"\"\"; a ↠ größe; ∅ -> a");
  g_autofree char *text = fds_text (relation, relation->fds);

  g_assert_cmpuint (relation->n_attributes, ==, 3);
  g_assert_cmpstr (relation->names->pdata[1], ==, "b, \"c\"");
  g_assert_cmpuint (relation->mvds->len, ==, 1);
  g_assert_cmpstr (text, ==, "a, größe → b, \"c\"; ∅ → a");
}

static void
test_bad_text (void)
{
  static const struct { const char *text; const char *message; } bad[] = {
    { "a - b", "column 1: there is no attribute “a - b”" },
    { "a, größe, x -> b", "column 11: there is no attribute “x”" },
    { "a ->", "column 5: a name is missing" },
    { "a, -> b", "column 4: a name is missing" },
    { "", "column 1: an arrow “->” is missing" },
    { ", -> b", "column 1: a name is missing" },
    { "a -> b -> a", "column 8: there is an arrow too many" },
    { "\"a -> b", "column 1: the quotation mark is not closed" },
    { "\"a\" b -> a", "column 5: a comma is missing" },
    { "a\xff -> b", "The text is not UTF-8" },
  };
  g_autoptr (RvRelation) relation = relation_of ("a,b,größe", "");

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (rv_relation_add (relation, bad[i].text, &error));
      g_assert_cmpstr (error->message, ==, bad[i].message);
    }
  g_assert_cmpuint (relation->fds->len + relation->mvds->len, ==, 0);
}

static void
test_bad_attributes (void)
{
  static const char *const bad[] = { "", "a,,b", "a,b,", "a,a", "\"a", "a, \"a\"", "\"a\"b", ",", "\xff" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (rv_relation_parse (bad[i], &error));
      g_assert_nonnull (error);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/theory/textbook/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_textbook);
    }
  g_test_add_func ("/theory/proof", test_proof);
  g_test_add_func ("/theory/multivalued", test_multivalued);
  g_test_add_func ("/theory/coalescence", test_coalescence);
  g_test_add_func ("/theory/tableau", test_tableau);
  g_test_add_func ("/theory/many-keys", test_many_keys);
  g_test_add_func ("/theory/wide", test_wide);
  g_test_add_func ("/theory/bound", test_bound);
  g_test_add_func ("/theory/text", test_text);
  g_test_add_func ("/theory/bad-text", test_bad_text);
  g_test_add_func ("/theory/bad-attributes", test_bad_attributes);
  return g_test_run ();
}
