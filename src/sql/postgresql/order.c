/* Gathers what is written and what needs what: from the fields that point to objects, from
 * parents, and from the Reference rows of texts. One graph for all kinds; what a kind needs
 * beyond that stands in the two tables at the top. */
#include "sql/postgresql/order-private.h"

#include <string.h>

#include "sql/postgresql/kept.h"

typedef struct {
  gboolean is_node;
  guint8 section, rank, after;
} Place;

/* The kinds that have statements of their own, and where these stand. */
static const Place places[RV_N_KINDS] = {
  [RV_KIND_ROLE] = { TRUE, RV_SECTION_ROLES, 0, 0 },
  [RV_KIND_MEMBERSHIP] = { TRUE, RV_SECTION_ROLES, 1, 0 },
  [RV_KIND_DATABASE] = { TRUE, RV_SECTION_DATABASES, 0, 0 },
  [RV_KIND_SCHEMA] = { TRUE, RV_SECTION_SCHEMAS, 0, 0 },
  [RV_KIND_EXTENSION] = { TRUE, RV_SECTION_EXTENSIONS, 0, 0 },
  [RV_KIND_COLLATION] = { TRUE, RV_SECTION_TYPES, 0, 0 },
  [RV_KIND_ENUM] = { TRUE, RV_SECTION_TYPES, 2, 0 },
  [RV_KIND_COMPOSITE] = { TRUE, RV_SECTION_TYPES, 3, 0 },
  [RV_KIND_RANGE] = { TRUE, RV_SECTION_TYPES, 4, 0 },
  [RV_KIND_DOMAIN] = { TRUE, RV_SECTION_TYPES, 5, 0 },
  [RV_KIND_ROUTINE] = { TRUE, RV_SECTION_ROUTINES, 0, 0 },
  [RV_KIND_AGGREGATE] = { TRUE, RV_SECTION_ROUTINES, 1, 0 },
  [RV_KIND_OPERATOR] = { TRUE, RV_SECTION_OPERATORS, 0, 0 },
  [RV_KIND_CAST] = { TRUE, RV_SECTION_OPERATORS, 1, 0 },
  [RV_KIND_KEPT] = { TRUE, RV_SECTION_STATEMENTS, 0, 0 },
  [RV_KIND_WRAPPER] = { TRUE, RV_SECTION_FOREIGN_DATA, 0, 0 },
  [RV_KIND_SERVER] = { TRUE, RV_SECTION_FOREIGN_DATA, 1, 0 },
  [RV_KIND_USER_MAPPING] = { TRUE, RV_SECTION_FOREIGN_DATA, 2, 0 },
  [RV_KIND_SEQUENCE] = { TRUE, RV_SECTION_SEQUENCES, 0, 0 },
  [RV_KIND_TABLE] = { TRUE, RV_SECTION_TABLES, 0, 1 },
  [RV_KIND_EXCLUSION] = { TRUE, RV_SECTION_TABLES, 0, 2 },
  [RV_KIND_INDEX] = { TRUE, RV_SECTION_TABLES, 0, 3 },
  [RV_KIND_STATISTICS] = { TRUE, RV_SECTION_TABLES, 0, 4 },
  [RV_KIND_VIEW] = { TRUE, RV_SECTION_VIEWS, 0, 1 },
  [RV_KIND_MATERIALIZED_VIEW] = { TRUE, RV_SECTION_VIEWS, 0, 1 },
  [RV_KIND_FOREIGN_KEY] = { TRUE, RV_SECTION_FOREIGN_KEYS, 0, 0 },
  [RV_KIND_REWRITE_RULE] = { TRUE, RV_SECTION_RULES, 0, 0 },
  [RV_KIND_TRIGGER] = { TRUE, RV_SECTION_TRIGGERS, 0, 0 },
  [RV_KIND_POLICY] = { TRUE, RV_SECTION_POLICIES, 0, 0 },
  [RV_KIND_EVENT_TRIGGER] = { TRUE, RV_SECTION_EVENT_TRIGGERS, 0, 0 },
  [RV_KIND_PUBLICATION] = { TRUE, RV_SECTION_REPLICATION, 0, 0 },
  [RV_KIND_SUBSCRIPTION] = { TRUE, RV_SECTION_REPLICATION, 1, 0 },
};

/* Fields that point to what is written later. */
static const int backward_fields[] = {
  RvSequence_owned_by_id, RvTable_replica_index_id, RvTable_cluster_index_id, RvMaterializedView_cluster_index_id,
  RvReference_target_id,
};

