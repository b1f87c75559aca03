/* A tree of attribute sets that answers whether one of them lies within a given set. */
#pragma once

#include "check/theory/bits.h"

typedef struct _RvSetTrie RvSetTrie;

RvSetTrie *rv_set_trie_new (guint n_words);
void rv_set_trie_free (RvSetTrie *trie);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RvSetTrie, rv_set_trie_free)

void rv_set_trie_add (RvSetTrie *trie, const RvBits *set);

/** rv_set_trie_has_subset: Returns: whether the trie holds a subset of @set. */
gboolean rv_set_trie_has_subset (const RvSetTrie *trie, const RvBits *set);
