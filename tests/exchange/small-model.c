/* Makes the designs of small-model.h. */
#include "small-model.h"

#include <string.h>

RvSchema *
small_schema (RvEdit *edit, const char *name)
{
  RvSchema *schema = rv_edit_insert (edit, RV_KIND_SCHEMA, 0);

  rv_edit_set_text (edit, schema, RvSchema_name, name);
  return schema;
}

RvTable *
small_table (RvEdit *edit, RvSchema *schema, const char *name)
{
  RvTable *table = rv_edit_insert (edit, RV_KIND_TABLE, schema->object.id);

  rv_edit_set_text (edit, table, RvTable_name, name);
  return table;
}

RvColumn *
small_column (RvEdit *edit, RvTable *table, const char *name, const char *type)
{
  RvColumn *column = rv_edit_insert (edit, RV_KIND_COLUMN, table->object.id);

  rv_edit_set_text (edit, column, RvColumn_name, name);
  rv_edit_set_text (edit, column, RvColumn_type, type);
  return column;
}

static void
add_key_column (RvEdit *edit, RvKey *key, RvColumn *column)
{
  gpointer part;

  if (column == NULL)
    return;
  part = rv_edit_insert (edit, RV_KIND_KEY_COLUMN, key->object.id);
  rv_edit_set_number (edit, part, RvKeyColumn_column_id, column->object.id);
}

RvKey *
small_key (RvEdit *edit, RvTable *table, const char *name, gboolean is_primary, RvColumn *first, RvColumn *second)
{
  RvKey *key = rv_edit_insert (edit, RV_KIND_KEY, table->object.id);

  rv_edit_set_text (edit, key, RvKey_name, name);
  rv_edit_set_number (edit, key, RvKey_is_primary, is_primary);
  add_key_column (edit, key, first);
  add_key_column (edit, key, second);
  return key;
}

RvForeignKey *
small_foreign_key (RvEdit *edit, RvTable *table, const char *name, RvColumn *column, RvTable *to, RvColumn *referenced)
{
  RvForeignKey *foreign_key = rv_edit_insert (edit, RV_KIND_FOREIGN_KEY, table->object.id);
  gpointer pair = rv_edit_insert (edit, RV_KIND_FOREIGN_KEY_COLUMN, foreign_key->object.id);

  rv_edit_set_text (edit, foreign_key, RvForeignKey_name, name);
  rv_edit_set_number (edit, foreign_key, RvForeignKey_referenced_table_id, to->object.id);
  rv_edit_set_number (edit, pair, RvForeignKeyColumn_column_id, column->object.id);
  rv_edit_set_number (edit, pair, RvForeignKeyColumn_referenced_column_id, referenced->object.id);
  return foreign_key;
}

void
small_reference (RvEdit *edit, gpointer object, const char *field, const char *text, const char *word, RvId target)
{
  RvReference *reference = rv_edit_insert (edit, RV_KIND_REFERENCE, ((RvObject *) object)->id);

  rv_edit_set_text (edit, reference, RvReference_field, field);
  rv_edit_set_number (edit, reference, RvReference_start, strstr (text, word) - text);
  rv_edit_set_number (edit, reference, RvReference_length, (gint64) strlen (word));
  rv_edit_set_number (edit, reference, RvReference_target_id, target);
}

void
small_commit (RvEdit *edit)
{
  g_autoptr (GError) error = NULL;

  rv_edit_commit (edit, &error);
  g_assert_no_error (error);
}

RvSchema *
small_find_schema (RvModel *model, const char *name)
{
  return rv_model_find (model, RV_KIND_SCHEMA, 0, name);
}

RvTable *
small_find_table (RvModel *model, const char *schema, const char *name)
{
  return rv_model_find (model, RV_KIND_TABLE, small_find_schema (model, schema)->object.id, name);
}

/* ---- a shop ---------------------------------------------------------------------------------------- */

static void
add_orders_extras (RvEdit *edit, RvSchema *schema, RvTable *orders, RvColumn *id)
{
  static const char text[] = "nextval('orders_id_seq'::regclass)", condition[] = "id > 0";
  RvSequence *sequence = rv_edit_insert (edit, RV_KIND_SEQUENCE, schema->object.id);
  RvCheck *check = rv_edit_insert (edit, RV_KIND_CHECK, orders->object.id);

  rv_edit_set_text (edit, sequence, RvSequence_name, "orders_id_seq");
  rv_edit_set_number (edit, sequence, RvSequence_owned_by_id, id->object.id);
  rv_edit_set_text (edit, id, RvColumn_default_value, text);
  small_reference (edit, id, "default_value", text, "orders_id_seq", sequence->object.id);
  rv_edit_set_text (edit, check, RvCheck_name, "orders_id_check");
  rv_edit_set_text (edit, check, RvCheck_expression, condition);
  small_reference (edit, check, "expression", condition, "id", id->object.id);
}

RvModel *
small_shop (void)
{
  RvModel *model = rv_model_new ("postgresql");
  g_autoptr (RvEdit) edit = rv_edit_begin (model, "Make a shop");
  RvSchema *schema = small_find_schema (model, "public");
  RvTable *customer = small_table (edit, schema, "customer"), *orders = small_table (edit, schema, "orders");
  RvTable *line = small_table (edit, schema, "order_line");
  RvColumn *customer_id = small_column (edit, customer, "id", "bigint");
  RvColumn *email = small_column (edit, customer, "email", "character varying(255)");
  RvColumn *order_id = small_column (edit, orders, "id", "bigint");
  RvColumn *buyer = small_column (edit, orders, "customer_id", "bigint");
  RvColumn *of = small_column (edit, line, "order_id", "bigint"), *number = small_column (edit, line, "line", "integer");

  rv_edit_set_number (edit, email, RvColumn_not_null, TRUE);
  rv_edit_set_text (edit, email, RvColumn_comment, "where \"mail\" goes");
  small_key (edit, customer, "customer_pkey", TRUE, customer_id, NULL);
  small_key (edit, customer, "customer_email_key", FALSE, email, NULL);
  small_key (edit, orders, "orders_pkey", TRUE, order_id, NULL);
  small_key (edit, line, "order_line_pkey", TRUE, of, number);
  small_foreign_key (edit, orders, "orders_customer_id_fkey", buyer, customer, customer_id);
  small_foreign_key (edit, line, "order_line_order_id_fkey", of, orders, order_id);
  add_orders_extras (edit, schema, orders, order_id);
  small_commit (edit);
  return model;
}
