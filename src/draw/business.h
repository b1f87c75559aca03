/* What people who do not read SQL call things: names made readable, types by what they hold. */
#pragma once

#include "model/model.h"

/** rv_business_name: Returns: (transfer full): @given where it is not empty, else @name made readable:
 * “order_items” becomes “Order items”, “customerID” “Customer ID”. */
char *rv_business_name (const char *given, const char *name);

/** rv_business_type: Returns: (transfer full) (nullable): what @type (SQL) holds, translated: text, number, date …;
 * NULL where that is not known. */
char *rv_business_type (RvModel *model, const char *type);
