/* Owns the rows and how they are kept when the findings are others. */
#include "app/panels/check-node.h"

#include <glib/gi18n-lib.h>

#define WAIVED RV_N_GROUPS   /* the section after the groups */

struct _RvCheckNode {
  GObject parent_instance;
  RvCheckRowType type;
  guint group;               /* or WAIVED */
  char *key;                 /* the same as long as it stands for the same */
  RvFinding *finding;        /* (nullable) */
  guint index;               /* of the evidence */
  guint counts[RV_N_SEVERITIES];
  GListStore *children;      /* (nullable) */
  gboolean was_opened;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (RvCheckNode, rv_check_node, G_TYPE_OBJECT)

static void
rv_check_node_finalize (GObject *object)
{
  RvCheckNode *node = RV_CHECK_NODE (object);

  g_clear_pointer (&node->finding, rv_finding_unref);
  g_clear_object (&node->children);
  g_free (node->key);
  G_OBJECT_CLASS (rv_check_node_parent_class)->finalize (object);
}

static void
rv_check_node_class_init (RvCheckNodeClass *class)
{
  G_OBJECT_CLASS (class)->finalize = rv_check_node_finalize;
  changed_signal = g_signal_new ("changed", RV_TYPE_CHECK_NODE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rv_check_node_init (RvCheckNode *node)
{
}

static RvCheckNode *
new_node (RvCheckRowType type, guint group, char *key, RvFinding *finding)
{
  RvCheckNode *node = g_object_new (RV_TYPE_CHECK_NODE, NULL);

  node->type = type;
  node->group = group;
  node->key = key;
  node->finding = finding != NULL ? rv_finding_ref (finding) : NULL;
  return node;
}

/* ---- evidence -------------------------------------------------------------------------------------------------- */

static void
fill_evidence (RvCheckNode *node)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < node->finding->evidence->len; i++)
    {
      RvCheckNode *row = new_node (RV_CHECK_ROW_EVIDENCE, node->group, g_strdup_printf ("%u", i), node->finding);

      row->index = i;
      g_ptr_array_add (rows, row);
    }
  g_list_store_splice (node->children, 0, g_list_model_get_n_items (G_LIST_MODEL (node->children)), rows->pdata, rows->len);
}

static gboolean
has_same_evidence (const RvFinding *a, const RvFinding *b)
{
  gboolean same = a->evidence->len == b->evidence->len;

  for (guint i = 0; same && i < a->evidence->len; i++)
    {
      const RvEvidence *x = a->evidence->pdata[i], *y = b->evidence->pdata[i];

      same = x->object == y->object && g_strcmp0 (x->name, y->name) == 0 && g_strcmp0 (x->text, y->text) == 0;
    }
  return same;
}

/* ---- keeping rows ------------------------------------------------------------------------------------------------ */

/* @node stands for what @fresh stands for from now on. */
static void
take_over (RvCheckNode *node, RvCheckNode *fresh)
{
  RvFinding *old = node->finding;
  gboolean other_evidence = old != NULL && node->children != NULL && !has_same_evidence (old, fresh->finding);
  gboolean changed = memcmp (node->counts, fresh->counts, sizeof node->counts) != 0;

  if (old != NULL)
    {
      changed = changed || old->severity != fresh->finding->severity || g_strcmp0 (old->message, fresh->finding->message) != 0
                || old->evidence->len != fresh->finding->evidence->len;
      node->finding = rv_finding_ref (fresh->finding);
      rv_finding_unref (old);
    }
  memcpy (node->counts, fresh->counts, sizeof node->counts);
  if (other_evidence)
    fill_evidence (node);
  if (changed)
    g_signal_emit (node, changed_signal, 0);
}

static RvCheckNode *
node_at (GListStore *store, guint index)
{
  g_autoptr (RvCheckNode) node = g_list_model_get_item (G_LIST_MODEL (store), index);

  return node;
}

static gboolean
keep (GListStore *store, guint at, RvCheckNode *fresh)
{
  RvCheckNode *old = node_at (store, at);

  /* What has or lost its expander is made anew: a row knows that only once. */
  if (!g_str_equal (old->key, fresh->key)
      || (old->finding != NULL && (old->finding->evidence->len == 0) != (fresh->finding->evidence->len == 0)))
    return FALSE;
  if (old->type == RV_CHECK_ROW_GROUP)
    return TRUE;
  take_over (old, fresh);
  return TRUE;
}

/* Lets @store hold what @wanted (RvCheckNode) holds: the rows at both ends that stay are kept. */
static void
fit (GListStore *store, const GPtrArray *wanted)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (store)), head = 0, tail = 0;

  while (head < n && head < wanted->len && keep (store, head, wanted->pdata[head]))
    head++;
  while (tail < n - head && tail < wanted->len - head && keep (store, n - 1 - tail, wanted->pdata[wanted->len - 1 - tail]))
    tail++;
  if (n - head - tail > 0 || wanted->len - head - tail > 0)
    g_list_store_splice (store, head, n - head - tail, wanted->pdata + head, wanted->len - head - tail);
}

/* ---- what has rows ------------------------------------------------------------------------------------------------- */

static gboolean
contains (const char *text, const char *folded)
{
  g_autofree char *own = g_utf8_casefold (text != NULL ? text : "", -1);

  return strstr (own, folded) != NULL;
}

