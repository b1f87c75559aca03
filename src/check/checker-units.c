/* Which rules have to look at what again, and asking them.
 *
 * An edit touches units: what stands by itself, such as a table with all its parts. A rule looks again at the touched units
 * and at their neighbours before and after the edit, if it reads a kind that was touched. */
#include "check/checker-private.h"
#include "check/expressions.h"

/* ---- units ---------------------------------------------------------------------------------------- */

static gboolean
is_unit_kind (RvKind kind)
{
  const RvKindInfo *info = rv_kind_info (kind);

  return info->parent < 0 || info->fields[info->parent].target == RV_KIND_SCHEMA;
}

/* @gone: (nullable): id -> parent of what was removed. Returns: the id of the unit, 0 where there is none any more. */
static RvId
unit_of (RvModel *model, GHashTable *gone, RvKind kind, RvId id, RvId parent)
{
  while (!is_unit_kind (kind))
    {
      const RvObject *object = rv_model_get (model, parent);
      const RvChange *change = object == NULL && gone != NULL ? g_hash_table_lookup (gone, GSIZE_TO_POINTER (parent)) : NULL;

      if (object == NULL && change == NULL)
        return 0;
      id = parent;
      kind = object != NULL ? object->kind : change->kind;
      parent = object != NULL ? rv_record_parent (object) : change->parent;
    }
  return id;
}

static RvId
unit_of_object (RvModel *model, const RvObject *object)
{
  return unit_of (model, NULL, object->kind, object->id, rv_record_parent (object));
}

RvUnit *
rv_checker_unit_of (RvChecker *checker, RvId object)
{
  const RvObject *of = rv_model_get (checker->model, object);

  return of != NULL ? g_hash_table_lookup (checker->units, GSIZE_TO_POINTER (unit_of_object (checker->model, of))) : NULL;
}

void
rv_unit_free (gpointer data)
{
  RvUnit *unit = data;

  g_ptr_array_unref (unit->findings);
  g_array_unref (unit->neighbours);
  g_free (unit);
}

static RvUnit *
need_unit (RvChecker *checker, RvId id)
{
  RvUnit *unit = g_hash_table_lookup (checker->units, GSIZE_TO_POINTER (id));

  if (unit == NULL)
    {
      unit = g_new0 (RvUnit, 1);
      unit->id = id;
      unit->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) rv_finding_unref);
      unit->neighbours = g_array_new (FALSE, FALSE, sizeof (RvId));
      g_hash_table_insert (checker->units, GSIZE_TO_POINTER (id), unit);
    }
  return unit;
}

/* ---- what was touched --------------------------------------------------------------------------------- */

static void
touch (GHashTable *touched, RvId id, const RvKindSet *kinds)
{
  RvKindSet *known = g_hash_table_lookup (touched, GSIZE_TO_POINTER (id));

  if (known == NULL)
    g_hash_table_insert (touched, GSIZE_TO_POINTER (id), g_memdup2 (kinds, sizeof *kinds));
  else
    rv_kind_set_join (known, kinds);
}

static gboolean
is_of_design (RvKind kind)
{
  return !(rv_kind_info (kind)->flags & (RV_KIND_DRAWING | RV_KIND_RECORD));
}

static gboolean
is_type (RvKind kind)
{
  return kind == RV_KIND_DOMAIN || kind == RV_KIND_ENUM || kind == RV_KIND_COMPOSITE || kind == RV_KIND_RANGE || kind == RV_KIND_SCHEMA;
}

static void
forget_around (RvChecker *checker, RvId id)
{
  const RvUnit *unit = g_hash_table_lookup (checker->units, GSIZE_TO_POINTER (id));

  rv_facts_forget (checker->facts, id);
  for (guint i = 0; unit != NULL && i < unit->neighbours->len; i++)
    rv_facts_forget (checker->facts, g_array_index (unit->neighbours, RvId, i));
}

/* Queries know tables and functions by name: any may mean another one now. */
static gboolean
may_be_named (const RvChange *change)
{
  static const RvKind kinds[] = { RV_KIND_TABLE, RV_KIND_VIEW, RV_KIND_MATERIALIZED_VIEW, RV_KIND_COLUMN, RV_KIND_VIEW_COLUMN, RV_KIND_SCHEMA,
                                  RV_KIND_ROUTINE, RV_KIND_AGGREGATE, RV_KIND_ENUM, RV_KIND_DOMAIN };
  const RvKindInfo *info = rv_kind_info (change->kind);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i] == change->kind)
      return change->type != RV_CHANGE_UPDATED || (change->fields & (G_GUINT64_CONSTANT (1) << info->name_field)) != 0;
  return FALSE;
}

