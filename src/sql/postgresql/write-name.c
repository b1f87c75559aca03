/* How statements name objects. */
#include "sql/postgresql/write.h"

typedef struct {
  const char *designation; /* in COMMENT ON, ALTER and DROP */
  const char *class_;      /* in GRANT … ON */
} KindWords;

static const KindWords words[RV_N_KINDS] = {
  [RV_KIND_ROLE] = { "ROLE", NULL },
  [RV_KIND_DATABASE] = { "DATABASE", "DATABASE" },
  [RV_KIND_SCHEMA] = { "SCHEMA", "SCHEMA" },
  [RV_KIND_EXTENSION] = { "EXTENSION", NULL },
  [RV_KIND_ENUM] = { "TYPE", "TYPE" },
  [RV_KIND_COMPOSITE] = { "TYPE", "TYPE" },
  [RV_KIND_RANGE] = { "TYPE", "TYPE" },
  [RV_KIND_DOMAIN] = { "DOMAIN", "TYPE" },
  [RV_KIND_COLLATION] = { "COLLATION", NULL },
  [RV_KIND_TABLE] = { "TABLE", "TABLE" },
  [RV_KIND_COLUMN] = { "COLUMN", NULL },
  [RV_KIND_ATTRIBUTE] = { "COLUMN", NULL },
  [RV_KIND_VIEW_COLUMN] = { "COLUMN", NULL },
  [RV_KIND_KEY] = { "CONSTRAINT", NULL },
  [RV_KIND_FOREIGN_KEY] = { "CONSTRAINT", NULL },
  [RV_KIND_CHECK] = { "CONSTRAINT", NULL },
  [RV_KIND_EXCLUSION] = { "CONSTRAINT", NULL },
  [RV_KIND_DOMAIN_CHECK] = { "CONSTRAINT", NULL },
  [RV_KIND_INDEX] = { "INDEX", NULL },
  [RV_KIND_STATISTICS] = { "STATISTICS", NULL },
  [RV_KIND_SEQUENCE] = { "SEQUENCE", "SEQUENCE" },
  [RV_KIND_VIEW] = { "VIEW", "TABLE" },
  [RV_KIND_MATERIALIZED_VIEW] = { "MATERIALIZED VIEW", "TABLE" },
  [RV_KIND_ROUTINE] = { "FUNCTION", "FUNCTION" },
  [RV_KIND_AGGREGATE] = { "AGGREGATE", "FUNCTION" },
  [RV_KIND_OPERATOR] = { "OPERATOR", NULL },
  [RV_KIND_CAST] = { "CAST", NULL },
  [RV_KIND_TRIGGER] = { "TRIGGER", NULL },
  [RV_KIND_EVENT_TRIGGER] = { "EVENT TRIGGER", NULL },
  [RV_KIND_REWRITE_RULE] = { "RULE", NULL },
  [RV_KIND_POLICY] = { "POLICY", NULL },
  [RV_KIND_PUBLICATION] = { "PUBLICATION", NULL },
  [RV_KIND_SUBSCRIPTION] = { "SUBSCRIPTION", NULL },
  [RV_KIND_WRAPPER] = { "FOREIGN DATA WRAPPER", "FOREIGN DATA WRAPPER" },
  [RV_KIND_SERVER] = { "SERVER", "FOREIGN SERVER" },
};

void
rv_write_name (RvWriter *writer, const char *name)
{
  rv_pg_append_name (writer->out, name != NULL ? name : "");
}

void
rv_write_literal (RvWriter *writer, const char *text)
{
  rv_pg_append_literal (writer->out, text != NULL ? text : "");
}

void
rv_write_role (RvWriter *writer, RvId id)
{
  const RvRole *role = id == 0 ? NULL : rv_model_get_kind (writer->model, id, RV_KIND_ROLE);

  if (role == NULL)
    rv_write (writer, "PUBLIC");
  else
    rv_write_name (writer, role->name);
}

/* Temporary relations have no schema that can be named. */
static gboolean
is_temporary (const RvObject *object)
{
  return (object->kind == RV_KIND_TABLE && ((const RvTable *) object)->persistence == RvPersistence_TEMPORARY) ||
         (object->kind == RV_KIND_SEQUENCE && ((const RvSequence *) object)->persistence == RvPersistence_TEMPORARY) ||
         (object->kind == RV_KIND_VIEW && ((const RvView *) object)->is_temporary);
}

static void
write_schema_prefix (RvWriter *writer, RvId id)
{
  const RvSchema *schema = rv_model_get_kind (writer->model, id, RV_KIND_SCHEMA);

  if (schema == NULL)
    return;
  rv_write_name (writer, schema->name);
  rv_write (writer, ".");
}

