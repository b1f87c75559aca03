/* Owns what stands below what in the object tree, and keeps the rows of it in step with the model:
 * only rows that came or went are replaced, so that the view keeps its place and what is open. */
#include "app/panels/tree-node.h"

#include <glib/gi18n.h>

#include "app/labels.h"

struct _RvTreeNode {
  GObject parent_instance;
  RvModel *model;
  RvKind kind;
  RvId object;
  RvId within;
  GListStore *children; /* (nullable): once someone asked */
};

enum { CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RvTreeNode, rv_tree_node, G_TYPE_OBJECT)

/* What stands below an object, in this order; lists end with RV_KIND_NONE. */
#define MAX_PARTS 12
static const struct { RvKind kind; RvKind parts[MAX_PARTS]; } parts_of[] = {
  { RV_KIND_TABLE, { RV_KIND_COLUMN, RV_KIND_KEY, RV_KIND_FOREIGN_KEY, RV_KIND_CHECK, RV_KIND_EXCLUSION, RV_KIND_INDEX,
                     RV_KIND_STATISTICS, RV_KIND_TRIGGER, RV_KIND_REWRITE_RULE, RV_KIND_POLICY } },
  { RV_KIND_VIEW, { RV_KIND_VIEW_COLUMN, RV_KIND_TRIGGER, RV_KIND_REWRITE_RULE } },
  { RV_KIND_MATERIALIZED_VIEW, { RV_KIND_VIEW_COLUMN, RV_KIND_INDEX } },
  { RV_KIND_ENUM, { RV_KIND_ENUM_VALUE } },
  { RV_KIND_COMPOSITE, { RV_KIND_ATTRIBUTE } },
  { RV_KIND_DOMAIN, { RV_KIND_DOMAIN_CHECK } },
};

/* ---- the rows below ---------------------------------------------------------------------------- */

typedef struct {
  RvKind kind;
  RvId object;
  RvId within;
} Wanted;

static const RvKind *
find_parts (RvKind kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (parts_of); i++)
    if (parts_of[i].kind == kind)
      return parts_of[i].parts;
  return NULL;
}

static gboolean
is_shown (const RvObject *object)
{
  if (object->kind == RV_KIND_SEQUENCE)
    return !((const RvSequence *) object)->is_identity;
  return TRUE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const RvObject *one = *(const RvObject *const *) a;
  const RvObject *other = *(const RvObject *const *) b;
  int order = g_ascii_strcasecmp (rv_record_name (one), rv_record_name (other));

  return order != 0 ? order : (one->id > other->id) - (one->id < other->id);
}

static GPtrArray *
objects_under_heading (RvModel *model, RvKind kind, RvId within)
{
  GPtrArray *found = g_ptr_array_new ();
  const GPtrArray *all = rv_model_all (model, kind);

  for (guint i = 0; i < all->len; i++)
    if ((within == 0 || rv_record_parent (all->pdata[i]) == within) && is_shown (all->pdata[i]))
      g_ptr_array_add (found, all->pdata[i]);
  if (rv_kind_info (kind)->position < 0)
    g_ptr_array_sort (found, compare_names);
  return found;
}

static gboolean
is_kind_of_schemas (const RvKindInfo *info)
{
  return info->parent >= 0 && info->fields[info->parent].type == RV_FIELD_REF && info->fields[info->parent].target == RV_KIND_SCHEMA;
}

static guint
count_under_heading (RvModel *model, RvKind kind, RvId within)
{
  const GPtrArray *all = rv_model_all (model, kind);
  guint n = 0;

  for (guint i = 0; i < all->len; i++)
    n += (within == 0 || rv_record_parent (all->pdata[i]) == within) && is_shown (all->pdata[i]);
  return n;
}

