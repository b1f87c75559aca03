/* Ways between tables, written as SQL. */
#include "sql/join-text.h"

static const char script[] =
  "CREATE SCHEMA shop;\n"
  "CREATE TABLE users (id integer PRIMARY KEY, boss integer REFERENCES users (id));\n"
  "CREATE TABLE shop.\"Order\" (id integer, part integer, user_id integer REFERENCES users (id), PRIMARY KEY (id, part));\n"
  "CREATE TABLE items (n integer, order_id integer, part integer, FOREIGN KEY (order_id, part) REFERENCES shop.\"Order\" (id, part));\n";

static RvModel *
read_script (void)
{
  RvModel *model = rv_model_new ("postgresql");
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Import");
  g_autoptr (RvReport) report = rv_report_new ("test.sql");
  g_autoptr (GError) error = NULL;

  g_assert_true (rv_postgresql.read (edit, script, sizeof script - 1, report, NULL, NULL, NULL, &error));
  g_assert_true (rv_edit_commit (edit, &error));
  return model;
}

static RvId
table (RvModel *model, const char *name)
{
  const GPtrArray *all = rv_model_all (model, RV_KIND_TABLE);

  for (guint i = 0; i < all->len; i++)
    if (g_str_equal (rv_record_name (all->pdata[i]), name))
      return ((RvObject *) all->pdata[i])->id;
  g_assert_not_reached ();
}

static void
test_select (void)
{
  g_autoptr (RvModel) model = read_script ();
  g_autoptr (GArray) down = rv_join_path (model, table (model, "users"), table (model, "items"));
  g_autofree char *text = rv_join_select (model, table (model, "users"), down);

  g_assert_cmpstr (text, ==,
                   "SELECT *\nFROM users\n"
                   "JOIN shop.\"Order\" ON \"Order\".user_id = users.id\n"
                   "JOIN items ON items.order_id = \"Order\".id AND items.part = \"Order\".part;\n");
}

static void
test_same_twice (void)
{
  g_autoptr (RvModel) model = read_script ();
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (RvJoinStep));
  const GPtrArray *keys = rv_model_all (model, RV_KIND_FOREIGN_KEY);
  RvId users = table (model, "users");
  g_autofree char *text = NULL;

  for (guint i = 0; i < keys->len; i++)
    if (((RvForeignKey *) keys->pdata[i])->table_id == users)
      g_array_append_val (steps, ((RvJoinStep) { keys->pdata[i], users, users }));
  text = rv_join_select (model, users, steps);
  g_assert_cmpstr (text, ==, "SELECT *\nFROM users\nJOIN users AS users_2 ON users.boss = users_2.id;\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/joins/select", test_select);
  g_test_add_func ("/joins/same-twice", test_same_twice);
  return g_test_run ();
}