static void
touch_queries (RvChecker *checker, const RvKindSet *kinds)
{
  const GPtrArray *queries = rv_model_all (checker->model, RV_KIND_QUERY);

  for (guint i = 0; i < queries->len; i++)
    {
      const RvObject *query = queries->pdata[i];

      touch (checker->touched, query->id, kinds);
      rv_facts_forget (checker->facts, query->id);
    }
}

void
rv_checker_take_changes (RvChecker *checker, GArray *changes)
{
  g_autoptr (GHashTable) gone = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < changes->len; i++)
    {
      RvChange *change = &g_array_index (changes, RvChange, i);

      if (change->type == RV_CHANGE_REMOVED)
        g_hash_table_insert (gone, GSIZE_TO_POINTER (change->id), change);
    }
  for (guint i = 0; i < changes->len; i++)
    {
      const RvChange *change = &g_array_index (changes, RvChange, i);
      RvKindSet kinds = { { 0 } };
      RvId unit;

      checker->list_outdated |= (rv_kind_info (change->kind)->flags & RV_KIND_RECORD) != 0;
      if (!is_of_design (change->kind))
        continue;
      rv_kind_set_add (&kinds, change->kind);
      unit = unit_of (checker->model, gone, change->kind, change->id, change->parent);
      touch (checker->touched, unit, &kinds);
      touch (checker->touched, 0, &kinds);
      forget_around (checker, unit);
      if (may_be_named (change))
        touch_queries (checker, &kinds);
      /* Its name is in those of all that is in it. */
      checker->all_touched |= change->kind == RV_KIND_SCHEMA && change->type == RV_CHANGE_UPDATED;
      if (change->kind == RV_KIND_TABLE)
        rv_facts_forget_tables (checker->facts);
      if (is_type (change->kind))
        rv_facts_forget_all (checker->facts);
    }
}

/* ---- neighbours -------------------------------------------------------------------------------------------- */

typedef struct {
  RvModel *model;
  RvId unit;
  GArray *found;        /* RvId */
} Search;

static void
find_neighbour (Search *search, const RvObject *object)
{
  RvId id;

  if (object == NULL || !is_of_design (object->kind) || object->kind == RV_KIND_SCHEMA)
    return;
  id = unit_of_object (search->model, object);
  if (id == search->unit || id == 0)
    return;
  for (guint i = search->found->len; i > 0; i--)
    if (g_array_index (search->found, RvId, i - 1) == id)
      return;
  g_array_append_val (search->found, id);
}

static void
look_around (Search *search, const RvObject *object)
{
  const RvKindInfo *info = rv_kind_info (object->kind);
  const GPtrArray *referrers = object->referrers;
  const RvObject *last = NULL;

  for (guint i = 0; i < info->n_fields; i++)
    if (info->fields[i].type == RV_FIELD_REF && (int) i != info->parent)
      find_neighbour (search, rv_model_get (search->model, rv_record_number (object, &info->fields[i])));
  for (guint i = 0; referrers != NULL && i < referrers->len; i++)
    {
      const RvObject *referrer = referrers->pdata[i];

      if (referrer == last)
        continue;
      last = referrer;
      if (rv_record_parent (referrer) == object->id && !is_unit_kind (referrer->kind))
        look_around (search, referrer);
      else
        find_neighbour (search, referrer);
    }
}

/* What a query reads. */
static void
look_into_query (RvChecker *checker, Search *search, const RvQuery *query)
{
  RvPgQuery *parsed = rv_facts_query (checker->facts, query, query->text);
  const GPtrArray *blocks = parsed != NULL ? rv_pg_query_blocks (parsed) : NULL;

  for (guint i = 0; blocks != NULL && i < blocks->len; i++)
    {
      const GPtrArray *items = ((RvPgBlock *) blocks->pdata[i])->items;

      for (guint k = 0; k < items->len; k++)
        find_neighbour (search, ((RvPgItem *) items->pdata[k])->relation);
    }
}

static void
find_neighbours (RvChecker *checker, RvUnit *unit)
{
  Search search = { checker->model, unit->id, unit->neighbours };
  const RvObject *object = rv_model_get (checker->model, unit->id);

  g_array_set_size (unit->neighbours, 0);
  if (object != NULL)
    look_around (&search, object);
  if (object != NULL && object->kind == RV_KIND_QUERY)
    look_into_query (checker, &search, (const RvQuery *) object);
}

