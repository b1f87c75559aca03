/* The checker as an object: what is judged and how hard, when it looks, what it tells. */
#include <string.h>

#include "check/checker-private.h"
#include "check/profile.h"

G_DEFINE_FINAL_TYPE (RvChecker, rv_checker, G_TYPE_OBJECT)

/* Microseconds that looking may take at once while the main loop has other things to do. */
#define SLICE 6000

static guint changed_signal;

/* ---- looking ---------------------------------------------------------------------------------------------- */

static gboolean
is_due (RvChecker *checker)
{
  return checker->all_touched || checker->pending != NULL || g_hash_table_size (checker->touched) > 0;
}

/* Returns: whether it came to the end before @deadline. */
static gboolean
update (RvChecker *checker, gint64 deadline, gboolean *is_changed)
{
  *is_changed = FALSE;
  if (!is_due (checker) && !checker->list_outdated)
    return TRUE;
  if (is_due (checker) && !rv_checker_run (checker, deadline))
    return FALSE;
  checker->list_outdated = FALSE;
  *is_changed = rv_checker_make_list (checker);
  if (*is_changed)
    g_signal_emit (checker, changed_signal, 0);
  return TRUE;
}

gboolean
rv_checker_update (RvChecker *checker)
{
  gboolean is_changed;

  g_clear_handle_id (&checker->idle, g_source_remove);
  update (checker, -1, &is_changed);
  return is_changed;
}

/* A large design is looked at piece by piece, so that no frame waits. */
static gboolean
update_in_idle (gpointer data)
{
  g_autoptr (RvChecker) checker = g_object_ref (data);
  guint own = checker->idle;
  gboolean is_changed;

  update (checker, g_get_monotonic_time () + SLICE, &is_changed);
  if (checker->idle != own)
    return G_SOURCE_REMOVE;
  /* There is more, or who listened changed something. */
  if (is_due (checker) || checker->list_outdated)
    return G_SOURCE_CONTINUE;
  checker->idle = 0;
  return G_SOURCE_REMOVE;
}

static void
plan_update (RvChecker *checker)
{
  if (checker->automatic && checker->idle == 0)
    checker->idle = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE + 10, update_in_idle, checker, NULL);
}

static void
on_model_changed (RvModel *model, GArray *changes, RvChecker *checker)
{
  rv_checker_take_changes (checker, changes);
  if (is_due (checker) || checker->list_outdated)
    plan_update (checker);
}

static void
look_at_all (RvChecker *checker)
{
  checker->all_touched = TRUE;
  plan_update (checker);
}

void
rv_checker_set_automatic (RvChecker *checker, gboolean automatic)
{
  checker->automatic = automatic;
  if (!automatic)
    g_clear_handle_id (&checker->idle, g_source_remove);
  else if (is_due (checker) || checker->list_outdated)
    plan_update (checker);
}

/* ---- what it found ------------------------------------------------------------------------------------------ */

RvModel *
rv_checker_model (RvChecker *checker)
{
  return checker->model;
}

RvFacts *
rv_checker_facts (RvChecker *checker)
{
  return checker->facts;
}

GPtrArray *
rv_checker_findings (RvChecker *checker)
{
  rv_checker_update (checker);
  return checker->findings;
}

GPtrArray *
rv_checker_waived (RvChecker *checker)
{
  rv_checker_update (checker);
  return checker->waived;
}

static gboolean
concerns (RvChecker *checker, RvFinding *finding, RvId id)
{
  g_autoptr (GPtrArray) parts = rv_finding_parts (finding);

  for (guint i = 0; i < parts->len; i++)
    {
      const RvObject *object = rv_model_get (checker->model, ((RvFinding *) parts->pdata[i])->object);

      while (object != NULL && object->id != id)
        object = rv_model_get (checker->model, rv_record_parent (object));
      if (object != NULL)
        return TRUE;
    }
  return FALSE;
}

GPtrArray *
rv_checker_findings_of (RvChecker *checker, RvId object)
{
  GPtrArray *all = rv_checker_findings (checker);
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) rv_finding_unref);

  for (guint i = 0; i < all->len; i++)
    if (concerns (checker, all->pdata[i], object))
      g_ptr_array_add (found, rv_finding_ref (all->pdata[i]));
  return found;
}

guint64
rv_checker_n_run (RvChecker *checker)
{
  return checker->n_run;
}

/* ---- what is judged ------------------------------------------------------------------------------------------- */

gboolean
rv_checker_set_profile (RvChecker *checker, const char *name)
{
  const RvProfile *profile = rv_profile_find (name);
  const GPtrArray *rules = rv_rules ();

  if (profile == NULL)
    return FALSE;
  for (guint i = 0; i < rules->len; i++)
    checker->states[i].on = rv_profile_judge (profile, rules->pdata[i], &checker->states[i].severity);
  g_hash_table_remove_all (checker->options);
  look_at_all (checker);
  return TRUE;
}

void
rv_checker_set_rule (RvChecker *checker, const RvRule *rule, gboolean on)
{
  checker->states[rv_rule_index (rule)].on = on;
  look_at_all (checker);
}