/* Tables come first: they are what people look for. */
static void
want_headings (RvModel *model, RvId schema, const gboolean *hidden, GArray *wanted)
{
  static const RvKind first[] = { RV_KIND_TABLE, RV_KIND_VIEW, RV_KIND_MATERIALIZED_VIEW };

  for (int pass = 0; pass < 2; pass++)
    for (RvKind kind = 1; kind < RV_N_KINDS; kind++)
      {
        const RvKindInfo *info = rv_kind_info (kind);
        gboolean is_first = kind == first[0] || kind == first[1] || kind == first[2];

        if (!(info->flags & RV_KIND_IN_TREE) || is_first != (pass == 0) || (hidden != NULL && hidden[kind]) || kind == RV_KIND_SCHEMA)
          continue;
        if ((schema != 0) == is_kind_of_schemas (info) && (schema != 0 || info->parent < 0)
            && count_under_heading (model, kind, schema) > 0)
          g_array_append_val (wanted, ((Wanted) { kind, 0, schema }));
      }
}

static void
want_objects (GPtrArray *objects, GArray *wanted)
{
  for (guint i = 0; i < objects->len; i++)
    {
      const RvObject *object = objects->pdata[i];

      g_array_append_val (wanted, ((Wanted) { object->kind, object->id, 0 }));
    }
}

static void
want_parts (RvModel *model, RvId object, const RvKind *parts, GArray *wanted)
{
  for (; *parts != RV_KIND_NONE; parts++)
    {
      g_autoptr (GPtrArray) objects = rv_model_children (model, object, *parts);

      want_objects (objects, wanted);
    }
}

static GArray *
wanted_below (RvTreeNode *node, const gboolean *hidden)
{
  GArray *wanted = g_array_new (FALSE, FALSE, sizeof (Wanted));

  if (rv_tree_node_is_heading (node))
    {
      g_autoptr (GPtrArray) objects = objects_under_heading (node->model, node->kind, node->within);

      want_objects (objects, wanted);
    }
  else if (node->kind == RV_KIND_SCHEMA)
    want_headings (node->model, node->object, hidden, wanted);
  else if (find_parts (node->kind) != NULL)
    want_parts (node->model, node->object, find_parts (node->kind), wanted);
  return wanted;
}

static gboolean
is_schema_shown (RvModel *model, const RvSchema *schema)
{
  if (!schema->is_predefined)
    return TRUE;
  for (RvKind kind = 1; kind < RV_N_KINDS; kind++)
    if (is_kind_of_schemas (rv_kind_info (kind)) && count_under_heading (model, kind, schema->object.id) > 0)
      return TRUE;
  return FALSE;
}

/* The headings of a lone schema stand at the top: a level less to open. */
static GArray *
wanted_at_top (RvModel *model, const gboolean *hidden)
{
  GArray *wanted = g_array_new (FALSE, FALSE, sizeof (Wanted));
  g_autoptr (GPtrArray) schemas = objects_under_heading (model, RV_KIND_SCHEMA, 0);
  RvId lone = 0;

  for (guint i = schemas->len; i-- > 0;)
    if (!is_schema_shown (model, schemas->pdata[i]))
      g_ptr_array_remove_index (schemas, i);
  if (schemas->len == 1)
    lone = ((RvObject *) schemas->pdata[0])->id;
  if (lone != 0)
    want_headings (model, lone, hidden, wanted);
  else
    want_objects (schemas, wanted);
  want_headings (model, 0, hidden, wanted);
  return wanted;
}

/* ---- keeping in step ----------------------------------------------------------------------------- */

static gboolean
is_wanted (GListModel *rows, guint row, const Wanted *wanted)
{
  g_autoptr (RvTreeNode) node = g_list_model_get_item (rows, row);

  return node->kind == wanted->kind && node->object == wanted->object && node->within == wanted->within;
}

static void
sync_rows (RvModel *model, GListStore *store, GArray *wanted)
{
  GListModel *rows = G_LIST_MODEL (store);
  guint n_old = g_list_model_get_n_items (rows);
  guint head = 0, tail = 0;
  g_autoptr (GPtrArray) fresh = g_ptr_array_new_with_free_func (g_object_unref);

  while (head < MIN (n_old, wanted->len) && is_wanted (rows, head, &g_array_index (wanted, Wanted, head)))
    head++;
  while (tail < MIN (n_old, wanted->len) - head
         && is_wanted (rows, n_old - 1 - tail, &g_array_index (wanted, Wanted, wanted->len - 1 - tail)))
    tail++;
  for (guint i = head; i < wanted->len - tail; i++)
    {
      const Wanted *want = &g_array_index (wanted, Wanted, i);

      g_ptr_array_add (fresh, rv_tree_node_new (model, want->kind, want->object, want->within));
    }
  if (n_old - head - tail > 0 || fresh->len > 0)
    g_list_store_splice (store, head, n_old - head - tail, fresh->pdata, fresh->len);
}