static void
touch_neighbours (GHashTable *around, const RvUnit *unit, const RvKindSet *kinds)
{
  for (guint i = 0; i < unit->neighbours->len; i++)
    touch (around, g_array_index (unit->neighbours, RvId, i), kinds);
}

/* A table does not know the queries that read it; they know it. */
static void
touch_readers (RvChecker *checker)
{
  const GPtrArray *queries = rv_model_all (checker->model, RV_KIND_QUERY);

  for (guint i = 0; i < queries->len; i++)
    {
      const RvUnit *unit = g_hash_table_lookup (checker->units, GSIZE_TO_POINTER (((RvObject *) queries->pdata[i])->id));

      for (guint k = 0; unit != NULL && k < unit->neighbours->len; k++)
        {
          const RvKindSet *kinds = g_hash_table_lookup (checker->touched, GSIZE_TO_POINTER (g_array_index (unit->neighbours, RvId, k)));

          if (kinds == NULL)
            continue;
          touch (checker->pending, unit->id, kinds);
          /* One that was touched itself has just been read. */
          if (!g_hash_table_contains (checker->touched, GSIZE_TO_POINTER (unit->id)))
            rv_facts_forget (checker->facts, unit->id);
        }
    }
}

/* What was touched, and what is around it, is to be looked at. */
static void
spread (RvChecker *checker)
{
  GHashTableIter iter;
  gpointer id, kinds;

  if (checker->pending == NULL)
    checker->pending = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_hash_table_iter_init (&iter, checker->touched);
  while (g_hash_table_iter_next (&iter, &id, &kinds))
    {
      RvUnit *unit = need_unit (checker, (RvId) GPOINTER_TO_SIZE (id));

      touch (checker->pending, unit->id, kinds);
      if (unit->id == 0)
        continue;
      touch_neighbours (checker->pending, unit, kinds);
      forget_around (checker, unit->id);
      find_neighbours (checker, unit);
      touch_neighbours (checker->pending, unit, kinds);
      for (guint i = 0; i < unit->neighbours->len; i++)
        rv_facts_forget (checker->facts, g_array_index (unit->neighbours, RvId, i));
    }
  touch_readers (checker);
  g_hash_table_remove_all (checker->touched);
}

/* ---- asking rules ---------------------------------------------------------------------------------------------- */

/* The findings of rules that look again go. */
static void
drop_findings (RvChecker *checker, RvUnit *unit, const RvKindSet *kinds)
{
  for (guint i = unit->findings->len; i > 0; i--)
    {
      const RvFinding *finding = unit->findings->pdata[i - 1];
      const RvRuleState *state = &checker->states[rv_rule_index (finding->rule)];

      if (!state->on || rv_kind_set_meets (&state->reads, kinds))
        g_ptr_array_remove_index (unit->findings, i - 1);
    }
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const RvObject *x = *(const RvObject *const *) a, *y = *(const RvObject *const *) b;
  gint64 px = rv_record_position (x), py = rv_record_position (y);

  return px != py ? (px < py ? -1 : 1) : (x->id > y->id) - (x->id < y->id);
}

/* An object that refers twice stands there twice. */
static void
put_in_order (GPtrArray *parts)
{
  g_ptr_array_sort (parts, compare_places);
  for (guint i = parts->len; i > 1; i--)
    if (parts->pdata[i - 1] == parts->pdata[i - 2])
      g_ptr_array_remove_index (parts, i - 1);
}

/* Returns: (transfer none) (nullable): the unit's direct parts of @kind, from a pass over all that is done once. */
static GPtrArray *
parts_of (RvChecker *checker, const RvObject *object, GPtrArray **parts, RvKind kind)
{
  const GPtrArray *referrers = object->referrers;

  if (parts[RV_KIND_NONE] == NULL)
    {
      parts[RV_KIND_NONE] = g_ptr_array_new ();
      for (guint i = 0; referrers != NULL && i < referrers->len; i++)
        {
          RvObject *part = referrers->pdata[i];
          GPtrArray *like = parts[part->kind];

          if (rv_record_parent (part) != object->id)
            continue;
          if (like == NULL)
            like = parts[part->kind] = g_ptr_array_new ();
          g_ptr_array_add (like, part);
        }
      for (RvKind k = 1; k < RV_N_KINDS; k++)
        if (parts[k] != NULL)
          put_in_order (parts[k]);
    }
  return parts[kind];
}

