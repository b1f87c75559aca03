/* Makes the shop. */
#include "shop.h"

#include "draw/arrange.h"

void
shop_commit (RvEdit *edit)
{
  g_autoptr (GError) error = NULL;

  rv_edit_commit (edit, &error);
  g_assert_no_error (error);
}

RvTable *
shop_add_table (RvEdit *edit, const char *name)
{
  RvSchema *schema = rv_model_find (rv_edit_model (edit), RV_KIND_SCHEMA, 0, "public");
  gpointer table = rv_edit_insert (edit, RV_KIND_TABLE, schema->object.id);

  rv_edit_set_text (edit, table, RvTable_name, name);
  return table;
}

RvColumn *
shop_add_column (RvEdit *edit, RvTable *table, const char *name, const char *type, gboolean not_null)
{
  gpointer column = rv_edit_insert (edit, RV_KIND_COLUMN, table->object.id);

  rv_edit_set_text (edit, column, RvColumn_name, name);
  rv_edit_set_text (edit, column, RvColumn_type, type);
  rv_edit_set_number (edit, column, RvColumn_not_null, not_null);
  return column;
}

static void
add_key_column (RvEdit *edit, RvKey *key, RvColumn *column)
{
  gpointer part = rv_edit_insert (edit, RV_KIND_KEY_COLUMN, key->object.id);

  rv_edit_set_number (edit, part, RvKeyColumn_column_id, column->object.id);
}

RvKey *
shop_add_key (RvEdit *edit, RvTable *table, gboolean is_primary, RvColumn *first, RvColumn *second)
{
  RvKey *key = rv_edit_insert (edit, RV_KIND_KEY, table->object.id);

  rv_edit_set_number (edit, key, RvKey_is_primary, is_primary);
  add_key_column (edit, key, first);
  if (second != NULL)
    add_key_column (edit, key, second);
  return key;
}

RvForeignKey *
shop_add_foreign_key (RvEdit *edit, RvTable *table, RvColumn *column, RvTable *referenced, RvColumn *key)
{
  RvForeignKey *foreign_key = rv_edit_insert (edit, RV_KIND_FOREIGN_KEY, table->object.id);
  gpointer part = rv_edit_insert (edit, RV_KIND_FOREIGN_KEY_COLUMN, foreign_key->object.id);
  g_autofree char *name = g_strdup_printf ("%s_%s_fkey", table->name, column->name);

  rv_edit_set_text (edit, foreign_key, RvForeignKey_name, name);
  rv_edit_set_number (edit, foreign_key, RvForeignKey_referenced_table_id, referenced->object.id);
  rv_edit_set_number (edit, part, RvForeignKeyColumn_column_id, column->object.id);
  rv_edit_set_number (edit, part, RvForeignKeyColumn_referenced_column_id, key->object.id);
  return foreign_key;
}

static RvColumn *
add_id (RvEdit *edit, RvTable *table)
{
  RvColumn *id = shop_add_column (edit, table, "id", "bigint", TRUE);

  shop_add_key (edit, table, TRUE, id, NULL);
  return id;
}

static void
fill_shop (Shop *shop, RvEdit *edit)
{
  RvColumn *customer, *address, *order, *product, *column, *other;

  shop->customer = shop_add_table (edit, "customer");
  customer = add_id (edit, shop->customer);
  column = shop_add_column (edit, shop->customer, "email", "character varying(254)", TRUE);
  shop_add_key (edit, shop->customer, FALSE, column, NULL);
  shop_add_column (edit, shop->customer, "name", "text", TRUE);
  shop_add_column (edit, shop->customer, "born", "date", FALSE);

  shop->address = shop_add_table (edit, "address");
  address = add_id (edit, shop->address);
  shop_add_column (edit, shop->address, "street", "text", FALSE);

  shop->profile = shop_add_table (edit, "profile");
  column = shop_add_column (edit, shop->profile, "customer_id", "bigint", TRUE);
  shop_add_key (edit, shop->profile, TRUE, column, NULL);
  shop_add_column (edit, shop->profile, "picture", "bytea", FALSE);
  shop->profile_customer = shop_add_foreign_key (edit, shop->profile, column, shop->customer, customer);

  shop->orders = shop_add_table (edit, "orders");
  order = add_id (edit, shop->orders);
  column = shop_add_column (edit, shop->orders, "customer_id", "bigint", TRUE);
  other = shop_add_column (edit, shop->orders, "address_id", "bigint", FALSE);
  shop_add_column (edit, shop->orders, "placed_at", "timestamp with time zone", TRUE);
  shop_add_column (edit, shop->orders, "total", "numeric(10,2)", TRUE);
  shop->order_customer = shop_add_foreign_key (edit, shop->orders, column, shop->customer, customer);
  shop->order_address = shop_add_foreign_key (edit, shop->orders, other, shop->address, address);
  rv_edit_set_number (edit, shop->order_customer, RvForeignKey_on_delete, RvReferentialAction_RESTRICT);

  shop->product = shop_add_table (edit, "product");
  product = add_id (edit, shop->product);
  column = shop_add_column (edit, shop->product, "part_of", "bigint", FALSE);
  shop_add_column (edit, shop->product, "price", "numeric(10,2)", FALSE);
  shop->parent = shop_add_foreign_key (edit, shop->product, column, shop->product, product);

  shop->item = shop_add_table (edit, "item");
  column = shop_add_column (edit, shop->item, "order_id", "bigint", TRUE);
  other = shop_add_column (edit, shop->item, "product_id", "bigint", TRUE);
  shop_add_column (edit, shop->item, "quantity", "integer", TRUE);
  shop_add_key (edit, shop->item, TRUE, column, other);
  shop->item_order = shop_add_foreign_key (edit, shop->item, column, shop->orders, order);
  shop->item_product = shop_add_foreign_key (edit, shop->item, other, shop->product, product);
}

Shop *
shop_new (void)
{
  Shop *shop = g_new0 (Shop, 1);
  g_autoptr (RvEdit) edit = NULL;

  shop->model = rv_model_new ("postgresql");
  edit = rv_edit_begin (shop->model, "Shop");
  fill_shop (shop, edit);
  shop_commit (edit);
  return shop;
}

void
shop_free (Shop *shop)
{
  g_object_unref (shop->model);
  g_free (shop);
}

RvId
shop_add_diagram (Shop *shop)
{
  g_autoptr (RvEdit) edit = rv_edit_begin (shop->model, "Diagram");
  RvDiagram *diagram = rv_diagram_create_for_all (edit, "Shop", RV_SHOW_TABLES);

  shop_commit (edit);
  return diagram->object.id;
}

RvBox *
shop_add_box (RvEdit *edit, RvId diagram, RvTable *table)
{
  RvBox *box = rv_edit_insert (edit, RV_KIND_BOX, diagram);

  rv_edit_set_number (edit, box, RvBox_object_id, table->object.id);
  return box;
}

RvBox *
shop_box (Shop *shop, RvId diagram, RvTable *table)
{
  g_autoptr (GPtrArray) boxes = rv_model_children (shop->model, diagram, RV_KIND_BOX);

  for (guint i = 0; i < boxes->len; i++)
    if (((RvBox *) g_ptr_array_index (boxes, i))->object_id == table->object.id)
      return g_ptr_array_index (boxes, i);
  g_assert_not_reached ();
}

static void
on_changed (RvModel *model, GArray *changes, GArray *all)
{
  g_array_append_vals (all, changes->data, changes->len);
}

GArray *
shop_follow (RvModel *model)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (RvChange));

  g_signal_connect (model, "changed", G_CALLBACK (on_changed), all);
  return all;
}
