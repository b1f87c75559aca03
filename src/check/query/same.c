/* Compares two trees, each with names of its own. */
#include "check/query/same.h"

#include <string.h>

#include "check/expressions.h"
#include "sql/postgresql/parse.h"
#include "sql/postgresql/tree.h"

typedef struct {
  RvModel *model;
  RvPgBlock *block;
  RvTable *table;
} Sides;

static gboolean same (const Sides *s, const void *a, const void *b);

static const Node *
without_text_casts (const Node *node)
{
  const char *schema, *name;

  while (node != NULL && node->node_case == NODE (TYPE_CAST) && node->type_cast->type_name != NULL)
    {
      rv_pg_names (node->type_cast->type_name->names, node->type_cast->type_name->n_names, &schema, &name);
      if (!g_str_equal (name, "text") && !g_str_equal (name, "varchar"))
        break;
      node = node->type_cast->arg;
    }
  return node;
}

static gboolean
same_column (const Sides *s, const PgQuery__ColumnRef *a, const PgQuery__ColumnRef *b)
{
  RvColumn *column = rv_pg_base_column (rv_pg_block_column (s->block, a));
  const char *name = b->n_fields > 0 ? rv_pg_string (b->fields[b->n_fields - 1]) : NULL;

  return column != NULL && name != NULL && column->table_id == s->table->object.id && g_str_equal (column->name, name);
}

static gboolean
same_value (const ProtobufCFieldDescriptor *field, const char *a, const char *b)
{
  switch (field->type)
    {
    case PROTOBUF_C_TYPE_STRING:
      return g_strcmp0 (*(char *const *) a, *(char *const *) b) == 0;
    case PROTOBUF_C_TYPE_INT64:
    case PROTOBUF_C_TYPE_UINT64:
      return memcmp (a, b, sizeof (gint64)) == 0;
    default:
      return memcmp (a, b, sizeof (gint32)) == 0;
    }
}

static gboolean
same_many (const Sides *s, const ProtobufCFieldDescriptor *field, const char *a, const char *b)
{
  gsize n = *(const size_t *) (a + field->quantifier_offset), m = *(const size_t *) (b + field->quantifier_offset);
  ProtobufCMessage **x = *(ProtobufCMessage **const *) (a + field->offset), **y = *(ProtobufCMessage **const *) (b + field->offset);

  if (n != m || field->type != PROTOBUF_C_TYPE_MESSAGE)
    return n == m;
  for (gsize i = 0; i < n; i++)
    if (!same (s, x[i], y[i]))
      return FALSE;
  return TRUE;
}

static gboolean
same_field (const Sides *s, const ProtobufCFieldDescriptor *field, const char *a, const char *b)
{
  if (g_str_has_suffix (field->name, "location"))
    return TRUE;
  if (field->label == PROTOBUF_C_LABEL_REPEATED)
    return same_many (s, field, a, b);
  if (field->flags & PROTOBUF_C_FIELD_FLAG_ONEOF)
    {
      guint32 x = *(const guint32 *) (a + field->quantifier_offset), y = *(const guint32 *) (b + field->quantifier_offset);

      if (x != y || x != field->id)
        return x == y;
    }
  if (field->type == PROTOBUF_C_TYPE_MESSAGE)
    return same (s, *(ProtobufCMessage *const *) (a + field->offset), *(ProtobufCMessage *const *) (b + field->offset));
  return same_value (field, a + field->offset, b + field->offset);
}

static gboolean
same (const Sides *s, const void *a, const void *b)
{
  const ProtobufCMessage *x, *y;

  if (a != NULL && ((const ProtobufCMessage *) a)->descriptor == &pg_query__node__descriptor)
    a = without_text_casts (a);
  if (b != NULL && ((const ProtobufCMessage *) b)->descriptor == &pg_query__node__descriptor)
    b = without_text_casts (b);
  x = rv_pg_unwrap (a);
  y = rv_pg_unwrap (b);
  if (x == NULL || y == NULL || x->descriptor != y->descriptor)
    return x == y;
  if (x->descriptor == &pg_query__column_ref__descriptor)
    return same_column (s, (const PgQuery__ColumnRef *) x, (const PgQuery__ColumnRef *) y);
  for (unsigned i = 0; i < x->descriptor->n_fields; i++)
    if (!same_field (s, &x->descriptor->fields[i], (const char *) x, (const char *) y))
      return FALSE;
  return TRUE;
}

gboolean
rv_same_expression (RvFacts *facts, RvPgBlock *block, const Node *node, RvTable *table, const char *text)
{
  const Node *expression = rv_facts_expression (facts, text);
  Sides sides = { rv_facts_model (facts), block, table };

  return expression != NULL && same (&sides, node, expression);
}