/* Texts that a later ALTER can bring in. */
static const int late_fields[] = {
  RvColumn_default_value, RvCheck_expression, RvDomain_default_value, RvDomainCheck_expression,
};

/* Texts for which a type that is only announced is enough. */
static const int naming_fields[] = { RvArgument_type, RvRoutine_returns };

static gboolean
is_among (int field, const int *fields, guint n)
{
  for (guint i = 0; i < n; i++)
    if (fields[i] == field)
      return TRUE;
  return FALSE;
}

/* ---- nodes ---------------------------------------------------------------------------- */

RvObject *
rv_order_top (RvModel *model, RvObject *object)
{
  for (guint depth = 0; object != NULL && depth < 8; depth++)
    {
      if (object->kind == RV_KIND_SEQUENCE && ((RvSequence *) object)->is_identity && ((RvSequence *) object)->owned_by_id != 0)
        object = rv_model_get (model, ((RvSequence *) object)->owned_by_id);
      else if (places[object->kind].is_node)
        return object;
      else
        object = rv_model_get (model, rv_record_parent (object));
    }
  return NULL;
}

static const char *
schema_name (RvModel *model, RvObject *object)
{
  for (guint depth = 0; object != NULL && depth < 4; depth++)
    {
      if (object->kind == RV_KIND_SCHEMA)
        return rv_record_name (object);
      object = rv_model_get (model, rv_record_parent (object));
    }
  return "";
}

/* What stands with a table goes where the table is. */
static void
stand_with (RvNode *node, RvObject *relation)
{
  node->relation = rv_record_name (relation);
  if (node->step.section == RV_SECTION_TABLES)
    node->step.section = places[relation->kind].section;
}

static void
place_sequence (RvOrder *order, RvNode *node, const RvSequence *sequence)
{
  RvObject *column = sequence->owned_by_id == 0 ? NULL : rv_model_get (order->model, sequence->owned_by_id);
  RvObject *table = column == NULL ? NULL : rv_order_top (order->model, column);

  if (table == NULL)
    return;
  node->step.section = RV_SECTION_TABLES;
  node->schema = schema_name (order->model, table);
  node->relation = rv_record_name (table);
}

static void
place_kept (RvNode *node, const RvKept *kept)
{
  g_autofree char *type = NULL;
  gboolean is_shell = FALSE;

  node->step.section = rv_kept_section (kept);
  node->name = "";
  node->number = kept->position;
  type = rv_kept_defines_type (kept, &is_shell);
  node->rank = type == NULL ? 0 : is_shell ? 1 : 6;
}

static void
place_node (RvOrder *order, RvNode *node)
{
  RvObject *object = node->step.object;
  RvObject *parent = rv_model_get (order->model, rv_record_parent (object));

  node->step.section = places[object->kind].section;
  node->rank = places[object->kind].rank;
  node->after = places[object->kind].after;
  node->name = rv_record_name (object);
  node->number = object->id;
  node->schema = schema_name (order->model, object);
  node->relation = "";
  if (object->kind == RV_KIND_KEPT)
    place_kept (node, (RvKept *) object);
  else if (object->kind == RV_KIND_SEQUENCE)
    place_sequence (order, node, (RvSequence *) object);
  else if (object->kind == RV_KIND_TABLE || object->kind == RV_KIND_VIEW || object->kind == RV_KIND_MATERIALIZED_VIEW)
    node->relation = node->name;
  else if (parent != NULL && parent->kind != RV_KIND_SCHEMA)
    stand_with (node, parent);
}

guint
rv_order_add_node (RvOrder *order, RvObject *object, RvStepType type)
{
  RvNode node = { .step = { .object = object, .type = type }, .first_need = -1, .first_user = -1 };

  place_node (order, &node);
  g_array_append_val (order->nodes, node);
  return order->nodes->len - 1;
}

static void
add_whole (RvOrder *order, RvObject *object)
{
  if (object == NULL || rv_order_top (order->model, object) != object)
    return;
  if (!g_hash_table_contains (order->by_object, object))
    g_hash_table_insert (order->by_object, object, GUINT_TO_POINTER (rv_order_add_node (order, object, RV_STEP_WHOLE) + 1));
}