void
rv_checker_set_only (RvChecker *checker, const char *const *ids)
{
  const GPtrArray *rules = rv_rules ();

  for (guint i = 0; i < rules->len; i++)
    checker->states[i].on = FALSE;
  for (guint i = 0; ids[i] != NULL; i++)
    if (rv_rule_find (ids[i]) != NULL)
      checker->states[rv_rule_index (rv_rule_find (ids[i]))].on = TRUE;
  look_at_all (checker);
}

gboolean
rv_checker_has_rule (RvChecker *checker, const RvRule *rule)
{
  return checker->states[rv_rule_index (rule)].on;
}

void
rv_checker_set_severity (RvChecker *checker, const RvRule *rule, RvSeverity severity)
{
  checker->states[rv_rule_index (rule)].severity = severity;
  checker->list_outdated = TRUE;
  plan_update (checker);
}

static const RvRuleOption *
find_option (const RvRule *rule, const char *name)
{
  for (const RvRuleOption *option = rule->options; option != NULL && option->name != NULL; option++)
    if (strcmp (option->name, name) == 0)
      return option;
  return NULL;
}

static gboolean
is_number (const char *text)
{
  char *end;

  g_ascii_strtod (text, &end);
  return end > text && *end == '\0';
}

gboolean
rv_checker_set_option (RvChecker *checker, const RvRule *rule, const char *name, const char *text)
{
  const RvRuleOption *option = find_option (rule, name);
  g_autofree char *key = g_strdup_printf ("%s.%s", rule->id, name);

  if (option == NULL || (text != NULL && option->type == RV_OPTION_NUMBER && !is_number (text)))
    return FALSE;
  if (text != NULL)
    g_hash_table_insert (checker->options, g_steal_pointer (&key), g_strdup (text));
  else
    g_hash_table_remove (checker->options, key);
  look_at_all (checker);
  return TRUE;
}

void
rv_checker_set_baseline (RvChecker *checker, GHashTable *fingerprints)
{
  g_clear_pointer (&checker->baseline, g_hash_table_unref);
  checker->baseline = fingerprints != NULL ? g_hash_table_ref (fingerprints) : NULL;
  checker->list_outdated = TRUE;
  plan_update (checker);
}

/* ---- life --------------------------------------------------------------------------------------------------------- */

static void
init_states (RvChecker *checker)
{
  const GPtrArray *rules = rv_rules ();

  checker->states = g_new0 (RvRuleState, rules->len);
  for (guint i = 0; i < rules->len; i++)
    {
      const RvRule *rule = rules->pdata[i];

      if (rule->reads == NULL || (rule->subject != RV_KIND_PROJECT && !(rule->flags & RV_RULE_ANYWHERE)))
        checker->states[i].reads = (RvKindSet) { { G_MAXUINT64, G_MAXUINT64 } };
      /* Their names are in every message. */
      rv_kind_set_add (&checker->states[i].reads, RV_KIND_SCHEMA);
      rv_kind_set_add (&checker->states[i].reads, RV_KIND_TABLE);
      rv_kind_set_add (&checker->states[i].reads, rule->subject);
      for (guint k = 0; rule->reads != NULL && rule->reads[k] != RV_KIND_NONE; k++)
        rv_kind_set_add (&checker->states[i].reads, rule->reads[k]);
    }
}

RvChecker *
rv_checker_new (RvModel *model)
{
  RvChecker *checker = g_object_new (RV_TYPE_CHECKER, NULL);

  checker->model = g_object_ref (model);
  checker->handler = g_signal_connect (model, "changed", G_CALLBACK (on_model_changed), checker);
  checker->facts = rv_facts_new (model);
  rv_checker_set_profile (checker, "default");
  return checker;
}

static void
rv_checker_finalize (GObject *object)
{
  RvChecker *checker = RV_CHECKER (object);

  g_clear_handle_id (&checker->idle, g_source_remove);
  g_clear_signal_handler (&checker->handler, checker->model);
  g_clear_pointer (&checker->units, g_hash_table_unref);
  g_clear_pointer (&checker->touched, g_hash_table_unref);
  g_clear_pointer (&checker->pending, g_hash_table_unref);
  g_clear_pointer (&checker->options, g_hash_table_unref);
  g_clear_pointer (&checker->baseline, g_hash_table_unref);
  g_clear_pointer (&checker->findings, g_ptr_array_unref);
  g_clear_pointer (&checker->waived, g_ptr_array_unref);
  g_clear_pointer (&checker->facts, rv_facts_free);
  g_clear_object (&checker->model);
  g_free (checker->states);
  G_OBJECT_CLASS (rv_checker_parent_class)->finalize (object);
}

static void
rv_checker_class_init (RvCheckerClass *class)
{
  G_OBJECT_CLASS (class)->finalize = rv_checker_finalize;
  changed_signal = g_signal_new ("changed", RV_TYPE_CHECKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rv_checker_init (RvChecker *checker)
{
  checker->units = g_hash_table_new_full (NULL, NULL, NULL, rv_unit_free);
  checker->touched = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  checker->options = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  checker->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) rv_finding_unref);
  checker->waived = g_ptr_array_new_with_free_func ((GDestroyNotify) rv_finding_unref);
  init_states (checker);
}
