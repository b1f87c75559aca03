/* Owns the search tree. A frame of it holds which edges the set so far does not hit, and for each of its members those that this
 * one alone hits; a member without such an edge cannot be in a minimal set. New edges come where the set at hand, and so every
 * smaller one on the way to it, hits none of them: they are missing in all frames up to there, and nothing else changes. */
#include "check/discover/hitting.h"

#include <string.h>

typedef struct {
  guint64 *edges;       /* 1 + depth rows of bits: those not hit, then those only the k-th member hits */
  guint rows;
  RvBits *candidates;
} Frame;

struct _RvHitting {
  guint n_words;        /* of sets of attributes */
  guint width;          /* words of a set of edges */
  guint n_attributes;
  RvBitsList *all;
  guint64 *hits;        /* for each attribute the edges it is in */
  GPtrArray *frames;
  guint depth;
  RvBits *set;
  guint *path;
  RvJudge judge;
  gpointer data;
  gint64 *effort;
  guint limit;
  RvBitsList *found;
  gboolean is_ended;
  gsize memory;         /* of all frames, in words */
};

/* The words that all frames may take. */
#define MEMORY_MAX (24 * 1024 * 1024)

static Frame *
frame_at (RvHitting *self, guint depth)
{
  while (self->frames->len <= depth)
    {
      Frame *frame = g_new0 (Frame, 1);

      frame->rows = self->frames->len + 1;
      self->memory += (gsize) frame->rows * self->width;
      if (self->memory > MEMORY_MAX)
        self->is_ended = TRUE;
      frame->edges = g_new0 (guint64, (gsize) frame->rows * self->width);
      frame->candidates = rv_bits_new (self->n_words);
      g_ptr_array_add (self->frames, frame);
    }
  return g_ptr_array_index (self->frames, depth);
}

static void
frame_free (gpointer data)
{
  Frame *frame = data;

  g_free (frame->edges);
  g_free (frame->candidates);
  g_free (frame);
}

static guint64 *
widen_rows (guint64 *rows, guint n, guint from, guint to)
{
  guint64 *wider = g_new0 (guint64, (gsize) n * to);

  for (guint i = 0; i < n; i++)
    memcpy (wider + (gsize) i * to, rows + (gsize) i * from, from * sizeof (guint64));
  g_free (rows);
  return wider;
}

static void
widen (RvHitting *self)
{
  guint width = self->width + self->width / 2 + 1;

  for (guint i = 0; i < self->frames->len; i++)
    {
      Frame *frame = g_ptr_array_index (self->frames, i);

      self->memory += (gsize) frame->rows * (width - self->width);
      frame->edges = widen_rows (frame->edges, frame->rows, self->width, width);
    }
  self->hits = widen_rows (self->hits, self->n_attributes, self->width, width);
  self->width = width;
}

void
rv_hitting_add_edge (RvHitting *self, const RvBits *edge)
{
  guint i = self->all->len;

  if (i / 64 >= self->width)
    widen (self);
  rv_bits_list_add (self->all, edge);
  RV_BITS_EACH (a, edge, self->n_words)
    rv_bits_add (self->hits + (gsize) a * self->width, i);
  for (guint d = 0; d <= self->depth; d++)
    rv_bits_add (frame_at (self, d)->edges, i);
}

/* How many edges are looked at for the one that leaves the fewest choices. */
#define LOOKED_AT 24

/* Returns: the edge to branch on, or G_MAXUINT where all are hit. */
static guint
choose_edge (const RvHitting *self, const Frame *frame)
{
  guint best = G_MAXUINT, best_count = G_MAXUINT, n = 0;

  RV_BITS_EACH (e, frame->edges, self->width)
    {
      const RvBits *edge = rv_bits_list_get (self->all, e);
      guint count = 0;

      for (guint w = 0; w < self->n_words; w++)
        count += (guint) __builtin_popcountll (edge[w] & frame->candidates[w]);
      if (count < best_count)
        {
          best = e;
          best_count = count;
        }
      if (count <= 1 || ++n >= LOOKED_AT)
        break;
    }
  return best;
}

