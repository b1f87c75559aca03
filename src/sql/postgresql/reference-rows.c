/* Lays texts down in the model together with the rows that tell what they refer to. */
#include "sql/postgresql/references.h"
#include "sql/postgresql/tree.h"

static void
clear_references (RvPgReader *r, RvObject *object, const char *field)
{
  const GPtrArray *referrers = rv_model_referrers (r->model, object->id);

  for (guint i = referrers != NULL ? referrers->len : 0; i > 0; i--)
    {
      RvReference *reference = referrers->pdata[i - 1];

      if (reference->object.kind == RV_KIND_REFERENCE && reference->object_id == object->id && g_str_equal (reference->field, field))
        {
          rv_edit_remove (r->edit, reference);
          referrers = rv_model_referrers (r->model, object->id);
          i = MIN (i, referrers != NULL ? referrers->len + 1 : 1);
        }
    }
}

static void
add_reference (RvPgReader *r, RvObject *object, const char *field, gsize start, gsize length, RvId target)
{
  RvReference *reference = rv_edit_insert (r->edit, RV_KIND_REFERENCE, object->id);

  rv_edit_set_text (r->edit, reference, RvReference_field, field);
  rv_edit_set_number (r->edit, reference, RvReference_start, (gint64) start);
  rv_edit_set_number (r->edit, reference, RvReference_length, (gint64) length);
  rv_edit_set_number (r->edit, reference, RvReference_target_id, target);
}

/* Appends "schema." before a name that would not be found without; with a row of its own. */
static void
append_schema (RvPgReader *r, RvObject *object, const char *field, GString *out, RvId schema)
{
  g_autofree char *quoted = rv_pg_quote (rv_record_name (rv_model_get (r->model, schema)));

  add_reference (r, object, field, out->len, strlen (quoted), schema);
  g_string_append (out, quoted);
  g_string_append_c (out, '.');
}

void
rv_pg_set_mentioned (RvPgReader *r, gpointer object, int field, const char *text, gsize start, gsize end, GArray *mentions)
{
  const char *name = rv_field_info (field)->name;
  g_autoptr (GString) out = g_string_sized_new (end - start + 1);
  gsize done = start;

  clear_references (r, object, name);
  for (guint i = 0; i < mentions->len; i++)
    {
      const RvPgMention *m = &g_array_index (mentions, RvPgMention, i);

      if (m->start < done || m->start + m->length > end)
        continue;
      g_string_append_len (out, text + done, m->start - done);
      if (m->add_schema != 0)
        append_schema (r, object, name, out, m->add_schema);
      add_reference (r, object, name, out->len, m->length, m->target);
      g_string_append_len (out, text + m->start, m->length);
      done = m->start + m->length;
    }
  g_string_append_len (out, text + done, end - done);
  rv_edit_set_text (r->edit, object, field, out->str);
}

void
rv_pg_set_sql (RvPgReader *r, gpointer object, int field, int from, int to, const void *tree, gpointer relation)
{
  g_autoptr (GArray) mentions = NULL;

  to = MIN (to, rv_pg_n_tokens (r));
  if (from < 0 || from >= to)
    {
      rv_pg_clear_text (r, object, field);
      return;
    }
  rv_pg_place_text (r, object, field, from);
  mentions = rv_pg_mentions (r, r->source, r->end, tree, relation);
  rv_pg_set_mentioned (r, object, field, r->source, rv_pg_token (r, from)->start, rv_pg_token (r, to - 1)->end, mentions);
}

void
rv_pg_set_type (RvPgReader *r, gpointer object, int field, int from, int to, const PgQuery__TypeName *type)
{
  const char *name = type != NULL && type->n_names > 0 ? rv_pg_string (type->names[type->n_names - 1]) : NULL;

  if (name != NULL && (g_hash_table_contains (r->types, name) || type->pct_type))
    rv_pg_set_sql (r, object, field, from, to, &type->base, NULL);
  else
    rv_pg_set_slice (r, object, field, from, to);
}

void
rv_pg_clear_text (RvPgReader *r, gpointer object, int field)
{
  clear_references (r, object, rv_field_info (field)->name);
  rv_edit_set_text (r->edit, object, field, NULL);
}

void
rv_pg_copy_text (RvPgReader *r, gpointer from, gpointer to, int field, gpointer old_relation, gpointer new_relation)
{
  const RvField *info = rv_field_info (field);
  const GPtrArray *referrers = rv_model_referrers (r->model, ((RvObject *) from)->id);
  g_autoptr (GPtrArray) copy = referrers != NULL ? g_ptr_array_copy ((GPtrArray *) referrers, NULL, NULL) : NULL;

  rv_edit_set_text (r->edit, to, field, rv_record_text (from, info));
  for (guint i = 0; copy != NULL && i < copy->len; i++)
    {
      RvReference *reference = copy->pdata[i];
      RvColumn *column;
      RvObject *target;

      if (reference->object.kind != RV_KIND_REFERENCE || reference->object_id != ((RvObject *) from)->id
          || !g_str_equal (reference->field, info->name))
        continue;
      target = rv_model_get (r->model, reference->target_id);
      column = rv_model_get_kind (r->model, reference->target_id, RV_KIND_COLUMN);
      if (column != NULL && old_relation != NULL && column->table_id == ((RvObject *) old_relation)->id)
        target = rv_pg_column (r, new_relation, column->name);
      if (target != NULL)
        add_reference (r, to, info->name, reference->start, reference->length, target->id);
    }
}

/* ---- which columns an expression uses --------------------------------------------------------------- */

typedef struct {
  const char *name;
  gboolean is_many;
} Used;

static void
find_used (const ProtobufCMessage *message, gpointer data)
{
  Used *used = data;

  if (message->descriptor == &pg_query__column_ref__descriptor)
    {
      const PgQuery__ColumnRef *ref = (const PgQuery__ColumnRef *) message;
      const char *name = rv_pg_string (ref->fields[ref->n_fields - 1]);

      used->is_many |= name == NULL || (used->name != NULL && !g_str_equal (used->name, name));
      used->name = name;
    }
  else
    rv_pg_each_child (message, find_used, used);
}

const char *
rv_pg_single_column (const void *tree)
{
  Used used = { 0 };

  if (rv_pg_unwrap (tree) != NULL)
    find_used (rv_pg_unwrap (tree), &used);
  return used.is_many ? NULL : used.name;
}
