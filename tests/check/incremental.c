/* Whatever is edited, in whatever design of the cases: what the checker says afterwards is what a new one says. A rule that
 * reads more than its row tells is found here. */
#include <string.h>

#include "case.h"

#define N_EDITS 15

/* ---- edits at random, the same in every run ---------------------------------------------------------------- */

static RvObject *
any_of (RvModel *model, GRand *random, RvKind kind)
{
  const GPtrArray *all = rv_model_all (model, kind);

  return all->len > 0 ? all->pdata[g_rand_int_range (random, 0, (int) all->len)] : NULL;
}

static RvObject *
any_object (RvModel *model, GRand *random)
{
  static const RvKind kinds[] = { RV_KIND_TABLE, RV_KIND_COLUMN, RV_KIND_COLUMN, RV_KIND_KEY, RV_KIND_FOREIGN_KEY, RV_KIND_INDEX, RV_KIND_CHECK,
                                  RV_KIND_POLICY, RV_KIND_TRIGGER, RV_KIND_VIEW, RV_KIND_ROUTINE, RV_KIND_QUERY, RV_KIND_VOLUME, RV_KIND_ROLE,
                                  RV_KIND_GRANT, RV_KIND_DOMAIN, RV_KIND_ENUM, RV_KIND_SCHEMA, RV_KIND_MATERIALIZED_VIEW };

  for (guint i = 0; i < 40; i++)
    {
      RvObject *object = any_of (model, random, kinds[g_rand_int_range (random, 0, G_N_ELEMENTS (kinds))]);

      if (object != NULL)
        return object;
    }
  return any_of (model, random, RV_KIND_SCHEMA);
}

static const char *
any_text (GRand *random, const RvField *field)
{
  static const char *const types[] = { "bigint", "integer", "text", "varchar(20)", "timestamp", "timestamptz", "numeric(10,2)", "boolean", "uuid", "jsonb", "real" };
  static const char *const names[] = { "id", "customer_id", "status", "amount", "email", "created_at", "updated_at", "deleted_at", "tags", "note", "version" };

  if (field->flags & RV_TYPE)
    return types[g_rand_int_range (random, 0, G_N_ELEMENTS (types))];
  if (field->flags & RV_NAME)
    return names[g_rand_int_range (random, 0, G_N_ELEMENTS (names))];
  return g_rand_boolean (random) && !(field->flags & RV_REQUIRED) ? NULL : field->flags & RV_SQL ? "id > 0" : "Something";
}

static void
change_field (RvEdit *edit, GRand *random, RvObject *object)
{
  const RvKindInfo *info = rv_kind_info (object->kind);
  guint index = (guint) g_rand_int_range (random, 0, (int) info->n_fields);
  const RvField *field = &info->fields[index];
  int id = rv_field_id (object->kind, index);

  if (field->type == RV_FIELD_TEXT)
    rv_edit_set_text (edit, object, id, any_text (random, field));
  else if (field->type == RV_FIELD_BOOL)
    rv_edit_set_number (edit, object, id, !rv_record_number (object, field));
  else if (field->type == RV_FIELD_WORD)
    rv_edit_set_number (edit, object, id, g_rand_int_range (random, 0, 2));
  else if (field->type == RV_FIELD_REAL)
    rv_edit_set_real (edit, object, id, g_rand_int_range (random, 0, 2) * 1e7);
}

static void
add_something (RvEdit *edit, GRand *random, RvModel *model)
{
  RvObject *table = any_of (model, random, RV_KIND_TABLE);
  RvColumn *column;

  if (table == NULL)
    return;
  column = rv_edit_insert (edit, RV_KIND_COLUMN, table->id);
  rv_edit_set_text (edit, column, RvColumn_name, any_text (random, rv_field_info (RvColumn_name)));
  rv_edit_set_text (edit, column, RvColumn_type, any_text (random, rv_field_info (RvColumn_type)));
}

/* Some edits are refused, for a name that is taken or something that would point nowhere: as good as any. */
static void
edit_at_random (RvModel *model, GRand *random)
{
  int what = g_rand_int_range (random, 0, 10);
  RvObject *object = any_object (model, random);
  g_autoptr (RvEdit) edit = NULL;

  if (what == 0 || object == NULL)
    {
      rv_model_undo (model, NULL);
      return;
    }
  edit = rv_edit_begin (model, "Edit");
  if (what == 1)
    rv_edit_remove (edit, object);
  else if (what == 2)
    add_something (edit, random, model);
  else
    change_field (edit, random, object);
  rv_edit_commit (edit, NULL);
}

/* ---- comparison ------------------------------------------------------------------------------------------------ */

static char *
tell (RvChecker *checker)
{
  GPtrArray *findings = rv_checker_findings (checker);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < findings->len; i++)
    {
      RvFinding *finding = findings->pdata[i];

      g_string_append_printf (text, "%s %s: %s\n", rv_severity_word (finding->severity), rv_finding_fingerprint (finding), finding->message);
    }
  return g_string_free (text, FALSE);
}

static void
test_edits (gconstpointer data)
{
  g_autoptr (RvCase) c = rv_case_new (data);
  g_autoptr (RvChecker) checker = rv_checker_new (c->model);
  g_autoptr (GRand) random = g_rand_new_with_seed (g_str_hash (c->rule));

  rv_checker_set_profile (checker, "strict");
  rv_checker_update (checker);
  for (guint i = 0; i < N_EDITS; i++)
    {
      g_autoptr (RvChecker) fresh = rv_checker_new (c->model);
      g_autofree char *said = NULL, *wanted = NULL;

      edit_at_random (c->model, random);
      rv_checker_set_profile (fresh, "strict");
      said = tell (checker);
      wanted = tell (fresh);
      if (strcmp (said, wanted) != 0)
        g_error ("%s, edit %u\n---- said:\n%s---- should say:\n%s", c->path, i, said, wanted);
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) paths = NULL;

  g_test_init (&argc, &argv, NULL);
  paths = rv_case_paths (NULL);
  for (guint i = 0; i < paths->len; i++)
    {
      g_autofree char *base = g_path_get_basename (paths->pdata[i]);
      g_autofree char *name = g_strdup_printf ("/check/incremental/%s", base);

      g_test_add_data_func (name, paths->pdata[i], test_edits);
    }
  return g_test_run ();
}
