/* Tags are made once, put on and taken off. */
#include "model/tags.h"

static void
test_tags (void)
{
  g_autoptr (RvModel) model = rv_model_new ("postgresql");
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Tag");
  RvObject *schema = rv_model_all (model, RV_KIND_SCHEMA)->pdata[0];
  RvTag *pii = rv_tags_add (edit, "pii", "red"), *old = rv_tags_add (edit, "old", NULL);

  g_assert_true (rv_tags_add (edit, "pii", "blue") == pii);
  g_assert_cmpstr (pii->color, ==, "red");
  g_assert_null (rv_tags_first (model, schema->id));
  rv_tags_set (edit, pii->object.id, schema->id, TRUE);
  rv_tags_set (edit, pii->object.id, schema->id, TRUE);
  rv_tags_set (edit, old->object.id, schema->id, TRUE);
  g_assert_cmpuint (rv_model_all (model, RV_KIND_TAGGING)->len, ==, 2);
  g_assert_true (rv_tags_first (model, schema->id) == pii);
  rv_tags_set (edit, pii->object.id, schema->id, FALSE);
  rv_tags_set (edit, pii->object.id, schema->id, FALSE);
  g_assert_false (rv_tags_has (model, pii->object.id, schema->id));
  g_assert_true (rv_tags_has (model, old->object.id, schema->id));
  rv_edit_remove (edit, old);
  g_assert_cmpuint (rv_model_all (model, RV_KIND_TAGGING)->len, ==, 0);
  g_assert_true (rv_edit_commit (edit, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tags/edit", test_tags);
  return g_test_run ();
}