static RvId
schema_of (RvWriter *writer, RvObject *object)
{
  RvObject *parent = rv_model_get (writer->model, rv_record_parent (object));

  if (is_temporary (object) || parent == NULL)
    return 0;
  if (object->kind == RV_KIND_STATISTICS)
    return ((RvStatistics *) object)->schema_id;
  if (parent->kind == RV_KIND_SCHEMA)
    return parent->id;
  /* An index lives in the schema of its table; of the others only that of the relation counts. */
  return object->kind == RV_KIND_INDEX || object->kind == RV_KIND_KEY ? rv_record_parent (parent) : 0;
}

static void
write_operator_types (RvWriter *writer, const RvOperator *operator_)
{
  rv_write_format (writer, " (%s, %s)", operator_->left_type != NULL ? operator_->left_type : "NONE",
                   operator_->right_type != NULL ? operator_->right_type : "NONE");
}

void
rv_write_object (RvWriter *writer, RvId id)
{
  RvObject *object = rv_model_get (writer->model, id);

  if (object == NULL)
    return;
  write_schema_prefix (writer, schema_of (writer, object));
  if (object->kind == RV_KIND_OPERATOR)
    rv_write (writer, rv_record_name (object));
  else
    rv_write_name (writer, rv_record_name (object));
  if (object->kind == RV_KIND_ROUTINE)
    rv_write_signature (writer, (RvRoutine *) object);
  else if (object->kind == RV_KIND_AGGREGATE)
    rv_write_format (writer, "(%s)", ((RvAggregate *) object)->arguments);
  else if (object->kind == RV_KIND_OPERATOR)
    write_operator_types (writer, (RvOperator *) object);
}

static const char *
designation_word (const RvObject *object)
{
  if (object->kind == RV_KIND_TABLE && ((const RvTable *) object)->server_id != 0)
    return "FOREIGN TABLE";
  if (object->kind == RV_KIND_ROUTINE && ((const RvRoutine *) object)->type == RvRoutineType_PROCEDURE)
    return "PROCEDURE";
  return words[object->kind].designation;
}

const char *
rv_write_class (const RvObject *object)
{
  if (object->kind == RV_KIND_ROUTINE && ((const RvRoutine *) object)->type == RvRoutineType_PROCEDURE)
    return "PROCEDURE";
  return words[object->kind].class_;
}

static void
write_name_of_part (RvWriter *writer, RvObject *object)
{
  RvId parent = rv_record_parent (object);

  switch ((int) object->kind)
    {
    case RV_KIND_COLUMN: case RV_KIND_ATTRIBUTE: case RV_KIND_VIEW_COLUMN:
      rv_write_object (writer, parent);
      rv_write (writer, ".");
      rv_write_name (writer, rv_record_name (object));
      break;
    default:
      rv_write_name (writer, rv_record_name (object));
      rv_write (writer, object->kind == RV_KIND_DOMAIN_CHECK ? " ON DOMAIN " : " ON ");
      rv_write_object (writer, parent);
      break;
    }
}

void
rv_write_designation (RvWriter *writer, RvObject *object)
{
  rv_write_format (writer, "%s ", designation_word (object));
  switch ((int) object->kind)
    {
    case RV_KIND_CAST:
      rv_write_format (writer, "(%s AS %s)", ((RvCast *) object)->source_type, ((RvCast *) object)->target_type);
      break;
    case RV_KIND_COLUMN: case RV_KIND_ATTRIBUTE: case RV_KIND_VIEW_COLUMN: case RV_KIND_KEY: case RV_KIND_FOREIGN_KEY:
    case RV_KIND_CHECK: case RV_KIND_EXCLUSION: case RV_KIND_DOMAIN_CHECK: case RV_KIND_TRIGGER: case RV_KIND_REWRITE_RULE:
    case RV_KIND_POLICY:
      write_name_of_part (writer, object);
      break;
    default:
      rv_write_object (writer, object->id);
      break;
    }
}

void
rv_write_column (RvWriter *writer, RvId id)
{
  const RvObject *column = rv_model_get (writer->model, id);

  rv_write_name (writer, column == NULL ? "" : rv_record_name (column));
}

void
rv_write_columns (RvWriter *writer, GPtrArray *parts, int field, int flag, gboolean value)
{
  const char *separator = "(";

  for (guint i = 0; i < parts->len; i++)
    {
      const RvObject *part = g_ptr_array_index (parts, i);

      if (flag != 0 && rv_record_number (part, rv_field_info (flag)) != value)
        continue;
      rv_write (writer, separator);
      rv_write_column (writer, rv_record_number (part, rv_field_info (field)));
      separator = ", ";
    }
  rv_write (writer, *separator == '(' ? "()" : ")");
}

void
rv_write_clause (RvWriter *writer, const char *words_, const char *text)
{
  if (text != NULL)
    rv_write_format (writer, " %s (%s)", words_, text);
}
