/* The edges of kept statements. No Reference rows tell what these need, so it is told by the
 * names in them: whatever could be meant comes first. */
#include <string.h>

#include "sql/postgresql/kept.h"
#include "sql/postgresql/order-private.h"

#define MAX_CREATED 200 /* names that DO blocks create: each is looked for in every text */

static void
note_type (RvOrder *order, guint at, const RvKept *kept)
{
  gboolean is_shell = FALSE;
  g_autofree char *name = rv_kept_defines_type (kept, &is_shell);

  if (name != NULL && is_shell)
    g_hash_table_insert (order->shells, (gpointer) kept, GUINT_TO_POINTER (at + 1));
  else if (name != NULL)
    g_hash_table_insert (order->named, g_steal_pointer (&name), GUINT_TO_POINTER (at + 1));
}

void
rv_order_note_kept (RvOrder *order)
{
  for (guint i = 0; i < order->nodes->len; i++)
    {
      const RvStep *step = &g_array_index (order->nodes, RvNode, i).step;
      g_autoptr (GPtrArray) created = NULL;

      if (step->object->kind != RV_KIND_KEPT)
        continue;
      note_type (order, i, (const RvKept *) step->object);
      created = rv_kept_creates ((const RvKept *) step->object);
      for (guint j = 0; j < created->len && g_hash_table_size (order->created) < MAX_CREATED; j++)
        g_hash_table_insert (order->created, g_strdup (g_ptr_array_index (created, j)), GUINT_TO_POINTER (i + 1));
    }
}

static gboolean
has_word (const char *text, const char *word)
{
  gsize length = strlen (word);

  for (const char *p = strstr (text, word); p != NULL && length > 0; p = strstr (p + 1, word))
    if ((p == text || (!g_ascii_isalnum (p[-1]) && p[-1] != '_')) && !g_ascii_isalnum (p[length]) && p[length] != '_')
      return TRUE;
  return FALSE;
}

void
rv_order_tie_text (RvOrder *order, guint from, const char *text, RvObject *part)
{
  GHashTableIter iter;
  gpointer name, node;

  g_hash_table_iter_init (&iter, order->created);
  while (g_hash_table_iter_next (&iter, &name, &node))
    if (has_word (text, name))
      rv_order_add_edge (order, from, GPOINTER_TO_UINT (node) - 1, part, FALSE);
}

/* A type needs its announcement, and whoever needs a name of it can do with that. */
static void
tie_shells (RvOrder *order)
{
  g_autoptr (GList) shells = g_hash_table_get_keys (order->shells);

  for (GList *l = shells; l != NULL; l = l->next)
    {
      gboolean is_shell;
      g_autofree char *name = rv_kept_defines_type (l->data, &is_shell);
      guint shell = GPOINTER_TO_UINT (g_hash_table_lookup (order->shells, l->data));
      guint whole = GPOINTER_TO_UINT (g_hash_table_lookup (order->named, name));

      g_hash_table_remove (order->shells, l->data);
      if (whole == 0)
        continue;
      rv_order_add_edge (order, whole - 1, shell - 1, NULL, FALSE);
      g_hash_table_insert (order->shells, g_array_index (order->nodes, RvNode, whole - 1).step.object, GUINT_TO_POINTER (shell));
    }
}

static void
tie_languages (RvOrder *order)
{
  g_autoptr (GHashTable) languages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < order->nodes->len; i++)
    {
      const RvStep *step = &g_array_index (order->nodes, RvNode, i).step;

      if (step->section == RV_SECTION_LANGUAGES)
        g_hash_table_insert (languages, rv_kept_defines_language ((RvKept *) step->object), GUINT_TO_POINTER (i + 1));
    }
  for (guint i = 0; g_hash_table_size (languages) > 0 && i < order->nodes->len; i++)
    {
      const RvStep *step = &g_array_index (order->nodes, RvNode, i).step;
      const char *language = step->object->kind == RV_KIND_ROUTINE ? ((RvRoutine *) step->object)->language : NULL;
      guint to = language == NULL ? 0 : GPOINTER_TO_UINT (g_hash_table_lookup (languages, language));

      if (to != 0)
        rv_order_add_edge (order, i, to - 1, NULL, FALSE);
    }
}

/* ---- what they need ---------------------------------------------------------------------- */

static gboolean
can_be_named (const RvObject *object)
{
  return object->kind == RV_KIND_ROUTINE || object->kind == RV_KIND_AGGREGATE || object->kind == RV_KIND_OPERATOR ||
         object->kind == RV_KIND_ENUM || object->kind == RV_KIND_COMPOSITE || object->kind == RV_KIND_RANGE ||
         object->kind == RV_KIND_DOMAIN;
}

static gboolean
is_definition (const RvStep *step)
{
  return step->object->kind == RV_KIND_KEPT && (step->section == RV_SECTION_TYPES || step->section == RV_SECTION_LANGUAGES ||
                                                step->section == RV_SECTION_DEFINITIONS);
}

/* For each name the kept statements that have it. */
static GHashTable *
users_by_name (RvOrder *order)
{
  GHashTable *users = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);

  for (guint i = 0; i < order->nodes->len; i++)
    {
      const RvStep *step = &g_array_index (order->nodes, RvNode, i).step;
      g_autoptr (GPtrArray) names = is_definition (step) ? rv_kept_names ((RvKept *) step->object) : NULL;

      for (guint j = 0; names != NULL && j < names->len; j++)
        {
          const char *name = g_ptr_array_index (names, j);
          GArray *nodes = g_hash_table_lookup (users, name);

          if (nodes == NULL)
            g_hash_table_insert (users, g_strdup (name), nodes = g_array_new (FALSE, FALSE, sizeof (guint)));
          g_array_append_val (nodes, i);
        }
    }
  return users;
}

static void
tie_names (RvOrder *order)
{
  g_autoptr (GHashTable) users = users_by_name (order);

  for (guint i = 0; g_hash_table_size (users) > 0 && i < order->nodes->len; i++)
    {
      const RvObject *object = g_array_index (order->nodes, RvNode, i).step.object;
      const GArray *nodes = can_be_named (object) ? g_hash_table_lookup (users, rv_record_name (object)) : NULL;

      for (guint j = 0; nodes != NULL && j < nodes->len; j++)
        rv_order_add_edge (order, g_array_index (nodes, guint, j), i, NULL, FALSE);
    }
}

/* Definitions keep the order of the import: an operator class comes after its family. */
static void
tie_definitions (RvOrder *order)
{
  int last = -1;

  for (guint i = 0; i < order->nodes->len; i++)
    {
      const RvNode *node = &g_array_index (order->nodes, RvNode, i);

      if (node->step.section != RV_SECTION_DEFINITIONS)
        continue;
      if (last >= 0 && g_array_index (order->nodes, RvNode, last).number <= node->number)
        rv_order_add_edge (order, i, (guint) last, NULL, FALSE);
      last = (int) i;
    }
}

void
rv_order_tie_kept (RvOrder *order)
{
  tie_shells (order);
  tie_languages (order);
  tie_names (order);
  tie_definitions (order);
}
