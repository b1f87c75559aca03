/* A version gives the design back as it was, whatever happened to the project since. */
#include "model/versions.h"

#include <string.h>

#include "model/relate.h"
#include "model/stamp.h"

static RvId
public_of (RvModel *model)
{
  return ((RvObject *) rv_model_find (model, RV_KIND_SCHEMA, 0, "public"))->id;
}

static RvId
add_table (RvModel *model, const char *name)
{
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Add");
  RvId id = rv_design_add_table (edit, public_of (model), name)->object.id;

  g_assert_true (rv_edit_commit (edit, NULL));
  return id;
}

static RvId
name_version (RvModel *model, const char *name)
{
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Name");
  RvId id = rv_version_create (edit, name, "Ada", "said\tso\n\\N")->object.id;

  g_assert_true (rv_edit_commit (edit, NULL));
  return id;
}

static void
set_comment (RvModel *model, RvId table, const char *comment)
{
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Comment");

  rv_edit_set_text (edit, rv_model_get (model, table), RvTable_comment, comment);
  g_assert_true (rv_edit_commit (edit, NULL));
}

static RvModel *
open_version (RvModel *model, RvId version)
{
  g_autoptr (GError) error = NULL;
  RvModel *then = rv_version_open (model, version, &error);

  g_assert_no_error (error);
  return then;
}

static void
test_design_as_it_was (void)
{
  g_autoptr (RvModel) model = rv_model_new ("postgresql"), then = NULL;
  RvId orders = add_table (model, "orders"), version;

  set_comment (model, orders, "a\\b\tc\nd\r #\\N ä");
  version = name_version (model, "1.0");
  set_comment (model, orders, NULL);
  add_table (model, "later");
  then = open_version (model, version);
  g_assert_cmpstr (((RvTable *) rv_model_get (then, orders))->comment, ==, "a\\b\tc\nd\r #\\N ä");
  g_assert_nonnull (rv_model_find (then, RV_KIND_TABLE, public_of (then), "orders"));
  g_assert_null (rv_model_find (then, RV_KIND_TABLE, public_of (then), "later"));
  g_assert_cmpuint (rv_model_all (then, RV_KIND_VERSION)->len, ==, 0);
}

static void
test_every_field_comes_back (void)
{
  g_autoptr (RvModel) model = rv_model_new ("postgresql"), then = NULL;
  RvId version;

  add_table (model, "orders");
  add_table (model, "users");
  version = name_version (model, "1.0");
  then = open_version (model, version);
  for (RvKind kind = 1; kind < RV_N_KINDS; kind++)
    for (guint i = 0; kind != RV_KIND_VERSION && i < rv_model_all (model, kind)->len; i++)
      {
        const RvObject *object = rv_model_all (model, kind)->pdata[i];
        const RvObject *copy = rv_model_get_kind (then, object->id, kind);

        g_assert_nonnull (copy);
        g_assert_cmpuint (rv_record_differences (object, copy), ==, 0);
      }
}

static void
test_it_cannot_be_edited (void)
{
  g_autoptr (RvModel) model = rv_model_new ("postgresql"), then = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RvEdit) edit = NULL;
  RvId orders = add_table (model, "orders");

  then = open_version (model, name_version (model, "1.0"));
  g_assert_nonnull (strstr (rv_model_read_only_reason (then), "1.0"));
  edit = rv_edit_begin (then, "Try");
  rv_edit_set_text (edit, rv_model_get (then, orders), RvTable_name, "other");
  g_assert_false (rv_edit_commit (edit, &error));
  g_assert_error (error, RV_MODEL_ERROR, RV_MODEL_ERROR_READ_ONLY);
  g_assert_cmpstr (((RvTable *) rv_model_get (then, orders))->name, ==, "orders");
}

static void
test_naming_is_undone (void)
{
  g_autoptr (RvModel) model = rv_model_new ("postgresql");
  RvId version = name_version (model, "1.0");

  g_assert_true (rv_model_undo (model, NULL));
  g_assert_null (rv_model_get (model, version));
  g_assert_true (rv_model_redo (model, NULL));
  g_object_unref (open_version (model, version));
}

static void
test_what_is_said_stays_outside (void)
{
  g_autoptr (RvModel) model = rv_model_new ("postgresql"), then = NULL;
  RvId orders = add_table (model, "orders");
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Say");
  RvObject *note = rv_edit_insert (edit, RV_KIND_REVIEW_NOTE, 0), *tag = rv_edit_insert (edit, RV_KIND_TAG, 0);

  rv_edit_set_number (edit, note, RvReviewNote_object_id, orders);
  rv_edit_set_text (edit, tag, RvTag_name, "core");
  rv_edit_set_number (edit, rv_edit_insert (edit, RV_KIND_TAGGING, note->id), RvTagging_tag_id, tag->id);
  rv_edit_set_number (edit, rv_edit_insert (edit, RV_KIND_TAGGING, orders), RvTagging_tag_id, tag->id);
  g_assert_true (rv_edit_commit (edit, NULL));
  then = open_version (model, name_version (model, "1.0"));
  g_assert_cmpuint (rv_model_all (then, RV_KIND_REVIEW_NOTE)->len, ==, 0);
  g_assert_cmpuint (rv_model_all (then, RV_KIND_TAGGING)->len, ==, 1);
}

