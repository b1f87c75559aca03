/* What the files of facts share. */
#pragma once

#include "check/facts.h"

struct _RvFacts {
  RvModel *model;
  GHashTable *tables;   /* id -> RvTableFacts */
  GHashTable *called;   /* (nullable): "order_line" -> GPtrArray of RvTable */
  GHashTable *types;    /* text -> RvTypeFacts */
  GHashTable *words;    /* name -> RvWords */
  GHashTable *trees;    /* text -> RvPgTree, see expressions.c */
  GHashTable *queries;  /* id of what has the text -> see expressions.c */
  GStringChunk *names;  /* what rv_facts_name() gave */
};

void rv_words_free (gpointer words);