static void
fill_each (GListStore *store, const gboolean *hidden)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (store));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (RvTreeNode) node = g_list_model_get_item (G_LIST_MODEL (store), i);

      rv_tree_node_fill (node, hidden);
    }
}

void
rv_tree_node_fill (RvTreeNode *node, const gboolean *hidden)
{
  g_autoptr (GArray) wanted = NULL;

  if (rv_tree_node_is_heading (node))
    rv_tree_node_touch (node);
  if (node->children == NULL)
    return;
  wanted = wanted_below (node, hidden);
  sync_rows (node->model, node->children, wanted);
  fill_each (node->children, hidden);
}

void
rv_tree_fill_top (RvModel *model, GListStore *top, const gboolean *hidden)
{
  g_autoptr (GArray) wanted = wanted_at_top (model, hidden);

  sync_rows (model, top, wanted);
  fill_each (top, hidden);
}

/* ---- the row --------------------------------------------------------------------------------------- */

static void
rv_tree_node_finalize (GObject *object)
{
  RvTreeNode *node = RV_TREE_NODE (object);

  g_clear_object (&node->children);
  g_clear_object (&node->model);
  G_OBJECT_CLASS (rv_tree_node_parent_class)->finalize (object);
}

static void
rv_tree_node_class_init (RvTreeNodeClass *class)
{
  G_OBJECT_CLASS (class)->finalize = rv_tree_node_finalize;
  signals[CHANGED] = g_signal_new ("changed", RV_TYPE_TREE_NODE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rv_tree_node_init (RvTreeNode *node)
{
}

RvTreeNode *
rv_tree_node_new (RvModel *model, RvKind kind, RvId object, RvId within)
{
  RvTreeNode *node = g_object_new (RV_TYPE_TREE_NODE, NULL);

  node->model = g_object_ref (model);
  node->kind = kind;
  node->object = object;
  node->within = within;
  return node;
}

RvId
rv_tree_node_object (RvTreeNode *node)
{
  return node->object;
}

RvKind
rv_tree_node_kind (RvTreeNode *node)
{
  return node->kind;
}

RvId
rv_tree_node_within (RvTreeNode *node)
{
  return node->within;
}

gboolean
rv_tree_node_is_heading (RvTreeNode *node)
{
  return node->object == 0;
}

char *
rv_tree_node_label (RvTreeNode *node)
{
  const RvObject *object = rv_model_get (node->model, node->object);

  if (rv_tree_node_is_heading (node))
    return g_strdup (_(rv_kind_info (node->kind)->labels));
  return object != NULL ? rv_object_label (node->model, object) : g_strdup ("");
}

char *
rv_tree_node_detail (RvTreeNode *node)
{
  const RvObject *object = rv_model_get (node->model, node->object);

  if (rv_tree_node_is_heading (node))
    return g_strdup_printf ("%u", count_under_heading (node->model, node->kind, node->within));
  return object != NULL ? rv_object_detail (node->model, object) : NULL;
}

char *
rv_tree_node_path (RvTreeNode *node)
{
  const RvObject *object = rv_model_get (node->model, node->object);

  return object != NULL ? rv_object_place_text (node->model, object) : NULL;
}

GListStore *
rv_tree_node_children (RvTreeNode *node)
{
  gboolean has_children = rv_tree_node_is_heading (node) || node->kind == RV_KIND_SCHEMA || find_parts (node->kind) != NULL;

  if (node->children == NULL && has_children)
    {
      g_autoptr (GArray) wanted = wanted_below (node, NULL);

      node->children = g_list_store_new (RV_TYPE_TREE_NODE);
      sync_rows (node->model, node->children, wanted);
    }
  return node->children;
}

void
rv_tree_node_touch (RvTreeNode *node)
{
  g_signal_emit (node, signals[CHANGED], 0);
}