/* Makes the frame below for the set with @attribute. Returns: FALSE where a member loses its last edge of its own. */
static gboolean
descend (RvHitting *self, guint attribute)
{
  Frame *below = frame_at (self, self->depth + 1), *frame = frame_at (self, self->depth);
  const guint64 *hits = self->hits + (gsize) attribute * self->width;
  guint width = self->width;

  *self->effort -= 20 + width;
  for (guint k = 1; k < frame->rows; k++)
    {
      const guint64 *own = frame->edges + (gsize) k * width;
      guint64 *left = below->edges + (gsize) k * width, any = 0;

      for (guint w = 0; w < width; w++)
        any |= left[w] = own[w] & ~hits[w];
      *self->effort -= width;
      if (any == 0)
        return FALSE;
    }
  for (guint w = 0; w < width; w++)
    {
      below->edges[w] = frame->edges[w] & ~hits[w];
      below->edges[(gsize) frame->rows * width + w] = frame->edges[w] & hits[w];
    }
  return TRUE;
}

static void
search (RvHitting *self)
{
  Frame *frame = frame_at (self, self->depth);
  g_autofree RvBits *branches = NULL, *candidates = NULL;
  guint edge = choose_edge (self, frame);

  *self->effort -= 50 + LOOKED_AT * self->n_words;
  if (self->is_ended || *self->effort < 0 || self->found->len >= self->limit)
    {
      self->is_ended = TRUE;
      return;
    }
  if (edge == G_MAXUINT)
    {
      if (self->judge (self, self->set, self->path, self->depth, self->data))
        {
          rv_bits_list_add (self->found, self->set);
          return;
        }
      edge = choose_edge (self, frame);
      if (edge == G_MAXUINT)
        return;
    }
  candidates = rv_bits_dup (frame->candidates, self->n_words);
  branches = rv_bits_dup (rv_bits_list_get (self->all, edge), self->n_words);
  rv_bits_intersect (branches, candidates, self->n_words);
  rv_bits_subtract (candidates, branches, self->n_words);
  RV_BITS_EACH (a, branches, self->n_words)
    {
      if (!descend (self, a))
        continue;
      rv_bits_copy (frame_at (self, self->depth + 1)->candidates, candidates, self->n_words);
      rv_bits_add (self->set, a);
      self->path[self->depth++] = a;
      search (self);
      self->depth--;
      rv_bits_remove (self->set, a);
      if (self->is_ended)
        return;
      rv_bits_add (candidates, a);
    }
}

gboolean
rv_hitting_run (const RvBitsList *edges, const RvBits *attributes, RvJudge judge, gpointer data, gint64 *effort, guint limit,
                RvBitsList *found)
{
  RvHitting self = { .n_words = edges->n_words, .n_attributes = 64 * edges->n_words, .judge = judge, .data = data, .effort = effort,
                     .limit = limit, .found = found };

  self.width = edges->len / 64 + 1;
  self.all = rv_bits_list_new (edges->n_words);
  self.hits = g_new0 (guint64, (gsize) self.n_attributes * self.width);
  self.frames = g_ptr_array_new_with_free_func (frame_free);
  self.set = rv_bits_new (edges->n_words);
  self.path = g_new (guint, self.n_attributes);
  rv_bits_copy (frame_at (&self, 0)->candidates, attributes, edges->n_words);
  for (guint i = 0; i < edges->len && *effort > 0; i++)
    {
      *effort -= self.n_words + rv_bits_count (rv_bits_list_get (edges, i), edges->n_words);
      rv_hitting_add_edge (&self, rv_bits_list_get (edges, i));
    }
  search (&self);
  rv_bits_list_free (self.all);
  g_free (self.hits);
  g_ptr_array_unref (self.frames);
  g_free (self.set);
  g_free (self.path);
  return !self.is_ended;
}