static gboolean
says (const RvFinding *finding, const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);

  if (contains (finding->message, folded) || contains (finding->name, folded) || contains (finding->rule->id, folded) || contains (_(finding->rule->title), folded))
    return TRUE;
  for (guint i = 0; i < finding->evidence->len; i++)
    if (contains (((RvEvidence *) finding->evidence->pdata[i])->name, folded))
      return TRUE;
  return FALSE;
}

static gboolean
is_one_of (RvId id, const GArray *ids)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, RvId, i) == id)
      return TRUE;
  return FALSE;
}

static gboolean
concerns (RvFinding *finding, const RvCheckFilter *filter)
{
  g_autoptr (GArray) about = rv_finding_objects (finding);

  for (guint i = 0; i < about->len; i++)
    {
      const RvObject *object = rv_model_get (filter->model, g_array_index (about, RvId, i));

      while (object != NULL && !is_one_of (object->id, filter->objects))
        object = rv_model_get (filter->model, rv_record_parent (object));
      if (object != NULL)
        return TRUE;
    }
  return FALSE;
}

static gboolean
passes (RvFinding *finding, const RvCheckFilter *filter)
{
  return !filter->hides[finding->severity] && (filter->group < 0 || (int) finding->rule->group == filter->group)
         && (filter->text == NULL || *filter->text == '\0' || says (finding, filter->text))
         && (filter->objects == NULL || concerns (finding, filter));
}

typedef struct {
  GPtrArray *rows;           /* RvCheckNode */
  guint counts[RV_N_SEVERITIES];
} Section;

static void
collect (Section *sections, gboolean is_waived, const GPtrArray *findings, const RvCheckFilter *filter)
{
  for (guint i = 0; findings != NULL && i < findings->len; i++)
    {
      RvFinding *finding = findings->pdata[i];
      guint group = is_waived ? WAIVED : finding->rule->group;
      char *key;

      if (!passes (finding, filter))
        continue;
      /* The first of many may be mended: the others are the same row then. */
      key = finding->members != NULL ? g_strdup_printf ("%s *", finding->rule->id) : g_strdup (rv_finding_fingerprint (finding));
      g_ptr_array_add (sections[group].rows, new_node (RV_CHECK_ROW_FINDING, group, key, finding));
      sections[group].counts[finding->severity]++;
    }
}

static RvCheckNode *
find_group (GListStore *top, guint group)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (top)); i++)
    if (node_at (top, i)->group == group)
      return node_at (top, i);
  return NULL;
}

static RvCheckNode *
group_of (GListStore *top, guint group, const Section *section)
{
  RvCheckNode *node = find_group (top, group);
  gboolean changed;

  if (node != NULL)
    g_object_ref (node);
  else
    {
      node = new_node (RV_CHECK_ROW_GROUP, group, g_strdup_printf ("%u", group), NULL);
      node->children = g_list_store_new (RV_TYPE_CHECK_NODE);
    }
  changed = memcmp (node->counts, section->counts, sizeof node->counts) != 0;
  memcpy (node->counts, section->counts, sizeof node->counts);
  fit (node->children, section->rows);
  if (changed)
    g_signal_emit (node, changed_signal, 0);
  return node;
}

guint
rv_check_nodes_fill (GListStore *top, const GPtrArray *findings, const GPtrArray *waived, const RvCheckFilter *filter)
{
  Section sections[WAIVED + 1] = { 0 };
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = 0;

  for (guint i = 0; i <= WAIVED; i++)
    sections[i].rows = g_ptr_array_new_with_free_func (g_object_unref);
  collect (sections, FALSE, findings, filter);
  collect (sections, TRUE, waived, filter);
  for (guint i = 0; i <= WAIVED; i++)
    {
      n += sections[i].rows->len;
      if (sections[i].rows->len > 0)
        g_ptr_array_add (groups, group_of (top, i, &sections[i]));
      g_ptr_array_unref (sections[i].rows);
    }
  fit (top, groups);
  return n;
}

/* ---- what a row says -------------------------------------------------------------------------------------------------- */

RvCheckRowType
rv_check_node_type (RvCheckNode *node)
{
  return node->type;
}

RvFinding *
rv_check_node_finding (RvCheckNode *node)
{
  return node->finding;
}

const RvEvidence *
rv_check_node_evidence (RvCheckNode *node)
{
  return node->type == RV_CHECK_ROW_EVIDENCE && node->index < node->finding->evidence->len ? node->finding->evidence->pdata[node->index] : NULL;
}

const char *
rv_check_node_label (RvCheckNode *node)
{
  return node->group == WAIVED ? _("Waived") : _(rv_rule_group_label (node->group));
}

guint
rv_check_node_count (RvCheckNode *node, RvSeverity severity)
{
  return node->counts[severity];
}

gboolean
rv_check_node_is_waived (RvCheckNode *node)
{
  return node->group == WAIVED;
}

gboolean
rv_check_node_open_once (RvCheckNode *node)
{
  gboolean is_new = !node->was_opened && node->group != WAIVED;

  node->was_opened = TRUE;
  return is_new;
}

GListModel *
rv_check_node_children (RvCheckNode *node)
{
  if (node->type == RV_CHECK_ROW_EVIDENCE || (node->type == RV_CHECK_ROW_FINDING && node->finding->evidence->len == 0))
    return NULL;
  if (node->children == NULL)
    {
      node->children = g_list_store_new (RV_TYPE_CHECK_NODE);
      fill_evidence (node);
    }
  return G_LIST_MODEL (g_object_ref (node->children));
}
