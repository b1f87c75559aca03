/* Addresses are told from files, and give away no password. */
#include "live/address.h"

#include "live/catalog.h"

static void
test_is_address (void)
{
  static const char *const addresses[] = { "postgresql://h/d", "postgres://", "service=shop", "host=h dbname=d", "dbname=d", "user = u" };
  static const char *const files[] = { "a.sql", "postgresql", "x=y.sql", "-", "", "./host=h", "ghost=h" };

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    g_assert_true (rv_live_is_address (addresses[i]));
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    g_assert_false (rv_live_is_address (files[i]));
}

static void
check_name (const char *address, const char *expected)
{
  g_autofree char *name = rv_live_name (address);

  g_assert_cmpstr (name, ==, expected);
}

static void
test_name (void)
{
  check_name ("postgresql://bob:geheim@db.example:5433/shop?sslmode=require&sslpassword=geheim", "postgresql://bob@db.example:5433/shop");
  check_name ("host=db.example user=bob password='ge heim' dbname=shop", "postgresql://bob@db.example/shop");
  check_name ("host=/run/postgresql dbname=shop", "postgresql:///shop");
  check_name ("service=shop password=geheim", "service=shop");
  /* What libpq does not take for an address is named nevertheless. */
  check_name ("postgresql://bob:geheim@h/shop?nonsense=1", "postgresql://bob***h/shop?nonsense=1");
}

static void
test_scrub (void)
{
  static const char *const addresses[] = {
    "postgresql://bob:ge%20heim@h/d", "postgresql://bob@h/d?password=ge%20heim", "host=h password='ge heim'", "postgresql://bob:ge%20heim@h:1:2/d",
    "postgresql://h/d?sslpassword=ge%20heim&nonsense=1", "host=h password = 'ge heim' nonsense",
  };

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autofree char *said = g_strdup_printf ("libpq says: in \"%s\" or %s", addresses[i], i < 3 ? "ge heim" : "");
      g_autofree char *clean = rv_address_scrub (said, addresses[i], "asked for");

      g_assert_null (strstr (clean, "heim"));
      g_assert_nonnull (strstr (clean, "libpq says"));
    }
}

static void
test_asked_for (void)
{
  g_autofree char *clean = rv_address_scrub ("password asked for is wrong", "host=h", "asked for");

  g_assert_cmpstr (clean, ==, "password *** is wrong");
}

static void
test_bad_address (void)
{
  static const char *const addresses[] = { "postgresql://bob:geheim@h:notaport/d", "postgresql://h/d?geheim", "host=h password='geheim", "port=x service=" };

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (rv_live_try (addresses[i], NULL, NULL, &error));
      g_assert_true (error->domain == RV_LIVE_ERROR);
      g_assert_null (strstr (error->message, "geheim"));
    }
}

static void
test_settings (void)
{
  static const char *const settings[] = { "host", "h", "port", "", "dbname", "it's a \\ name", "password", "geheim", NULL };
  g_autofree char *address = rv_live_compose (settings), *bare = rv_live_public (address), *other = rv_live_change (bare, "dbname", "shop");
  g_autofree char *name = rv_live_setting (bare, "dbname"), *none = rv_live_setting (bare, "port"), *of_uri = rv_live_public ("postgresql://u:geheim@h/d");

  g_assert_cmpstr (address, ==, "host='h' dbname='it\\'s a \\\\ name' password='geheim'");
  g_assert_null (strstr (bare, "geheim"));
  g_assert_cmpstr (name, ==, "it's a \\ name");
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (other, ==, "host='h' dbname='shop'");
  g_assert_nonnull (strstr (of_uri, "user='u'"));
  g_assert_null (strstr (of_uri, "geheim"));
}

/* Lines for other versions are gone, and no mark is left. */
static void
test_versions (void)
{
  for (int version = 12; version <= 18; version++)
    {
      g_autofree char *columns = rv_catalog_query ("columns", version), *collations = rv_catalog_query ("collations", version);

      g_assert_null (strstr (columns, "--@"));
      g_assert_cmpint (strstr (columns, "attcompression") != NULL, ==, version >= 14);
      g_assert_cmpint (strstr (collations, "colliculocale") != NULL, ==, version == 15 || version == 16);
      g_assert_cmpint (strstr (collations, "colllocale") != NULL, ==, version >= 17);
      g_assert_cmpint (strstr (collations, "NULL::text AS locale") != NULL, ==, version <= 14);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/live/address/is-address", test_is_address);
  g_test_add_func ("/live/address/name", test_name);
  g_test_add_func ("/live/address/scrub", test_scrub);
  g_test_add_func ("/live/address/asked-for", test_asked_for);
  g_test_add_func ("/live/address/bad", test_bad_address);
  g_test_add_func ("/live/address/settings", test_settings);
  g_test_add_func ("/live/address/versions", test_versions);
  return g_test_run ();
}
