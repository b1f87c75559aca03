/* Owns the way from a table of the design to a relation scheme. */
#include "check/normalization/table-relation.h"

static guint
attribute_of (const RvTableRelation *self, RvId column)
{
  for (guint i = 0; i < self->relation->n_attributes; i++)
    if (self->columns[i] == column)
      return i;
  return G_MAXUINT;
}

static void
add_key (RvTableRelation *self, const RvKeyFacts *key)
{
  guint n_words = self->relation->n_words;
  g_autofree RvBits *lhs = rv_bits_new (n_words);
  g_autofree RvBits *all = rv_bits_new_full (self->relation->n_attributes);

  for (guint i = 0; i < key->n; i++)
    {
      guint attribute = attribute_of (self, key->columns[i]);

      if (attribute == G_MAXUINT)
        return;
      rv_bits_add (lhs, attribute);
    }
  rv_fds_add (self->relation->fds, lhs, all);
  g_array_append_val (self->fd_sources, key->object->id);
}

static void
add_keys (RvTableRelation *self, const RvTableFacts *table, gboolean nulls_equal)
{
  for (guint i = 0; i < table->keys->len; i++)
    {
      const RvKeyFacts *key = &g_array_index (table->keys, RvKeyFacts, i);

      if (!nulls_equal || key->is_total || key->nulls_not_distinct || key->is_primary)
        add_key (self, key);
      else
        g_ptr_array_add (self->left_out, key->object);
    }
}

static void
add_dependency (RvTableRelation *self, RvModel *model, const RvDependency *dependency)
{
  gboolean is_functional = dependency->type == RvDependencyType_FUNCTIONAL;
  g_autoptr (GPtrArray) parts = rv_model_children (model, dependency->object.id, RV_KIND_DEPENDENCY_COLUMN);
  g_autofree RvBits *lhs = rv_bits_new (self->relation->n_words);
  g_autofree RvBits *rhs = rv_bits_new (self->relation->n_words);

  for (guint i = 0; i < parts->len; i++)
    {
      const RvDependencyColumn *part = parts->pdata[i];
      guint attribute = attribute_of (self, part->column_id);

      if (attribute == G_MAXUINT)
        return;
      rv_bits_add (part->is_determinant ? lhs : rhs, attribute);
    }
  rv_fds_add (is_functional ? self->relation->fds : self->relation->mvds, lhs, rhs);
  g_array_append_val (is_functional ? self->fd_sources : self->mvd_sources, dependency->object.id);
}

/* What is only suggested does not count until a person says so. */
static void
add_dependencies (RvTableRelation *self, RvModel *model, RvId table)
{
  g_autoptr (GPtrArray) all = rv_model_children (model, table, RV_KIND_DEPENDENCY);

  for (guint i = 0; i < all->len; i++)
    if (((RvDependency *) all->pdata[i])->source != RvDependencySource_SUGGESTED)
      add_dependency (self, model, all->pdata[i]);
}

RvTableRelation *
rv_table_relation_new (RvFacts *facts, RvId id, gboolean nulls_equal)
{
  const RvTableFacts *table = rv_facts_table (facts, id);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  RvTableRelation *self;

  if (table == NULL)
    return NULL;
  self = g_new0 (RvTableRelation, 1);
  self->columns = g_new (RvId, table->columns->len + 1);
  for (guint i = 0; i < table->columns->len; i++)
    {
      RvColumn *column = g_array_index (table->columns, RvColumnFacts, i).column;

      self->columns[i] = column->object.id;
      g_ptr_array_add (names, column->name);
    }
  self->relation = rv_relation_new ((const char *const *) names->pdata, names->len);
  self->fd_sources = g_array_new (FALSE, FALSE, sizeof (RvId));
  self->mvd_sources = g_array_new (FALSE, FALSE, sizeof (RvId));
  self->left_out = g_ptr_array_new ();
  add_keys (self, table, nulls_equal);
  add_dependencies (self, rv_facts_model (facts), id);
  return self;
}

void
rv_table_relation_free (RvTableRelation *self)
{
  rv_relation_free (self->relation);
  g_free (self->columns);
  g_array_unref (self->fd_sources);
  g_array_unref (self->mvd_sources);
  g_ptr_array_unref (self->left_out);
  g_free (self);
}
