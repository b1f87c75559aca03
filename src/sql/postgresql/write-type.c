/* Types: enums, composites, ranges, domains; and collations. */
#include "sql/postgresql/write.h"

void
rv_write_enum (RvWriter *writer, RvEnum *type)
{
  g_autoptr (GPtrArray) values = rv_model_children (writer->model, type->object.id, RV_KIND_ENUM_VALUE);

  rv_write (writer, "CREATE TYPE ");
  rv_write_object (writer, type->object.id);
  rv_write (writer, " AS ENUM (");
  for (guint i = 0; i < values->len; i++)
    {
      rv_write (writer, i == 0 ? "\n  " : ",\n  ");
      rv_write_literal (writer, rv_record_name (g_ptr_array_index (values, i)));
    }
  rv_write (writer, "\n);\n");
  rv_write_attachments (writer, &type->object);
}

void
rv_write_composite (RvWriter *writer, RvComposite *type)
{
  g_autoptr (GPtrArray) attributes = rv_model_children (writer->model, type->object.id, RV_KIND_ATTRIBUTE);

  rv_write (writer, "CREATE TYPE ");
  rv_write_object (writer, type->object.id);
  rv_write (writer, " AS (");
  for (guint i = 0; i < attributes->len; i++)
    {
      const RvAttribute *attribute = g_ptr_array_index (attributes, i);

      rv_write (writer, i == 0 ? "\n  " : ",\n  ");
      rv_write_name (writer, attribute->name);
      rv_write_format (writer, " %s", attribute->type);
      if (attribute->collation != NULL)
        rv_write_format (writer, " COLLATE %s", attribute->collation);
    }
  rv_write (writer, "\n);\n");
  rv_write_attachments (writer, &type->object);
  for (guint i = 0; i < attributes->len; i++)
    rv_write_attachments (writer, g_ptr_array_index (attributes, i));
}

void
rv_write_range (RvWriter *writer, RvRange *type)
{
  const struct { const char *word, *text; } options[] = {
    { "SUBTYPE_OPCLASS", type->subtype_opclass }, { "COLLATION", type->collation }, { "CANONICAL", type->canonical },
    { "SUBTYPE_DIFF", type->subtype_diff }, { "MULTIRANGE_TYPE_NAME", type->multirange_name },
  };

  rv_write (writer, "CREATE TYPE ");
  rv_write_object (writer, type->object.id);
  rv_write_format (writer, " AS RANGE (\n  SUBTYPE = %s", type->subtype);
  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    if (options[i].text != NULL)
      rv_write_format (writer, ",\n  %s = %s", options[i].word, options[i].text);
  rv_write (writer, "\n);\n");
  rv_write_attachments (writer, &type->object);
}

static void
write_domain_checks (RvWriter *writer, GPtrArray *checks)
{
  for (guint i = 0; i < checks->len; i++)
    {
      const RvDomainCheck *check = g_ptr_array_index (checks, i);

      if (check->not_valid || rv_order_is_late (writer->order, check))
        continue;
      rv_write (writer, "\n  ");
      if (check->name != NULL)
        {
          rv_write (writer, "CONSTRAINT ");
          rv_write_name (writer, check->name);
          rv_write (writer, " ");
        }
      rv_write_format (writer, "CHECK (%s)", check->expression);
    }
}

void
rv_write_domain (RvWriter *writer, RvDomain *domain)
{
  g_autoptr (GPtrArray) checks = rv_model_children (writer->model, domain->object.id, RV_KIND_DOMAIN_CHECK);

  rv_write (writer, "CREATE DOMAIN ");
  rv_write_object (writer, domain->object.id);
  rv_write_format (writer, " AS %s", domain->type);
  if (domain->collation != NULL)
    rv_write_format (writer, " COLLATE %s", domain->collation);
  if (domain->default_value != NULL && !rv_order_is_late (writer->order, domain))
    rv_write_default (writer, domain->default_value);
  if (domain->not_null)
    rv_write (writer, " NOT NULL");
  write_domain_checks (writer, checks);
  rv_write (writer, ";\n");
  rv_write_attachments (writer, &domain->object);
  for (guint i = 0; i < checks->len; i++)
    {
      RvDomainCheck *check = g_ptr_array_index (checks, i);

      if (rv_order_is_late (writer->order, check))
        continue;
      if (check->not_valid)
        rv_write_late_part (writer, &check->object);
      rv_write_attachments (writer, &check->object);
    }
}

static void
write_collation_options (RvWriter *writer, const RvCollation *collation)
{
  const struct { const char *word, *text; } options[] = {
    { "LOCALE", collation->locale }, { "LC_COLLATE", collation->lc_collate }, { "LC_CTYPE", collation->lc_ctype },
    { "VERSION", collation->version },
  };
  const char *separator = " (";

  if (collation->provider != NULL)
    {
      rv_write_format (writer, "%sPROVIDER = %s", separator, collation->provider);
      separator = ", ";
    }
  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    if (options[i].text != NULL)
      {
        rv_write_format (writer, "%s%s = ", separator, options[i].word);
        rv_write_literal (writer, options[i].text);
        separator = ", ";
      }
  if (!collation->is_deterministic)
    rv_write_format (writer, "%sDETERMINISTIC = false", separator);
  rv_write (writer, ")");
}

void
rv_write_collation (RvWriter *writer, RvCollation *collation)
{
  rv_write (writer, writer->options->if_not_exists ? "CREATE COLLATION IF NOT EXISTS " : "CREATE COLLATION ");
  rv_write_object (writer, collation->object.id);
  if (collation->copied_from != NULL)
    rv_write_format (writer, " FROM %s", collation->copied_from);
  else
    write_collation_options (writer, collation);
  rv_write (writer, ";\n");
  rv_write_attachments (writer, &collation->object);
}

/* A type that functions can name before it is there; a view without columns does the same: CREATE
 * OR REPLACE adds them to it. */
void
rv_write_shell (RvWriter *writer, RvObject *object)
{
  rv_write (writer, object->kind == RV_KIND_VIEW ? "CREATE VIEW " : "CREATE TYPE ");
  rv_write_object (writer, object->id);
  rv_write (writer, object->kind == RV_KIND_VIEW ? " AS SELECT;\n" : ";\n");
}
