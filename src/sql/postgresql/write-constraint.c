/* Constraints: those inside of CREATE TABLE and those that are added later. */
#include "sql/postgresql/write.h"

void
rv_write_deferrable (RvWriter *writer, gboolean is_deferrable, gboolean initially_deferred)
{
  if (is_deferrable || initially_deferred)
    rv_write (writer, initially_deferred ? " DEFERRABLE INITIALLY DEFERRED" : " DEFERRABLE");
}

static void
write_constraint_name (RvWriter *writer, const char *name)
{
  if (name == NULL)
    return;
  rv_write (writer, "CONSTRAINT ");
  rv_write_name (writer, name);
  rv_write (writer, " ");
}

static void
begin_constraint (RvWriter *writer, RvId table, const char *name)
{
  const RvTable *object = rv_model_get_kind (writer->model, table, RV_KIND_TABLE);

  rv_write (writer, object != NULL && object->server_id != 0 ? "ALTER FOREIGN TABLE " : "ALTER TABLE ");
  rv_write_object (writer, table);
  rv_write (writer, "\n  ADD ");
  write_constraint_name (writer, name);
}

/* What constraints with an index of their own end in. */
static void
write_index_tail (RvWriter *writer, const char *storage_parameters, const char *tablespace)
{
  rv_write_clause (writer, "WITH", storage_parameters);
  if (tablespace == NULL)
    return;
  rv_write (writer, " USING INDEX TABLESPACE ");
  rv_write_name (writer, tablespace);
}

void
rv_write_key_body (RvWriter *writer, RvKey *key)
{
  g_autoptr (GPtrArray) columns = rv_model_children (writer->model, key->object.id, RV_KIND_KEY_COLUMN);
  guint n_included = 0;

  for (guint i = 0; i < columns->len; i++)
    n_included += ((RvKeyColumn *) g_ptr_array_index (columns, i))->is_included;
  write_constraint_name (writer, key->name);
  rv_write (writer, key->is_primary ? "PRIMARY KEY " : key->nulls_not_distinct ? "UNIQUE NULLS NOT DISTINCT " : "UNIQUE ");
  rv_write_columns (writer, columns, RvKeyColumn_column_id, RvKeyColumn_is_included, FALSE);
  if (n_included > 0)
    {
      rv_write (writer, " INCLUDE ");
      rv_write_columns (writer, columns, RvKeyColumn_column_id, RvKeyColumn_is_included, TRUE);
    }
  write_index_tail (writer, key->storage_parameters, key->tablespace);
  rv_write_deferrable (writer, key->is_deferrable, key->initially_deferred);
}

void
rv_write_check_body (RvWriter *writer, const RvCheck *check)
{
  write_constraint_name (writer, check->name);
  rv_write_format (writer, "CHECK (%s)", check->expression);
  if (check->no_inherit)
    rv_write (writer, " NO INHERIT");
}

static void
write_check (RvWriter *writer, RvCheck *check)
{
  begin_constraint (writer, check->table_id, NULL);
  rv_write_check_body (writer, check);
  rv_write (writer, check->not_valid ? " NOT VALID;\n" : ";\n");
}

static void
write_domain_check (RvWriter *writer, RvDomainCheck *check)
{
  rv_write (writer, "ALTER DOMAIN ");
  rv_write_object (writer, check->domain_id);
  rv_write (writer, "\n  ADD ");
  write_constraint_name (writer, check->name);
  rv_write_format (writer, "CHECK (%s)%s;\n", check->expression, check->not_valid ? " NOT VALID" : "");
}

static void
write_late_default (RvWriter *writer, RvObject *part)
{
  if (part->kind == RV_KIND_COLUMN)
    {
      rv_write (writer, "ALTER TABLE ONLY ");
      rv_write_object (writer, rv_record_parent (part));
      rv_write (writer, " ALTER COLUMN ");
      rv_write_name (writer, rv_record_name (part));
      rv_write_format (writer, " SET DEFAULT %s;\n", ((RvColumn *) part)->default_value);
      return;
    }
  rv_write (writer, "ALTER DOMAIN ");
  rv_write_object (writer, part->id);
  rv_write_format (writer, " SET DEFAULT %s;\n", ((RvDomain *) part)->default_value);
}

void
rv_write_late_part (RvWriter *writer, RvObject *part)
{
  if (part->kind == RV_KIND_CHECK)
    write_check (writer, (RvCheck *) part);
  else if (part->kind == RV_KIND_DOMAIN_CHECK)
    write_domain_check (writer, (RvDomainCheck *) part);
  else
    write_late_default (writer, part);
  if ((part->kind == RV_KIND_CHECK || part->kind == RV_KIND_DOMAIN_CHECK) && rv_order_is_late (writer->order, part))
    rv_write_attachments (writer, part);
}

