/* Calls the parser. Trees are many small nodes that go together: they live in blocks. */
#include "sql/postgresql/parse.h"

#include <pthread.h>

#include "sql/postgresql/split.h"

#define BLOCK_SIZE (256 * 1024)
#define LARGE_STACK ((gsize) 512 << 20)

/* The first 16 bytes of a block hold how much of it is used and its size. */
typedef struct {
  gsize used;
  gsize size;
} Block;

static void *
allocate (void *data, size_t size)
{
  GPtrArray *blocks = data;
  Block *block = blocks->len > 0 ? blocks->pdata[blocks->len - 1] : NULL;
  gsize rounded = (size + 15) & ~(gsize) 15;

  if (block == NULL || block->size - block->used < rounded)
    {
      gsize room = MAX (rounded + sizeof (Block), BLOCK_SIZE);

      block = g_malloc (room);
      *block = (Block) { sizeof (Block), room };
      g_ptr_array_add (blocks, block);
    }
  block->used += rounded;
  return (char *) block + block->used - rounded;
}

static void
release (void *data, void *pointer)
{
}

void
rv_pg_parse (const char *text, RvPgTree *tree)
{
  PgQueryProtobufParseResult result = pg_query_parse_protobuf (text);
  ProtobufCAllocator allocator = { allocate, release, NULL };

  *tree = (RvPgTree) { .blocks = g_ptr_array_new_with_free_func (g_free) };
  allocator.allocator_data = tree->blocks;
  if (result.error != NULL)
    {
      tree->message = g_strdup (result.error->message);
      tree->at = MAX (result.error->cursorpos - 1, 0);
    }
  else
    tree->tree = pg_query__parse_result__unpack (&allocator, result.parse_tree.len, (guint8 *) result.parse_tree.data);
  pg_query_free_protobuf_parse_result (result);
  if (tree->tree == NULL && tree->message == NULL)
    tree->message = g_strdup (_("The parser gave no tree."));
}

void
rv_pg_tree_clear (RvPgTree *tree)
{
  g_clear_pointer (&tree->blocks, g_ptr_array_unref);
  g_clear_pointer (&tree->message, g_free);
  tree->tree = NULL;
}

typedef struct {
  void (*function) (gpointer);
  gpointer data;
} Call;

static void *
run_call (void *data)
{
  Call *call = data;

  call->function (call->data);
  return NULL;
}

void
rv_pg_on_large_stack (void (*function) (gpointer), gpointer data)
{
  Call call = { function, data };
  pthread_attr_t attributes;
  pthread_t thread;

  pthread_attr_init (&attributes);
  if (pthread_attr_setstacksize (&attributes, LARGE_STACK) == 0 && pthread_create (&thread, &attributes, run_call, &call) == 0)
    pthread_join (thread, NULL);
  pthread_attr_destroy (&attributes);
}

guint
rv_pg_weight (const char *text)
{
  RvPgSplitter splitter;
  RvPgPiece piece;
  guint weight = 0;

  rv_pg_splitter_init (&splitter, text, strlen (text));
  while (rv_pg_splitter_next (&splitter, &piece))
    weight = MAX (weight, piece.weight);
  return weight;
}
