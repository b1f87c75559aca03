/* Functions and procedures, aggregates, operators and casts. */
#include <string.h>

#include "sql/postgresql/write.h"

static const char *const modes[] = { "", "OUT ", "INOUT ", "VARIADIC ", "" };

/* ---- arguments ------------------------------------------------------------------------------- */

void
rv_write_signature (RvWriter *writer, RvRoutine *routine)
{
  g_autoptr (GPtrArray) arguments = rv_model_children (writer->model, routine->object.id, RV_KIND_ARGUMENT);
  const char *separator = "";

  rv_write (writer, "(");
  for (guint i = 0; i < arguments->len; i++)
    {
      const RvArgument *argument = g_ptr_array_index (arguments, i);

      /* What only comes out tells procedures apart, but not functions. */
      if (argument->mode == RvArgumentMode_TABLE ||
          (argument->mode == RvArgumentMode_OUT && routine->type == RvRoutineType_FUNCTION))
        continue;
      rv_write_format (writer, "%s%s%s", separator, modes[argument->mode], argument->type);
      separator = ", ";
    }
  rv_write (writer, ")");
}

static void
write_argument (RvWriter *writer, const RvArgument *argument)
{
  rv_write (writer, modes[argument->mode]);
  if (argument->name != NULL)
    {
      rv_write_name (writer, argument->name);
      rv_write (writer, " ");
    }
  rv_write (writer, argument->type);
  if (argument->default_value != NULL)
    rv_write_format (writer, " DEFAULT %s", argument->default_value);
}

/* The arguments, or the columns of RETURNS TABLE. Returns: how many there are. */
static guint
write_arguments (RvWriter *writer, GPtrArray *arguments, gboolean of_table)
{
  guint n = 0;

  for (guint i = 0; i < arguments->len; i++)
    {
      const RvArgument *argument = g_ptr_array_index (arguments, i);

      if ((argument->mode == RvArgumentMode_TABLE) != of_table)
        continue;
      if (n++ > 0)
        rv_write (writer, ", ");
      write_argument (writer, argument);
    }
  return n;
}

static void
write_result (RvWriter *writer, const RvRoutine *routine, GPtrArray *arguments)
{
  gsize start = writer->out->len;

  rv_write (writer, " RETURNS TABLE(");
  if (write_arguments (writer, arguments, TRUE) > 0)
    {
      rv_write (writer, ")");
      return;
    }
  g_string_truncate (writer->out, start);
  if (routine->returns != NULL)
    rv_write_format (writer, " RETURNS %s%s", routine->returns_set ? "SETOF " : "", routine->returns);
}

/* ---- attributes -------------------------------------------------------------------------------- */

static const char *const volatilities[] = { "", " STABLE", " IMMUTABLE" };
static const char *const safeties[] = { "", " PARALLEL RESTRICTED", " PARALLEL SAFE" };

static void
write_language (RvWriter *writer, const RvRoutine *routine)
{
  if (routine->language == NULL)
    return;
  rv_write (writer, "\n  LANGUAGE ");
  rv_write_name (writer, routine->language);
}

static void
write_flags (RvWriter *writer, const RvRoutine *routine)
{
  gsize start;

  write_language (writer, routine);
  start = writer->out->len;
  if (routine->transforms != NULL)
    rv_write_format (writer, " TRANSFORM %s", routine->transforms);
  rv_write (writer, routine->is_window ? " WINDOW" : "");
  rv_write (writer, volatilities[routine->volatility]);
  rv_write (writer, routine->is_leakproof ? " LEAKPROOF" : "");
  rv_write (writer, routine->is_strict ? " STRICT" : "");
  rv_write (writer, routine->security_definer ? " SECURITY DEFINER" : "");
  rv_write (writer, safeties[routine->parallel]);
  if (routine->cost != NULL)
    rv_write_format (writer, " COST %s", routine->cost);
  if (routine->result_rows != NULL)
    rv_write_format (writer, " ROWS %s", routine->result_rows);
  if (routine->support != NULL)
    rv_write_format (writer, " SUPPORT %s", routine->support);
  if (routine->language == NULL && writer->out->len > start)
    g_string_insert (writer->out, (gssize) start, "\n ");
}