static char *
pack (const char *text)
{
  g_autoptr (GConverter) packer = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 6));
  guint8 buffer[65536];
  gsize n_read, n_written;

  g_assert_cmpint (g_converter_convert (packer, text, strlen (text), buffer, sizeof buffer, G_CONVERTER_INPUT_AT_END, &n_read, &n_written, NULL),
                   ==, G_CONVERTER_FINISHED);
  return g_base64_encode (buffer, n_written);
}

static RvModel *
open_text (const char *snapshot, GError **error)
{
  g_autoptr (RvModel) model = rv_model_new ("postgresql");
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Name");
  RvVersion *version = rv_version_create (edit, "odd", NULL, NULL);

  rv_edit_set_text (edit, version, RvVersion_snapshot, snapshot);
  g_assert_true (rv_edit_commit (edit, NULL));
  return rv_version_open (model, version->object.id, error);
}

/* By names: what another Relvar knows more of, or less. */
static void
test_other_kinds_and_columns (void)
{
  g_autofree char *packed = pack ("relvar-snapshot 1\n#projects\tid\tcolour\tdialect\n1\tblue\tpostgresql\n#wonders\tid\tx\n2\t3\n"
                                  "#schemas\tid\tname\n4\tapp\n");
  g_autoptr (GError) error = NULL;
  g_autoptr (RvModel) then = open_text (packed, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (((RvProject *) rv_model_project (then))->dialect, ==, "postgresql");
  g_assert_null (rv_model_get (then, 2));
  g_assert_cmpstr (((RvSchema *) rv_model_get (then, 4))->name, ==, "app");
}

static void
test_damage_is_an_error (void)
{
  static const char *const texts[] = {
    "", "other", "relvar-snapshot 1\n", "relvar-snapshot 1\n1\t2\n",
    "relvar-snapshot 1\n#projects\tdialect\n",
    "relvar-snapshot 1\n#projects\tid\tdialect\n1\ta\\q\n",
    "relvar-snapshot 1\n#projects\tid\tdialect\n-1\ta\n",
    "relvar-snapshot 1\n#projects\tid\tdialect\n1\n",
    "relvar-snapshot 1\n#projects\tid\tdialect\n1\ta\n1\ta\n",
    "relvar-snapshot 1\n#projects\tid\tdialect\n1\ta\n#tables\tid\tname\tschema_id\n2\ta\t77\n",
    "relvar-snapshot 1\n#projects\tid\tdialect\n1\ta\n#boxes\tid\tx\n2\tnan\n",
    "relvar-snapshot 1\n#projects\tid\tdialect\n1\t\xff\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *packed = pack (texts[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (open_text (packed, &error));
      g_assert_nonnull (error);
    }
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (open_text (((const char *[]) { "", "bm90IGd6aXA=", "**" })[i], &error));
      g_assert_nonnull (error);
    }
}

static void
test_newest_first (void)
{
  g_autoptr (RvModel) model = rv_model_new ("postgresql");
  RvId first = name_version (model, "1"), second = name_version (model, "2");
  g_autoptr (GPtrArray) versions = rv_versions_in_order (model);

  g_assert_cmpuint (versions->len, ==, 2);
  g_assert_cmpint (((RvObject *) versions->pdata[0])->id, ==, second);
  g_assert_cmpint (((RvObject *) versions->pdata[1])->id, ==, first);
}

static void
test_stamp (void)
{
  g_autofree char *now = rv_stamp_now ();

  g_assert_true (g_regex_match_simple ("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$", now, 0, 0));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/versions/design-as-it-was", test_design_as_it_was);
  g_test_add_func ("/versions/every-field-comes-back", test_every_field_comes_back);
  g_test_add_func ("/versions/it-cannot-be-edited", test_it_cannot_be_edited);
  g_test_add_func ("/versions/naming-is-undone", test_naming_is_undone);
  g_test_add_func ("/versions/what-is-said-stays-outside", test_what_is_said_stays_outside);
  g_test_add_func ("/versions/other-kinds-and-columns", test_other_kinds_and_columns);
  g_test_add_func ("/versions/damage-is-an-error", test_damage_is_an_error);
  g_test_add_func ("/versions/newest-first", test_newest_first);
  g_test_add_func ("/versions/stamp", test_stamp);
  return g_test_run ();
}