static void
add_everything (RvOrder *order)
{
  for (RvKind kind = 1; kind < RV_N_KINDS; kind++)
    {
      const GPtrArray *all = places[kind].is_node ? rv_model_all (order->model, kind) : NULL;

      for (guint i = 0; all != NULL && i < all->len; i++)
        add_whole (order, g_ptr_array_index (all, i));
    }
}

/* The sequences that columns of @table own. */
static void
add_owned_sequences (RvOrder *order, RvObject *table)
{
  g_autoptr (GPtrArray) columns = rv_model_children (order->model, table->id, RV_KIND_COLUMN);

  for (guint i = 0; i < columns->len; i++)
    {
      const RvObject *column = g_ptr_array_index (columns, i);

      for (guint j = 0; column->referrers != NULL && j < column->referrers->len; j++)
        {
          RvObject *referrer = g_ptr_array_index (column->referrers, j);

          if (referrer->kind == RV_KIND_SEQUENCE)
            add_whole (order, referrer);
        }
    }
}

static void
add_selected (RvOrder *order, RvObject *object)
{
  RvObject *top = rv_order_top (order->model, object);

  if (top == NULL || g_hash_table_contains (order->by_object, top))
    return;
  add_whole (order, top);
  if (top->kind == RV_KIND_TABLE)
    add_owned_sequences (order, top);
  for (guint i = 0; top->kind != RV_KIND_SCHEMA && top->referrers != NULL && i < top->referrers->len; i++)
    {
      RvObject *child = g_ptr_array_index (top->referrers, i);

      if (places[child->kind].is_node && rv_record_parent (child) == top->id)
        add_whole (order, child);
    }
}

/* ---- edges ---------------------------------------------------------------------------- */

void
rv_order_add_edge (RvOrder *order, guint from, guint to, RvObject *part, gboolean by_name)
{
  RvNode *user = &g_array_index (order->nodes, RvNode, from);
  RvNode *need = &g_array_index (order->nodes, RvNode, to);
  RvEdge edge = { .from = from, .to = to, .part = part, .by_name = by_name };

  if (from == to)
    return;
  edge.next_need = user->first_need;
  edge.next_user = need->first_user;
  user->first_need = need->first_user = (int) order->edges->len;
  if (!need->is_done)
    user->n_needs++;
  g_array_append_val (order->edges, edge);
}

/* Returns: the node that writes @object, or -1. */
static int
node_of (RvOrder *order, RvObject *object)
{
  RvObject *top = object == NULL ? NULL : rv_order_top (order->model, object);

  return top == NULL ? -1 : GPOINTER_TO_INT (g_hash_table_lookup (order->by_object, top)) - 1;
}

static void
add_edge_to (RvOrder *order, guint from, RvObject *target, RvObject *part, gboolean by_name)
{
  int to = node_of (order, target);

  if (to >= 0)
    rv_order_add_edge (order, from, (guint) to, part, by_name);
}

static void
add_field_edges (RvOrder *order, guint from, RvObject *part)
{
  const RvKindInfo *info = rv_kind_info (part->kind);

  for (guint i = 0; i < info->n_fields; i++)
    {
      const RvField *field = &info->fields[i];
      RvId id;

      /* Roles and schemas need nothing and come first anyway. */
      if (field->type != RV_FIELD_REF || field->target == RV_KIND_ROLE || field->target == RV_KIND_SCHEMA)
        continue;
      id = rv_record_number (part, field);
      if (id != 0 && !is_among (rv_field_id (part->kind, i), backward_fields, G_N_ELEMENTS (backward_fields)))
        add_edge_to (order, from, rv_model_get (order->model, id), NULL, FALSE);
    }
}

/* Whether what the reference names must be there when the statement runs. Bodies in quotes are
 * looked at only when they are called, and an operator may name its counterpart ahead. */
static gboolean
is_needed (const RvObject *part, int field, const RvObject *target)
{
  if (field == RvRoutine_body)
    return ((const RvRoutine *) part)->is_sql_standard_body;
  return field != RvOperator_options || target->kind != RV_KIND_OPERATOR;
}

/* Whether a name of @target can stand alone or after its schema. */
static gboolean
lives_in_schema (const RvObject *target)
{
  const RvKindInfo *info = rv_kind_info (target->kind);

  return info->parent >= 0 && info->fields[info->parent].target == RV_KIND_SCHEMA;
}

typedef struct {
  GHashTable *bare;      /* what texts of the step name without its schema */
  GHashTable *qualified; /* … and with it, once at least: then the bare name stands for a row of it */
} NamesUsed;