static void
write_configuration (RvWriter *writer, const RvRoutine *routine)
{
  g_auto (GStrv) lines = routine->configuration == NULL ? NULL : g_strsplit (routine->configuration, "\n", -1);

  for (guint i = 0; lines != NULL && lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      rv_write_format (writer, "\n  %s", lines[i]);
}

static void
write_routine_body (RvWriter *writer, const RvRoutine *routine)
{
  if (routine->body == NULL)
    return;
  if (routine->is_sql_standard_body)
    {
      rv_write_format (writer, "\n%s", routine->body);
      return;
    }
  rv_write (writer, "\n  AS ");
  if (routine->link_symbol == NULL && g_strcmp0 (routine->language, "c") != 0 && g_strcmp0 (routine->language, "internal") != 0)
    {
      rv_pg_append_dollar_quoted (writer->out, routine->body);
      return;
    }
  rv_write_literal (writer, routine->body);
  if (routine->link_symbol != NULL)
    {
      rv_write (writer, ", ");
      rv_write_literal (writer, routine->link_symbol);
    }
}

void
rv_write_routine (RvWriter *writer, RvRoutine *routine)
{
  g_autoptr (GPtrArray) arguments = rv_model_children (writer->model, routine->object.id, RV_KIND_ARGUMENT);
  const RvSchema *schema = rv_model_get_kind (writer->model, routine->schema_id, RV_KIND_SCHEMA);

  rv_write (writer, writer->options->if_not_exists ? "CREATE OR REPLACE " : "CREATE ");
  rv_write (writer, routine->type == RvRoutineType_PROCEDURE ? "PROCEDURE " : "FUNCTION ");
  if (schema != NULL)
    {
      rv_write_name (writer, schema->name);
      rv_write (writer, ".");
    }
  rv_write_name (writer, routine->name);
  rv_write (writer, "(");
  write_arguments (writer, arguments, FALSE);
  rv_write (writer, ")");
  write_result (writer, routine, arguments);
  write_flags (writer, routine);
  write_configuration (writer, routine);
  write_routine_body (writer, routine);
  rv_write (writer, ";\n");
  rv_write_attachments (writer, &routine->object);
}

/* ---- aggregates, operators, casts ----------------------------------------------------------------- */

void
rv_write_aggregate (RvWriter *writer, RvAggregate *aggregate)
{
  rv_write (writer, writer->options->if_not_exists ? "CREATE OR REPLACE AGGREGATE " : "CREATE AGGREGATE ");
  rv_write_object (writer, aggregate->object.id);
  rv_write_format (writer, " (\n  %s\n);\n", aggregate->definition);
  rv_write_attachments (writer, &aggregate->object);
}

void
rv_write_operator (RvWriter *writer, RvOperator *operator_)
{
  const RvSchema *schema = rv_model_get_kind (writer->model, operator_->schema_id, RV_KIND_SCHEMA);

  rv_write (writer, "CREATE OPERATOR ");
  if (schema != NULL)
    {
      rv_write_name (writer, schema->name);
      rv_write (writer, ".");
    }
  rv_write_format (writer, "%s (\n  FUNCTION = %s", operator_->name, operator_->function);
  if (operator_->left_type != NULL)
    rv_write_format (writer, ",\n  LEFTARG = %s", operator_->left_type);
  if (operator_->right_type != NULL)
    rv_write_format (writer, ",\n  RIGHTARG = %s", operator_->right_type);
  if (operator_->options != NULL)
    rv_write_format (writer, ",\n  %s", operator_->options);
  rv_write (writer, "\n);\n");
  rv_write_attachments (writer, &operator_->object);
}

void
rv_write_cast (RvWriter *writer, RvCast *cast)
{
  static const char *const contexts[] = { "", " AS ASSIGNMENT", " AS IMPLICIT" };

  rv_write (writer, "CREATE ");
  rv_write_designation (writer, &cast->object);
  if (cast->method == RvCastMethod_FUNCTION)
    rv_write_format (writer, " WITH FUNCTION %s", cast->function);
  else
    rv_write (writer, cast->method == RvCastMethod_INOUT ? " WITH INOUT" : " WITHOUT FUNCTION");
  rv_write_format (writer, "%s;\n", contexts[cast->context]);
  rv_write_attachments (writer, &cast->object);
}