/* ---- foreign keys ----------------------------------------------------------------------------- */

static const char *const actions[] = { NULL, "RESTRICT", "CASCADE", "SET NULL", "SET DEFAULT" };
static const char *const matches[] = { NULL, " MATCH FULL", " MATCH PARTIAL" };

/* The columns that ON DELETE SET NULL or SET DEFAULT sets, where it is not all of them. */
static void
write_set_columns (RvWriter *writer, GPtrArray *columns)
{
  guint n = 0;

  for (guint i = 0; i < columns->len; i++)
    n += ((RvForeignKeyColumn *) g_ptr_array_index (columns, i))->set_on_delete;
  if (n == 0)
    return;
  rv_write (writer, " ");
  rv_write_columns (writer, columns, RvForeignKeyColumn_column_id, RvForeignKeyColumn_set_on_delete, TRUE);
}

static void
write_actions (RvWriter *writer, const RvForeignKey *key, GPtrArray *columns)
{
  if (key->match_type != RvMatchType_SIMPLE)
    rv_write (writer, matches[key->match_type]);
  if (key->on_update != RvReferentialAction_NO_ACTION)
    rv_write_format (writer, " ON UPDATE %s", actions[key->on_update]);
  if (key->on_delete != RvReferentialAction_NO_ACTION)
    {
      rv_write_format (writer, " ON DELETE %s", actions[key->on_delete]);
      write_set_columns (writer, columns);
    }
  rv_write_deferrable (writer, key->is_deferrable, key->initially_deferred);
}

void
rv_write_foreign_key (RvWriter *writer, RvForeignKey *key)
{
  g_autoptr (GPtrArray) columns = rv_model_children (writer->model, key->object.id, RV_KIND_FOREIGN_KEY_COLUMN);

  begin_constraint (writer, key->table_id, key->name);
  rv_write (writer, "FOREIGN KEY ");
  rv_write_columns (writer, columns, RvForeignKeyColumn_column_id, 0, FALSE);
  rv_write (writer, " REFERENCES ");
  rv_write_object (writer, key->referenced_table_id);
  rv_write (writer, " ");
  rv_write_columns (writer, columns, RvForeignKeyColumn_referenced_column_id, 0, FALSE);
  write_actions (writer, key, columns);
  rv_write (writer, key->not_valid ? " NOT VALID;\n" : ";\n");
  rv_write_attachments (writer, &key->object);
}

/* ---- exclusion constraints ---------------------------------------------------------------------- */

static const char *const nulls[] = { "", " NULLS FIRST", " NULLS LAST" };

static void
write_element (RvWriter *writer, const RvExclusionElement *element)
{
  if (element->column_id != 0)
    rv_write_column (writer, element->column_id);
  else
    rv_write (writer, element->expression != NULL ? element->expression : "");
  if (element->is_included)
    return;
  if (element->collation != NULL)
    rv_write_format (writer, " COLLATE %s", element->collation);
  if (element->opclass != NULL)
    rv_write_format (writer, " %s", element->opclass);
  if (element->opclass_parameters != NULL)
    rv_write_format (writer, " (%s)", element->opclass_parameters);
  rv_write (writer, element->is_descending ? " DESC" : "");
  rv_write (writer, nulls[element->nulls]);
  rv_write_format (writer, " WITH %s", element->operator != NULL ? element->operator : "=");
}

static void
write_elements (RvWriter *writer, GPtrArray *elements, gboolean included)
{
  const char *separator = included ? " INCLUDE (" : " (";
  guint n = 0;

  for (guint i = 0; i < elements->len; i++)
    {
      const RvExclusionElement *element = g_ptr_array_index (elements, i);

      if (element->is_included != included)
        continue;
      rv_write (writer, n++ == 0 ? separator : ", ");
      write_element (writer, element);
    }
  if (n > 0)
    rv_write (writer, ")");
}

void
rv_write_exclusion (RvWriter *writer, RvExclusion *exclusion)
{
  g_autoptr (GPtrArray) elements = rv_model_children (writer->model, exclusion->object.id, RV_KIND_EXCLUSION_ELEMENT);

  begin_constraint (writer, exclusion->table_id, exclusion->name);
  rv_write (writer, "EXCLUDE USING ");
  rv_write_name (writer, exclusion->method != NULL ? exclusion->method : "btree");
  write_elements (writer, elements, FALSE);
  write_elements (writer, elements, TRUE);
  write_index_tail (writer, exclusion->storage_parameters, exclusion->tablespace);
  rv_write_clause (writer, "WHERE", exclusion->predicate);
  rv_write_deferrable (writer, exclusion->is_deferrable, exclusion->initially_deferred);
  rv_write (writer, ";\n");
  rv_write_attachments (writer, &exclusion->object);
}
