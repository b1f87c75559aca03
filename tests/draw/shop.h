/* A small shop drawn by hand, for the tests of draw/. */
#pragma once

#include "model/edit.h"

typedef struct {
  RvModel *model;
  RvTable *customer, *address, *orders, *item, *product, *profile;
  RvForeignKey *order_customer, *item_order, *item_product, *profile_customer, *parent, *order_address;
} Shop;

/** shop_new: customer, address, orders, item (of orders), product, profile (1:1), a product that is part of another. */
Shop *shop_new (void);
void shop_free (Shop *shop);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Shop, shop_free)

void shop_commit (RvEdit *edit);
RvTable *shop_add_table (RvEdit *edit, const char *name);
RvColumn *shop_add_column (RvEdit *edit, RvTable *table, const char *name, const char *type, gboolean not_null);
RvKey *shop_add_key (RvEdit *edit, RvTable *table, gboolean is_primary, RvColumn *first, RvColumn *second);
RvForeignKey *shop_add_foreign_key (RvEdit *edit, RvTable *table, RvColumn *column, RvTable *referenced, RvColumn *key);

/** shop_add_diagram: a diagram of everything, arranged. */
RvId shop_add_diagram (Shop *shop);

/** shop_add_box: Returns: a new RvBox of @table without a place. */
RvBox *shop_add_box (RvEdit *edit, RvId diagram, RvTable *table);

/** shop_box: Returns: the RvBox of @table in @diagram. */
RvBox *shop_box (Shop *shop, RvId diagram, RvTable *table);

/** shop_follow: gathers what the model says it changed, until it is freed. */
GArray *shop_follow (RvModel *model);
