/* Owns the tree of sets: a way from the root names the members of a set in ascending order. */
#include "check/theory/set-trie.h"

typedef struct {
  guint attribute;
  guint child;     /* 0: none */
  guint sibling;   /* with a larger attribute; 0: none */
  gboolean is_end;
} Node;

struct _RvSetTrie {
  guint n_words;
  GArray *nodes;   /* the first is the root */
};

RvSetTrie *
rv_set_trie_new (guint n_words)
{
  RvSetTrie *trie = g_new0 (RvSetTrie, 1);
  Node root = { 0 };

  trie->n_words = n_words;
  trie->nodes = g_array_new (FALSE, FALSE, sizeof (Node));
  g_array_append_val (trie->nodes, root);
  return trie;
}

void
rv_set_trie_free (RvSetTrie *trie)
{
  g_array_unref (trie->nodes);
  g_free (trie);
}

#define NODE(trie, i) (&g_array_index ((trie)->nodes, Node, i))

/* Returns: the child of @parent for @attribute, made where it is missing. */
static guint
child_for (RvSetTrie *trie, guint parent, guint attribute)
{
  guint before = 0, at = NODE (trie, parent)->child;
  Node node = { attribute, 0, 0, FALSE };

  while (at != 0 && NODE (trie, at)->attribute < attribute)
    {
      before = at;
      at = NODE (trie, at)->sibling;
    }
  if (at != 0 && NODE (trie, at)->attribute == attribute)
    return at;
  node.sibling = at;
  g_array_append_val (trie->nodes, node);
  if (before != 0)
    NODE (trie, before)->sibling = trie->nodes->len - 1;
  else
    NODE (trie, parent)->child = trie->nodes->len - 1;
  return trie->nodes->len - 1;
}

void
rv_set_trie_add (RvSetTrie *trie, const RvBits *set)
{
  guint at = 0;

  RV_BITS_EACH (a, set, trie->n_words)
    at = child_for (trie, at, a);
  NODE (trie, at)->is_end = TRUE;
}

static gboolean
has_subset (const RvSetTrie *trie, const RvBits *set, guint at)
{
  const Node *node = NODE (trie, at);

  if (node->is_end)
    return TRUE;
  for (guint i = node->child; i != 0; i = NODE (trie, i)->sibling)
    if (rv_bits_has (set, NODE (trie, i)->attribute) && has_subset (trie, set, i))
      return TRUE;
  return FALSE;
}

gboolean
rv_set_trie_has_subset (const RvSetTrie *trie, const RvBits *set)
{
  return has_subset (trie, set, 0);
}
