/* Walks a parse tree by its own description: any node is passed through, known or not. */
#pragma once

#include <glib.h>
#include <pg_query/pg_query.pb-c.h>

typedef void (*RvPgVisit) (const ProtobufCMessage *child, gpointer data);

/** rv_pg_unwrap: Returns: (nullable): the message inside of a Node; @message itself where it is none. */
const ProtobufCMessage *rv_pg_unwrap (const void *message);

/** rv_pg_each_child: calls @visit for the messages right below @message, unwrapped, in the order of the grammar's fields. */
void rv_pg_each_child (const ProtobufCMessage *message, RvPgVisit visit, gpointer data);

/** rv_pg_trees_equal: Returns: whether the messages @a and @b (nullable) say the same, whatever their places in a text. */
gboolean rv_pg_trees_equal (const void *a, const void *b);
