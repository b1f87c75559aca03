/* Children of a parse tree's messages, by their descriptors. */
#include "sql/postgresql/tree.h"

const ProtobufCMessage *
rv_pg_unwrap (const void *message)
{
  const PgQuery__Node *node = message;

  if (node == NULL || node->base.descriptor != &pg_query__node__descriptor)
    return message;
  /* All members of the union are pointers to messages. */
  return node->node_case != PG_QUERY__NODE__NODE__NOT_SET ? (const ProtobufCMessage *) node->alias : NULL;
}

static void
visit_child (const ProtobufCMessage *child, RvPgVisit visit, gpointer data)
{
  const ProtobufCMessage *inner = rv_pg_unwrap (child);

  if (inner != NULL)
    visit (inner, data);
}

void
rv_pg_each_child (const ProtobufCMessage *message, RvPgVisit visit, gpointer data)
{
  const ProtobufCMessageDescriptor *descriptor = message->descriptor;

  for (unsigned i = 0; i < descriptor->n_fields; i++)
    {
      const ProtobufCFieldDescriptor *field = &descriptor->fields[i];
      const char *member = (const char *) message + field->offset;

      if (field->type != PROTOBUF_C_TYPE_MESSAGE)
        continue;
      if (field->label == PROTOBUF_C_LABEL_REPEATED)
        {
          gsize n = *(const size_t *) ((const char *) message + field->quantifier_offset);
          ProtobufCMessage **children = *(ProtobufCMessage **const *) member;

          for (gsize k = 0; k < n; k++)
            visit_child (children[k], visit, data);
        }
      else if (!(field->flags & PROTOBUF_C_FIELD_FLAG_ONEOF)
               || *(const guint32 *) ((const char *) message + field->quantifier_offset) == field->id)
        visit_child (*(ProtobufCMessage *const *) member, visit, data);
    }
}