static void
note_name (NamesUsed *names, const RvObject *part, int field, const RvReference *reference, RvObject *target)
{
  const char *text = rv_record_text (part, rv_field_info (field));

  if (reference->length <= 0 || text == NULL || reference->start < 0 || reference->start > (gint64) strlen (text) ||
      !lives_in_schema (target))
    return;
  if (reference->start > 0 && text[reference->start - 1] == '.')
    g_hash_table_add (names->qualified, target);
  else
    g_hash_table_add (names->bare, target);
}

static void
add_reference (RvOrder *order, guint from, RvObject *part, const RvReference *reference, NamesUsed *names)
{
  int field = reference->field == NULL ? -1 : rv_field_by_name (part->kind, reference->field);
  RvObject *target = rv_model_get (order->model, reference->target_id);

  if (field < 0 || target == NULL || rv_field_info (field)->type != RV_FIELD_TEXT || !is_needed (part, field, target))
    return;
  note_name (names, part, field, reference, target);
  add_edge_to (order, from, target, is_among (field, late_fields, G_N_ELEMENTS (late_fields)) ? part : NULL,
               is_among (field, naming_fields, G_N_ELEMENTS (naming_fields)));
}

/* The bare name in a type such as app."Mood"(3)[]. */
static char *
type_name (const char *type)
{
  const char *dot = strrchr (type, '.');
  const char *name = dot == NULL ? type : dot + 1;

  if (*name == '"')
    return g_strndup (name + 1, strcspn (name + 1, "\""));
  return g_strndup (name, strcspn (name, "[( "));
}

/* Types that kept statements make are found by their names. */
static void
add_named_edges (RvOrder *order, guint from, RvObject *part)
{
  const RvKindInfo *info = rv_kind_info (part->kind);

  for (guint i = 0; i < info->n_fields; i++)
    {
      const char *type = info->fields[i].flags & RV_TYPE ? rv_record_text (part, &info->fields[i]) : NULL;
      g_autofree char *name = type == NULL ? NULL : type_name (type);
      guint to = name == NULL ? 0 : GPOINTER_TO_UINT (g_hash_table_lookup (order->named, name));

      if (to != 0)
        rv_order_add_edge (order, from, to - 1, NULL,
                           is_among (rv_field_id (part->kind, i), naming_fields, G_N_ELEMENTS (naming_fields)));
    }
}

/* What DO blocks create is found by its name in any text. */
static void
add_created_edges (RvOrder *order, guint from, RvObject *part)
{
  const RvKindInfo *info = rv_kind_info (part->kind);

  for (guint i = 0; i < info->n_fields; i++)
    {
      int field = rv_field_id (part->kind, i);
      const char *text = info->fields[i].flags & RV_SQL && part->kind != RV_KIND_KEPT ? rv_record_text (part, &info->fields[i]) : NULL;

      if (text != NULL && is_needed (part, field, part))
        rv_order_tie_text (order, from, text, is_among (field, late_fields, G_N_ELEMENTS (late_fields)) ? part : NULL);
    }
}

/* The edges of @part, and of its parts. */
static void
add_part (RvOrder *order, guint from, RvObject *part, NamesUsed *names, guint depth)
{
  add_field_edges (order, from, part);
  if (g_hash_table_size (order->named) > 0)
    add_named_edges (order, from, part);
  if (g_hash_table_size (order->created) > 0)
    add_created_edges (order, from, part);
  for (guint i = 0; part->referrers != NULL && depth < 8 && i < part->referrers->len; i++)
    {
      RvObject *child = g_ptr_array_index (part->referrers, i);

      if (child->kind == RV_KIND_REFERENCE)
        {
          if (((RvReference *) child)->object_id == part->id)
            add_reference (order, from, part, (RvReference *) child, names);
        }
      else if (child->kind == RV_KIND_SEQUENCE && part->kind == RV_KIND_COLUMN)
        add_edge_to (order, from, child, NULL, FALSE);
      else if (!places[child->kind].is_node && rv_record_parent (child) == part->id)
        add_part (order, from, child, names, depth + 1);
    }
}

/* A partition that is attached gets the indexes that its parents have by then, under names of the
 * server's choice. So the indexes of partitioned tables wait for all partitions. */
