/* Owns the closure: each dependency counts the attributes of its left side that are still missing. */
#include "check/theory/closure.h"

#include <string.h>

struct _RvClosure {
  guint n_attributes;
  const RvFds *fds;
  guint *starts;       /* of the dependencies in `users` that have the attribute on the left */
  guint *users;
  guint *sizes;        /* of left sides; G_MAXUINT / 2 for a dependency that is left out */
  guint *missing;
  guint *stack;
  guint64 runs;
};

#define LEFT_OUT (G_MAXUINT / 2)

static void
index_left_sides (RvClosure *closure)
{
  const RvFds *fds = closure->fds;
  guint total = 0;

  for (guint i = 0; i < fds->len; i++)
    {
      closure->sizes[i] = rv_bits_count (rv_fds_lhs (fds, i), fds->n_words);
      total += closure->sizes[i];
      RV_BITS_EACH (a, rv_fds_lhs (fds, i), fds->n_words)
        closure->starts[a + 1]++;
    }
  closure->users = g_new (guint, total + 1);
  for (guint a = 0; a < closure->n_attributes; a++)
    closure->starts[a + 1] += closure->starts[a];

  g_autofree guint *at = g_memdup2 (closure->starts, (closure->n_attributes + 1) * sizeof (guint));
  for (guint i = 0; i < fds->len; i++)
    RV_BITS_EACH (a, rv_fds_lhs (fds, i), fds->n_words)
      closure->users[at[a]++] = i;
}

RvClosure *
rv_closure_new (guint n_attributes, const RvFds *fds)
{
  RvClosure *closure = g_new0 (RvClosure, 1);

  closure->n_attributes = n_attributes;
  closure->fds = fds;
  closure->starts = g_new0 (guint, n_attributes + 1);
  closure->sizes = g_new (guint, fds->len + 1);
  closure->missing = g_new (guint, fds->len + 1);
  closure->stack = g_new (guint, n_attributes + 1);
  index_left_sides (closure);
  return closure;
}

void
rv_closure_free (RvClosure *closure)
{
  g_free (closure->starts);
  g_free (closure->users);
  g_free (closure->sizes);
  g_free (closure->missing);
  g_free (closure->stack);
  g_free (closure);
}

void
rv_closure_skip (RvClosure *closure, guint i, gboolean skip)
{
  closure->sizes[i] = skip ? LEFT_OUT : rv_bits_count (rv_fds_lhs (closure->fds, i), closure->fds->n_words);
}

guint64
rv_closure_runs (const RvClosure *closure)
{
  return closure->runs;
}

/* Takes the right side of dependency @i into @to; what is new is to be followed. */
static guint
fire (RvClosure *closure, guint i, RvBits *to, guint depth)
{
  const RvBits *rhs = rv_fds_rhs (closure->fds, i);

  for (guint w = 0; w < closure->fds->n_words; w++)
    {
      RvBits fresh = rhs[w] & ~to[w];

      to[w] |= fresh;
      for (; fresh != 0; fresh &= fresh - 1)
        closure->stack[depth++] = w * 64 + (guint) __builtin_ctzll (fresh);
    }
  return depth;
}

/* @fired: (nullable): gets the dependencies in the order in which they applied. */
static void
run (RvClosure *closure, const RvBits *of, RvBits *to, GArray *fired)
{
  const RvFds *fds = closure->fds;
  guint depth = 0;

  closure->runs++;
  memcpy (closure->missing, closure->sizes, fds->len * sizeof (guint));
  if (to != of)
    rv_bits_copy (to, of, fds->n_words);
  RV_BITS_EACH (a, to, fds->n_words)
    closure->stack[depth++] = a;
  for (guint i = 0; i < fds->len; i++)
    if (closure->sizes[i] == 0)
      {
        depth = fire (closure, i, to, depth);
        if (fired != NULL)
          g_array_append_val (fired, i);
      }
  while (depth > 0)
    {
      guint a = closure->stack[--depth];

      for (guint k = closure->starts[a]; k < closure->starts[a + 1]; k++)
        if (--closure->missing[closure->users[k]] == 0)
          {
            depth = fire (closure, closure->users[k], to, depth);
            if (fired != NULL)
              g_array_append_val (fired, closure->users[k]);
          }
    }
}

void
rv_closure_run (RvClosure *closure, const RvBits *of, RvBits *to)
{
  run (closure, of, to, NULL);
}

gboolean
rv_closure_implies (RvClosure *closure, const RvBits *lhs, const RvBits *rhs)
{
  g_autofree RvBits *to = rv_bits_new (closure->fds->n_words);

  run (closure, lhs, to, NULL);
  return rv_bits_is_subset (rhs, to, closure->fds->n_words);
}

void
rv_closure_reduce (RvClosure *closure, RvBits *set, const RvBits *target, const RvBits *keep)
{
  guint n_words = closure->fds->n_words;
  g_autofree RvBits *to = rv_bits_new (n_words);

  for (guint a = closure->n_attributes; a-- > 0;)
    {
      if (!rv_bits_has (set, a) || (keep != NULL && rv_bits_has (keep, a)))
        continue;
      rv_bits_remove (set, a);
      run (closure, set, to, NULL);
      if (!rv_bits_is_subset (target, to, n_words))
        rv_bits_add (set, a);
    }
}

GArray *
rv_closure_trace (RvClosure *closure, const RvBits *lhs, const RvBits *rhs)
{
  guint n_words = closure->fds->n_words;
  g_autofree RvBits *known = rv_bits_new (n_words);
  g_autofree RvBits *wanted = rv_bits_dup (rhs, n_words);
  GArray *fired = g_array_new (FALSE, FALSE, sizeof (guint));

  run (closure, lhs, known, fired);
  if (!rv_bits_is_subset (rhs, known, n_words))
    {
      g_array_unref (fired);
      return NULL;
    }
  /* Backwards: a step stays only if it gives something wanted that nothing before it gave. */
  rv_bits_subtract (wanted, lhs, n_words);
  for (guint i = fired->len; i-- > 0;)
    {
      guint step = g_array_index (fired, guint, i);

      rv_bits_copy (known, lhs, n_words);
      for (guint k = 0; k < i; k++)
        rv_bits_unite (known, rv_fds_rhs (closure->fds, g_array_index (fired, guint, k)), n_words);
      if (rv_bits_is_subset (wanted, known, n_words))
        {
          g_array_remove_index (fired, i);
          continue;
        }
      rv_bits_subtract (wanted, rv_fds_rhs (closure->fds, step), n_words);
      rv_bits_unite (wanted, rv_fds_lhs (closure->fds, step), n_words);
      rv_bits_subtract (wanted, lhs, n_words);
    }
  return fired;
}
