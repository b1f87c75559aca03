/* The descriptions are complete and agree with the structs; records keep to them. */
#include "meta/record.h"

#include <string.h>

static void
test_every_kind (void)
{
  for (RvKind kind = 1; kind < RV_N_KINDS; kind++)
    {
      const RvKindInfo *info = rv_kind_info (kind);

      g_assert_cmpint (info->kind, ==, kind);
      g_assert_cmpint (rv_kind_from_table (info->table), ==, kind);
      g_assert_cmpuint (info->n_fields, >, 0);
      g_assert_cmpuint (info->n_fields, <=, 64); /* RvChange.fields has a bit for each */
      g_assert_cmpuint (strlen (info->label), >, 0);
      for (guint i = 0; i < info->n_fields; i++)
        {
          int field = rv_field_by_name (kind, info->fields[i].name);

          g_assert_cmpint (field, ==, rv_field_id (kind, i));
          g_assert_true (rv_field_info (field) == &info->fields[i]);
          g_assert_cmpuint (info->fields[i].offset, >=, sizeof (RvObject));
          g_assert_cmpuint (info->fields[i].offset, <, info->size);
          g_assert_true ((info->fields[i].type == RV_FIELD_WORD) == (info->fields[i].words != NULL));
        }
    }
}

/* The file's names must be usable without quotes by a person at the sqlite3 prompt. */
static void
test_names_are_plain (void)
{
  for (RvKind kind = 1; kind < RV_N_KINDS; kind++)
    for (guint i = 0; i < rv_kind_info (kind)->n_fields; i++)
      for (const char *p = rv_kind_info (kind)->fields[i].name; *p != '\0'; p++)
        g_assert_true (g_ascii_islower (*p) || *p == '_');
}

static void
test_defaults (void)
{
  RvRole *role = (RvRole *) rv_record_new (RV_KIND_ROLE, 7);

  g_assert_cmpint (role->object.id, ==, 7);
  g_assert_true (role->inherits);
  g_assert_false (role->can_login);
  g_assert_cmpint (role->connection_limit, ==, -1);
  g_assert_null (role->name);
  rv_record_free (&role->object);
}

static void
test_copy_and_differences (void)
{
  RvColumn *column = (RvColumn *) rv_record_new (RV_KIND_COLUMN, 1);
  RvColumn *copy;

  rv_record_set_text (&column->object, rv_field_info (RvColumn_name), "email");
  copy = (RvColumn *) rv_record_copy (&column->object);
  g_assert_cmpuint (rv_record_differences (&column->object, &copy->object), ==, 0);
  rv_record_set_number (&copy->object, rv_field_info (RvColumn_not_null), TRUE);
  rv_record_set_text (&copy->object, rv_field_info (RvColumn_comment), "");
  g_assert_cmpuint (rv_record_differences (&column->object, &copy->object), ==,
                    G_GUINT64_CONSTANT (1) << RV_FIELD_INDEX (RvColumn_not_null)
                      | G_GUINT64_CONSTANT (1) << RV_FIELD_INDEX (RvColumn_comment));
  rv_record_assign (&copy->object, &column->object);
  g_assert_cmpuint (rv_record_differences (&column->object, &copy->object), ==, 0);
  rv_record_free (&column->object);
  rv_record_free (&copy->object);
}

static void
test_words (void)
{
  const RvField *field = rv_field_info (RvForeignKey_on_delete);

  g_assert_cmpint (rv_field_word (field, "set null"), ==, RvReferentialAction_SET_NULL);
  g_assert_cmpint (rv_field_word (field, "explode"), ==, -1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/meta/every-kind", test_every_kind);
  g_test_add_func ("/meta/names-are-plain", test_names_are_plain);
  g_test_add_func ("/meta/defaults", test_defaults);
  g_test_add_func ("/meta/copy-and-differences", test_copy_and_differences);
  g_test_add_func ("/meta/words", test_words);
  return g_test_run ();
}
