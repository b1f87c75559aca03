/* The one list of all rules. */
#include "check/rules.h"

#include <stdlib.h>
#include <string.h>

static const RvRule *const tables[] = {
#define RV_RULES(table) table,
#include "check/rules.def"
#undef RV_RULES
};

/* "X2" comes before "X10". */
static int
compare_rules (gconstpointer a, gconstpointer b)
{
  const RvRule *x = *(const RvRule *const *) a, *y = *(const RvRule *const *) b;

  if (x->group != y->group)
    return x->group < y->group ? -1 : 1;
  return atoi (x->id + 1) - atoi (y->id + 1);
}

typedef struct {
  GPtrArray *all;
  GHashTable *by_id;    /* in capitals */
  GHashTable *places;   /* RvRule -> its place in all */
} Rules;

static Rules *
collect (void)
{
  Rules *rules = g_new0 (Rules, 1);

  rules->all = g_ptr_array_new ();
  rules->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  rules->places = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    for (const RvRule *rule = tables[i]; rule->id != NULL; rule++)
      g_ptr_array_add (rules->all, (gpointer) rule);
  g_ptr_array_sort (rules->all, compare_rules);
  for (guint i = 0; i < rules->all->len; i++)
    {
      const RvRule *rule = rules->all->pdata[i];

      g_assert (!g_hash_table_contains (rules->by_id, rule->id));
      g_hash_table_insert (rules->by_id, (gpointer) rule->id, (gpointer) rule);
      g_hash_table_insert (rules->places, (gpointer) rule, GUINT_TO_POINTER (i));
    }
  return rules;
}

static Rules *
get (void)
{
  static Rules *rules;

  if (g_once_init_enter (&rules))
    g_once_init_leave (&rules, collect ());
  return rules;
}

const GPtrArray *
rv_rules (void)
{
  return get ()->all;
}

const RvRule *
rv_rule_find (const char *id)
{
  g_autofree char *capitals = g_ascii_strup (id, -1);

  return g_hash_table_lookup (get ()->by_id, capitals);
}

guint
rv_rule_index (const RvRule *rule)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (get ()->places, rule));
}