static void
ask (RvChecker *checker, RvUnit *unit, const RvRule *rule, gpointer subject)
{
  RvRuleRun run = { checker->model, checker->facts, rule, checker->options, unit->findings };

  checker->n_run++;
  rule->check (&run, subject);
}

static gboolean
looks_again (RvChecker *checker, guint i, const RvKindSet *kinds)
{
  const RvRule *rule = rv_rules ()->pdata[i];

  return checker->states[i].on && rule->needs == RV_NEEDS_DESIGN && rv_kind_set_meets (&checker->states[i].reads, kinds);
}

static void
run_unit (RvChecker *checker, RvUnit *unit, const RvObject *object, const RvKindSet *kinds)
{
  const GPtrArray *rules = rv_rules ();
  GPtrArray *parts[RV_N_KINDS] = { NULL };

  for (guint i = 0; i < rules->len; i++)
    {
      const RvRule *rule = rules->pdata[i];
      const GPtrArray *subjects;

      if (rule->subject == RV_KIND_PROJECT || (rule->flags & RV_RULE_ANYWHERE) || !looks_again (checker, i, kinds))
        continue;
      if (rule->subject == object->kind)
        {
          ask (checker, unit, rule, (gpointer) object);
          continue;
        }
      if (is_unit_kind (rule->subject))
        continue;
      subjects = parts_of (checker, object, parts, rule->subject);
      for (guint k = 0; subjects != NULL && k < subjects->len; k++)
        ask (checker, unit, rule, subjects->pdata[k]);
    }
  for (guint i = 0; i < RV_N_KINDS; i++)
    g_clear_pointer (&parts[i], g_ptr_array_unref);
}

static void
run_design (RvChecker *checker, RvUnit *unit, const RvKindSet *kinds)
{
  const GPtrArray *rules = rv_rules ();

  for (guint i = 0; i < rules->len; i++)
    {
      const RvRule *rule = rules->pdata[i];
      const GPtrArray *subjects = rv_model_all (checker->model, rule->subject);

      if ((rule->subject != RV_KIND_PROJECT && !(rule->flags & RV_RULE_ANYWHERE)) || !looks_again (checker, i, kinds))
        continue;
      for (guint k = 0; k < subjects->len; k++)
        ask (checker, unit, rule, subjects->pdata[k]);
    }
}

static void
run_touched (RvChecker *checker, RvId id, const RvKindSet *kinds)
{
  RvUnit *unit = need_unit (checker, id);
  const RvObject *object = rv_model_get (checker->model, id);

  drop_findings (checker, unit, kinds);
  if (id == 0)
    run_design (checker, unit, kinds);
  else if (object != NULL)
    run_unit (checker, unit, object, kinds);
  else
    g_hash_table_remove (checker->units, GSIZE_TO_POINTER (id));
}

static void
touch_all (RvChecker *checker)
{
  const RvKindSet all = { { G_MAXUINT64, G_MAXUINT64 } };

  g_hash_table_remove_all (checker->units);
  g_clear_pointer (&checker->pending, g_hash_table_unref);
  rv_facts_forget_all (checker->facts);
  touch (checker->touched, 0, &all);
  for (RvKind kind = 1; kind < RV_N_KINDS; kind++)
    {
      const GPtrArray *objects = rv_model_all (checker->model, kind);

      for (guint i = 0; is_unit_kind (kind) && is_of_design (kind) && i < objects->len; i++)
        touch (checker->touched, ((RvObject *) objects->pdata[i])->id, &all);
    }
}

gboolean
rv_checker_run (RvChecker *checker, gint64 deadline)
{
  GHashTableIter iter;
  gpointer id, kinds;

  if (checker->all_touched)
    touch_all (checker);
  checker->all_touched = FALSE;
  spread (checker);
  g_hash_table_iter_init (&iter, checker->pending);
  while (g_hash_table_iter_next (&iter, &id, &kinds))
    {
      if (deadline >= 0 && g_get_monotonic_time () > deadline)
        return FALSE;
      run_touched (checker, (RvId) GPOINTER_TO_SIZE (id), kinds);
      g_hash_table_iter_remove (&iter);
    }
  g_clear_pointer (&checker->pending, g_hash_table_unref);
  return TRUE;
}
