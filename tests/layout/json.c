/* Bare graphs as JSON. */
#include "cli/layout-json.h"

#include <json-glib/json-glib.h>

static char *
run (const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (rv_layout_json_run (text, strlen (text), out, &error));
  g_assert_no_error (error);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
test_answer (void)
{
  g_autofree char *text = run ("{\"nodes\":[{\"id\":\"a\\\"b\",\"w\":200,\"h\":84.5},{\"id\":7,\"w\":180,\"h\":120}],"
                               "\"edges\":[{\"from\":7,\"to\":\"a\\\"b\"}]}");
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *root, *edge;

  g_assert_true (json_parser_load_from_data (parser, text, -1, NULL));
  root = json_node_get_object (json_parser_get_root (parser));
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (json_object_get_array_member (root, "nodes"), 0), "id"), ==, "a\"b");
  g_assert_cmpint (json_object_get_int_member (json_array_get_object_element (json_object_get_array_member (root, "nodes"), 1), "id"), ==, 7);
  edge = json_array_get_object_element (json_object_get_array_member (root, "edges"), 0);
  g_assert_cmpint (json_object_get_int_member (edge, "from"), ==, 7);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (edge, "points")), >=, 2);
}

static void
test_keeps_places (void)
{
  g_autofree char *text = run ("{\"nodes\":[{\"id\":1,\"x\":-40,\"y\":12.25,\"w\":10,\"h\":10}],\"edges\":[]}");

  g_assert_nonnull (strstr (text, "{\"id\":1,\"x\":-40,\"y\":12.25,\"w\":10,\"h\":10}"));
}

static void
test_refuses (void)
{
  g_autofree char *deep = g_strnfill (200000, '[');
  const char *wrong[] = { "", "nonsense", "[]", "{}", "{\"nodes\":3}", "{\"nodes\":[3]}", "{\"nodes\":[{\"id\":1}]}",
                          "{\"nodes\":[{\"id\":true,\"w\":1,\"h\":1}]}", "{\"nodes\":[{\"id\":1,\"w\":1,\"h\":\"1\"}]}",
                          "{\"nodes\":[{\"id\":1,\"w\":1,\"h\":1},{\"id\":1,\"w\":1,\"h\":1}]}",
                          "{\"nodes\":[{\"id\":1,\"w\":1,\"h\":1}],\"edges\":[{\"from\":1,\"to\":2}]}", deep };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GString) out = g_string_new (NULL);
      g_autoptr (GError) error = NULL;

      g_assert_false (rv_layout_json_run (wrong[i], strlen (wrong[i]), out, &error));
      g_assert_nonnull (error);
      g_assert_cmpuint (out->len, ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layout-json/answer", test_answer);
  g_test_add_func ("/layout-json/keeps-places", test_keeps_places);
  g_test_add_func ("/layout-json/refuses", test_refuses);
  return g_test_run ();
}