static void
let_indexes_wait (RvOrder *order, guint partition)
{
  const RvTable *table = (const RvTable *) g_array_index (order->nodes, RvNode, partition).step.object;

  for (guint depth = 0; depth < 64 && table != NULL && table->partition_of_id != 0; depth++)
    {
      const GPtrArray *referrers;

      table = rv_model_get_kind (order->model, table->partition_of_id, RV_KIND_TABLE);
      referrers = table == NULL ? NULL : table->object.referrers;
      for (guint i = 0; referrers != NULL && i < referrers->len; i++)
        {
          RvObject *index = g_ptr_array_index (referrers, i);
          int node = index->kind == RV_KIND_INDEX ? node_of (order, index) : -1;

          if (node >= 0)
            rv_order_add_edge (order, (guint) node, partition, NULL, FALSE);
        }
    }
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (rv_record_name (*(RvObject *const *) a), rv_record_name (*(RvObject *const *) b));
}

static void
take_path (RvOrder *order, RvStep *step, NamesUsed *names)
{
  GHashTableIter iter;
  gpointer target;

  g_hash_table_iter_init (&iter, names->bare);
  while (g_hash_table_iter_next (&iter, &target, NULL))
    {
      RvObject *schema = rv_model_get (order->model, rv_record_parent (target));

      if (schema == NULL || g_hash_table_contains (names->qualified, target))
        continue;
      if (step->path == NULL)
        step->path = g_ptr_array_new ();
      if (!g_ptr_array_find (step->path, schema, NULL))
        g_ptr_array_add (step->path, schema);
    }
  if (step->path != NULL)
    g_ptr_array_sort (step->path, compare_names);
  g_hash_table_remove_all (names->bare);
  g_hash_table_remove_all (names->qualified);
}

/* ---- the calls ------------------------------------------------------------------------- */

static void
gather_edges (RvOrder *order)
{
  NamesUsed names = { g_hash_table_new (NULL, NULL), g_hash_table_new (NULL, NULL) };

  rv_order_note_kept (order);
  for (guint i = 0; i < order->nodes->len; i++)
    {
      RvObject *object = g_array_index (order->nodes, RvNode, i).step.object;

      add_part (order, i, object, &names, 0);
      if (object->kind == RV_KIND_TABLE && ((RvTable *) object)->partition_of_id != 0)
        let_indexes_wait (order, i);
      take_path (order, &g_array_index (order->nodes, RvNode, i).step, &names);
    }
  rv_order_tie_kept (order);
  g_hash_table_unref (names.bare);
  g_hash_table_unref (names.qualified);
}

RvOrder *
rv_order_new (RvModel *model, GPtrArray *objects)
{
  RvOrder *order = g_new0 (RvOrder, 1);

  order->model = model;
  order->nodes = g_array_new (FALSE, FALSE, sizeof (RvNode));
  order->edges = g_array_new (FALSE, FALSE, sizeof (RvEdge));
  order->by_object = g_hash_table_new (NULL, NULL);
  order->late = g_hash_table_new (NULL, NULL);
  order->shells = g_hash_table_new (NULL, NULL);
  order->named = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  order->created = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  order->steps = g_array_new (FALSE, FALSE, sizeof (RvStep));
  if (objects == NULL)
    add_everything (order);
  else
    for (guint i = 0; i < objects->len; i++)
      add_selected (order, g_ptr_array_index (objects, i));
  gather_edges (order);
  rv_order_sort (order);
  return order;
}

void
rv_order_free (RvOrder *order)
{
  for (guint i = 0; i < order->nodes->len; i++)
    g_clear_pointer (&g_array_index (order->nodes, RvNode, i).step.path, g_ptr_array_unref);
  g_array_unref (order->nodes);
  g_array_unref (order->edges);
  g_hash_table_unref (order->by_object);
  g_hash_table_unref (order->late);
  g_hash_table_unref (order->shells);
  g_hash_table_unref (order->named);
  g_hash_table_unref (order->created);
  g_array_unref (order->steps);
  g_free (order);
}

const GArray *
rv_order_steps (const RvOrder *order)
{
  return order->steps;
}

gboolean
rv_order_is_late (const RvOrder *order, gconstpointer part)
{
  return g_hash_table_contains (order->late, part);
}

gboolean
rv_order_has_shell (const RvOrder *order, gconstpointer object)
{
  return g_hash_table_contains (order->shells, object);
}

gboolean
rv_order_has_shells (const RvOrder *order)
{
  return g_hash_table_size (order->shells) > 0;
}
