/* Children of a parse tree's messages, by their descriptors. */
#include "sql/postgresql/tree.h"

#include <string.h>

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

/* ---- equality ---------------------------------------------------------------------------------- */

static gsize
member_size (const ProtobufCFieldDescriptor *field)
{
  switch (field->type)
    {
    case PROTOBUF_C_TYPE_STRING:
    case PROTOBUF_C_TYPE_MESSAGE:
      return sizeof (gpointer);
    case PROTOBUF_C_TYPE_DOUBLE:
    case PROTOBUF_C_TYPE_INT64:
    case PROTOBUF_C_TYPE_UINT64:
      return 8;
    default:
      return 4;
    }
}

/* The members of a field; Returns: how many. */
static gsize
members_of (const ProtobufCMessage *message, const ProtobufCFieldDescriptor *field, const char **members)
{
  *members = (const char *) message + field->offset;
  if (field->label != PROTOBUF_C_LABEL_REPEATED)
    return !(field->flags & PROTOBUF_C_FIELD_FLAG_ONEOF)
           || *(const guint32 *) ((const char *) message + field->quantifier_offset) == field->id;
  *members = *(const char *const *) *members;
  return *(const size_t *) ((const char *) message + field->quantifier_offset);
}

static gboolean
member_equal (const ProtobufCFieldDescriptor *field, const char *a, const char *b)
{
  if (field->type == PROTOBUF_C_TYPE_MESSAGE)
    return rv_pg_trees_equal (*(gpointer const *) a, *(gpointer const *) b);
  if (field->type == PROTOBUF_C_TYPE_STRING)
    return g_strcmp0 (*(char *const *) a, *(char *const *) b) == 0;
  return memcmp (a, b, member_size (field)) == 0;
}

gboolean
rv_pg_trees_equal (const void *a, const void *b)
{
  const ProtobufCMessage *one = rv_pg_unwrap (a), *other = rv_pg_unwrap (b);

  if (one == NULL || other == NULL || one->descriptor != other->descriptor)
    return one == other;
  for (unsigned i = 0; i < one->descriptor->n_fields; i++)
    {
      const ProtobufCFieldDescriptor *field = &one->descriptor->fields[i];
      const char *ours, *theirs;
      gsize n = members_of (one, field, &ours);

      if (strcmp (field->name, "location") == 0)
        continue;
      if (n != members_of (other, field, &theirs))
        return FALSE;
      for (gsize k = 0; k < n; k++)
        if (!member_equal (field, ours + k * member_size (field), theirs + k * member_size (field)))
          return FALSE;
    }
  return TRUE;
}
