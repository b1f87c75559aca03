/* A small source of numbers that are the same on every run: layout is deterministic. */
#pragma once

#include <glib.h>

typedef struct {
  guint64 state;
} RvRandom;

static inline RvRandom
rv_random_seeded (guint seed)
{
  return (RvRandom){ G_GUINT64_CONSTANT (88172645463325252) ^ ((guint64) seed * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)) };
}

/** rv_random_next: Returns: 32 bits (xorshift). */
static inline guint32
rv_random_next (RvRandom *random)
{
  random->state ^= random->state << 13;
  random->state ^= random->state >> 7;
  random->state ^= random->state << 17;
  return (guint32) (random->state >> 16);
}

/** rv_random_unit: Returns: a number from 0 to 1, 1 excluded. */
static inline double
rv_random_unit (RvRandom *random)
{
  return rv_random_next (random) / 4294967296.0;
}

/** rv_random_shuffle: brings @items into a random order. */
static inline void
rv_random_shuffle (RvRandom *random, guint *items, guint n)
{
  for (guint i = n; i > 1; i--)
    {
      guint j = rv_random_next (random) % i, item = items[i - 1];

      items[i - 1] = items[j];
      items[j] = item;
    }
}
