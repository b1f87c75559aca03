/* What order.c gathers and order-sort.c sorts. */
#pragma once

#include "sql/postgresql/order.h"

typedef struct {
  RvStep step;
  /* The sort key of what could come next: section, then place in it. */
  guint8 rank;          /* kinds of one section that stand apart */
  const char *schema;
  const char *relation; /* what an index, a key or a trigger stands with */
  guint8 after;         /* its place among what stands with that relation */
  const char *name;
  gint64 number;
  /* The graph. */
  guint n_needs;        /* how many living edges lead from here to steps that are not done */
  int first_need;       /* edges, linked by next_need, -1 ends */
  int first_user;       /* edges that lead here, linked by next_user */
  gboolean is_done;
  guint visited;        /* when the search for a cycle came by */
} RvNode;

typedef struct {
  guint from, to;       /* from is written after to */
  RvObject *part;       /* (nullable): what needs it, where that can be written later */
  gboolean by_name;     /* needs no more than a type of that name */
  gboolean is_dead;
  int next_need, next_user;
} RvEdge;

struct _RvOrder {
  RvModel *model;
  GArray *nodes;        /* RvNode */
  GArray *edges;        /* RvEdge */
  GHashTable *by_object; /* RvObject * -> node + 1 */
  GHashTable *late;     /* parts with a step of their own */
  GHashTable *shells;   /* objects with a shell -> node + 1 */
  GHashTable *named;    /* types that kept statements make: name -> node + 1 */
  GHashTable *created;  /* what DO blocks create: name -> node + 1 */
  GArray *steps;        /* RvStep: the result */
};

/** rv_order_add_node: Returns: the number of the new node for @object. */
guint rv_order_add_node (RvOrder *order, RvObject *object, RvStepType type);
void rv_order_add_edge (RvOrder *order, guint from, guint to, RvObject *part, gboolean by_name);

/** rv_order_sort: fills the steps from nodes and edges, breaking circles. */
void rv_order_sort (RvOrder *order);

/** rv_order_note_kept: finds out which types kept statements make. */
void rv_order_note_kept (RvOrder *order);

/** rv_order_tie_text: @text, a field of a part of node @from, needs what DO blocks create under
 * names that it has. @part: as for rv_order_add_edge(). */
void rv_order_tie_text (RvOrder *order, guint from, const char *text, RvObject *part);

/** rv_order_tie_kept: the edges from and to kept statements. */
void rv_order_tie_kept (RvOrder *order);
